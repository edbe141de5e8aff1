"""A victim's part at k lines: counted or not, how many people, named or not."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from isthmus.core.corroborate.incident import LinesOf
from isthmus.core.count.values import LEVELS, AtLevel, VictimFigures
from isthmus.core.names.nameless import names_nobody
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Act

__all__ = ["VictimClaims", "VictimPart", "claims_on_victims", "figures_of", "parts_of_victims"]

VICTIM = "victim"
MOST = LEVELS[-1]
OPEN = (None, None, None)

type ByLevel = tuple[int | None, int | None, int | None]
type ByLevelNamed = tuple[bool, bool, bool]
type Levels = tuple[AtLevel | None, AtLevel | None, AtLevel | None]
type LinesOfThose = Callable[[Sequence[str]], int]


class VictimPart(NamedTuple):
    """A person's or group's part as a victim in one incident.

    `lines` of its part, up to 3. For k = 1, 2, 3: the most people that statements with k lines say at least
    (`low`), the fewest that statements with k lines say at most (`high`, None: open), and whether statements with
    k lines name it.
    """

    person: str
    incident: str
    lines: int
    low: ByLevel
    high: ByLevel
    named: ByLevelNamed


@dataclass(slots=True)
class VictimClaims:
    """What each statement says of one victim: the most of its lows, the least of its highs, a name or none."""

    low: dict[str, int] = field(default_factory=dict)
    high: dict[str, int] = field(default_factory=dict)
    naming: set[str] = field(default_factory=set)

    def add(self, statement: str, low: int, high: int | None, *, named: bool) -> None:
        """Take in one mention of the victim."""
        self.low[statement] = max(low, self.low[statement]) if statement in self.low else low
        if high is not None:
            self.high[statement] = min(high, self.high[statement]) if statement in self.high else high
        if named:
            self.naming.add(statement)


def claims_on_victims(
    register: Register, acts: Iterable[Act], statements: Container[str]
) -> dict[str, VictimClaims]:
    """Return what these statements claim of each victim in the given acts, by person."""
    victims: dict[str, VictimClaims] = {}
    nameless = {"": True}  # the same names stand again and again in the mentions of one incident
    for act in acts:
        if act.statement not in statements:
            continue
        for mention in register.mentions_of.get(act.id, ()):
            if mention.role == VICTIM:
                person, name = register.person_of[mention.id], mention.name
                if person not in victims:
                    victims[person] = VictimClaims()
                if name not in nameless:
                    nameless[name] = names_nobody(name)
                victims[person].add(act.statement, mention.low, mention.high, named=not nameless[name])
    return victims


def parts_of_victims(incident: str, victims: Mapping[str, VictimClaims], lines: LinesOf) -> list[VictimPart]:
    """Return the parts of all victims of an incident, by person; `lines` knows what counts."""
    return [_part(person, incident, victims[person], lines) for person in sorted(victims)]


def _part(person: str, incident: str, said: VictimClaims, lines: LinesOf) -> VictimPart:
    everything = sorted(said.low)
    whole = lines.up_to(MOST, everything)
    if len(everything) == 1:  # as mostly
        (only,) = everything
        high = _one_number(said.high[only], whole) if said.high else OPEN
        naming = whole if said.naming else 0
        return VictimPart(person, incident, whole, _one_number(said.low[only], whole), high, _NAMED[naming])

    def lines_of(those: Sequence[str]) -> int:
        if len(those) == len(everything):
            return whole
        return lines.up_to(MOST, those) if those else 0

    naming = lines_of([each for each in everything if each in said.naming])
    return VictimPart(
        person=person,
        incident=incident,
        lines=whole,
        low=_at_least(said.low, everything, lines_of),
        high=_at_most(said.high, everything, lines_of),
        named=_NAMED[naming],
    )


# Whether there are so many lines, for k = 1, 2, 3, by how many there are.
_NAMED: tuple[ByLevelNamed, ...] = (
    (False, False, False),
    (True, False, False),
    (True, True, False),
    (True, True, True),
)


def _at_least(low: Mapping[str, int], everything: Sequence[str], lines_of: LinesOfThose) -> ByLevel:
    numbers = sorted(set(low.values()), reverse=True)
    if len(numbers) == 1:  # as nearly always
        return _one_number(numbers[0], lines_of(everything))
    return _levels(numbers, lambda n: lines_of([each for each in everything if low[each] >= n]))


def _at_most(high: Mapping[str, int], everything: Sequence[str], lines_of: LinesOfThose) -> ByLevel:
    with_high = [each for each in everything if each in high]
    numbers = sorted(set(high.values()))
    if len(numbers) == 1:
        return _one_number(numbers[0], lines_of(with_high))
    return _levels(numbers, lambda n: lines_of([each for each in with_high if high[each] <= n]))


@lru_cache(maxsize=1_000)
def _one_number(number: int, lines: int) -> ByLevel:
    """Return for k = 1, 2, 3 the number, if there are k lines; made once for all who have the same."""
    first, second, third = (number if lines >= k else None for k in LEVELS)
    return first, second, third


def _levels(numbers: Sequence[int], lines_at: Callable[[int], int]) -> ByLevel:
    """Return for k = 1, 2, 3 the first of the numbers at which there are k lines; later numbers never have fewer."""
    found: list[int | None] = []
    at, lines = -1, 0
    for k in LEVELS:
        while lines < k and at + 1 < len(numbers):
            at += 1
            lines = lines_at(numbers[at])
        found.append(numbers[at] if lines >= k else None)
    return found[0], found[1], found[2]


def figures_of(person: str, parts: Iterable[VictimPart]) -> VictimFigures:
    """Return the figures of a person or group over its parts in all incidents."""
    listed = list(parts)
    if len(listed) == 1:  # as nearly always
        only = listed[0]
        return VictimFigures(person, _levels_alone(only.low, only.high, only.named))
    first, second, third = (_at_level(k, listed) for k in LEVELS)
    return VictimFigures(person, (first, second, third))


@lru_cache(maxsize=1_000)
def _levels_alone(low: ByLevel, high: ByLevel, named: ByLevelNamed) -> Levels:
    """Return the figures of whoever has one part; made once for all of whom the same is said."""
    first, second, third = (
        None if least is None else AtLevel(least, most, called)
        for least, most, called in zip(low, high, named, strict=True)
    )
    return first, second, third


def _at_level(k: int, parts: Sequence[VictimPart]) -> AtLevel | None:
    lows = [part.low[k - 1] for part in parts]
    highs = [part.high[k - 1] for part in parts]
    known = [low for low in lows if low is not None]
    if not known:
        return None
    upper = min((high for high in highs if high is not None), default=None)
    return AtLevel(max(known), upper, any(part.named[k - 1] for part in parts))
