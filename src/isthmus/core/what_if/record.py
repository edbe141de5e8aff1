"""What would remain of the whole record: which incidents would lose lines, and what the count would be."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from isthmus.core.corroborate import Evidence, LinesOf, Route, occurring
from isthmus.core.count import (
    LEVELS,
    AtLevel,
    PairKnowledge,
    VictimClaims,
    VictimFigures,
    VictimPart,
    claims_on_victims,
    compared_persons,
    documented_minimum,
    figures_of,
    nested_in,
    parts_of_victims,
)
from isthmus.core.register import Register, ToldApart
from isthmus.core.what_if.away import falls

__all__ = [
    "IncidentSupport",
    "LostLines",
    "RecordSupport",
    "RecordWithout",
    "RemainingFigures",
    "record_without",
]

type Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class IncidentSupport:
    """What an incident's lines are made of, and what is claimed of its victims, by person.

    `routes`: those of the statements that count, by statement, in id order; `speakers`: who speaks on it at all.
    """

    routes: Mapping[str, Route]
    speakers: frozenset[str]
    victims: Mapping[str, VictimClaims]

    @classmethod
    def of(cls, register: Register, incident: str) -> "IncidentSupport":
        """Return that of an incident of a register."""
        evidence = Evidence.on(register, incident)
        victims = claims_on_victims(register, evidence.acts, evidence.routes)
        return cls(evidence.routes, evidence.speakers, victims)


@dataclass(frozen=True, slots=True)
class LostLines:
    """An incident that would have fewer lines: how many it has, and how many would remain."""

    incident: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class RemainingFigures:
    """The figures at k lines (MODEL section 4) as far as a supposition can change them."""

    incidents: int
    people: int
    named: int
    individual: int
    documented_minimum: int
    exact: bool


@dataclass(frozen=True, slots=True)
class RecordWithout:
    """The record without some sources: the incidents that would have fewer lines, in id order, and the count by k."""

    away: frozenset[str]
    fewer: Sequence[LostLines]
    before: Mapping[int, RemainingFigures]
    after: Mapping[int, RemainingFigures]

    @property
    def unsupported(self) -> list[LostLines]:
        """Return the incidents that would lose their only line."""
        return [each for each in self.fewer if not each.after]


@dataclass(frozen=True)
class RecordSupport:
    """What the lines and the count of a record are made of, held in memory to be asked again and again.

    `sources`: a register with all sources and what is judged of them; it needs no more. `lines` of each incident.
    `compared`: what is judged of pairs of persons; `nested`: by statement, who lies within whom as it says; `told`: who
    is told apart.
    """

    sources: Register
    incidents: Mapping[str, IncidentSupport]
    lines: Mapping[str, int]
    compared: PairKnowledge
    nested: Mapping[str, Collection[Pair]]
    told: ToldApart

    @classmethod
    def of(cls, register: Register) -> "RecordSupport":
        """Return that of a register."""
        incidents = {each: IncidentSupport.of(register, each) for each in register.incidents}
        known = {
            each: LinesOf(register, one.routes, one.speakers)(one.routes).lines
            for each, one in incidents.items()
        }
        judged = compared_persons(register.on_persons, register.person_of, examined=register.examined)
        return cls(register, incidents, known, judged, nested_in(register), register.told_apart)

    @cached_property
    def through(self) -> Mapping[str, Sequence[str]]:
        """Return for each source the incidents on whose routes it is."""
        found: dict[str, list[str]] = {}
        for incident, support in self.incidents.items():
            for source in occurring(support.routes.values()):
                found.setdefault(source, []).append(incident)
        return found

    @cached_property
    def parts_of(self) -> Mapping[str, Sequence[VictimPart]]:
        """Return the parts of each victim, as they are."""
        found: dict[str, list[VictimPart]] = {}
        for part in (part for each in self.incidents for part in self.parts_without(each, frozenset())):
            found.setdefault(part.person, []).append(part)
        return found

    @cached_property
    def victims(self) -> Mapping[str, VictimFigures]:
        """Return how each victim counts, in id order, as it is."""
        return {person: figures_of(person, self.parts_of[person]) for person in sorted(self.parts_of)}

    def parts_without(self, incident: str, away: frozenset[str]) -> Sequence[VictimPart]:
        """Return the parts of the victims of an incident without some sources."""
        return self.left_without(incident, away)[1]

    def left_without(self, incident: str, away: frozenset[str]) -> tuple[int, Sequence[VictimPart]]:
        """Return the lines of an incident without some sources, and the parts of its victims."""
        support, before = self.incidents[incident], self.lines[incident]
        lines = self._lines_of(support, away)
        # The parts ask for so many lines, too: mostly those of all statements.
        left = lines.up_to(max(before, LEVELS[-1]), support.routes)
        return min(left, before), parts_of_victims(incident, support.victims, lines)

    def _lines_of(self, support: IncidentSupport, away: frozenset[str]) -> LinesOf:
        return LinesOf(self.sources, support.routes, support.speakers, away)

    @cached_property
    def figures(self) -> Mapping[int, RemainingFigures]:
        """Return the figures as they are."""
        return _figures(self.lines.values(), self.victims, self.compared_but(()), self.told)

    def compared_but(self, falling: Collection[str]) -> PairKnowledge:
        """Return what is known of pairs of persons, without what these statements say."""
        nested = {pair for each, pairs in self.nested.items() if each not in falling for pair in pairs}
        return replace(self.compared, within=self.compared.within | nested)


def record_without(record: RecordSupport, away: frozenset[str]) -> RecordWithout:
    """Return what would remain of a record without some sources."""
    touched = sorted({incident for source in away for incident in record.through.get(source, ())})
    left = {each: record.left_without(each, away) for each in touched}
    after = {each: lines for each, (lines, _parts) in left.items()}
    fewer = [
        LostLines(each, record.lines[each], after[each])
        for each in touched
        if after[each] < record.lines[each]
    ]
    falling = {
        statement
        for incident in touched
        for statement, route in record.incidents[incident].routes.items()
        if falls(route, away)
    }
    figures = _figures(
        {**record.lines, **after}.values(),
        {
            **record.victims,
            **_victims_without(record, {each: parts for each, (_lines, parts) in left.items()}),
        },
        record.compared_but(falling),
        record.told.but(falling),
    )
    return RecordWithout(away, fewer, record.figures, figures)


def _victims_without(
    record: RecordSupport, remaining: Mapping[str, Sequence[VictimPart]]
) -> dict[str, VictimFigures]:
    """Return the figures of the victims of the incidents that are touched; `remaining`: their parts, by incident."""
    parts: dict[str, list[VictimPart]] = {}
    for each in (part for found in remaining.values() for part in found):
        parts.setdefault(each.person, []).append(each)
    for person, found in parts.items():
        found.extend(each for each in record.parts_of[person] if each.incident not in remaining)
    return {person: figures_of(person, found) for person, found in parts.items()}


def _figures(
    lines: Iterable[int], victims: Mapping[str, VictimFigures], compared: PairKnowledge, told: ToldApart
) -> dict[int, RemainingFigures]:
    numbers = list(lines)
    return {
        k: _figures_at(
            sum(each >= k for each in numbers),
            {person: level for person, each in victims.items() if (level := each.at(k))},
            compared,
            told,
        )
        for k in LEVELS
    }


def _figures_at(
    incidents: int, persons: Mapping[str, AtLevel], compared: PairKnowledge, told: ToldApart
) -> RemainingFigures:
    least, exact = documented_minimum(persons, compared, told)
    return RemainingFigures(
        incidents=incidents,
        people=len(persons),
        named=sum(level.named for level in persons.values()),
        individual=sum(level.individual for level in persons.values()),
        documented_minimum=least,
        exact=exact,
    )
