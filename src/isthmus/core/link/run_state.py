"""What a run keeps for the next one, so that only what is new is compared: numbers and pairs, and nothing in words.

A record is what it was as long as its plain columns are. A pair of two such records that shared a block before and
shares one now was compared, and is what it was, unless a value that both share became rarer or more common.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from isthmus.core.link.block_changes import Blocks, moved_to, sharing
from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs, Reals
from isthmus.core.link.recall import Recall
from isthmus.core.messages import Message

__all__ = [
    "CarriedState",
    "LoosePairs",
    "RecordDigests",
    "RunState",
    "TrainingPairs",
    "carried",
    "in_order",
    "moved_together",
]

type Digests = npt.NDArray[np.uint64]
type Levels = npt.NDArray[np.int8]
type Mask = npt.NDArray[np.bool_]
type Rarity = npt.NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class RecordDigests:
    """What n records are compared by, without a word of it.

    `said`, `compared_as` uint64[n]: digests of what a record says, and of its plain columns; `rarity` int8[n, s]: how
    rare its values are, by column (-1: it has none); `blocks` int32[n, r]: those of each rule.
    """

    said: Digests
    compared_as: Digests
    rarity: Rarity
    blocks: Blocks


@dataclass(frozen=True, eq=False)
class TrainingPairs:
    """The labelled pairs that probabilities were learned from: levels int8[k, c], whether they are the same.

    `of`: how many labels there were then, those of other pairs counted too.
    """

    levels: Levels
    same: Mask
    of: int


@dataclass(frozen=True, eq=False)
class LoosePairs:
    """The pairs of an independent, looser blocker, and the candidate recall that follows.

    Records int64[k], probability float64[k], and whether the blocking rules found a pair too, bool[k].
    """

    left: Numbers
    right: Numbers
    probability: Reals
    found: npt.NDArray[np.bool_]
    recall: Recall

    def as_json(self, tell: Callable[[Message], dict[str, Any]] = Message.as_json) -> dict[str, Any]:
        """Return the estimate as a report gives it; `tell` says how messages are given."""
        return {**self.recall.as_json(tell), "loose_pairs": len(self.left)}


@dataclass(frozen=True, eq=False)
class RunState:
    """Of n records and the m pairs above the floor, as `LinkResult` has them.

    `clusters`: int64[n] for each threshold; `levels` int8[m, c]; `by_rule` bool[m]: proposed by a blocking rule, not
    found inside a loose cluster; `basis`: in words what has to be as it was for any of this to hold; `candidates` and
    `left_out`: how many pairs were candidates, and how often a record was left out of a block; `unlikely`: the
    probabilities of candidates below the floor, added up; `proposed`: candidates by a rule; `names`: what each distinct
    name was read as, as an Arrow stream.
    """

    basis: str
    records: RecordDigests
    clusters: Sequence[Numbers]
    pairs: Pairs
    weight: Reals
    levels: Levels
    by_rule: Mask
    decided: DecidedPairs
    taught: TrainingPairs
    candidates: int
    left_out: int
    missed: LoosePairs
    unlikely: float = 0.0
    proposed: int = 0
    names: bytes = b""

    def only(self, which: Mask) -> "RunState":
        """Return the same with some of the pairs, bool[m]."""
        pairs = Pairs(self.pairs.left[which], self.pairs.right[which], self.pairs.probability[which])
        return replace(
            self,
            pairs=pairs,
            weight=self.weight[which],
            levels=self.levels[which],
            by_rule=self.by_rule[which],
        )


@dataclass(frozen=True, eq=False)
class CarriedState:
    """A memory of the records there are now; its blocks are those that they stood in before.

    bool[n] of the records: `new`: it does not know them, or they said something else; `changed`: those that are
    compared by something else now; `bereft`: those that lost a pair or a judgement, or of which a pair is to be
    compared again. `moved` bool[n, s]: of which value of an unchanged record it changed how rare it is; `values`
    int32[n, s]: a number for each of these values.
    """

    memory: RunState
    new: Mask
    changed: Mask
    bereft: Mask
    moved: Mask
    values: Blocks


def carried(memory: RunState, now: Numbers, current: RecordDigests, values: Blocks) -> CarriedState:
    """Return what holds of a memory: `now` is the number of each of its records now, -1 for none.

    `values` int32[n, s]: a number for each value whose rarity is told. Left out are pairs of a record that went, or is
    compared by something else now; pairs that a rule proposed and none does now, or that one does now and none did; and
    pairs of two that share a value which is more or less rare now.
    """
    earlier, n, there = memory.records, len(current.said), now >= 0
    new, changed, bereft = (np.full(n, each, dtype=np.bool_) for each in (True, True, False))
    new[now[there]] = earlier.said[there] != current.said[now[there]]
    changed[now[there]] = earlier.compared_as[there] != current.compared_as[now[there]]
    moved = np.zeros(current.rarity.shape, dtype=np.bool_)
    moved[now[there]] = earlier.rarity[there] != current.rarity[now[there]]
    moved[changed] = False
    stays = there.copy()
    stays[there] = ~changed[now[there]]
    left, right = memory.pairs.left, memory.pairs.right
    decisions = np.concatenate((memory.decided.same, memory.decided.different))
    for one, other in ((left, right), (right, left), decisions.T, decisions[:, ::-1].T):
        bereft[now[one[there[one] & ~stays[other]]]] = True
    both = stays[left] & stays[right]
    ends = now[left[both]], now[right[both]]
    holds = both.copy()
    holds[both] = (sharing(current.blocks, *ends) == memory.by_rule[both]) & ~moved_together(
        moved, values, *ends
    )
    for one in (left, right):
        bereft[now[one[both & ~holds]]] = True
    held = memory.only(holds)
    ends = _ordered(now[held.pairs.left], now[held.pairs.right])
    kept = replace(
        held,
        records=replace(current, blocks=moved_to(earlier.blocks, now, n)),
        clusters=[_renumbered(each, now, n) for each in memory.clusters],
        pairs=Pairs(*ends, held.pairs.probability),
        decided=_decided(memory.decided, now),
        missed=_missed(memory.missed, now, stays, moved, values),
    )
    return CarriedState(kept, new, changed, bereft, moved, values)


def moved_together(moved: Mask, values: Blocks, left: Numbers, right: Numbers) -> Mask:
    """Return bool[m]: whether the records of each pair share a value which is more or less rare than it was."""
    found = np.zeros(len(left), dtype=np.bool_)
    for marks, value in zip(moved.T, values.T, strict=True):
        found |= marks[left] & marks[right] & (value[left] == value[right])
    return found


def _ordered(one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    return np.minimum(one, other), np.maximum(one, other)


def _missed(missed: LoosePairs, now: Numbers, stays: Mask, moved: Mask, values: Blocks) -> LoosePairs:
    """Return the pairs of the loose blocker that are compared by what they were."""
    holds = stays[missed.left] & stays[missed.right]
    holds[holds] = ~moved_together(moved, values, now[missed.left[holds]], now[missed.right[holds]])
    left, right = _ordered(now[missed.left[holds]], now[missed.right[holds]])
    return replace(
        missed, left=left, right=right, probability=missed.probability[holds], found=missed.found[holds]
    )


def in_order(pairs: Pairs) -> Numbers:
    """Return the places of the pairs in the order of their records."""
    return np.lexsort((pairs.right, pairs.left))


def _renumbered(labels: Numbers, now: Numbers, n: int) -> Numbers:
    """Return clusters by their smallest record as it is numbered now; a record that was not there is alone."""
    there = now >= 0
    smallest = np.full(len(labels), n, dtype=np.int64)
    np.minimum.at(smallest, labels[there], now[there])
    found = np.arange(n, dtype=np.int64)
    found[now[there]] = smallest[labels[there]]
    return found


def _decided(decided: DecidedPairs, now: Numbers) -> DecidedPairs:
    same, different = (now[each] for each in (decided.same, decided.different))
    return DecidedPairs(same[(same >= 0).all(axis=1)], different[(different >= 0).all(axis=1)])
