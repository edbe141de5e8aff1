"""Counting a register (MODEL section 4)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from isthmus.core.corroborate.evidence import Evidence
from isthmus.core.corroborate.incident import LinesOf
from isthmus.core.corroborate.no_line import lines_at_most, why_no_line
from isthmus.core.count.compared_by import compared_by, pair_judgements
from isthmus.core.count.crowding import crowded
from isthmus.core.count.minimum import PairKnowledge, documented_minimum, record_maximum, unexamined
from isthmus.core.count.missed import ExaminedPairs, examined_pairs, missed_pairs
from isthmus.core.count.pairs import compared_in, judgements_on, rested_on
from isthmus.core.count.values import LEVELS, AtLevel, Count, Figures, Filter, JudgementTotals, VictimFigures
from isthmus.core.count.victims import VictimPart, claims_on_victims, figures_of, parts_of_victims
from isthmus.core.dates import bounds, overlap
from isthmus.core.progress import Progress
from isthmus.core.register import Conflict, Register, ToldApart
from isthmus.core.workbook.rows import Act, Judgement

__all__ = [
    "CountedIncident",
    "Each",
    "bounds_conflicts",
    "count",
    "count_incident",
    "figures_at",
    "in_turn",
    "passes",
]

type Work = Callable[[str], "CountedIncident"]
type Each = Callable[[Work, Iterable[str]], Iterator["CountedIncident"]]


class CountedIncident(NamedTuple):
    """An incident as far as its acts pass the filter.

    Its lines (up to 3), the bounds of its dates (None where it has no dated act, the first and the last day that there
    are where one of them is open on that side), its undated acts, why it has no line where it has none, its victims'
    parts.
    """

    id: str
    lines: int
    earliest: date | None
    latest: date | None
    undated: int
    no_line: str
    victims: tuple[VictimPart, ...]


def in_turn(work: Work, incidents: Iterable[str]) -> Iterator[CountedIncident]:
    """Work through the incidents one by one."""
    return map(work, incidents)


def count(
    register: Register, keep: Filter | None = None, *, each: Each = in_turn, progress: Progress | None = None
) -> Count:
    """Return the figures at 1, 2 and 3 lines over the acts that pass the filter."""
    register.index()
    chosen = keep or Filter()
    passing = _passing(register, chosen)
    found = []
    for incident in each(lambda one: _counted(register, one, passing[one], chosen), passing):
        found.append(incident)
        if progress:
            progress(len(found), len(passing))
    victims = _victims(found)
    compared = compared_in(register)
    rested = rested_on(_judgements(register, passing, chosen))
    run = examined_in(register)
    figures = {k: figures_at(k, found, victims, compared, register.told_apart, rested, run) for k in LEVELS}
    return Count(
        figures,
        (*register.conflicts, *bounds_conflicts(register, victims), *crowded(register)),
        register.digest,
        Counter(each.no_line for each in found if each.no_line),
        compared_by(pair_judgements(register), victims, figures[1]),
    )


def _judgements(
    register: Register, passing: Mapping[str, Iterable[str]], keep: Filter
) -> Sequence[Judgement]:
    """Return the judgements in force; under a filter those on its acts."""
    if keep == Filter():
        return register.in_force
    return judgements_on(register, [register.acts[act] for acts in passing.values() for act in acts])


def examined_in(register: Register) -> ExaminedPairs:
    """Return what link runs say of the pairs that nobody judged."""
    if not register.examined:
        return ExaminedPairs()
    several = {person: len(members) for person, members in register.persons.items() if len(members) > 1}
    return examined_pairs(register.reasons_examined, several)


def _passing(register: Register, keep: Filter) -> Mapping[str, tuple[str, ...]]:
    """Return the acts of each incident that pass the filter, undated ones too, which are then only counted."""
    if keep == Filter():
        return register.incidents
    passing: dict[str, tuple[str, ...]] = {}
    for incident, acts in register.incidents.items():
        kept = tuple(act for act in acts if passes(register, register.acts[act], keep))
        if kept:
            passing[incident] = kept
    return passing


def passes(register: Register, act: Act, keep: Filter) -> bool:
    """Return whether an act is of what is counted; one without a date passes any period."""
    if keep.type and act.type != keep.type:
        return False
    if keep.ground and act.ground != keep.ground:
        return False
    if keep.place and not register.lies_in(act.place, keep.place):
        return False
    return keep.period is None or not act.date or overlap(bounds(act.date), keep.period)


def _counted(register: Register, incident: str, passing: Iterable[str], keep: Filter) -> CountedIncident:
    return count_incident(register, incident, [register.acts[act] for act in passing], keep)


def count_incident(
    register: Register, incident: str, passing: Sequence[Act], keep: Filter
) -> CountedIncident:
    """Return one incident over the acts of it that pass; with a period, undated acts are left out and counted."""
    everything = len(passing) == len(register.incidents[incident])
    whole = Evidence(register, tuple(passing)) if everything else Evidence.on(register, incident)
    acts = tuple(passing) if keep.period is None else tuple(act for act in passing if act.date)
    evidence = whole if len(acts) == len(whole.acts) else Evidence(register, acts)
    lines = LinesOf(register, evidence.routes, whole.speakers)
    found = lines.up_to(LEVELS[-1], evidence.routes)
    counting = whole.routes
    dates = [act.date for act in passing if act.statement in counting]
    spans = [bounds(each) for each in set(dates) if each]
    return CountedIncident(
        id=incident,
        lines=found,
        earliest=min((each.earliest or date.min for each in spans), default=None),
        latest=max((each.latest or date.max for each in spans), default=None),
        undated=dates.count(""),
        no_line="" if found or not acts else why_no_line(evidence, lines_at_most(evidence, whole.speakers)),
        victims=tuple(parts_of_victims(incident, claims_on_victims(register, acts, lines.routes), lines)),
    )


def _victims(incidents: Iterable[CountedIncident]) -> list[VictimFigures]:
    parts: dict[str, list[VictimPart]] = {}
    for incident in incidents:
        for part in incident.victims:
            parts.setdefault(part.person, []).append(part)
    return [figures_of(person, parts[person]) for person in sorted(parts)]


def figures_at(
    k: int,
    incidents: Iterable[CountedIncident],
    victims: Iterable[VictimFigures],
    compared: PairKnowledge,
    told: ToldApart,
    rested: JudgementTotals,
    run: ExaminedPairs,
) -> Figures:
    """Return the figures at k lines from what was found incident by incident and person by person."""
    listed = list(incidents)
    counted = [each for each in listed if each.lines >= k]
    persons = {each.person: level for each in victims if (level := each.at(k))}
    least, exact = documented_minimum(persons, compared, told)
    return Figures(
        incidents=len(counted),
        people=len(persons),
        named=sum(level.named for level in persons.values()),
        individual=sum(level.individual for level in persons.values()),
        documented_minimum=least,
        exact=exact,
        record_maximum=record_maximum(persons, compared),
        unexamined=unexamined(persons, compared, told),
        judgements=rested,
        earliest=_unless(date.min, min((each.earliest for each in counted if each.earliest), default=None)),
        latest=_unless(date.max, max((each.latest for each in counted if each.latest), default=None)),
        undated=sum(each.undated for each in listed),
        missed=missed_pairs(persons, compared, told, run, least),
    )


def _unless(open_end: date, found: date | None) -> date | None:
    return None if found == open_end else found


def bounds_conflicts(register: Register, victims: Iterable[VictimFigures]) -> Iterator[Conflict]:
    """Yield where what is said at least is more than what is said at most, at the first k where it is so."""
    for each in victims:
        crossing = ((k, level) for k in LEVELS if (level := each.at(k)) and _crosses(level))
        for k, level in crossing:
            yield _bounds_conflict(register, each.person, k, level)
            break


def _crosses(level: AtLevel) -> bool:
    return level.high is not None and level.low > level.high


def _bounds_conflict(register: Register, person: str, k: int, level: AtLevel) -> Conflict:
    members = [register.mentions[each] for each in register.persons[person]]
    left = next(each.id for each in members if each.low >= level.low)
    right = next(each.id for each in members if each.high is not None and each.high == level.high)
    return Conflict("bounds", left, right, register.same_path(left, right), k, level.low, level.high)
