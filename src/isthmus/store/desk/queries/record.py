"""The record: incidents by what was done, where, when, on what alleged ground and on how many lines.

Incidents in a list come as `GroundRow`, which has no field for a name, so that no list and no file made of what was
filtered by ground joins a victim's name to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from isthmus.core.corroborate import NO_LINE, UNASSERTED
from isthmus.core.count import Filter
from isthmus.core.dates import Bounds
from isthmus.store.desk.models import Act, Incident, IncidentAct, PlaceAbove

__all__ = [
    "ASSERTED",
    "SAID",
    "WHO",
    "GroundRow",
    "RecordFilter",
    "acts_passing",
    "ground_rows",
    "matching",
]

# What somebody asserts, on lines or on none.
ASSERTED = "asserted"
SAID = (ASSERTED, *NO_LINE)
WHO = ("victims", "named", "single", "mentioned")
_KEPT = ("type", "place", "ground", "earliest", "latest")


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """What to show; an empty field filters nothing. `place` is the place's id and takes in all places below it.

    `said`: only incidents that somebody asserts, or that have no line for one reason (`NO_LINE`). `who`: only victims
    (those who count on so many lines; `named`, `single`), or all who are `mentioned` as such. `counted`: incidents as
    the count has them, by those acts alone that pass.
    """

    type: str = ""
    place: str = ""
    ground: str = ""
    earliest: date | None = None
    latest: date | None = None
    lines: int = 0
    said: str = ""
    who: str = ""
    counted: bool = False

    @property
    def only_acts(self) -> "RecordFilter":
        """Return the same as far as it filters acts: what a count can be asked for."""
        return RecordFilter(self.type, self.place, self.ground, self.earliest, self.latest)

    @property
    def all_acts(self) -> bool:
        """Return whether every act passes."""
        return self.only_acts == RecordFilter()

    @property
    def has_period(self) -> bool:
        """Return whether undated acts are left out."""
        return self.earliest is not None or self.latest is not None

    @property
    def acts(self) -> Filter:
        """Return which acts it lets through, as the count asks it of each."""
        period = Bounds(self.earliest, self.latest) if self.has_period else None
        return Filter(self.type, self.place, self.ground, period)

    def as_json(self) -> dict[str, str]:
        """Return which acts it lets through, as jobs and plans keep it; lines filter no acts."""
        days = (day.isoformat() if day else "" for day in (self.earliest, self.latest))
        return dict(zip(_KEPT, (self.type, self.place, self.ground, *days), strict=True))

    @classmethod
    def from_json(cls, kept: Mapping[str, str]) -> "RecordFilter":
        """Return the filter that `as_json` kept."""
        kind, place, ground, *days = (kept[each] for each in _KEPT)
        earliest, latest = (date.fromisoformat(day) if day else None for day in days)
        return cls(kind, place, ground, earliest, latest)


@dataclass(frozen=True, slots=True)
class GroundRow:
    """One incident as a list shows it, without anybody's name; `suspected`: by how many statements."""

    uid: UUID
    ref: str
    type: str
    lines: int
    lines_at_most: int
    earliest: date | None
    latest: date | None
    written: tuple[str, ...]
    places: tuple[str, ...]
    at_least: int
    named: int
    denied: int
    suspected: int
    asserted: bool


def matching(wanted: RecordFilter) -> QuerySet[Incident]:
    """Return the incidents that pass, most lines first, then most people, then the earliest."""
    found = Incident.objects.order_by("-lines", "-at_least", "earliest", "ref")
    if wanted.lines:
        found = found.filter(lines__gte=wanted.lines)
    if wanted.said == ASSERTED:
        found = found.exclude(no_line__in=UNASSERTED)
    elif wanted.said:
        found = found.filter(no_line=wanted.said)
    if wanted.type:
        found = found.filter(type=wanted.type)
    if wanted.place or wanted.ground or wanted.has_period:
        found = found.filter(pk__in=IncidentAct.objects.filter(acts_passing(wanted)).values("incident"))
    return found


def acts_passing(wanted: RecordFilter, *, undated: bool = False) -> Q:
    """Return the condition on one act of an incident: place, ground and period together, as counts have it.

    `undated`: with a period, acts without a date pass too.
    """
    passes = Q(act__type=wanted.type) if wanted.type else Q()
    if wanted.place:
        passes &= Q(act__place__in=PlaceAbove.objects.filter(above__ref=wanted.place).values("place"))
    if wanted.ground:
        passes &= Q(act__ground=wanted.ground)
    if wanted.has_period:
        overlaps = _overlaps(wanted)
        passes &= overlaps | Q(act__date="") if undated else overlaps & ~Q(act__date="")
    return passes


def _overlaps(wanted: RecordFilter) -> Q:
    """Return the condition that an act may share a day with the period; an open end reaches as far as it must."""
    shares = Q()
    if wanted.earliest:
        shares &= Q(act__date_latest__isnull=True) | Q(act__date_latest__gte=wanted.earliest)
    if wanted.latest:
        shares &= Q(act__date_earliest__isnull=True) | Q(act__date_earliest__lte=wanted.latest)
    return shares


def ground_rows(incidents: Sequence[Incident]) -> tuple[GroundRow, ...]:
    """Return incidents as rows without names."""
    acts = _acts(incidents)
    return tuple(GroundRow(*_shown(each, acts.get(each.pk, []))) for each in incidents)


type Shown = tuple[
    UUID,
    str,
    str,
    int,
    int,
    date | None,
    date | None,
    tuple[str, ...],
    tuple[str, ...],
    int,
    int,
    int,
    int,
    bool,
]


def _shown(incident: Incident, acts: Sequence[tuple[str, str, str]]) -> Shown:
    return (
        incident.uid,
        incident.ref,
        incident.type,
        incident.lines,
        incident.lines_at_most,
        incident.earliest,
        incident.latest,
        tuple(dict.fromkeys(written for written, _, _ in acts if written)),
        tuple(dict.fromkeys(place for _, place, _ in acts if place)),
        incident.at_least,
        incident.named,
        incident.denied,
        len(incident.suspected),
        any(stance == "asserts" for _, _, stance in acts),
    )


def _acts(incidents: Iterable[Incident]) -> dict[int, list[tuple[str, str, str]]]:
    """Return the date as written, the place's name and the stance of each act, by incident."""
    found: dict[int, list[tuple[str, str, str]]] = {}
    acts = Act.objects.filter(of_incident__incident__in=list(incidents)).order_by("ref")
    columns = ("of_incident__incident", "date", "place__name", "statement__stance")
    for incident, written, place, stance in acts.values_list(*columns):
        found.setdefault(incident, []).append((written, place or "", stance))
    return found
