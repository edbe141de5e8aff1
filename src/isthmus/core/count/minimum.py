"""The documented minimum, the record maximum, and what was never compared (MODEL section 4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from isthmus.core.count.max_weight_clique import Budget, max_clique_weight
from isthmus.core.count.values import AtLevel
from isthmus.core.ids import groups

__all__ = ["PairKnowledge", "documented_minimum", "record_maximum", "unexamined"]

type Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PairKnowledge:
    """What is known about pairs of persons: judged ones (smaller id first), and whether a link run did the rest.

    `within`: pairs (left, right) of which left was judged part of right.
    """

    judged: Mapping[Pair, frozenset[str]]
    within: frozenset[Pair]
    examined: bool

    def among(self, persons: Mapping[str, AtLevel]) -> "PairKnowledge":
        """Return the same, only of pairs among these persons."""
        judged = {
            pair: said for pair, said in self.judged.items() if pair[0] in persons and pair[1] in persons
        }
        within = frozenset(pair for pair in self.within if pair[0] in persons and pair[1] in persons)
        return PairKnowledge(judged, within, self.examined)


def unexamined(persons: Mapping[str, AtLevel], compared: PairKnowledge) -> int:
    """Return how many pairs of individuals nobody and no link run compared."""
    if compared.examined:
        return 0
    single = {each for each, level in persons.items() if level.individual}
    judged = sum(1 for one, other in compared.among(persons).judged if one in single and other in single)
    return len(single) * (len(single) - 1) // 2 - judged


def record_maximum(persons: Mapping[str, AtLevel], compared: PairKnowledge) -> int | None:
    """Return the sum of the highs of those not part of another counted one; None where somebody has no high.

    Those that are part of each other in a circle are the same people, and count once, with their smallest high.
    """
    highs = {each: level.high for each, level in persons.items() if level.high is not None}
    if len(highs) < len(persons):
        return None
    outer: dict[str, set[str]] = {}
    for left, right in compared.among(persons).within:
        outer.setdefault(left, set()).add(right)
    above = {each: _above(each, outer) for each in outer}
    return sum(_standing(each, highs, above) for each in highs)


def _above(person: str, outer: Mapping[str, Iterable[str]]) -> set[str]:
    seen: set[str] = set()
    queue = list(outer.get(person, ()))
    while queue:
        each = queue.pop()
        if each not in seen:
            seen.add(each)
            queue.extend(outer.get(each, ()))
    return seen


def _standing(person: str, highs: Mapping[str, int], above: Mapping[str, set[str]]) -> int:
    """Return what a person adds: its high; nothing when it lies in another; of a circle, one adds the least."""
    over = above.get(person, set())
    circle = {each for each in over if person in above.get(each, ())}
    if over - circle:
        return 0
    if not circle:
        return highs[person]
    return min(highs[each] for each in circle) if person == min(circle) else 0


def documented_minimum(
    persons: Mapping[str, AtLevel], compared: PairKnowledge, budget: Budget | None = None
) -> tuple[int, bool]:
    """Return the least number of distinct people that the record allows, and whether it is exact."""
    if not persons:
        return 0, True
    spend = budget or Budget()
    best = _Minimum(persons, compared.among(persons), spend).found()
    return best, not spend.spent


class _Minimum:
    """Finds the heaviest set of persons pairwise apart.

    `linked` are named individuals when a link run compared all pairs: they are apart unless somebody judged
    otherwise, which is rare. All others are apart only where somebody judged so, which is rare too.
    """

    def __init__(self, persons: Mapping[str, AtLevel], compared: PairKnowledge, budget: Budget) -> None:
        self.persons = persons
        self.judged = compared.judged
        self.budget = budget
        self.linked = {
            each for each, level in persons.items() if compared.examined and level.individual and level.named
        }
        self.apart_by_judgement: dict[str, set[str]] = {}
        for pair, said in self.judged.items():
            if self._judged_apart(pair, said):
                self.apart_by_judgement.setdefault(pair[0], set()).add(pair[1])
                self.apart_by_judgement.setdefault(pair[1], set()).add(pair[0])

    def _judged_apart(self, pair: Pair, said: frozenset[str]) -> bool:
        one, other = pair
        both_single = self.persons[one].individual and self.persons[other].individual
        return "disjoint" in said or ("different" in said and both_single)

    def found(self) -> int:
        alone = max(level.low for level in self.persons.values())
        return max(alone, self._of_linked(), self._with_others())

    def _of_linked(self) -> int:
        """Among the linked all count but those that may be the same as another."""
        doubtful = [
            pair
            for pair in self.judged
            if pair[0] in self.linked and pair[1] in self.linked and not self._apart(*pair)
        ]
        together = groups(doubtful)
        certain = len(self.linked) - sum(len(members) for members in together)
        return certain + sum(self._heaviest(members) for members in together)

    def _with_others(self) -> int:
        """Return the best set that holds somebody who is not linked: all others in it are judged apart from them."""
        best = 0
        done: set[str] = set()
        others = (each for each in self.apart_by_judgement if each not in self.linked)
        for each in sorted(others, key=lambda one: (len(self.apart_by_judgement[one]), one)):
            near = sorted(self.apart_by_judgement[each] - done)
            done.add(each)
            if sum(self._weight(one) for one in near) + self._weight(each) > best:
                best = max(best, self._weight(each) + self._heaviest(near))
        return best

    def _weight(self, person: str) -> int:
        return self.persons[person].low

    def _heaviest(self, members: Iterable[str]) -> int:
        # The heaviest come last, since the search takes the highest number first.
        listed = sorted(members, key=lambda one: (self._weight(one), one))
        number = {each: at for at, each in enumerate(listed)}
        apart = [self._bits(each, number) for each in listed]
        return max_clique_weight([self._weight(each) for each in listed], apart, self.budget)

    def _bits(self, person: str, number: Mapping[str, int]) -> int:
        bits = 0
        if person in self.linked:
            for other, at in number.items():
                if other != person and self._apart(person, other):
                    bits |= 1 << at
            return bits
        for other in self.apart_by_judgement.get(person, ()):
            if other in number:
                bits |= 1 << number[other]
        return bits

    def _apart(self, one: str, other: str) -> bool:
        if other in self.apart_by_judgement.get(one, ()):
            return True
        pair = (one, other) if one < other else (other, one)
        return one in self.linked and other in self.linked and pair not in self.judged
