"""Small components: every partition with its probability, so that draws are exact and independent."""

from functools import cache
from typing import NamedTuple

import numpy as np

from isthmus.core.link.compiled import compiled
from isthmus.core.link.pairs import Numbers, Reals
from isthmus.core.link.partition_model import BARS, HOLDS, PartitionEvidence, weight

__all__ = ["MOST_UNITS", "Patterns", "choose", "cumulative", "patterns"]

MOST_UNITS = 6  # 203 partitions


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
