"""Large components: a Markov chain over partitions whose long-run distribution is that of `partition_model`.

A step either takes one unit out of its cluster and puts it back by its conditional probabilities (Gibbs), or takes a
pair that holds and proposes to split the one cluster of its units between them, or else to join the two, after Dahl and
Newcomb (2022), sequentially allocated merge-split, with Metropolis and Hastings' acceptance.
"""

import math

import numpy as np

from isthmus.core.compiled import compiled
from isthmus.core.link.mutable_partition import Chain, reached, ring, unring
from isthmus.core.link.pairs import Numbers
from isthmus.core.link.partition_model import BARS, HOLDS, PartitionEvidence, weight

__all__ = ["advance", "first_units"]


@compiled
def _holds_without(evidence: PartitionEvidence, chain: Chain, unit: int) -> bool:
    """Return whether the unit's cluster stays connected when it leaves."""
    slot = chain.slot[unit]
    if chain.size[slot] <= 2:
        return True
    chain.clock[0] += 1
    chain.mark[unit] = chain.clock[0]
    start = chain.after[unit]
    return bool(reached(evidence, chain, start, -1) == chain.size[slot] - 1)


@compiled
def _meet(evidence: PartitionEvidence, chain: Chain, unit: int) -> int:
    """Sum what pulls the unit to each cluster that it has a pair with; list these in `queue`, return how many."""
    count = 0
    for pair in range(evidence.at[unit], evidence.at[unit + 1]):
        slot = chain.slot[evidence.to[pair]]
        if chain.met[slot] == 0:
            chain.queue[count] = slot
            count += 1
        chain.met[slot] |= 1 << evidence.kind[pair]
        chain.pull[slot] += evidence.excess[pair]
        chain.grip[slot] += evidence.kind[pair] == HOLDS
    return count


@compiled
def _gain(evidence: PartitionEvidence, chain: Chain, slot: int) -> float:
    size, excess, holds = chain.size[slot], chain.excess[slot], chain.holds[slot]
    more = weight(evidence, size + 1, excess + chain.pull[slot], holds + chain.grip[slot])
    return more - weight(evidence, size, excess, holds)


@compiled
def _place_again(
    evidence: PartitionEvidence, chain: Chain, component: int, unit: int, rng: np.random.Generator
) -> None:
    """Take the unit out and put it where its conditional probabilities say (the greatest of Gumbel's variates)."""
    if not _holds_without(evidence, chain, unit):
        return
    old = chain.slot[unit]
    count = _meet(evidence, chain, unit)
    begin = evidence.start[component]
    unring(chain, unit)
    chain.excess[old] -= chain.pull[old]
    chain.holds[old] -= chain.grip[old]
    if chain.size[old] == 0:
        chain.excess[old] = 0.0
        chain.empty[begin + chain.empties[component]] = old
        chain.empties[component] += 1
    lone = chain.empty[begin + chain.empties[component] - 1]
    best, greatest = lone, -math.log(rng.standard_exponential())
    for i in range(count):
        slot = chain.queue[i]
        if chain.size[slot] > 0 and chain.grip[slot] > 0 and not chain.met[slot] >> BARS & 1:
            gain = _gain(evidence, chain, slot) - math.log(rng.standard_exponential())
            if gain > greatest:
                best, greatest = slot, gain
    if best == lone:
        chain.empties[component] -= 1
    chain.excess[best] += chain.pull[best]
    chain.holds[best] += chain.grip[best]
    ring(chain, unit, best)
    for i in range(count):
        chain.met[chain.queue[i]] = 0
        chain.pull[chain.queue[i]] = 0.0
        chain.grip[chain.queue[i]] = 0


@compiled
def _shuffle(chain: Chain, count: int, rng: np.random.Generator) -> None:
    """Put order[2:count] in random order."""
    for last in range(count - 1, 2, -1):
        other = 2 + int(rng.random() * (last - 1))
        chain.order[last], chain.order[other] = chain.order[other], chain.order[last]


