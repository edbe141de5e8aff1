"""Which judgements are in force, and what they decide together about one pair."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from isthmus.core.workbook.judgement_kinds import EVERY_DECISION
from isthmus.core.workbook.rows import Judgement

__all__ = ["LINK_RUN", "Decisions", "how_made", "in_force", "oppose"]

# What judgements by a link run are by, with the run's id behind it.
LINK_RUN = "link run"

# Two decisions that can both be true of one pair; any other two oppose each other.
COMPATIBLE = (frozenset({"different", "disjoint"}), frozenset({"different", "part_of"}))

ALONE = {decision: frozenset({decision}) for decision in EVERY_DECISION}
SAME, UNSURE = ALONE["same"], ALONE["unsure"]

type Pair = tuple[str, str]


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that no other one replaces, in the order given."""
    listed = tuple(judgements)
    replaced = {old for judgement in listed for old in judgement.replaces}
    return tuple(judgement for judgement in listed if judgement.id not in replaced)


def oppose(one: str, other: str) -> bool:
    """Return whether two decisions about one pair cannot both be true."""
    return one != other and frozenset({one, other}) not in COMPATIBLE


def how_made(made: str, by: str) -> str:
    """Return how a judgement was made, as it says; else by a link run where its name says that it is one."""
    return made or ("link_run" if by.startswith(LINK_RUN) else "one_by_one")


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the judgements in force of one kind say, pair by pair; a pair is keyed smaller id first.

    `stated` keeps for each pair that is not only judged the same the left and right of the first judgement by id that
    says otherwise, since `part_of` has a direction and a conflict is reported as it was judged.
    """

    by_pair: Mapping[Pair, frozenset[str]]
    stated: Mapping[Pair, Pair]

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> "Decisions":
        """Combine judgements in force of one kind; opposing ones count as `unsure`."""
        said: dict[Pair, frozenset[str]] = {}
        stated: dict[Pair, Pair] = {}
        within: dict[Pair, set[Pair]] = {}
        for judgement in sorted(judgements, key=_id):
            left, right, decision = judgement.left, judgement.right, judgement.decision
            pair = (left, right) if left <= right else (right, left)
            known = said.get(pair)
            said[pair] = ALONE[decision] if known is None else known | ALONE[decision]
            if decision != "same":
                stated.setdefault(pair, (left, right))
            if decision == "part_of":
                stated[pair] = (left, right)
                within.setdefault(pair, set()).add((left, right))
        for pair in stated:
            directions = len(within.get(pair, ()))
            if len(said[pair]) > 1 or directions > 1:
                said[pair] = _together(said[pair], directions)
        return cls(said, stated)

    @property
    def same(self) -> Iterator[Pair]:
        """Return the pairs decided to be the same, in no particular order."""
        return (pair for pair, said in self.by_pair.items() if said == SAME)

    @property
    def besides_same(self) -> Iterator[tuple[Pair, frozenset[str]]]:
        """Return the pairs that are not only judged the same, with what is decided: few in a large register."""
        return ((pair, self.by_pair[pair]) for pair in self.stated)

    def about(self, one: str, other: str) -> frozenset[str]:
        """Return what is decided about two things; empty when nobody judged them."""
        return self.by_pair.get(ordered(one, other), frozenset())


def ordered(one: str, other: str) -> Pair:
    """Return the two ids, smaller first."""
    return (one, other) if one <= other else (other, one)


def _id(judgement: Judgement) -> str:
    return judgement.id


def _together(said: frozenset[str], directions: int) -> frozenset[str]:
    if directions > 1:  # each lies within the other: two people say opposite things
        return UNSURE
    return said if said in COMPATIBLE else UNSURE
