"""What the desk says of estimates: plans, linking, and who is on no list."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "estimating.linking_changes": text(
        "What linking leaves open changes the figure by {model} from {one:rounded} to {other:rounded}."
    ),
    "estimating.list_needs_name": text(
        "Each list needs a name of its own, of at most {most} letters. Change the names."
    ),
    "estimating.name_taken": text(
        'A list cannot be named "count" or "stratum" or start with = + - @. Choose another name.'
    ),
    "estimating.no_draw_carries": text("No draw of the linkage carries an estimate. {why}"),
    "estimating.no_lists": text("No source is on a list. Give the sources of at least one list its name."),
    "estimating.no_title": text("An estimate needs a title. Write what it is of."),
    "estimating.nobody_on_lists": text(
        "Nobody is on these lists: their sources document no single person with a name. Choose other acts or other "
        "sources."
    ),
    "estimating.not_installed": text("Estimating needs packages that are not installed. Run: {command}"),
    "estimating.not_archived": text("It is not archived. Nothing was changed."),
    "estimating.not_shown_without_draws": text("Not shown, because no draw of the linkage carries it."),
    "estimating.one_control_two_lists": text("Sources under one control are one list. Give them one name."),
    "estimating.plan_gone": text("This estimate no longer exists. Set up another one."),
    "estimating.plan_gone_nothing_kept": text("This estimate no longer exists. Nothing was kept."),
    "estimating.archived_already": text("It is already archived. Nothing was changed."),
    "estimating.some_draws_refused": plural(
        "In the one draw of the linkage the lists carry no estimate. {why}",
        "In {n} of {draws} draws of the linkage the lists carry no estimate. {why}",
        by="draws",
    ),
    "estimating.source_gone": text("A source is no longer in the register. Look at the lists again."),
    "estimating.too_many_draws": text("The linkage is drawn at most {most} times. Choose fewer."),
    "estimating.too_many_lists": text("There can be at most {most} lists. Join some, or leave some out."),
    # What linking leaves open.
    "estimate.documented_in_draws": text(
        "Across these draws {few} to {many} people are documented: {strict} if only certain links are made, {lenient} "
        "if all doubtful links are made too."
    ),
    "estimate.documented_in_every_draw": plural(
        "In each of these draws {n} person is documented: {strict} if only certain links are made, {lenient} if all "
        "doubtful links are made too.",
        "In each of these draws {n} people are documented: {strict} if only certain links are made, {lenient} if all "
        "doubtful links are made too.",
        by="n",
    ),
    "estimate.drawn_by_linking": plural(
        "Who is the same person was drawn {n} time from the probabilities of link run {run}, under what people judged.",
        "Who is the same person was drawn {n} times from the probabilities of link run {run}, under what people "
        "judged.",
        by="n",
    ),
    "estimate.draws_left_out": plural(
        "{n} draw carried no estimate and is left out. {why}",
        "{n} draws carried no estimate and are left out. {why}",
        by="n",
    ),
    "estimate.share_by_linking": text("{share:.0%} ({model})"),
    "estimate.variance_by_linking": text("Of the variance, linking causes {shares:and}."),
    # Who is on no list.
    "estimate.excluded": text("{sentences:sentences}"),
    "estimate.groups_excluded": plural("{n} group was left out.", "{n} groups were left out.", by="n"),
    "estimate.largest_group_excluded": plural(
        "The largest group is of at least {n} person.", "The largest group is of at least {n} people.", by="n"
    ),
    "estimate.nobody_can_tell": text("Nobody can tell whether they are on two lists."),
    "estimate.on_no_list": plural(
        "{n} person with a name is documented only by sources on no list, and counts as not documented here.",
        "{n} people with a name are documented only by sources on no list, and count as not documented here.",
        by="n",
    ),
    "estimate.unnamed_excluded": plural(
        "{n} single person without a name was left out, {share:.0%} of the single people in the record.",
        "{n} single people without a name were left out, {share:.0%} of the single people in the record.",
        by="n",
    ),
    # One list made from another.
    "estimate.copied_names": text(
        "Copied names overlap although nobody met those people twice: the estimate comes out too low. Join the "
        "lists, or leave one out."
    ),
    "estimate.documents_made_from": plural(
        "In its one document, a source of the other list speaks, told it, or passed it on.",
        "In {documents} of its {of} documents, a source of the other list speaks, told it, or passed it on.",
        by="of",
    ),
    "estimate.documents_of_both": plural(
        "{n} document is by sources of both.", "{n} documents are by sources of both.", by="n"
    ),
    "estimate.made_from": text("“{one}” was in part made from “{other}”."),
    "estimate.made_jointly": text("“{one}” and “{other}” have documents in common."),
    "estimate.objection": text("{sentences:sentences}"),
    "estimate.people_by_these_alone": plural(
        "{n} person is on it by these alone.", "{n} people are on it by these alone.", by="n"
    ),
    # The lists of a plan.
    "estimating.nobody_on_these_lists": text(
        "Nobody is on these lists: their sources document no single person with a name."
    ),
    "estimating.on_two_or_more": plural(
        "{n} of them is on two lists or more.", "{n} of them are on two lists or more.", by="n"
    ),
    "estimating.those_on_none": text("The estimate is of those on none."),
}