@compiled
def _gather(chain: Chain, unit: int, other: int) -> int:
    """Write the units of both units' clusters to `order`, these two first, and by cluster to `side`; count them."""
    chain.order[0], chain.order[1] = unit, other
    chain.side[unit], chain.side[other] = 0, 1
    count = 2
    for side, start in ((0, unit), (1, other)):
        if side == 1 and chain.slot[unit] == chain.slot[other]:
            break
        here = chain.after[start]
        while here != start:
            if here != other:
                chain.order[count] = here
                chain.side[here] = side
                count += 1
            here = chain.after[here]
    return count


@compiled
def _lead(evidence: PartitionEvidence, chain: Chain, unit: int) -> float:
    """Sum what pulls the unit to either side; return by how much it gains more on side 1."""
    sides = chain.sides
    for side in range(2):
        sides.pull[side], sides.grip[side] = 0.0, 0
    for pair in range(evidence.at[unit], evidence.at[unit + 1]):
        if chain.mark[evidence.to[pair]] == chain.clock[0]:
            sides.pull[chain.side[evidence.to[pair]]] += evidence.excess[pair]
            sides.grip[chain.side[evidence.to[pair]]] += evidence.kind[pair] == HOLDS
    lead = 0.0
    for side in range(2):
        size, excess, holds = sides.size[side], sides.excess[side], sides.holds[side]
        gain = weight(evidence, size + 1, excess + sides.pull[side], holds + sides.grip[side])
        gain -= weight(evidence, size, excess, holds)
        lead = gain - lead
    return lead


@compiled
def _allocate(
    evidence: PartitionEvidence, chain: Chain, count: int, forced: bool, rng: np.random.Generator
) -> float:
    """Give each unit of `order` a side, in random order, by what it gains there; `forced`: the side that it has.

    Return the log probability of the sides given; `chain.sides` sums them up.
    """
    sides, chance = chain.sides, 0.0
    for side in range(2):
        sides.size[side], sides.excess[side], sides.holds[side] = 1, 0.0, 0
    chain.clock[0] += 1
    chain.mark[chain.order[0]] = chain.mark[chain.order[1]] = chain.clock[0]
    _shuffle(chain, count, rng)
    for i in range(2, count):
        unit = chain.order[i]
        lead = _lead(evidence, chain, unit)
        if not forced:
            chain.side[unit] = 1 if rng.random() < _logistic(lead) else 0
        side = chain.side[unit]
        chance += math.log(max(_logistic(lead if side == 1 else -lead), 1e-300))
        sides.size[side] += 1
        sides.excess[side] += sides.pull[side]
        sides.holds[side] += sides.grip[side]
        chain.mark[unit] = chain.clock[0]
    return chance


@compiled
def _logistic(lead: float) -> float:
    return 1.0 / (1.0 + math.exp(-lead)) if lead >= 0 else math.exp(lead) / (1.0 + math.exp(lead))


@compiled
def _split(
    evidence: PartitionEvidence, chain: Chain, component: int, count: int, rng: np.random.Generator
) -> None:
    gain, sides = -_allocate(evidence, chain, count, False, rng), chain.sides
    unit, other = chain.order[0], chain.order[1]
    slot = chain.slot[unit]
    gain -= weight(evidence, count, chain.excess[slot], chain.holds[slot])
    for side in range(2):
        gain += weight(evidence, sides.size[side], sides.excess[side], sides.holds[side])
    if -rng.standard_exponential() >= gain:
        return
    chain.clock[0] += 1
    if reached(evidence, chain, unit, 0) + reached(evidence, chain, other, 1) < count:
        return
    chain.empties[component] -= 1
    empty = chain.empty[evidence.start[component] + chain.empties[component]]
    for i in range(count):
        if chain.side[chain.order[i]] == 1:
            unring(chain, chain.order[i])
            ring(chain, chain.order[i], empty)
    chain.excess[slot], chain.excess[empty] = sides.excess[0], sides.excess[1]
    chain.holds[slot], chain.holds[empty] = sides.holds[0], sides.holds[1]


