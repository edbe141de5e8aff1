"""What random partitions are drawn from: units, the evidence between them, and how much a cluster weighs.

A unit is a set of records that were judged the same. The weight of a partition is the product of its clusters' weights.
A cluster of s units, of whose pairs m are candidates of at least `floor`, has the log weight

    (s - 1) log `prior`  +  ((s - 1) / m)^r E  +  u log `unseen`  +  r h log (s - 1)!

where h is m's share of its pairs, u how many are no such candidates, and E the sum of the log likelihood ratios. It
weighs nothing if it holds a pair judged different, or if such candidates do not connect it. A pair of records has the
ratio of its odds over those of any two records, `prior`; one that is no candidate has the ratio `unseen`; that of two
units is the mean (of logarithms) over all pairs of records across. A candidate below `floor` has `unseen` and its own
ratio, at most 1.

The odds of a pair hold what it says and how rare it is that two records are one person. A person of s records is rare
s - 1 times, not once for each pair: with odds in the place of ratios, whoever had three records fell apart.

A component of few units is drawn exactly and independently: every partition of it is enumerated with its probability.

So a pair apart from all others is one person with its own probability. `repeated`, r from 0 to 1, says how much pairs
of one cluster repeat each other's evidence. At 0 they are independent. At 1 a cluster's evidence counts as that of its
s - 1 joins, not of all its pairs; where all odds are equal this is Ewens' distribution (1972) with their inverse as its
parameter, in which any two of any number are one person with the probability of a pair apart.
"""

import math
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from isthmus.core.compiled import compiled
from isthmus.core.link.components import UNIT, ComponentPairs
from isthmus.core.link.pairs import Numbers, Reals

__all__ = [
    "BARS",
    "HOLDS",
    "MOST_UNITS",
    "SPEAKS",
    "EvidenceOdds",
    "PartitionEvidence",
    "Patterns",
    "choose",
    "cumulative",
    "evidence",
    "patterns",
    "weight",
]

SPEAKS, HOLDS, BARS = 0, 1, 2  # a pair of units: evidence only; connects them; was judged different
MOST_ODDS = 10**6  # a probability of 0 or 1 would outweigh all other evidence, however much there is
MOST_UNITS = 6  # of a component that is enumerated: 203 partitions; seven have 877, and ten 115,975


class EvidenceOdds(NamedTuple):
    """See the module: `prior` odds of any two records, the ratio `unseen`, and `repeated`."""

    prior: float
    unseen: float
    repeated: float


class PartitionEvidence(NamedTuple):
    """Units by component (`start`), and for unit u its pairs `at[u]` to `at[u + 1]`, each pair from both its ends.

    `to` is the other unit, numbered through; `excess` the log likelihood ratio above that of a pair that is no
    candidate; `kind` one of SPEAKS, HOLDS, BARS.
    """

    start: Numbers
    at: Numbers
    to: Numbers
    excess: Reals
    kind: npt.NDArray[np.int8]
    fixed: Reals  # by size of a cluster: its log weight, had it no candidate
    per_hold: Reals  # by size of a cluster
    repeated: float


@compiled
def weight(evidence: PartitionEvidence, size: int, excess: float, holds: int) -> float:
    """Return the log weight of a cluster of `size` units with so many pairs that hold and this sum of all excess."""
    part = 1.0 if holds < size else ((size - 1) / holds) ** evidence.repeated
    return float(evidence.fixed[size] + part * excess + evidence.per_hold[size] * holds)


def evidence(inside: ComponentPairs, floor: int, odds: EvidenceOdds) -> PartitionEvidence:
    """Return the evidence inside components, `floor` in parts of UNIT; the order of links does not matter."""
    component = np.repeat(np.arange(len(inside.start) - 1), np.diff(inside.link_start))
    near = inside.start[component] + np.minimum(inside.near, inside.far)
    far = inside.start[component] + np.maximum(inside.near, inside.far)
    order = np.lexsort((inside.total, far, near))
    near, far, total = near[order], far[order], inside.total[order]
    first = np.flatnonzero(np.diff(near, prepend=-1) | np.diff(far, prepend=-1))
    unseen, prior = math.log(odds.unseen), math.log(odds.prior)
    across = inside.weight[near] * inside.weight[far]
    excess = (
        np.add.reduceat((_log_odds(total) - prior - unseen) / across, first) if len(first) else np.zeros(0)
    )
    holds = np.maximum.reduceat(total, first) >= floor if len(first) else np.zeros(0, np.bool_)
    excess = np.where(holds, excess + unseen, np.minimum(excess, -unseen))
    kind = np.where(total[first] < 0, BARS, np.where(holds, HOLDS, SPEAKS)).astype(np.int8)
    fixed, per_hold = _by_size(int(np.diff(inside.start).max(initial=0)), unseen, prior, odds.repeated)
    return _evidence(inside, near[first], far[first], excess, kind, (fixed, per_hold, odds.repeated))


def _log_odds(total: Numbers) -> Reals:
    probability = np.clip(total / UNIT, 1 / MOST_ODDS, 1 - 1 / MOST_ODDS)
    return np.asarray(np.log(probability) - np.log1p(-probability), np.float64)


