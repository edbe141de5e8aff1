"""What estimation says."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    # The models.
    "estimate.model.dga": text("decomposable graphs"),
    "estimate.model.lcmcr": text("latent classes"),
    "estimate.model.loglinear": text("log-linear"),
    "estimate.model.two_lists": text("two independent lists"),
    "estimate.assumption.dga": text(
        "Whatever makes two lists overlap more or less than by chance shows among the documented; given those "
        "dependences, being on no list follows the same pattern. No dependence holds all lists together at once."
    ),
    "estimate.assumption.lcmcr": text(
        "People fall into groups that differ in how easily each list reaches them. Within a group the lists reach "
        "people independently. Nobody is wholly out of reach of every list."
    ),
    "estimate.assumption.loglinear": text(
        "The dependences between lists that the documented people show also hold for the undocumented. No "
        "dependence joins all lists at once."
    ),
    "estimate.assumed_by_all": text(
        "All models assume that people on two lists were recognised as the same person, and that nobody else was. "
        "They also assume that the lists are of the same people, in the same place and time. Where some people are "
        "hard for every list to reach, all figures tend to be too low, and the data show that only in part."
    ),
    "estimate.prior.dga": text(
        "Prior: the number of people in proportion to 1/N, every decomposable graph but the saturated one equally "
        "likely, and chances with a hyper-Dirichlet prior that weighs {delta:plain} for each cell of the full table."
    ),
    "estimate.prior.dga_with_saturated": text(
        "Prior: the number of people in proportion to 1/N, every decomposable graph equally likely, and chances with a "
        "hyper-Dirichlet prior that weighs {delta:plain} for each cell of the full table."
    ),
    "estimate.prior.delta": text("delta {delta:plain}"),
    "estimate.prior.every_number_alike": text("every number of people equally likely"),
    "estimate.prior.lcmcr": text(
        "Prior: the number of people N in proportion to 1/N, up to {most}; at most {classes} classes, their shares "
        "from a stick-breaking process whose alpha is gamma({shape:plain}, {rate:plain}); a list's chance in a class "
        "uniform."
    ),
    "estimate.nobody_out_of_reach": text(
        "Of the people on no list, nobody would be out of reach of all lists, with a chance below {below:.0%} to be on "
        "any."
    ),
    "estimate.out_of_reach": text(
        "Of the people on no list, {low} to {high} would be out of reach of all lists: their chance to be on any is "
        "below {below:.0%}."
    ),
    "estimate.prior.none": text("No prior."),
    "estimate.prior.of_each_stratum": text("Prior: that of each stratum."),
    "estimate.assumed_by": text("{model}: {words}"),
    "estimate.figure": text("{model}: {median} ({low} – {high}, 95 %)."),
    "estimate.paper.dga": text("averaging over decomposable graphs (Madigan & York 1997)"),
    "estimate.paper.lcmcr": text(
        "latent classes with a Dirichlet process prior (LCMCR; Manrique-Vallier 2016)"
    ),
    "estimate.paper.loglinear": text(
        "the log-linear model of lowest BIC among the hierarchical ones (Fienberg 1972)"
    ),
    "estimate.linkage.lenient": text("all that linking doubts, as one person"),
    "estimate.linkage.strict": text("only what linking is sure of, as one person"),
    "estimate.under_prior": text("prior: {prior}"),
    "estimate.with_linking": text("{model}, with linking"),
    "estimate.without_list": text("without {list}"),
    "estimate.chosen_by.forward_stepwise": text("forward stepwise choice"),
    "estimate.chosen_by.least_bic": text("the least BIC"),
    "estimate.model_chosen": text("Model {model}, chosen by {by}."),
    "estimate.interval": text("{low} to {high}"),
    "estimate.mode_with_ends": text("{share:.0%} near {at} ({low} to {high})"),
    "estimate.at_edge": text("{share:.1%} of the mass lies at the edge of the range."),
    "estimate.effective_draws": plural("{n} effective draw.", "{n} effective draws.", by="n"),
    "estimate.facts": text("{sentences:sentences}"),
    "estimate.rhat": text("R-hat {rhat:.4f}."),
    # What can be quoted.
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
    # Why there is no estimate.
    "estimate.cannot_carry": text("The lists cannot carry an estimate."),
    "estimate.model_refuses": text("The {model} model gives no estimate. {why}"),
    "estimate.nobody_on_lists": text("Nobody is on any list: there is nothing to estimate from."),
    "estimate.nobody_on_two_lists": text(
        "Nobody is on two lists: without overlap, no model can tell how many are on none."
    ),
    "estimate.not_shown": text("Not shown, because another model refuses."),
    "estimate.too_few_lists": plural(
        "There is {n} list with people. At least three are needed: with fewer, nothing in the data tells whether "
        "lists depend on each other. Add a list that was made separately from the others.",
        "There are {n} lists with people. At least three are needed: with fewer, nothing in the data tells whether "
        "lists depend on each other. Add a list that was made separately from the others.",
        by="n",
    ),
    "estimate.too_few_on_two_lists": plural(
        "Only {n} of {people} people is on two lists or more. Fewer than {least} cannot carry an estimate.",
        "Only {n} of {people} people are on two lists or more. Fewer than {least} cannot carry an estimate.",
        by="n",
    ),
    "estimate.too_many_lists_for_graphs": plural(
        "{n} list with people is more than the model of graphs takes. Merge lists until there are at most {most}.",
        "{n} lists with people are more than the model of graphs takes. Merge lists until there are at most {most}.",
        by="n",
    ),
    "estimate.chains_disagree": text(
        "The chains do not agree after {steps} steps each: R-hat is {rhat:.3f} (at most {most_rhat:plain}), with "
        "{ess} effective draws (at least {least_ess})."
    ),
    "estimate.others_share_nobody": text("The other lists share nobody."),
    "estimate.no_draws": text("There are no draws."),
    "estimate.loglinear_all_on_one_list": text(
        "Everybody documented is on the list {list}: no other list shows what it misses. Leave it out, or add a "
        "list that was made separately from it."
    ),
    "estimate.loglinear_no_model": text(
        "No log-linear model that the rule allows has an estimate that exists and is identifiable: the lists "
        "overlap too little, or one lies inside another."
    ),
    "estimate.loglinear_too_far": text(
        "The estimate is more than {times} times the documented people: the lists overlap too little."
    ),
    "estimate.loglinear_too_few_people": plural(
        "{n} person is documented. The simplest log-linear model of these lists needs more than {parameters}.",
        "{n} people are documented. The simplest log-linear model of these lists needs more than {parameters}.",
        by="n",
    ),
    "estimate.loglinear_too_many_lists": plural(
        "There is {n} list. At most {most} are fitted. Merge lists of one kind.",
        "There are {n} lists. At most {most} are fitted. Merge lists of one kind.",
        by="n",
    ),
    "estimate.no_stratum_estimated": text("No stratum can be estimated by this model."),
    "estimate.every_stratum_refused": text("Every stratum is refused."),
    # Warnings.
    "estimate.expected_from_others": text("From the other lists alone we expect {low} to {high}."),
    "estimate.graphs_left_out": plural(
        "With {n} list, the model of graphs was not run: it takes at most {most}.",
        "With {n} lists, the model of graphs was not run: it takes at most {most}.",
        by="n",
    ),
    "estimate.heterogeneous": text(
        "At least half of the pairs of lists share more people than chance would produce: some people are easier to "
        "reach for every list than others. Estimates then tend to be too low (too high, if people were falsely "
        "split)."
    ),
    "estimate.list_inside_another": text(
        "Everybody on {one} is on {other} too. One may have been made from the other, and then they are one list."
    ),
    "estimate.list_named_as_attribute": text(
        "{list} is named like something that is true of people, not like a list of them. If it is not a list, the "
        "figures mean nothing: leave it out."
    ),
    "estimate.nobody_on_list_alone": text(
        "Nobody is on {list} alone, which is rare for a list that was made separately. If it was made from the others, "
        "or says something else of people, leave it out."
    ),
    "estimate.lists_without_people": text("Nobody is on {lists:and}: left out."),
    "estimate.mass_at_edge": text(
        "{share:.0%} of what the {model} model holds possible lies at the edge of its range: the data hardly limit "
        "the number from above."
    ),
    "estimate.mode": text("{share:.0%} near {at:rounded}"),
    "estimate.models_apart": text(
        "The models differ by a factor of {times:.1f}: {low_model} says {low:rounded}, {high_model} {high:rounded}."
    ),
    "estimate.of_stratum": text("{stratum}: {reason}"),
    "estimate.of_them_elsewhere": plural(
        "{n} of them is on another list.", "{n} of them are on other lists.", by="n"
    ),
    "estimate.one_model_alone": text("Only one model ({model}) was run, and no other one checks it."),
    "estimate.overlap_larger": text("The overlap is larger than chance would produce."),
    "estimate.overlap_not_predicted": text("{sentences:sentences}"),
    "estimate.overlap_smaller": text("The overlap is smaller than chance would produce."),
    "estimate.pair_of_lists": text("{one} and {other}"),
    "estimate.pairs_share_nobody": plural(
        "The lists of {n} pair share no person: {pairs:semicolon}.",
        "The lists of {n} pairs share no person: {pairs:semicolon}.",
        by="n",
    ),
    "estimate.people_on_list": plural("{n} person is on {list}.", "{n} people are on {list}.", by="n"),
    "estimate.several_modes": plural(
        "The {model} model has {n} likely answer: {modes:and}.",
        "The {model} model has {n} likely answers: {modes:and}.",
        by="n",
    ),
    "estimate.sparse": text(
        "Only {share:.1%} of the documented people are on two lists or more. Below {least:.0%} estimates are "
        "fragile."
    ),
    "estimate.strata_refused": text("{sentences:sentences}"),
    "estimate.strata_count_as_documented": plural(
        "{strata:and} cannot be estimated, and counts with the people documented there.",
        "{strata:and} cannot be estimated, and count with the people documented there.",
        by="n",
    ),
    "estimate.documented_there": plural(
        "{n} person is documented there.", "{n} people are documented there.", by="n"
    ),
    "estimate.total_is_lower_bound": text("The total is a lower bound."),
    # What is known of a figure beside it.
    "estimate.loglinear_cut_off": text(
        "The 95 % interval has no upper end below {times} times the documented people: it is cut off there."
    ),
    "estimate.loglinear_many_lists": text(
        "With more than {most} lists, only interactions of two lists are tried, chosen forward stepwise."
    ),
    "estimate.loglinear_rule": text(
        "With three to five lists that all overlap two by two, the hierarchical model with the least BIC speaks, "
        "with a profile likelihood interval. Where two lists share nobody, or with more lists, the model that "
        "forward stepwise choice of two-list interactions (p < .02) ends in does, with a Wald interval on the "
        "logarithm of the people on no list."
    ),
    "estimate.looser_prior_decides": text(
        "This looser prior pulls the figure towards the documented count: the prior decides it, not the lists."
    ),
    "estimate.saturated_outweighs": text(
        "The graph in which all lists depend on each other would outweigh all others under this prior, and bring "
        "the figure down onto the documented count."
    ),
    "estimate.chapman_biased": plural(
        "With {n} person on both lists, fewer than {least}, it is biased downwards.",
        "With {n} people on both lists, fewer than {least}, it is biased downwards.",
        by="n",
    ),
    "estimate.chapman_rests_on": text(
        "It rests on the independence of the two lists, which nothing in the data can test."
    ),
    # What was asked for cannot be done.
    "estimate.counts_below_zero": text("Counts are whole numbers from 0 on, one for each pattern."),
    "estimate.delta_not_positive": text(
        "Delta, the prior's weight for each cell of the full table, must be greater than 0."
    ),
    "estimate.limit_below_documented": plural(
        "{n} person is documented: the limit of the total cannot be lower.",
        "{n} people are documented: the limit of the total cannot be lower.",
        by="n",
    ),
    "estimate.not_two_lists": plural(
        "Chapman's estimate takes two lists, and there is {n}.",
        "Chapman's estimate takes two lists, and there are {n}.",
        by="n",
    ),
    "estimate.source_on_two_lists": text("A source is on two lists. Keep each source on one list."),
    "estimate.unknown_model": text("No such model. Name one or more of {models:and}."),
    "estimate.unknown_stratification": text(
        "People are stratified by sex, year, quarter, or place and a level. Choose one of these."
    ),
}