@compiled
def _across(evidence: PartitionEvidence, chain: Chain, count: int) -> tuple[float, int]:
    """Return the excess and the pairs that hold between the two clusters in `order`; fewer than 0 hold: one bars."""
    slot, other = chain.slot[chain.order[0]], chain.slot[chain.order[1]]
    excess, holds = 0.0, 0
    for i in range(count):
        unit = chain.order[i]
        if chain.slot[unit] == other:
            for pair in range(evidence.at[unit], evidence.at[unit + 1]):
                if chain.slot[evidence.to[pair]] == slot:
                    if evidence.kind[pair] == BARS:
                        return 0.0, -1
                    excess += evidence.excess[pair]
                    holds += evidence.kind[pair] == HOLDS
    return excess, holds


@compiled
def _join(
    evidence: PartitionEvidence, chain: Chain, component: int, count: int, rng: np.random.Generator
) -> None:
    excess, holds = _across(evidence, chain, count)
    if holds < 0:
        return
    slot, other = chain.slot[chain.order[0]], chain.slot[chain.order[1]]
    gain = rng.standard_exponential()
    for part in (slot, other):
        gain -= weight(evidence, chain.size[part], chain.excess[part], chain.holds[part])
        excess += chain.excess[part]
        holds += chain.holds[part]
    gain += weight(evidence, count, excess, holds)
    if (
        gain <= 0 or gain + _allocate(evidence, chain, count, True, rng) <= 0
    ):  # a log probability only lessens it
        return
    for i in range(count):
        if chain.slot[chain.order[i]] == other:
            unring(chain, chain.order[i])
            ring(chain, chain.order[i], slot)
    chain.excess[slot], chain.holds[slot] = excess, holds
    chain.excess[other], chain.holds[other] = 0.0, 0
    chain.empty[evidence.start[component] + chain.empties[component]] = other
    chain.empties[component] += 1


@compiled
def _split_or_join(
    evidence: PartitionEvidence, chain: Chain, component: int, unit: int, other: int, rng: np.random.Generator
) -> None:
    count = _gather(chain, unit, other)
    if chain.slot[unit] == chain.slot[other]:
        _split(evidence, chain, component, count, rng)
    else:
        _join(evidence, chain, component, count, rng)


@compiled
def advance(
    evidence: PartitionEvidence,
    chain: Chain,
    components: Numbers,
    visits: Numbers,
    sweeps: int,
    rng: np.random.Generator,
) -> None:
    """Take a step of either kind at each unit of the components, in the order of visits[], `sweeps` times.

    The pair is any of the unit's own. `visits` has the units of each component at the component's own places.
    """
    for component in components:
        for _ in range(sweeps):
            for visit in range(evidence.start[component], evidence.start[component + 1]):
                unit = visits[visit]
                _place_again(evidence, chain, component, unit, rng)
                own = evidence.at[unit + 1] - evidence.at[unit]
                pair = evidence.at[unit] + int(rng.random() * own)
                if evidence.kind[pair] == HOLDS:
                    _split_or_join(evidence, chain, component, unit, evidence.to[pair], rng)


@compiled
def first_units(evidence: PartitionEvidence, chain: Chain, components: Numbers, first: Numbers) -> None:
    """Write to first[] the first unit of each unit's cluster, in each of the components."""
    chain.clock[0] += 1
    for component in components:
        for unit in range(evidence.start[component], evidence.start[component + 1]):
            slot = chain.slot[unit]
            if chain.met[slot] == 0:
                chain.met[slot] = 1 + unit
            first[unit] = chain.met[slot] - 1
        for slot in range(evidence.start[component], evidence.start[component + 1]):
            chain.met[slot] = 0
