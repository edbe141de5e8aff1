"""The documented minimum, the record maximum, and what was never compared (MODEL section 4)."""

from collections.abc import Mapping
from dataclasses import dataclass

from isthmus.core.count.apart_graph import ApartGraph
from isthmus.core.count.max_weight_clique import Budget, max_clique_weight
from isthmus.core.count.values import AtLevel
from isthmus.core.ids import by_first, reached
from isthmus.core.register.told_apart import ToldApart

__all__ = ["PairKnowledge", "documented_minimum", "record_maximum", "told_by_runs", "unexamined"]

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


def unexamined(persons: Mapping[str, AtLevel], compared: PairKnowledge, told: ToldApart) -> int:
    """Return how many pairs of individuals nobody and no link run compared, and no list tells apart."""
    if compared.examined:
        return 0
    single = {each: 1 for each, level in persons.items() if level.individual}
    judged = [pair for pair in compared.judged if pair[0] in single and pair[1] in single]
    told_too = sum(told.persons_apart(*pair) for pair in judged)
    listed = {each: 1 for each in single if each in told.sharing}  # no list tells the others apart
    graph = ApartGraph(listed, told, doubted=told.doubted, nested=told.nested_among(listed))
    return len(single) * (len(single) - 1) // 2 - len(judged) - graph.pairs_apart() + told_too


def record_maximum(persons: Mapping[str, AtLevel], compared: PairKnowledge) -> int | None:
    """Return the sum of the highs of those not part of another counted one; None where somebody has no high.

    Those that are part of each other in a circle are the same people, and count once, with their smallest high.
    """
    if any(level.high is None for level in persons.values()):
        return None
    highs = {each: level.high for each, level in persons.items() if level.high is not None}
    outer = by_first(compared.among(persons).within)
    above = {each: reached(outer, each) for each in outer}
    return sum(_standing(each, highs, above) for each in highs)


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
    persons: Mapping[str, AtLevel], compared: PairKnowledge, told: ToldApart, budget: Budget | None = None
) -> tuple[int, bool]:
    """Return the least number of distinct people that the record allows, and whether it is exact."""
    if not persons:
        return 0, True
    spend = budget or Budget()
    among = compared.among(persons)
    graph = ApartGraph(
        {person: level.low for person, level in persons.items()},
        told,
        linked=told_by_runs(persons, compared),
        doubted=(pair for pair, said in among.judged.items() if said & {"unsure", "part_of"}),
        nested=told.nested_among(persons),
        judged=(pair for pair, said in among.judged.items() if _judged_apart(persons, pair, said)),
    )
    best = max_clique_weight([each.weight for each in graph.vertices], graph.apart, spend)
    return best, not spend.spent


def told_by_runs(persons: Mapping[str, AtLevel], compared: PairKnowledge) -> list[str]:
    """Return those whom link runs tell apart from each other: named individuals, where all pairs were examined."""
    return [each for each, level in persons.items() if compared.examined and level.individual and level.named]


def _judged_apart(persons: Mapping[str, AtLevel], pair: Pair, said: frozenset[str]) -> bool:
    both_single = persons[pair[0]].individual and persons[pair[1]].individual
    return "disjoint" in said or ("different" in said and both_single)
