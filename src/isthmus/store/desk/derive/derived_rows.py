"""What core finds out about one incident or person, as rows of the derived tables."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from json import dumps
from uuid import UUID

from isthmus.core.corroborate import DenialLines, IncidentLines, PersonPart, corroborate_incident, parts_in
from isthmus.core.count import (
    LEVELS,
    AtLevel,
    CountedIncident,
    Filter,
    MissedPairs,
    PairKnowledge,
    VictimPart,
    compared_persons,
    count_incident,
    documented_minimum,
    examined_pairs,
    figures_of,
    missed_pairs,
)
from isthmus.core.dates import bounds
from isthmus.core.names.nameless import names_nobody
from isthmus.core.register import Decisions, Register, told_in_incident
from isthmus.core.workbook.rows import Mention
from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk import models
from isthmus.store.desk.queries.workbook import some

__all__ = [
    "PERSON",
    "DerivedIncident",
    "PersonsBeside",
    "as_incident",
    "as_part",
    "as_person",
    "levels_of",
    "look_at",
]


# For each mention the pairs that it was judged in, smaller id first.
type Judged = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class PersonsBeside:
    """What the least number of an incident's victims takes from elsewhere.

    `judged`: the pairs that mentions were judged in. `spread`: groups mentioned as victims more than once.
    """

    judged: Judged
    spread: frozenset[str]

    @classmethod
    def of(cls, register: Register) -> "PersonsBeside":
        """Return it for the persons of a register, or of a part whose persons have mentions that it does not hold."""
        return cls(judged_pairs(register), frozenset(_spread(register)))


def _spread(register: Register) -> Iterator[str]:
    known = {row.id: (row.role, row.low, row.high) for row in register.workbook.mentions}
    several = {person: members for person, members in register.persons.items() if len(members) > 1}
    outside = {ref for members in several.values() for ref in members if ref not in known}
    columns = ("ref", "role", "low", "high")
    known |= {ref: row for ref, *row in some(models.Mention.objects.all(), outside, *columns, by="ref")}
    for person, members in several.items():
        victims = [known[ref] for ref in members if known[ref][0] == "victim"]
        if len(victims) > 1 and any(one[1:] != (1, 1) for one in map(tuple, victims)):
            yield person


@dataclass(frozen=True, slots=True)
class DerivedIncident:
    """All that core says of one incident."""

    lines: IncidentLines
    parts: tuple[tuple[str, PersonPart], ...]
    counted: CountedIncident


def look_at(register: Register, incident: str) -> DerivedIncident:
    """Return all that core says of one incident."""
    acts = tuple(register.acts[each] for each in register.incidents[incident])
    return DerivedIncident(
        corroborate_incident(register, incident),
        tuple(parts_in(register, incident)),
        count_incident(register, incident, acts, Filter()),
    )


def as_incident(
    register: Register, found: DerivedIncident, uid: UUID, beside: PersonsBeside
) -> models.Incident:
    """Return the incident as its derived row."""
    lines, counted = found.lines, found.counted
    earliest, latest = _period(register, lines.acts)
    at_least, named, missed = _victims(register, lines.acts, beside)
    return models.Incident(
        ref=lines.id,
        uid=uid,
        type=lines.type,
        lines=lines.support.lines,
        lines_at_most=lines.lines_at_most,
        lines_if_distinct=lines.lines_if_distinct,
        no_line=lines.no_line,
        circular=lines.circular,
        rests_on=list(lines.support.rests_on),
        known_through=list(lines.support.known_through),
        would_strengthen=[{"source": each.source, "lines": each.lines} for each in lines.would_strengthen],
        rests_alone_on=list(lines.rests_alone_on),
        denials=[_denial(each) for each in lines.denials],
        denied=sum(len(each.statements) for each in lines.denials),
        retractions=[{"statement": each.statement, "decision": each.decision} for each in lines.retractions],
        suspected=list(lines.suspected),
        both_ways=list(lines.both_ways),
        earliest=earliest,
        latest=latest,
        at_least=at_least,
        named=named,
        rests_on_runs=missed.rests,
        missed_pairs=missed.pairs,
        at_least_less_missed=missed.less,
        counted_earliest=counted.earliest,
        counted_latest=counted.latest,
        undated=counted.undated,
    )


def _denial(denial: DenialLines) -> dict[str, object]:
    return {
        "denies": denial.denies,
        "statements": list(denial.statements),
        "lines": denial.support.lines,
        "rests_on": list(denial.support.rests_on),
        "known_through": list(denial.support.known_through),
    }


def _period(register: Register, acts: Iterable[str]) -> tuple[date | None, date | None]:
    """Return the first and the last day that any of the dated acts may be on, as far as known.

    What a denial says of the date counts only where nobody asserts anything.
    """
    rows = [register.acts[each] for each in acts]
    asserted = [each for each in rows if register.statements[each.statement].stance == "asserts"]
    when = [bounds(each.date) for each in asserted or rows]
    first = (each.earliest for each in when if each.earliest)
    last = (each.latest for each in when if each.latest)
    return min(first, default=None), max(last, default=None)


def _victims(register: Register, acts: Sequence[str], beside: PersonsBeside) -> tuple[int, int, MissedPairs]:
    """Return the least number of distinct victims that its asserting statements allow, and how many have a name.

    Behind these, what the least number probably owes to pairs that link runs missed.
    """
    persons: dict[str, list[Mention]] = {}
    for act in acts:
        if register.statements[register.acts[act].statement].stance == "asserts":
            for each in register.mentions_of.get(act, ()):
                if each.role == "victim":
                    persons.setdefault(register.person_of[each.id], []).append(each)
    stated = {person: _stated(mentions) for person, mentions in persons.items()}
    told = told_in_incident(register, acts, beside.spread)
    compared = _among(register, stated, beside.judged)
    least = documented_minimum(stated, compared, told)[0]
    run = examined_pairs(register.reasons_examined, {person: len(each) for person, each in persons.items()})
    missed = missed_pairs(stated, compared, told, run, least)
    return least, sum(level.named for level in stated.values()), missed


def _stated(mentions: Iterable[Mention]) -> AtLevel:
    listed = list(mentions)
    high = min((each.high for each in listed if each.high is not None), default=None)
    return AtLevel(
        max(each.low for each in listed), high, not all(names_nobody(each.name) for each in listed)
    )


def _among(register: Register, persons: Collection[str], judged: Judged) -> PairKnowledge:
    """Return what is judged of pairs of these persons."""
    mentions = {one for each in persons for one in register.persons[each]}
    pairs = {pair for one in mentions for pair in judged.get(one, ()) if mentions.issuperset(pair)}
    decisions = register.on_persons
    among = Decisions(
        {pair: decisions.by_pair[pair] for pair in pairs},
        {pair: decisions.stated[pair] for pair in pairs if pair in decisions.stated},
    )
    return compared_persons(among, register.person_of, examined=register.examined)


def judged_pairs(register: Register) -> Judged:
    """Return the pairs that each mention was judged in, those judged the same left out."""
    found: dict[str, list[tuple[str, str]]] = {}
    for pair, _ in register.on_persons.besides_same:
        for one in pair:
            found.setdefault(one, []).append(pair)
    return found


def as_part(part: PersonPart, victim: VictimPart | None) -> tuple[object, ...]:
    """Return role, lines, rests_on, known_through and levels of a part; `victim`: what the count takes from it."""
    levels = None
    if part.role == "victim" and victim is not None:
        levels = dumps([victim.low, victim.high, victim.named])
    return (
        part.role,
        part.support.lines,
        dumps(part.support.rests_on),
        dumps(part.support.known_through),
        levels,
    )


def levels_of(
    person: int, parts: Iterable[tuple[int, Sequence[Sequence[int | bool | None]] | None]]
) -> Iterator[tuple[object, ...]]:
    """Yield person, k, low, high and named, where a person counts at k, over its parts as a victim."""
    victim = [VictimPart("", "", lines, *map(tuple, levels)) for lines, levels in parts if levels]  # type: ignore[arg-type]
    figures = figures_of("", victim)
    for k in LEVELS:
        level = figures.at(k)
        if level:
            yield person, k, level.low, level.high, level.named


PERSON = ("ref", "uid", "roles", "lines", "name", "at_least", "at_most")


def as_person(ref: str, members: Sequence[Mention], uids: Mapping[str, UUID]) -> tuple[object, ...]:
    """Return the columns of PERSON, without lines yet.

    Who has no name goes by what is written in its place, or by the token of a sealed one.
    """
    highs = [each.high for each in members if each.high is not None]
    written = [each.name for each in members if each.name and each.protection != "sealed"]
    named = (each for each in written if not names_nobody(each))
    sealed = (each.name for each in members if is_token(each.name))
    roles = dumps(sorted({each.role for each in members}))
    at_least = max(each.low for each in members)
    return (
        ref,
        uids[ref].hex,
        roles,
        0,
        next(chain(named, written, sealed), ""),
        at_least,
        min(highs, default=None),
    )
