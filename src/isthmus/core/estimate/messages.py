"""What estimation says."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "estimate.at_least": text(
        "The total was at least {low} to {high} people, by the 95 % intervals of all models together."
    ),
    "estimate.at_least_by_one_model": text(
        "The total was at least {low} to {high} people, by the 95 % interval of the one model."
    ),
    "estimate.cannot_show": text("These lists cannot show how many people went undocumented."),
    "estimate.documented": plural("{n} person is documented.", "{n} people are documented.", by="n"),
    "estimate.is_lower_bound": text("This is a lower bound: one part could not be estimated."),
    "estimate.quotable": text("{sentences:sentences}"),
    "estimate.rests_on_lists": plural("This rests on {n} list.", "This rests on {n} lists.", by="n"),
    "estimate.total": text(
        "In all there were between {low} and {high} people, by the 95 % intervals of all models together."
    ),
    "estimate.total_by_one_model": text(
        "In all there were between {low} and {high} people, by the 95 % interval of the one model."
    ),
    "estimate.undocumented": text("Nobody documented {few} to {many} of them."),
}
