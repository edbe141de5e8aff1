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
    "estimate.copied_names": text(
        "Copied names overlap although nobody met those people twice: the estimate comes out too low. Join the lists, "
        "or leave one out."
    ),
    "estimate.documents_made_from": plural(
        "In its one document, a source of the other list speaks, told it, or passed it on.",
        "In {documents} of its {of} documents, a source of the other list speaks, told it, or passed it on.",
        by="of",
    ),
    "estimate.documents_of_both": plural(
        "{n} document is by sources of both.", "{n} documents are by sources of both.", by="n"
    ),
    "estimate.documented": plural("{n} person is documented.", "{n} people are documented.", by="n"),
    "estimate.is_lower_bound": text("This is a lower bound: one part could not be estimated."),
    "estimate.made_from": text("“{one}” was in part made from “{other}”."),
    "estimate.made_jointly": text("“{one}” and “{other}” have documents in common."),
    "estimate.objection": text("{sentences:sentences}"),
    "estimate.people_by_these_alone": plural(
        "{n} person is on it by these alone.", "{n} people are on it by these alone.", by="n"
    ),
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
