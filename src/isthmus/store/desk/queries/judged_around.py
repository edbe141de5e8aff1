"""What a few new, changed or withdrawn judgements bear on: the rows of all things whose judgements may differ now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from isthmus.store.desk.models import (
    IncidentAct,
    Judgement,
    PersonMention,
    PersonPart,
    Replacement,
)
from isthmus.store.desk.models.judgements import side_field
from isthmus.store.desk.queries.kept_by_log import TouchedRow
from isthmus.store.desk.queries.withdrawn import holding
from isthmus.store.desk.queries.workbook import some

__all__ = ["FOLLOWED", "MOST_AROUND", "JudgedAround", "judged_around"]

# What judgements, and what they contradict, follow from. New rows say nothing until somebody judges them.
FOLLOWED = ("judgement", "act", "mention", "statement", "document", "source", "place", "term")
# Around more rows than these everything is looked at again.
MOST_AROUND = 5_000
# The rows that each kind of judgement has on its sides; a table of kinds that can be followed.
_ROWS: Mapping[str, tuple[Any, str, str]] = {
    "person": (PersonMention, "mention", "person"),
    "incident": (IncidentAct, "act", "incident"),
}


@dataclass(frozen=True, slots=True)
class JudgedAround:
    """Judgements that were touched, and by kind the keys of all rows of the things on their sides.

    Sides of sources and places stand for themselves, and their judgements are few: all are looked at again.
    """

    touched: frozenset[int]
    rows: Mapping[str, frozenset[int]]
    kinds: frozenset[str]

    def judgements(self) -> "QuerySet[Judgement]":
        """Return the judgements in force that have a side among these rows."""
        either = Q(kind__in=[each for each in ("source", "place") if each in self.kinds])
        for kind, keys in self.rows.items():
            for side in ("left", "right"):
                either |= Q(**{f"{side_field(side, kind)}__in": keys})
        return holding(Judgement.objects.in_force().filter(either))

    def persons(self) -> set[int]:
        """Return the persons that have one of these mentions, or a part in one of these incidents."""
        mentions, acts = self.rows.get("person", ()), self.rows.get("incident", ())
        found = {one for (one,) in some(PersonMention.objects.all(), mentions, "person_id", by="mention")}
        incidents = {one for (one,) in some(IncidentAct.objects.all(), acts, "incident_id", by="act")}
        return found | {
            one for (one,) in some(PersonPart.objects.all(), incidents, "person_id", by="incident")
        }


def judged_around(touched: Sequence[TouchedRow]) -> JudgedAround | None:
    """Return what these rows of the log bear on; None where that is more than a few judgements of two things."""
    if any(
        each.table != "judgement" and (each.operation != "add" or each.table == "term") for each in touched
    ):
        return None
    uids = {each.uid for each in touched if each.table == "judgement"}
    keys = set(Judgement.objects.filter(uid__in=uids).values_list("pk", flat=True))
    if len(keys) < len(uids):
        return None  # some are gone with the rows that they were about
    keys |= set(Replacement.objects.filter(judgement__in=keys).values_list("replaced", flat=True))
    found = Judgement.objects.filter(pk__in=keys)
    kinds = set(found.values_list("kind", flat=True))
    if kinds & {"statement", "retraction"} or found.filter(decision="examined").exists():
        return (
            None  # a statement that is withdrawn takes its judgements with it; a link run is about everything
        )
    rows = {kind: _rows_of_things(kind, found) for kind in kinds & _ROWS.keys()}
    if sum(map(len, rows.values())) > MOST_AROUND:
        return None
    return JudgedAround(frozenset(keys), rows, frozenset(kinds))


def _rows_of_things(kind: str, judgements: "QuerySet[Judgement]") -> frozenset[int]:
    members, row, thing = _ROWS[kind]
    columns = [f"{side_field(side, kind)}_id" for side in ("left", "right")]
    sides = {key for pair in judgements.filter(kind=kind).values_list(*columns) for key in pair if key}
    things = {one for (one,) in some(members.objects.all(), sides, f"{thing}_id", by=row)}
    return frozenset(sides | {one for (one,) in some(members.objects.all(), things, f"{row}_id", by=thing)})
