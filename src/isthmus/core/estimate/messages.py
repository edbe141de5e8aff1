"""What estimation says."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    # The models.
    "estimate.model.dga": text("decomposable graphs"),
    "estimate.model.two_lists": text("two independent lists"),
    "estimate.assumption.dga": text(
        "Whatever makes two lists overlap more or less than by chance shows among the documented; given those "
        "dependences, being on no list follows the same pattern. No dependence holds all lists together at once."
    ),
    "estimate.assumed_by_all": text(
        "All models assume that people on two lists were recognised as the same person, and that nobody else was. "
        "They also assume that the lists are of the same people, in the same place and time. Where some people are "
        "hard for every list to reach, figures can be far off, mostly too low, and the data show that only in part."
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
    "estimate.data_bound_nothing": text(
        "The data alone bound nothing: a dependence of all lists at once leaves no trace in them."
    ),
    "estimate.sensitivity": text(
        "Without a dependence of all four lists at once there were about {figure:rounded}. One that made the people on "
        "no list {double} times as many would double that, one that made them {halve} times fewer would halve "
        "it; the data show neither."
    ),
    "estimate.times": text("{n:.1f}"),
    "estimate.times_rounded": text("{n:rounded}"),
    "estimate.sensitivity_upwards": text(
        "Without a dependence of all four lists at once there were about {figure:rounded}. One that made the people on "
        "no list {double} times as many would double that, and the data would not show it; none could halve it."
    ),
    "estimate.prior.none": text("No prior."),
    "estimate.prior.of_each_stratum": text("Prior: that of each stratum."),
    "estimate.assumed_by": text("{model}: {words}"),
    "estimate.assumed_in_short": text(
        "The lists are of the same people, in the same place and time. People on two lists were recognised, and nobody "
        "else was taken for them. How lists depend on each other shows among the documented, and people on no list are "
        "like those on few."
    ),
    "estimate.cannot_know": text(
        "People out of reach of every list; whether all lists depend on each other at once; whether one list was "
        "copied from another; who the people on no list are."
    ),
    "estimate.may_be_quoted": text("The first paragraph with its warnings; not the medians."),
    "estimate.none_may_be_quoted": text("The first paragraph with the reason why there is no estimate."),
    "estimate.span_unsettled": text("has not settled: between {low} and {high}"),
    "estimate.bound": text("at least {low}"),
    "estimate.figure_unsettled": text("{model}: has not settled, between {low} and {high} (95 %)."),
    "estimate.figure_bound": text("{model}: at least {low}."),
    "estimate.median_and_interval": text("{median} ({low} to {high}, 95 %)"),
    "estimate.figure": text("{model}: {median} ({low} – {high}, 95 %)."),
    "estimate.paper.dga": text("averaging over decomposable graphs (Madigan & York 1997)"),
    "estimate.linkage.lenient": text("all that linking doubts, as one person"),
    "estimate.linkage.strict": text("only what linking is sure of, as one person"),
    "estimate.under_prior": text("prior: {prior}"),
    "estimate.with_linking": text("{model}, with linking"),
    "estimate.without_list": text("without {list}"),
    "estimate.interval": text("{low} to {high}"),
    "estimate.mode_with_ends": text("{share:.0%} near {at} ({low} to {high})"),
    "estimate.modes_with_ends": text("Answers that fit: {modes:semicolon}."),
    "estimate.one_mode": text("One answer fits."),
    "estimate.at_edge": text("{share:.1%} of the mass lies at the edge of the range."),
    "estimate.effective_draws": plural("{n} effective draw.", "{n} effective draws.", by="n"),
    "estimate.facts": text("{sentences:sentences}"),
    "estimate.rhat": text("R-hat {rhat:.4f}."),
    # What can be quoted.
    "estimate.at_least.by_all_models": text(
        "In all there were at least {low} people, by the 95 % intervals of all models together."
    ),
    "estimate.at_least.by_some_models": plural(
        "In all there were at least {low} people, by the 95 % interval of one model alone ({models:comma}).",
        "In all there were at least {low} people, by the 95 % intervals of {n} of the {all} models ({models:comma}).",
        by="n",
    ),
    "estimate.at_least.without_a_model": plural(
        "In all there were at least {low} people, by the 95 % interval of one model alone ({models:comma}); "
        "{silent:and} gave no figure.",
        "In all there were at least {low} people, by the 95 % intervals of {n} of the {all} models ({models:comma}); "
        "{silent:and} gave no figure.",
        by="n",
    ),
    "estimate.cannot_show": text("These lists cannot show how many people went undocumented."),
    "estimate.is_lower_bound": text(
        "This is a lower bound: {n} of the {people} documented people ({share:.1%}) could not be estimated."
    ),
    "estimate.is_lower_bound_by_little": text(
        "This is a lower bound: {n} of the {people} documented people (less than 0.1 %) could not be estimated."
    ),
    "estimate.total.by_all_models": text(
        "In all there were between {low} and {high} people, by the 95 % intervals of all models together; of these, "
        "{few} to {many} are on no list."
    ),
    "estimate.total.by_some_models": plural(
        "In all there were between {low} and {high} people, by the 95 % interval of one model alone ({models:comma}); "
        "of these, {few} to {many} are on no list.",
        "In all there were between {low} and {high} people, by the 95 % intervals of {n} of the {all} models "
        "({models:comma}); of these, {few} to {many} are on no list.",
        by="n",
    ),
    "estimate.total.without_a_model": plural(
        "In all there were between {low} and {high} people, by the 95 % interval of one model alone ({models:comma}); "
        "of these, {few} to {many} are on no list; {silent:and} gave no figure.",
        "In all there were between {low} and {high} people, by the 95 % intervals of {n} of the {all} models "
        "({models:comma}); of these, {few} to {many} are on no list; {silent:and} gave no figure.",
        by="n",
    ),
    "estimate.documented": plural("{n} person is documented.", "{n} people are documented.", by="n"),
    "estimate.quotable": text("{sentences:sentences}"),
    "estimate.rests_on_lists": plural("This rests on {n} list.", "This rests on {n} lists.", by="n"),
    # Why there is no estimate.
    "estimate.model_refuses": text("By {model} there is no figure. {why}"),
    "estimate.no_upper_limit": text(
        "Nothing limits the number of people from above: the lists overlap too little. Add a list that was made "
        "separately from the others, or join lists that are nearly one."
    ),
    "estimate.too_few_connected": text(
        "At least three lists must share people, directly or through other lists. Here at most two do, such as "
        "{lists:and}. Add a list that was made separately and shares people with both."
    ),
    "estimate.too_few_models": plural(
        "Only {n} model is left, and at least two are needed: one checks the other.",
        "No model is left, and at least two are needed: one checks the other.",
        by="n",
    ),
    "estimate.too_many_lists_for_model": plural(
        "The model takes at most {most} lists, and there is {n}. Join lists that belong together, and ask again.",
        "The model takes at most {most} lists, and there are {n}. Join lists that belong together, and ask again.",
        by="n",
    ),
    "estimate.too_few_of_their_own": text(
        "{why:sentences} Fewer than three lists that share people are left, and then nothing in the data tells whether "
        "lists depend on each other. Add a list that was made separately, or leave out one that was made from others."
    ),
    "estimate.cannot_carry": text("The lists cannot carry an estimate."),
    "estimate.nobody_on_lists": text("Nobody is on any list: there is nothing to estimate from."),
    "estimate.nobody_on_two_lists": text(
        "Nobody is on two lists: without overlap, no model can tell how many are on none."
    ),
    "estimate.not_shown": text("Not shown, because the whole is refused."),
    "estimate.too_few_lists": plural(
        "There is {n} list with people. At least three are needed: with fewer, nothing in the data tells whether "
        "lists depend on each other. Add a list that was made separately from the others.",
        "There are {n} lists with people. At least three are needed: with fewer, nothing in the data tells whether "
        "lists depend on each other. Add a list that was made separately from the others.",
        by="n",
    ),
    "estimate.too_few_on_two_lists": plural(
        "Only {n} person is on two lists or more, of {people} documented. Fewer than {least} carry no estimate.",
        "Only {n} people are on two lists or more, of {people} documented. Fewer than {least} carry no estimate.",
        by="n",
    ),
    "estimate.too_few_lists_sharing": text(
        "At least three lists must each have {least} people or more who are on another list, too; here {lists:and}. "
        "With fewer, the data do not tell whether lists depend on each other. Add a list that was made separately and "
        "shares people with the others."
    ),
    "estimate.list_shares": text("{list} has {n}"),
    "estimate.too_small_share": text(
        "Only {n} of {people} documented people ({share:.2%}) are on two lists or more. Below {least:.0%} that may "
        "come from errors of matching alone: if one person in a hundred is wrongly joined or missed, the figure is "
        "another one. Check the matching, or add a list that shares more people with the others."
    ),
    "estimate.others_share_nobody": text("The other lists share nobody."),
    "estimate.no_draws": text("There are no draws."),
    "estimate.every_stratum_refused": text("Every stratum is refused."),
    # Warnings.
    "estimate.fit_worse": text(
        "Compared with {best}, the documented people are described much worse by {models:and}. That says nothing of "
        "which figure is nearer to the truth."
    ),
    "estimate.worse_by": text("{model} ({by:.0f} more of BIC)"),
    "estimate.no_degrees_of_freedom": text(
        "By {model}, the chosen model has as many parameters as there are patterns of lists: nothing is left to test "
        "it by."
    ),
    "estimate.saturated_left_out": text(
        "The graph in which all lists depend on each other is left out, as only the prior would speak. It would have "
        "{share:.0%} of the mass: no other graph explains the overlaps, and the figure of the graphs may be far off."
    ),
    "estimate.mass_at_edge": text(
        "{share:.0%} of what {model} hold possible lies at the upper end of their range: the data hardly limit the "
        "number from above."
    ),
    "estimate.mode": text("near {at:rounded}"),
    "estimate.model_gives_no_figure": text("By {model} there is no figure, and the others are shown. {why}"),
    "estimate.models_apart": text(
        "The models disagree about how many are on no list: {low:rounded} by {low_model}, {high:rounded} by "
        "{high_model}. Their 95 % intervals meet."
    ),
    "estimate.models_apart_without_meeting": text(
        "The models disagree about how many are on no list: {low:rounded} by {low_model}, {high:rounded} by "
        "{high_model}. Their 95 % intervals do not meet."
    ),
    "estimate.models_not_asked": plural(
        "One model was not asked: {models:comma}. It may say something else.",
        "{n} models were not asked: {models:comma}. They may say something else.",
        by="n",
    ),
    "estimate.models_not_asked_either": plural(
        "One model was not asked: {models:comma}.", "{n} models were not asked: {models:comma}.", by="n"
    ),
    "estimate.not_computed_in_strata": plural(
        "There is no figure in {strata:and}.", "There is no figure in {strata:and}.", by="n"
    ),
    "estimate.not_settled": text(
        "The chains of {model} have not settled: a span stands in place of a median. {why}"
    ),
    "estimate.of_strata": text("{strata:and}: {reason}"),
    "estimate.other_strata": plural("{n} other", "{n} others", by="n"),
    "estimate.one_model_alone": text("Only one model ({model}) gives a figure, and no other one checks it."),
    "estimate.list_not_predicted": plural(
        "{low} to {high} of the {size} people on {list} ({overlap} is)",
        "{low} to {high} of the {size} people on {list} ({overlap} are)",
        by="overlap",
    ),
    "estimate.overlaps_not_predicted": text(
        "Going by the other lists alone, more or fewer people should be on another list, too: {lists:semicolon}. Each "
        "of these lists and the others seem not to have worked independently: leave it out and compare."
    ),
    "estimate.overlap_not_predicted": plural(
        "Going by the other {others} lists alone, {low} to {high} of the {size} people on {list} should be on another "
        "list; {overlap} is. {list} and the others seem not to have worked independently: leave {list} out and "
        "compare.",
        "Going by the other {others} lists alone, {low} to {high} of the {size} people on {list} should be on another "
        "list; {overlap} are. {list} and the others seem not to have worked independently: leave {list} out and "
        "compare.",
        by="overlap",
    ),
    "estimate.several_modes": text(
        "By {model}, {n} answers fit: {modes:and}, the likeliest first. Quote all of them."
    ),
    "estimate.strata_refused": plural(
        "{strata:and} cannot be estimated, and counts with who is documented there ({people}).",
        "{strata:and} cannot be estimated, and count with who is documented there ({people}).",
        by="n",
    ),
    "estimate.people": plural("{n} person", "{n} people", by="n"),
    "estimate.two_modes": text(
        "By {model}, two answers fit: near {likelier:rounded} (likelier) and near {other:rounded}. Quote both."
    ),
    "estimate.unsettled_in_strata": plural(
        "The chains have not settled in {strata:and}.", "The chains have not settled in {strata:and}.", by="n"
    ),
    # What is known of a figure beside it.
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
