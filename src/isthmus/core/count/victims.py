"""A victim's part at k lines: counted or not, how many people, named or not."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from isthmus.core.corroborate.incident import LinesOf
from isthmus.core.count.values import LEVELS, AtLevel, VictimFigures
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Act, Mention

__all__ = ["VictimPart", "figures_of", "victim_parts"]

VICTIM = "victim"
MOST = LEVELS[-1]


@dataclass(frozen=True, slots=True)
class VictimPart:
    """A person's or group's part as a victim in one incident.

    `lines` of its part, up to 3; for k = 1, 2, 3: the most people that statements with k lines say at least (`low`), the
    fewest that statements with k lines say at most (`high`, None: open), and whether statements with k lines name it.
    """

    person: str
    incident: str
    lines: int
    low: tuple[int | None, int | None, int | None]
    high: tuple[int | None, int | None, int | None]
    named: tuple[bool, bool, bool]


def victim_parts(register: Register, incident: str, acts: Iterable[Act], lines: LinesOf) -> list[VictimPart]:
    """Return the parts of all victims in the given acts of an incident, by person; `lines` knows what counts."""
    victims: dict[str, _Said] = {}
    for act in acts:
        if act.statement in lines.routes:
            for mention in register.mentions_of.get(act.id, ()):
                if mention.role == VICTIM:
                    person = register.person_of[mention.id]
                    if person not in victims:
                        victims[person] = _Said()
                    victims[person].add(act.statement, mention)
    return [_part(person, incident, victims[person], lines) for person in sorted(victims)]


@dataclass(slots=True)
class _Said:
    """What each statement says of one victim: the most of its lows, the least of its highs, a name or none."""

    low: dict[str, int] = field(default_factory=dict)
    high: dict[str, int] = field(default_factory=dict)
    naming: set[str] = field(default_factory=set)

    def add(self, statement: str, mention: Mention) -> None:
        self.low[statement] = max(mention.low, self.low.get(statement, mention.low))
        if mention.high is not None:
            self.high[statement] = min(mention.high, self.high.get(statement, mention.high))
        if mention.name:
            self.naming.add(statement)


def _part(person: str, incident: str, said: _Said, lines: LinesOf) -> VictimPart:
    low, high = said.low, said.high
    everything = sorted(low)
    naming = lines.up_to(MOST, sorted(said.naming))

    def saying_at_least(n: int) -> int:
        return lines.up_to(MOST, (each for each in everything if low[each] >= n))

    def saying_at_most(n: int) -> int:
        return lines.up_to(MOST, (each for each in everything if each in high and high[each] <= n))

    return VictimPart(
        person=person,
        incident=incident,
        lines=lines.up_to(MOST, everything),
        low=_levels(sorted(set(low.values()), reverse=True), saying_at_least),
        high=_levels(sorted(set(high.values())), saying_at_most),
        named=(naming >= 1, naming >= 2, naming >= 3),
    )


def _levels(numbers: Sequence[int], lines_at: Callable[[int], int]) -> tuple[int | None, int | None, int | None]:
    """Return for k = 1, 2, 3 the first of the numbers at which there are k lines."""
    found: list[int | None] = []
    at = 0
    for k in LEVELS:
        while at < len(numbers) and lines_at(numbers[at]) < k:
            at += 1
        found.append(numbers[at] if at < len(numbers) else None)
    return found[0], found[1], found[2]


def figures_of(person: str, parts: Iterable[VictimPart]) -> VictimFigures:
    """Return the figures of a person or group over its parts in all incidents."""
    listed = list(parts)
    first, second, third = (_at_level(k, listed) for k in LEVELS)
    return VictimFigures(person, (first, second, third))


def _at_level(k: int, parts: Sequence[VictimPart]) -> AtLevel | None:
    lows = [part.low[k - 1] for part in parts]
    highs = [part.high[k - 1] for part in parts]
    known = [low for low in lows if low is not None]
    if not known:
        return None
    upper = min((high for high in highs if high is not None), default=None)
    return AtLevel(max(known), upper, any(part.named[k - 1] for part in parts))
