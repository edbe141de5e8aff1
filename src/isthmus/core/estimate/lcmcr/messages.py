"""What latent classes say."""

from isthmus.core.messages import text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "estimate.model.lcmcr": text("latent classes"),
    "estimate.assumption.lcmcr": text(
        "People fall into groups that differ in how easily each list reaches them. Within a group the lists reach "
        "people independently. Nobody is wholly out of reach of every list."
    ),
    "estimate.prior.lcmcr": text(
        "Prior: the number of people N in proportion to 1/N, up to {most}; at most {classes} classes, their shares "
        "from a stick-breaking process whose alpha is gamma({shape:plain}, {rate:plain}); a list's chance in a class "
        "uniform."
    ),
    "estimate.prior.lcmcr_weighed": text(
        "{prior} The table weighs as one of {weighed} people: with more of them chance says less than errors of "
        "matching, and the interval is wider than chance alone would make it."
    ),
    "estimate.nobody_out_of_reach": text(
        "Of the people on no list, nobody would be out of reach of all lists, with a chance below {below:.0%} to be on "
        "any."
    ),
    "estimate.out_of_reach": text(
        "Of the people on no list, {low} to {high} would be out of reach of all lists: their chance to be on any is "
        "below {below:.0%}."
    ),
    "estimate.paper.lcmcr": text(
        "latent classes with a Dirichlet process prior (LCMCR; Manrique-Vallier 2016)"
    ),
    "estimate.chains_disagree": text(
        "After {steps} steps each, the chains do not agree: R-hat is {rhat:.3f} (it should be at most "
        "{most_rhat:plain}), and the number of effective draws is {ess} (it should be at least {least_ess})."
    ),
}
