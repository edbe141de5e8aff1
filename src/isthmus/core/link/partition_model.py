"""What random partitions are drawn from: units, the evidence between them, and how much a cluster weighs.

A unit is a set of records that were judged the same. The weight of a partition is the product of its clusters' weights.
A cluster of s units has the log weight

    (2 / s)^r  sum of the log odds over its pairs of units  +  r h log (s - 1)!

where h is the share of its pairs of units that are candidates of at least `floor`. It weighs nothing if it holds a pair
judged different, or if such candidates do not connect it. The log odds of two units are the mean over all pairs of
records across; a pair that is no candidate has the odds `unseen`.

So a pair apart from all others is one person with its own probability. `repeated`, r from 0 to 1, says how much pairs
of one cluster repeat each other's evidence. At 0 they are independent. At 1 a cluster's evidence counts as that of its
s - 1 joins, not of its s (s - 1) / 2 pairs; where all odds are equal this is Ewens' distribution (1972) with their
inverse as its parameter, in which any two of any number are one person with the probability of a pair apart.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from isthmus.core.link.compiled import compiled
from isthmus.core.link.components import UNIT, ComponentPairs
from isthmus.core.link.pairs import Numbers, Reals

__all__ = ["BARS", "HOLDS", "SPEAKS", "PartitionEvidence", "evidence", "weight"]

SPEAKS, HOLDS, BARS = 0, 1, 2  # a pair of units: evidence only; connects them; was judged different
MOST_ODDS = 10**6


class PartitionEvidence(NamedTuple):
    """Units by component (`start`), and for unit u its pairs `at[u]` to `at[u + 1]`, each pair from both its ends.

    `to` is the other unit, numbered through; `excess` the log odds above those of a pair that is no candidate; `kind`
    one of SPEAKS, HOLDS, BARS.
    """

    start: Numbers
    at: Numbers
    to: Numbers
    excess: Reals
    kind: npt.NDArray[np.int8]
    fixed: Reals  # by size of a cluster: its log weight, had it no candidate
    per_excess: Reals  # by size of a cluster
    per_hold: Reals  # by size of a cluster


@compiled
def weight(evidence: PartitionEvidence, size: int, excess: float, holds: int) -> float:
    """Return the log weight of a cluster of `size` units with so many pairs that hold and this sum of all excess."""
    return float(evidence.fixed[size] + evidence.per_excess[size] * excess + evidence.per_hold[size] * holds)


def evidence(inside: ComponentPairs, floor: int, unseen_odds: float, repeated: float) -> PartitionEvidence:
    """Return the evidence inside components, `floor` in parts of UNIT; the order of links does not matter."""
    component = np.repeat(np.arange(len(inside.start) - 1), np.diff(inside.link_start))
    near = inside.start[component] + np.minimum(inside.near, inside.far)
    far = inside.start[component] + np.maximum(inside.near, inside.far)
    order = np.lexsort((inside.total, far, near))
    near, far, total = near[order], far[order], inside.total[order]
    first = np.flatnonzero(np.diff(near, prepend=-1) | np.diff(far, prepend=-1))
    unseen = math.log(unseen_odds)
    across = inside.weight[near] * inside.weight[far]
    excess = np.add.reduceat((_log_odds(total) - unseen) / across, first) if len(first) else np.zeros(0)
    holds = np.maximum.reduceat(total, first) >= floor if len(first) else np.zeros(0, np.bool_)
    kind = np.where(total[first] < 0, BARS, np.where(holds, HOLDS, SPEAKS)).astype(np.int8)
    sizes = _by_size(int(np.diff(inside.start).max(initial=0)), unseen, repeated)
    return _evidence(inside, near[first], far[first], excess, kind, sizes)


def _log_odds(total: Numbers) -> Reals:
    probability = np.clip(total / UNIT, 1 / MOST_ODDS, 1 - 1 / MOST_ODDS)
    return np.asarray(np.log(probability) - np.log1p(-probability), np.float64)


def _evidence(
    inside: ComponentPairs,
    near: Numbers,
    far: Numbers,
    excess: Reals,
    kind: npt.NDArray[np.int8],
    sizes: tuple[Reals, Reals, Reals],
) -> PartitionEvidence:
    ends, others = np.concatenate((near, far)), np.concatenate((far, near))
    order = np.lexsort((others, ends))
    units = len(inside.weight)
    at = np.searchsorted(ends[order], np.arange(units + 1))
    return PartitionEvidence(
        inside.start,
        at.astype(np.int64),
        others[order],
        np.concatenate((excess, excess))[order],
        np.concatenate((kind, kind))[order],
        *sizes,
    )


def _by_size(most: int, unseen: float, repeated: float) -> tuple[Reals, Reals, Reals]:
    """Return `fixed`, `per_excess` and `per_hold` for sizes 0 to `most`."""
    size = np.arange(2, max(most, 1) + 1)
    pairs = size * (size - 1) / 2
    part = (2 / size) ** repeated
    columns = (pairs * part * unseen, part, repeated * np.cumsum(np.log(size - 1)) / pairs)
    fixed, per_excess, per_hold = (np.concatenate((np.zeros(2), each)) for each in columns)
    return fixed, per_excess, per_hold
