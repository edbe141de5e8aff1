"""A partition of units that can be changed: each cluster is a ring of units."""

from typing import NamedTuple

import numpy as np

from isthmus.core.compiled import compiled
from isthmus.core.link.pairs import Numbers, Reals
from isthmus.core.link.partition_model import HOLDS, PartitionEvidence

__all__ = ["Chain", "reached", "ring", "started", "unring"]


class Sides(NamedTuple):
    """What two sides of a split sum up to, and what pulls one more unit to either: all [2]."""

    size: Numbers
    excess: Reals
    holds: Numbers
    pull: Reals
    grip: Numbers


class Chain(NamedTuple):
    """The state: clusters are slots, as many as units; a slot's units are a ring through `after` and `before`.

    `size`, `excess` and `holds` (sums over pairs inside) and `head` (any unit) are by slot. A component's empty slots
    are `empty[start + i]` for i below `empties[component]`. The rest is room to work in.
    """

    slot: Numbers
    after: Numbers
    before: Numbers
    head: Numbers
    size: Numbers
    excess: Reals
    holds: Numbers
    empty: Numbers
    empties: Numbers
    queue: Numbers
    order: Numbers
    mark: Numbers  # by unit: the time of the last mark
    side: Numbers
    pull: Reals  # by slot, and all 0 between steps
    grip: Numbers  # by slot, and all 0 between steps
    met: Numbers  # by slot, and all 0 between steps: HOLDS and BARS of pairs met, as bits
    clock: Numbers  # [1]
    sides: Sides


@compiled
def ring(chain: Chain, unit: int, slot: int) -> None:
    """Put the unit, which is in no ring, into the slot's."""
    chain.slot[unit] = slot
    if chain.size[slot] == 0:
        chain.after[unit] = chain.before[unit] = unit
    else:
        head = chain.head[slot]
        last = chain.before[head]
        chain.after[last], chain.before[unit] = unit, last
        chain.after[unit], chain.before[head] = head, unit
    chain.head[slot] = unit
    chain.size[slot] += 1


@compiled
def unring(chain: Chain, unit: int) -> None:
    """Take the unit out of its ring."""
    slot = chain.slot[unit]
    ahead, behind = chain.after[unit], chain.before[unit]
    chain.after[behind], chain.before[ahead] = ahead, behind
    chain.head[slot] = ahead
    chain.size[slot] -= 1


@compiled
def _fill(evidence: PartitionEvidence, chain: Chain, first: Numbers) -> None:
    for unit in range(len(first)):
        ring(chain, unit, first[unit])
        for pair in range(evidence.at[unit], evidence.at[unit + 1]):
            if evidence.to[pair] < unit and first[evidence.to[pair]] == first[unit]:
                chain.excess[first[unit]] += evidence.excess[pair]
                chain.holds[first[unit]] += evidence.kind[pair] == HOLDS
    for component in range(len(chain.empties)):
        begin = evidence.start[component]
        for slot in range(begin, evidence.start[component + 1]):
            if chain.size[slot] == 0:
                chain.empty[begin + chain.empties[component]] = slot
                chain.empties[component] += 1


def started(evidence: PartitionEvidence, first: Numbers) -> Chain:
    """Return the chain in the partition where unit u is with first[u], which must have weight."""
    a, b, c, d, e, f, g, h, i, j, k, m, n = (np.zeros(len(first), np.int64) for _ in range(13))
    pull, excess = np.zeros(len(first)), np.zeros(len(first))
    empties, clock = np.zeros(len(evidence.start) - 1, np.int64), np.zeros(1, np.int64)
    two = [np.zeros(2, np.int64) for _ in range(3)]
    sides = Sides(two[0], np.zeros(2), two[1], np.zeros(2), two[2])
    chain = Chain(a, b, c, d, e, excess, f, g, empties, h, i, j, k, pull, m, n, clock, sides)
    _fill(evidence, chain, first)
    return chain


@compiled
def reached(evidence: PartitionEvidence, chain: Chain, unit: int, side: int) -> int:
    """Count the units of the unit's cluster that it reaches over pairs that hold; of its own side, if side >= 0.

    What carries the present mark already is not entered.
    """
    now, slot = chain.clock[0], chain.slot[unit]
    chain.mark[unit] = now
    chain.queue[0] = unit
    count, done = 1, 0
    while done < count:
        here = chain.queue[done]
        done += 1
        for pair in range(evidence.at[here], evidence.at[here + 1]):
            to = evidence.to[pair]
            inside = chain.slot[to] == slot and (side < 0 or chain.side[to] == side)
            if inside and chain.mark[to] != now and evidence.kind[pair] == HOLDS:
                chain.mark[to] = now
                chain.queue[count] = to
                count += 1
    return count
