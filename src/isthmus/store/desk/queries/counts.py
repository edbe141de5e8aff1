"""Counts of the register (MODEL section 4): all of it from stored figures, a filtered part of it from its rows."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import batched
from threading import Lock

from isthmus.core.count import (
    LEVELS,
    AtLevel,
    ComparedBy,
    CountedIncident,
    Figures,
    JudgementTotals,
    TellingLists,
    VictimFigures,
    VictimPart,
    compared_by,
    count_incident,
    figures_at,
    figures_of,
    telling_lists,
)
from isthmus.core.progress import Progress
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Act as ActRow
from isthmus.store.desk.models import (
    Head,
    Incident,
    IncidentAct,
    PersonMention,
    PersonPart,
    VictimLevel,
)
from isthmus.store.desk.queries.judged_under import judgements_under, totals_of
from isthmus.store.desk.queries.neighbourhood import acts_of, around
from isthmus.store.desk.queries.record import RecordFilter, acts_passing
from isthmus.store.desk.queries.told_apart import (
    compared_now,
    examined_now,
    pair_judgements_now,
    told_apart_now,
)
from isthmus.store.desk.queries.workbook import some

__all__ = [
    "StoredFigures",
    "counted",
    "kept",
    "register_figures",
    "takes_long",
]

# The ids of rows, by what is asked for.
type RefsOf = Mapping[str, Sequence[str]]

# What the count takes from an incident, but for its victims.
COUNTED = ("ref", "lines", "counted_earliest", "counted_latest", "undated", "no_line")

# A filter that more acts pass than this keeps a page waiting.
MOST_ACTS_AT_ONCE = 300
# A register of more mentions keeps it waiting, too: who is told apart is worked out for all of them together.
MOST_MENTIONS_AT_ONCE = 10_000
INCIDENTS_AT_ONCE = 200
MOST_KEPT = 64


@dataclass(frozen=True, slots=True)
class StoredFigures:
    """The figures by k, and how many events the log had when they were counted: its head then is their input.

    `no_line`: how many incidents have no line, by why; `compared`: by whom pairs of single people were compared;
    `lists`: what tells people apart. `incidents`, `people`: under a filter, the ids of those who count, by what is
    asked for: lines, or why there are none; lines and whether they are named, or single.
    """

    k: Mapping[int, Figures]
    no_line: Mapping[str, int]
    compared: ComparedBy
    lists: TellingLists
    incidents: RefsOf = field(default_factory=dict)
    people: RefsOf = field(default_factory=dict)
    log_size: int = 0

    @classmethod
    def of(
        cls,
        incidents: Collection[CountedIncident],
        victims: list[VictimFigures],
        rested: JudgementTotals,
        *,
        with_refs: bool = False,
    ) -> "StoredFigures":
        """Count what was found incident by incident and person by person."""
        compared = compared_now()
        told = told_apart_now(compared)
        run = examined_now()
        figures = {k: figures_at(k, incidents, victims, compared, told, rested, run) for k in LEVELS}
        judged = list(pair_judgements_now())
        return cls(
            figures,
            Counter(each.no_line for each in incidents if each.no_line),
            compared_by(judged, victims, figures[1]),
            telling_lists(victims, told, judged),
            _incident_refs(incidents) if with_refs else {},
            _person_refs(victims) if with_refs else {},
        )


@dataclass(frozen=True, slots=True)
class _CacheKey:
    """What was counted: a filter, over the register as this head of the log signs it."""

    wanted: RecordFilter
    note: str
    log_size: int

    @classmethod
    def now(cls, wanted: RecordFilter) -> "_CacheKey":
        head = Head.objects.first()
        # The figures are by lines: lines filter nothing.
        return cls(wanted.only_acts, head.note if head else "", head.size if head else 0)


_kept: dict[_CacheKey, StoredFigures] = {}
_keeping = Lock()


def kept(wanted: RecordFilter) -> StoredFigures | None:
    """Return the figures over the acts that pass, if they were counted since the register last changed."""
    return _kept.get(_CacheKey.now(wanted))


def takes_long(wanted: RecordFilter) -> bool:
    """Tell whether counting would keep a page waiting."""
    if wanted.all_acts:
        mentions = PersonMention.objects.order_by()[: MOST_MENTIONS_AT_ONCE + 1].count()
        return mentions > MOST_MENTIONS_AT_ONCE
    passing = IncidentAct.objects.order_by().filter(acts_passing(wanted, undated=True))
    return passing[: MOST_ACTS_AT_ONCE + 1].count() > MOST_ACTS_AT_ONCE


def counted(wanted: RecordFilter, progress: Progress | None = None) -> StoredFigures:
    """Return the figures over the acts that pass, and keep them (`lines` filters nothing: the figures are by lines)."""
    asked = _CacheKey.now(wanted)
    found = _kept.get(asked)
    if found is None:
        unfiltered = asked.wanted == RecordFilter()
        figures = _of_register() if unfiltered else _filtered(asked.wanted, progress)
        found = replace(figures, log_size=asked.log_size)
        if _CacheKey.now(wanted) == asked:  # else the register changed while it was read
            _keep(asked, found)
    return found


def _keep(asked: _CacheKey, found: StoredFigures) -> None:
    with _keeping:
        _kept[asked] = found
        if len(_kept) > MOST_KEPT:
            del _kept[next(iter(_kept))]


def _incident_refs(incidents: Iterable[CountedIncident]) -> RefsOf:
    found: dict[str, list[str]] = {}
    for each in incidents:
        for k in LEVELS[: each.lines]:
            found.setdefault(str(k), []).append(each.id)
        if each.no_line:
            found.setdefault(each.no_line, []).append(each.id)
    return found


def _person_refs(victims: Iterable[VictimFigures]) -> RefsOf:
    found: dict[str, list[str]] = {}
    for each in victims:
        for k in LEVELS:
            if level := each.at(k):
                kinds = {"victims": True, "named": level.named, "single": level.individual}
                for who in (who for who, holds in kinds.items() if holds):
                    found.setdefault(f"{who} {k}", []).append(each.person)
    return found


def _filtered(wanted: RecordFilter, progress: Progress | None = None) -> StoredFigures:
    """Add up the incidents of which all acts pass from what is stored, and look again at those of which some do."""
    tell = progress or (lambda _done, _total: None)
    tell(0, 0)
    whole, mixed = _passing(wanted)
    found = list(_stored(whole))
    for some_of_them in batched(sorted(mixed), INCIDENTS_AT_ONCE):
        tell(len(found), len(whole) + len(mixed))
        found.extend(_looked_at(wanted, some_of_them))
    tell(len(found), len(found))
    parts: dict[str, list[VictimPart]] = {}
    for part in (part for incident in found for part in incident.victims):
        parts.setdefault(part.person, []).append(part)
    victims = [figures_of(person, listed) for person, listed in parts.items()]
    return StoredFigures.of(found, victims, totals_of(judgements_under(wanted)), with_refs=True)


def _passing(wanted: RecordFilter) -> tuple[set[int], set[int]]:
    """Return the incidents of which all acts pass (dated ones, with a period), and those of which some do."""
    acts = IncidentAct.objects.order_by()
    some_pass = set(acts.filter(acts_passing(wanted, undated=True)).values_list("incident", flat=True))
    passing = Counter(acts.filter(acts_passing(wanted)).values_list("incident", flat=True))
    members = Counter(incident for (incident,) in some(acts, some_pass, "incident_id", by="incident"))
    whole = {incident for incident in some_pass if passing[incident] == members[incident]}
    return whole, some_pass - whole


def _stored(incidents: Collection[int]) -> Iterator[CountedIncident]:
    """Yield what is stored of incidents, with the parts of their victims."""
    victims: dict[int, list[VictimPart]] = {}
    parts = PersonPart.objects.filter(levels__isnull=False)
    columns = ("incident_id", "person__ref", "lines", "levels")
    for incident, person, lines, levels in some(parts, incidents, *columns, by="incident"):
        victims.setdefault(incident, []).append(VictimPart(person, "", lines, *map(tuple, levels)))
    for pk, *row in some(Incident.objects.all(), incidents, "pk", *COUNTED):
        yield CountedIncident(*row, tuple(victims.get(pk, ())))  # type: ignore[call-arg]


def _looked_at(wanted: RecordFilter, incidents: Collection[int]) -> Iterator[CountedIncident]:
    """Yield incidents counted over those of their acts that pass."""
    register = Register.of(around(acts_of(incidents)))
    passing = IncidentAct.objects.filter(acts_passing(wanted, undated=True))
    acts: dict[str, list[ActRow]] = {}
    for incident, act in some(passing, incidents, "incident__ref", "act__ref", by="incident"):
        acts.setdefault(incident, []).append(register.acts[act])
    for incident, listed in acts.items():
        yield count_incident(register, incident, sorted(listed, key=lambda act: act.id), wanted.acts)


def register_figures() -> Mapping[int, Figures]:
    """Return the figures of the whole register, kept or not: what each incident and person counts for, added up."""
    return _of_register().k


def _of_register() -> StoredFigures:
    found = Incident.objects.values_list(*COUNTED).iterator()
    incidents = [CountedIncident(*row, ()) for row in found]  # type: ignore[call-arg]
    return StoredFigures.of(incidents, _victims(), totals_of(judgements_under(RecordFilter())))


def _victims() -> list[VictimFigures]:
    levels: dict[str, list[AtLevel | None]] = {}
    columns = ("person__ref", "k", "low", "high", "named")
    for person, k, *level in VictimLevel.objects.values_list(*columns).iterator():
        levels.setdefault(person, [None, None, None])[k - 1] = AtLevel(*level)
    return [VictimFigures(person, (one, two, three)) for person, (one, two, three) in levels.items()]
