"""The filter of the list of judgements, as an address says it, and what is not understood of it."""

from collections.abc import Collection, Mapping

from django.http import QueryDict
from django.utils.translation import gettext as _

from isthmus.core.workbook.schema import DECISIONS
from isthmus.store.desk.queries.record import RecordFilter
from isthmus.web.desk.writing.judgement_list import MADE, JudgementFilter

__all__ = ["filter_asked", "filter_problem"]

CHOICES: Mapping[str, Collection[str]] = {
    "made": MADE,
    "kind": DECISIONS,
    "decision": {each for said in DECISIONS.values() for each in said},
}


def filter_problem(given: QueryDict) -> str:
    """Return what is not understood of the filter that an address says; nothing where all is."""
    unknown = [name for name, known in CHOICES.items() if given.get(name) and given[name] not in known]
    if not unknown:
        return ""
    return _("Judgements have no such kind, decision or way. Choose one of the list.")


def filter_asked(given: QueryDict, acts: RecordFilter) -> JudgementFilter:
    """Read the filter from what an address says; all of it is understood (see `filter_problem`)."""
    return JudgementFilter(
        made=given.get("made", ""),
        kind=given.get("kind", ""),
        decision=given.get("decision", ""),
        by=given.get("by", ""),
        words=given.get("words", "").strip(),
        apart=given.get("apart") == "1",
        # Filtered by an alleged ground, the list would lead from the ground to people.
        acts=RecordFilter() if acts.ground else acts,
    )
