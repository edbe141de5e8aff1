"""What random partitions are drawn from: units, the evidence between them, and how much a cluster weighs.

A unit is a set of records that were judged the same. The weight of a partition is the product of its clusters' weights,
and a cluster of s units weighs exp((s - 1) m + h log (s - 1)!), where m is the mean of the log odds over its pairs of
units, and h the share of them that are candidates of at least `floor`. A cluster weighs nothing that holds a pair
judged different, or that such candidates do not connect.

The log odds of two units are the mean over all pairs of records across; a pair that is no candidate has `unseen_odds`.
So a pair apart from all others is one person with its own probability; where all pairs of a component have the same
odds this is Ewens' distribution (1972) with these odds inverted as its parameter, in which any two of any number are
one person with that probability; a cluster's evidence counts as that of its s - 1 joins, not of its s (s - 1) / 2
pairs, which repeat each other; and a cluster of few candidates weighs little, as it does in average linkage.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from isthmus.core.link.compiled import compiled
from isthmus.core.link.components import UNIT, Inside
from isthmus.core.link.pairs import Numbers, Reals

__all__ = ["BARS", "HOLDS", "SPEAKS", "Evidence", "evidence", "weight"]

SPEAKS, HOLDS, BARS = 0, 1, 2  # a pair of units: evidence only; connects them; was judged different
MOST_ODDS = 10**6


class Evidence(NamedTuple):
    """Units by component (`start`), and for unit u its pairs `at[u]` to `at[u + 1]`, each pair from both its ends.

    `to` is the other unit, numbered through; `excess` the log odds above those of a pair that is no candidate; `kind`
    one of SPEAKS, HOLDS, BARS.
    """

    start: Numbers
    at: Numbers
    to: Numbers
    excess: Reals
    kind: npt.NDArray[np.int8]
    unseen: float  # log odds
    per_hold: Reals  # by size s of a cluster: what a pair that holds adds, log (s - 1)! by pairs of units


@compiled
def weight(evidence: Evidence, size: int, excess: float, holds: int) -> float:
    """Return the log weight of a cluster of `size` units with so many pairs that hold and this sum of all excess."""
    return float(2.0 / size * excess + (size - 1) * evidence.unseen + holds * evidence.per_hold[size])


def evidence(inside: Inside, floor: int, unseen_odds: float) -> Evidence:
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
    return _evidence(inside, near[first], far[first], excess, kind, unseen)


def _log_odds(total: Numbers) -> Reals:
    probability = np.clip(total / UNIT, 1 / MOST_ODDS, 1 - 1 / MOST_ODDS)
    return np.asarray(np.log(probability) - np.log1p(-probability), np.float64)


def _evidence(
    inside: Inside, near: Numbers, far: Numbers, excess: Reals, kind: npt.NDArray[np.int8], unseen: float
) -> Evidence:
    ends, others = np.concatenate((near, far)), np.concatenate((far, near))
    order = np.lexsort((others, ends))
    units = len(inside.weight)
    at = np.searchsorted(ends[order], np.arange(units + 1))
    return Evidence(
        inside.start,
        at.astype(np.int64),
        others[order],
        np.concatenate((excess, excess))[order],
        np.concatenate((kind, kind))[order],
        unseen,
        _per_hold(int(np.diff(inside.start).max(initial=0))),
    )


def _per_hold(most: int) -> Reals:
    size = np.arange(2, most + 1)
    return np.concatenate((np.zeros(2), 2 * np.cumsum(np.log(size - 1)) / (size * (size - 1))))