def _evidence(
    inside: ComponentPairs,
    near: Numbers,
    far: Numbers,
    excess: Reals,
    kind: npt.NDArray[np.int8],
    sizes: tuple[Reals, Reals, float],
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


def _by_size(most: int, unseen: float, prior: float, repeated: float) -> tuple[Reals, Reals]:
    """Return `fixed` and `per_hold` for sizes 0 to `most`."""
    size = np.arange(2, max(most, 1) + 1)
    pairs = size * (size - 1) / 2
    columns = ((size - 1) * prior + pairs * unseen, repeated * np.cumsum(np.log(size - 1)) / pairs - unseen)
    fixed, per_hold = (np.concatenate((np.zeros(2), each)) for each in columns)
    return fixed, per_hold


# ---- small components, exactly


class Patterns(NamedTuple):
    """Every partition of k units is a row from `start[k]` on: for each unit the first unit of its cluster."""

    first: Numbers  # [rows, MOST_UNITS]
    start: Numbers  # [MOST_UNITS + 2]


@cache
def patterns() -> Patterns:
    """Return all partitions of 0 to MOST_UNITS units."""
    rows: list[list[int]] = []
    start = [0]
    level: list[list[int]] = [[]]
    for k in range(MOST_UNITS + 1):
        rows += [row + [0] * (MOST_UNITS - k) for row in level]
        start.append(len(rows))
        level = [[*row, first] for row in level for first in sorted({*row, k})]
    return Patterns(np.array(rows, np.int64), np.array(start, np.int64))


@compiled
def _connected(members: int, links: Numbers) -> bool:
    reached = members & -members
    while True:
        further = reached
        for unit in range(MOST_UNITS):
            if reached >> unit & 1:
                further |= links[unit] & members
        if further == reached:
            return bool(reached == members)
        reached = further


@compiled
def _weights(evidence: PartitionEvidence, component: int) -> Reals:
    """Return the log weight of each set of the component's units, a set as the bits of its index."""
    begin = evidence.start[component]
    units = evidence.start[component + 1] - begin
    links, bars = np.zeros(MOST_UNITS, np.int64), np.zeros(MOST_UNITS, np.int64)
    excess = np.zeros((MOST_UNITS, MOST_UNITS))
    for unit in range(units):
        for pair in range(evidence.at[begin + unit], evidence.at[begin + unit + 1]):
            other = evidence.to[pair] - begin
            links[unit] |= (1 << other) if evidence.kind[pair] == HOLDS else 0
            bars[unit] |= (1 << other) if evidence.kind[pair] == BARS else 0
            excess[unit, other] = evidence.excess[pair]
    found = np.full(1 << units, -np.inf)
    for members in range(1, 1 << units):
        size, total, holds, barred = 0, 0.0, 0, False
        for unit in range(units):
            if members >> unit & 1:
                size += 1
                barred = barred or bars[unit] & members != 0
                for other in range(unit):
                    if members >> other & 1:
                        total += excess[unit, other]
                        holds += links[unit] >> other & 1
        if not barred and _connected(members, links):
            found[members] = weight(evidence, size, total, holds)
    return found


@compiled
def _partition_weights(evidence: PartitionEvidence, component: int, every: Patterns) -> Reals:
    units = evidence.start[component + 1] - evidence.start[component]
    weights = _weights(evidence, component)
    begin, end = every.start[units], every.start[units + 1]
    found = np.zeros(end - begin)
    members = np.zeros(MOST_UNITS, np.int64)
    for row in range(begin, end):
        members[:] = 0
        for unit in range(units):
            members[every.first[row, unit]] |= 1 << unit
        for unit in range(units):
            if members[unit]:
                found[row - begin] += weights[members[unit]]
    return found


@compiled
def cumulative(evidence: PartitionEvidence, components: Numbers, every: Patterns) -> tuple[Numbers, Reals]:
    """Return where each component's partitions start, and their probabilities summed up, one after the other."""
    start = np.zeros(len(components) + 1, np.int64)
    for i in range(len(components)):
        units = evidence.start[components[i] + 1] - evidence.start[components[i]]
        start[i + 1] = start[i] + every.start[units + 1] - every.start[units]
    found = np.empty(start[-1])
    for i in range(len(components)):
        weights = _partition_weights(evidence, components[i], every)
        chances = np.exp(weights - weights.max())
        found[start[i] : start[i + 1]] = np.cumsum(chances) / chances.sum()
    return start, found


@compiled
def choose(
    evidence: PartitionEvidence,
    components: Numbers,
    every: Patterns,
    summed: tuple[Numbers, Reals],
    chance: Reals,
    first: Numbers,
) -> None:
    """Write to first[] the first unit of each unit's cluster: the partition at chance[i] in [0, 1) of components[i]."""
    start, sums = summed
    for i in range(len(components)):
        begin = evidence.start[components[i]]
        units = evidence.start[components[i] + 1] - begin
        row = np.searchsorted(sums[start[i] : start[i + 1] - 1], chance[i], side="right")
        for unit in range(units):
            first[begin + unit] = begin + every.first[every.start[units] + row, unit]
