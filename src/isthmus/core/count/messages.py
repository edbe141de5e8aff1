"""What is said of a count, in English."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "count.all_compared": text("Every pair of single people was compared."),
    "count.at_least": plural(
        "At least {n} person is documented.", "At least {n} people are documented.", by="n"
    ),
    "count.at_least_inexact": plural(
        "At least {n} person is documented, and perhaps more.",
        "At least {n} people are documented, and perhaps more.",
        by="n",
    ),
    "count.at_least_on_two": plural(
        "On two or more lines: at least {n} person.", "On two or more lines: at least {n} people.", by="n"
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
        "The figures rest on {n} judgement by people. If it is undone, they change back.",
        "The figures rest on {n} judgements by people. If one is undone, they change back.",
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
    "count.nobody_on_two": text("On two or more lines: nobody."),
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
