"""What is said of a count, in English."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "count.all_compared": plural(
        "The {n} pair of single people was compared, or a source tells the two apart.",
        "Every one of the {n} pairs of single people was compared, or a source tells the two apart.",
        by="n",
    ),
    "count.at_least": plural(
        "At least {n} person is documented.", "At least {n} people are documented.", by="n"
    ),
    "count.at_least_inexact": plural(
        "At least {n} person is documented, and perhaps more.",
        "At least {n} people are documented, and perhaps more.",
        by="n",
    ),
    "count.at_least_less_missed": plural(
        "At least {n} person, if pairs of one person are taken off that a link run probably missed.",
        "At least {n} people, if pairs of one person are taken off that a link run probably missed.",
        by="n",
    ),
    "count.at_least_on_two": plural(
        "On two or more lines: at least {n} person.", "On two or more lines: at least {n} people.", by="n"
    ),
    "count.compare_by_link_run": text(
        "Next step: compare them. A link run looks at every pair, and asks about those that may be one person."
    ),
    "count.compared_by_link_runs": text("The other pairs were compared by {runs:and}."),
    "count.compared_by_lists": plural(
        "{n} pair is told apart by a source: the two stand in one act or one list, or died in two incidents.",
        "{n} pairs are told apart by a source: the two stand in one act or one list, or died in two incidents.",
        by="n",
    ),
    "count.compared_in_one_go": plural(
        "In one go, without looking at each, {by} judged {n} pair.",
        "In one go, without looking at each, {by} judged {n} pairs.",
        by="n",
    ),
    "count.compared_one_by_one": plural(
        "{n} pair was judged by people, one by one.", "{n} pairs were judged by people, one by one.", by="n"
    ),
    "count.incidents": plural(
        "{n} incident stands on one independent line or more.",
        "{n} incidents stand on one independent line or more.",
        by="n",
    ),
    "count.inexact": text(
        "Where a minimum is only a lower bound, the exact one was out of reach. It is at least that number."
    ),
    "count.judgements_by_link_runs": plural(
        "The figures rest on {n} judgement by link runs.",
        "The figures rest on {n} judgements by link runs.",
        by="n",
    ),
    "count.judgements_by_people": plural(
        "The figures rest on {n} judgement made by people one by one. If it is undone, they change back.",
        "The figures rest on {n} judgements made by people one by one. If one is undone, they change back.",
        by="n",
    ),
    "count.judgements_in_one_go": plural(
        "The figures rest on {n} judgement that people made in one go, without looking at each pair.",
        "The figures rest on {n} judgements that people made in one go, without looking at each pair.",
        by="n",
    ),
    "count.judgements_none": text("The figures rest on no judgement."),
    "count.left_unsure": plural(
        "In one go, without looking at each, {by} left {n} pair unsure.",
        "In one go, without looking at each, {by} left {n} pairs unsure.",
        by="n",
    ),
    "count.listable": plural(
        "{n} named individual could be put on lists for an estimate of the undocumented.",
        "{n} named individuals could be put on lists for an estimate of the undocumented.",
        by="n",
    ),
    "count.listable_by_two": plural(
        "{n} of them appears in two sources or more.", "{n} of them appear in two sources or more.", by="n"
    ),
    "count.listable_sources": plural(
        "The lists would come from {n} independent source.",
        "The lists would come from {n} independent sources.",
        by="n",
    ),
    "count.not_listable": plural(
        "{n} unnamed person could not be put on a list.",
        "{n} unnamed people could not be put on a list.",
        by="n",
    ),
    "count.maximum_bounds_the_record": text(
        "The record maximum limits what the record claims, not what happened."
    ),
    "count.maximum_open": text("The record maximum is open, because some statement gives no upper limit."),
    "count.minimum_is_no_estimate": text(
        "The documented minimum is the least number of different people that the record allows. "
        "It is not an estimate: people whom nobody documented are not in it."
    ),
    "count.missed": plural(
        "The minimum rests on pairs that nobody looked at and a link run ruled out. "
        "It probably missed {n} pair of one person or none: less this, the minimum is {less}.",
        "The minimum rests on pairs that nobody looked at and a link run ruled out. "
        "It probably missed up to {n} pairs of one person: less these, the minimum is {less}.",
        by="n",
    ),
    "count.missed_among": plural(
        "Nobody looked at every pair of these people: up to {n} pair that a link run ruled out is probably one person.",
        "Nobody looked at every pair of these people: up to {n} pairs that a link run ruled out are probably one "
        "person each.",
        by="n",
    ),
    "count.missed_among_none": text(
        "Nobody looked at every pair of these people. Of those that a link run ruled out, probably none is one person."
    ),
    "count.missed_among_unknown": text(
        "Nobody looked at every pair of these people. How many of the pairs that a link run ruled out are one person "
        "is not stated: link again to know."
    ),
    "count.missed_are": text(
        "The missed pairs are those below the threshold of the run, by their probabilities, those that it never "
        "compared, and those of which the reports say what two people would say. In 19 of 20 registers they are no "
        "more than is said."
    ),
    "count.missed_none": text(
        "The minimum rests on pairs that nobody looked at and a link run ruled out. "
        "Probably none of them is one person."
    ),
    "count.missed_unknown": text(
        "The minimum rests on pairs that nobody looked at and a link run ruled out. "
        "How many of them are one person is not stated: link again to know."
    ),
    "count.named_and_not_added": plural(
        "{n} person is named, and yet the minimum is {least}: nobody compared them, so the record allows that several "
        "of these names are one person.",
        "{n} people are named, and yet the minimum is {least}: nobody compared them, so the record allows that several "
        "of these names are one person.",
        by="n",
    ),
    "count.no_line": plural("{n} incident stands on no line:", "{n} incidents stand on no line:", by="n"),
    "count.no_line.at_most": plural(
        "{n} with no line for sure: how the speakers know is not stated; it could have 1 or more",
        "{n} with no line for sure: how the speakers know is not stated; each could have 1 or more",
        by="n",
    ),
    "count.no_line.denied": plural("{n} that is only denied", "{n} that are only denied", by="n"),
    "count.no_line.leads_nowhere": plural(
        "{n} where the reports lead to nobody who knows",
        "{n} where the reports lead to nobody who knows",
        by="n",
    ),
    "count.no_line.not_held": plural(
        "{n} asserted only in documents that are not held",
        "{n} asserted only in documents that are not held",
        by="n",
    ),
    "count.no_line.suspected": plural("{n} that is only suspected", "{n} that are only suspected", by="n"),
    "count.no_line.taken_back": plural(
        "{n} of which every assertion was taken back", "{n} of which every assertion was taken back", by="n"
    ),
    "count.nobody_on_two": text("On two or more lines: nobody."),
    "count.or_listed_once": text(
        "Or, where a document names each person once, say so on that document: its people are then told apart."
    ),
    "count.undated": plural("{n} act has no date.", "{n} acts have no date.", by="n"),
    "count.undated_left_out": plural(
        "{n} act has no date. The period leaves it out.",
        "{n} acts have no date. The period leaves them out.",
        by="n",
    ),
    "count.unexamined": plural(
        "{n} pair of single people was never compared, so it is not added up. "
        "Comparing it can raise the minimum.",
        "{n} pairs of single people were never compared, so they are not added up. "
        "Comparing them can raise the minimum.",
        by="n",
    ),
}
