"""By whom pairs of single people were compared: people one by one, people in one go, link runs, a list itself."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from isthmus.core.count.values import ComparedBy, Figures, VictimFigures
from isthmus.core.register import Register, how_made, ordered

__all__ = ["PairJudgement", "compared_by", "pair_judgements"]

# Who looked closest comes first: a pair is told by the first way in which it was judged.
WAYS = ("one_by_one", "in_one_go", "left_unsure", "link_run")


@dataclass(frozen=True, slots=True)
class PairJudgement:
    """A judgement on two persons, other than `same`; on nobody where a link run compared all the others."""

    left: str
    right: str
    decision: str
    made: str
    by: str


def pair_judgements(register: Register) -> Iterator[PairJudgement]:
    """Yield the judgements in force that say that two persons were compared."""
    person_of = register.person_of
    for each in register.in_force:
        if each.kind == "person" and each.decision != "same":
            left, right = person_of.get(each.left, ""), person_of.get(each.right, "")
            if each.decision == "examined" or (left and right):
                yield PairJudgement(left, right, each.decision, how_made(each.made, each.by), each.by)


def compared_by(
    judgements: Iterable[PairJudgement], victims: Iterable[VictimFigures], one: Figures
) -> ComparedBy:
    """Return by whom the pairs of individuals were compared that count on one line; `one`: the figures there."""
    single = {each.person for each in victims if (level := each.at(1)) and level.individual}
    runs: set[str] = set()
    ways: dict[tuple[str, str], tuple[int, str]] = {}
    for each in judgements:
        if not each.left:
            runs.add(each.by)
        elif each.left != each.right and each.left in single and each.right in single:
            pair = ordered(each.left, each.right)
            unsure = each.made == "in_one_go" and each.decision == "unsure"
            way = (WAYS.index("left_unsure" if unsure else each.made), each.by)
            ways[pair] = min(way, ways.get(pair, way))
    pairs = len(single) * (len(single) - 1) // 2
    return _told(pairs, Counter(ways.values()), frozenset(runs), one.unexamined)


def _told(pairs: int, ways: Counter[tuple[int, str]], runs: frozenset[str], unexamined: int) -> ComparedBy:
    named = runs | {by for way, by in ways if WAYS[way] == "link_run"}
    return ComparedBy(
        pairs=pairs,
        one_by_one=sum(n for (way, _), n in ways.items() if WAYS[way] == "one_by_one"),
        in_one_go=_by_whom(ways, "in_one_go"),
        left_unsure=_by_whom(ways, "left_unsure"),
        link_runs=tuple(sorted(named)) if pairs else (),
        told_apart=0 if runs else pairs - unexamined - sum(ways.values()),
    )


def _by_whom(ways: Counter[tuple[int, str]], asked: str) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((by, n) for (way, by), n in ways.items() if WAYS[way] == asked))
