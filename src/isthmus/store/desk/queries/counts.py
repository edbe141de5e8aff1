"""Counts of the register (MODEL section 4): all of it from stored figures, a filtered part of it from its rows."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import batched
from threading import Lock

from django.db.models import QuerySet

from isthmus.core.count import (
    LEVELS,
    AtLevel,
    CountedIncident,
    Figures,
    JudgementTotals,
    VictimFigures,
    VictimPart,
    count_incident,
    figures_at,
    figures_of,
    totals,
)
from isthmus.core.progress import Progress
from isthmus.core.register import Register, how_made
from isthmus.core.workbook.rows import Act as ActRow
from isthmus.store.desk.models import (
    Act,
    Authorship,
    Head,
    Incident,
    IncidentAct,
    Judgement,
    Mention,
    PersonMention,
    PersonPart,
    PlaceAbove,
    Retraction,
    Statement,
    VictimLevel,
    Voice,
)
from isthmus.store.desk.queries.neighbourhood import acts_of, around
from isthmus.store.desk.queries.record import RecordFilter, acts_passing
from isthmus.store.desk.queries.told_apart import compared_now, told_apart_now
from isthmus.store.desk.queries.withdrawn import withdrawn
from isthmus.store.desk.queries.workbook import some

__all__ = ["StoredFigures", "counted", "kept", "register_figures", "takes_long"]

# What the count takes from an incident, but for its victims.
COUNTED = ("ref", "lines", "counted_earliest", "counted_latest", "undated")

# A filter that more acts pass than this keeps a page waiting.
MOST_ACTS_AT_ONCE = 300
# A register of more mentions keeps it waiting, too: who is told apart is worked out for all of them together.
MOST_MENTIONS_AT_ONCE = 10_000
INCIDENTS_AT_ONCE = 200
MOST_KEPT = 256


@dataclass(frozen=True, slots=True)
class StoredFigures:
    """The figures by k, and how many events the log had when they were counted: its head then is their input."""

    k: Mapping[int, Figures]
    log_size: int


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
        return cls(replace(wanted, lines=0), head.note if head else "", head.size if head else 0)


_kept: dict[_CacheKey, StoredFigures] = {}
_keeping = Lock()


def kept(wanted: RecordFilter) -> StoredFigures | None:
    """Return the figures over the acts that pass, if they were counted since the register last changed."""
    return _kept.get(_CacheKey.now(wanted))


def takes_long(wanted: RecordFilter) -> bool:
    """Tell whether counting would keep a page waiting."""
    if wanted == RecordFilter(lines=wanted.lines):
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
        figures = register_figures() if unfiltered else _filtered(asked.wanted, progress)
        found = StoredFigures(figures, asked.log_size)
        if _CacheKey.now(wanted) == asked:  # else the register changed while it was read
            _keep(asked, found)
    return found


def _keep(asked: _CacheKey, found: StoredFigures) -> None:
    with _keeping:
        _kept[asked] = found
        if len(_kept) > MOST_KEPT:
            del _kept[next(iter(_kept))]


def _filtered(wanted: RecordFilter, progress: Progress | None = None) -> Mapping[int, Figures]:
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
    compared, rested = (
        compared_now(),
        _rested_on(IncidentAct.objects.filter(acts_passing(wanted, undated=True))),
    )
    told = told_apart_now(compared)
    return {k: figures_at(k, found, victims, compared, told, rested) for k in LEVELS}


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
    found = Incident.objects.values_list(*COUNTED).iterator()
    incidents = [CountedIncident(*row, ()) for row in found]  # type: ignore[call-arg]
    victims, compared, rested = _victims(), compared_now(), _rested()
    told = told_apart_now(compared)
    return {k: figures_at(k, incidents, victims, compared, told, rested) for k in LEVELS}


def _victims() -> list[VictimFigures]:
    levels: dict[str, list[AtLevel | None]] = {}
    columns = ("person__ref", "k", "low", "high", "named")
    for person, k, *level in VictimLevel.objects.values_list(*columns).iterator():
        levels.setdefault(person, [None, None, None])[k - 1] = AtLevel(*level)
    return [VictimFigures(person, (one, two, three)) for person, (one, two, three) in levels.items()]


def _rested() -> JudgementTotals:
    """Return how many judgements are in force: an unfiltered count rests on all of them."""
    return _rested_of(Judgement.objects.in_force().values_list("pk", "by", "made").iterator())


def _places_over(acts: Collection[int]) -> set[int]:
    """Return the places of acts and all that they lie in, under every name."""
    places = {place for (place,) in some(Act.objects.filter(place__isnull=False), acts, "place_id")}
    return {above for (above,) in some(PlaceAbove.objects.all(), places, "above_id", by="place")}


def _rested_of(judgements: Iterable[tuple[int, str, str]]) -> JudgementTotals:
    """Return totals of judgements told by key, who made them and how."""
    return totals(Counter(how_made(made, by) for _, by, made in judgements))


def _rested_on(passing: QuerySet[IncidentAct]) -> JudgementTotals:
    """Return how many judgements in force bear on acts: theirs, their mentions', sources' and retractions'."""
    acts = set(passing.values_list("act", flat=True))
    statements = {one for (one,) in some(Act.objects.all(), acts, "statement_id")}
    documents = {one for (one,) in some(Statement.objects.all(), statements, "document_id")}
    sources = {one for (one,) in some(Voice.objects.all(), statements, "source_id", by="statement")}
    sources |= {one for (one,) in some(Authorship.objects.all(), documents, "source_id", by="document")}
    sides: list[tuple[str, Collection[int]]] = [
        ("act", acts),
        ("mention", {one for (one,) in some(Mention.objects.all(), acts, "pk", by="act")}),
        ("source", sources),
        ("place", _places_over(acts)),
    ]
    retracting = {
        one for (one,) in some(Retraction.objects.all(), statements, "statement_id", by="retracted")
    }
    retracting -= withdrawn()
    bearing = [(f"{side}_{name}", pks) for name, pks in sides for side in ("left", "right")]
    standing, columns = Judgement.objects.in_force(), ("pk", "by", "made")
    examined = standing.filter(kind="person", decision="examined").values_list(*columns)
    rows = {row for by, pks in bearing for row in some(standing, pks, *columns, by=by)}
    rows |= set(some(standing.filter(kind="retraction"), retracting, *columns, by="left_statement"))
    return _rested_of({*rows, *examined})
