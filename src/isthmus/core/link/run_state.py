"""What a run keeps for the next one, so that only what is new is compared: numbers and pairs, and nothing in words.

A record is what it was as long as everything that it is compared by is: its plain columns, how rare its values are, and
the blocks that it stands in. A pair of two such records was compared, or was no candidate, and is so still.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs, Reals
from isthmus.core.link.recall import Recall
from isthmus.core.messages import Message

__all__ = ["CarriedState", "LoosePairs", "RunState", "TrainingPairs", "carried", "in_order"]

type Digests = npt.NDArray[np.uint64]
type Levels = npt.NDArray[np.int8]
type Mask = npt.NDArray[np.bool_]


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

    `said` and `compared_as` uint64[n]: digests of what a record says, and of everything that it is compared by;
    `clusters`: int64[n] for each threshold; `levels` int8[m, c]; `by_rule` bool[m]: proposed by a blocking rule, not
    found inside a loose cluster; `basis`: in words what has to be as it was for any of this to hold; `candidates` and
    `left_out`: how many pairs were candidates, and how often a record was left out of a block; `unlikely`: the
    probabilities of candidates below the floor, added up.
    """

    basis: str
    said: Digests
    compared_as: Digests
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
    """A memory of the records there are now, and bool[n] of them.

    `new`: it does not know them, or they said something else; `changed`: those that are compared by something else now;
    `bereft`: those that lost a pair or a judgement.
    """

    memory: RunState
    new: Mask
    changed: Mask
    bereft: Mask


def carried(memory: RunState, now: Numbers, said: Digests, compared_as: Digests) -> CarriedState:
    """Return what holds of a memory: `now` is the number of each of its records now, -1 for none.

    `said` and `compared_as` uint64[n] are of the records there are now. Pairs of a record that went, or is compared by
    something else now, are left out.
    """
    n, there = len(compared_as), now >= 0
    new, changed, bereft = (np.full(n, each, dtype=np.bool_) for each in (True, True, False))
    new[now[there]] = memory.said[there] != said[now[there]]
    changed[now[there]] = memory.compared_as[there] != compared_as[now[there]]
    stays = there.copy()
    stays[there] = ~changed[now[there]]
    left, right = memory.pairs.left, memory.pairs.right
    decisions = np.concatenate((memory.decided.same, memory.decided.different))
    for one, other in ((left, right), (right, left), decisions.T, decisions[:, ::-1].T):
        bereft[now[one[there[one] & ~stays[other]]]] = True
    held = memory.only(stays[left] & stays[right])
    ends = np.sort(np.stack((now[held.pairs.left], now[held.pairs.right])), axis=0)
    holds = replace(
        held,
        said=said,
        compared_as=compared_as,
        clusters=[_renumbered(each, now, n) for each in memory.clusters],
        pairs=Pairs(ends[0], ends[1], held.pairs.probability),
        decided=_decided(memory.decided, now),
    )
    return CarriedState(holds, new, changed, bereft)


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
