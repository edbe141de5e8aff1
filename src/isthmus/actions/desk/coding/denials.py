"""What the denials of a draft contest: acts of the register, and those that are made with the draft."""

from collections.abc import Mapping
from dataclasses import dataclass

from isthmus.actions.desk.coding.draft import OF_INCIDENT, DraftBody
from isthmus.store.desk.models import Act

__all__ = ["ContestedAct", "Denial", "contested_acts"]


@dataclass(frozen=True, slots=True)
class ContestedAct:
    """An act that is denied: its id, and what the denying act has from it where nothing was typed."""

    ref: str
    type: str
    date: str
    place: str


@dataclass(frozen=True, slots=True)
class Denial:
    """An act of a denying statement and the act that it denies, by their ids: one incident."""

    act: str
    contested: str


def contested_acts(body: DraftBody) -> Mapping[str, ContestedAct]:
    """Return the acts of the register that the draft denies, each by what was chosen; none that is gone."""
    chosen = {each.denied.removeprefix(OF_INCIDENT) for each in body.statements if _is_incident(each.denied)}
    found = Act.objects.filter(ref__in=chosen, of_incident__isnull=False)
    rows = found.values_list("ref", "type", "date", "place__ref")
    return {OF_INCIDENT + ref: ContestedAct(ref, kind, date, place or "") for ref, kind, date, place in rows}


def _is_incident(denied: str) -> bool:
    return denied.startswith(OF_INCIDENT)
