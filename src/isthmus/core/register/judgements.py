"""Which judgements are in force, and what they decide together about one pair."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from isthmus.core.workbook.rows import Judgement

__all__ = ["Decisions", "in_force", "is_link_run"]

UNSURE = frozenset({"unsure"})
# Two decisions that can both be true of one pair; any other two oppose each other.
COMPATIBLE = (frozenset({"different", "disjoint"}), frozenset({"different", "part_of"}))

type Pair = tuple[str, str]


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that no other one replaces, in the order given."""
    listed = tuple(judgements)
    replaced = {old for judgement in listed for old in judgement.replaces}
    return tuple(judgement for judgement in listed if judgement.id not in replaced)


def is_link_run(judgement: Judgement, runs: frozenset[str] = frozenset()) -> bool:
    """Tell whether a link run made it: it says `examined`, is by a run that said so, or by `link run …`."""
    return judgement.decision == "examined" or judgement.by in runs or judgement.by.startswith("link run")


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the judgements in force of one kind say, pair by pair; a pair is keyed smaller id first.

    `stated` keeps for each pair the left and right of its first judgement by id, since `part_of` has a direction
    and a conflict is reported as it was judged.
    """

    by_pair: Mapping[Pair, frozenset[str]]
    stated: Mapping[Pair, Pair]

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> "Decisions":
        """Combine judgements in force of one kind; opposing ones count as `unsure`."""
        said: dict[Pair, set[str]] = {}
        within: dict[Pair, set[Pair]] = {}
        stated: dict[Pair, Pair] = {}
        for judgement in sorted(judgements, key=lambda each: each.id):
            pair = ordered(judgement.left, judgement.right)
            said.setdefault(pair, set()).add(judgement.decision)
            stated.setdefault(pair, (judgement.left, judgement.right))
            if judgement.decision == "part_of":
                within.setdefault(pair, set()).add((judgement.left, judgement.right))
                stated[pair] = (judgement.left, judgement.right)
        return cls({pair: _together(said[pair], within.get(pair, set())) for pair in said}, stated)

    def pairs(self, decision: str) -> Iterator[Pair]:
        """Yield the pairs decided so, as they were stated (left, right), in order of the pair."""
        return (self.stated[pair] for pair in sorted(self.by_pair) if decision in self.by_pair[pair])

    def about(self, one: str, other: str) -> frozenset[str]:
        """Return what is decided about two things; empty when nobody judged them."""
        return self.by_pair.get(ordered(one, other), frozenset())


def ordered(one: str, other: str) -> Pair:
    """Return the two ids, smaller first."""
    return (one, other) if one <= other else (other, one)


def _together(said: set[str], within: set[Pair]) -> frozenset[str]:
    decisions = frozenset(said)
    if len(within) > 1:  # each lies within the other: two people say opposite things
        return UNSURE
    return decisions if len(decisions) == 1 or decisions in COMPATIBLE else UNSURE
