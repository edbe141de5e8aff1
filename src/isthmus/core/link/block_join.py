"""Records that share a block with probes, in compiled code: a table of the probes' blocks, and one pass over all."""

import numpy as np
import numpy.typing as npt

from isthmus.core.compiled import compiled
from isthmus.core.link.pairs import Numbers

__all__ = ["block_of", "join_blocks"]

_SPREAD = -7046029254386353131  # odd, near 2**64 divided by the golden ratio: neighbours land far apart


@compiled
def block_of(codes: Numbers, rule: Numbers) -> Numbers:
    """Return int64[n]: the block of each record under the keys of a rule, -1 where a key is missing."""
    n = len(codes)
    block = np.zeros(n, np.int64)
    for key in rule:
        size = 1
        for i in range(n):
            size = max(size, int(codes[i, key]) + 1)
        for i in range(n):
            code = codes[i, key]
            block[i] = -1 if block[i] < 0 or code < 0 else block[i] * size + code
    return block


@compiled
def join_blocks(block: Numbers, probes: Numbers, largest: int) -> tuple[Numbers, Numbers]:
    """Return each probe with each other record of its block, for blocks of 2 to `largest` records, in order."""
    bits = 4
    while (1 << bits) < 4 * len(probes):
        bits += 1
    slots = np.full(1 << bits, -1, np.int64)
    for probe in probes:
        if block[probe] >= 0:
            slots[_slot(slots, bits, block[probe])] = block[probe]
    size = np.zeros(1 << bits, np.int64)
    at = np.full(len(block), -1, np.int32)
    for i in range(len(block)):
        if block[i] >= 0:
            slot = _slot(slots, bits, block[i])
            if slots[slot] >= 0:
                size[slot] += 1
                at[i] = slot
    first = np.zeros((1 << bits) + 1, np.int64)
    first[1:] = np.cumsum(size)
    filled, members = first[:-1].copy(), np.empty(first[-1], np.int64)
    for i in range(len(block)):
        if at[i] >= 0:
            members[filled[at[i]]] = i
            filled[at[i]] += 1
    return _listed(at, probes, first, members, largest)


@compiled
def _slot(slots: Numbers, bits: int, block: int) -> int:
    """Return where a block is in the table, or the empty place that it would take."""
    slot = ((block * _SPREAD) >> (64 - bits)) & ((1 << bits) - 1)
    while slots[slot] >= 0 and slots[slot] != block:
        slot = (slot + 1) & ((1 << bits) - 1)
    return slot


@compiled
def _listed(
    at: npt.NDArray[np.int32], probes: Numbers, first: Numbers, members: Numbers, largest: int
) -> tuple[Numbers, Numbers]:
    count = 0
    for probe in probes:
        size = first[at[probe] + 1] - first[at[probe]] if at[probe] >= 0 else 0
        count += size - 1 if 1 < size <= largest else 0
    left, right, end = np.empty(count, np.int64), np.empty(count, np.int64), 0
    for probe in probes:
        if at[probe] < 0 or not 1 < first[at[probe] + 1] - first[at[probe]] <= largest:
            continue
        for other in members[first[at[probe]] : first[at[probe] + 1]]:
            if other != probe:
                left[end], right[end] = probe, other
                end += 1
    return left, right
