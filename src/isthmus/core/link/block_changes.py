"""Which pairs came and went where records say what they said, but stand in other blocks.

Up to which size a block is compared follows a budget that moves with the list, so that a few new records move many
others out of a block or into one. What was compared of two records that say what they said holds.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from isthmus.core.link.pairs import Numbers

__all__ = ["ALONE", "Blocks", "codes", "moved_to", "pairs_gained", "sharing"]

ALONE = -1
# int32[n, r]: by rule the number of the block that a record shares with another, ALONE where it shares none.
type Blocks = npt.NDArray[np.int32]
type Mask = npt.NDArray[np.bool_]


def codes(block: npt.NDArray[np.uint64], stated: Mask) -> npt.NDArray[np.int32]:
    """Return int32[n]: the blocks of one rule as numbers that say nothing of what is in them."""
    found = np.full(len(block), ALONE, dtype=np.int32)
    _, which, size = np.unique(block[stated], return_inverse=True, return_counts=True)
    found[stated] = np.where(size[which] > 1, which, ALONE)
    return found


def moved_to(blocks: Blocks, now: Numbers, n: int) -> Blocks:
    """Return the blocks of n records of which `now` says where each of these stands, -1 where it went."""
    found = np.full((n, blocks.shape[1]), ALONE, dtype=np.int32)
    there = now >= 0
    found[now[there]] = blocks[there]
    return found


def sharing(blocks: Blocks, left: Numbers, right: Numbers) -> Mask:
    """Return bool[m]: whether the two records of each pair share a block by any rule."""
    found = np.zeros(len(left), dtype=np.bool_)
    for rule in blocks.T:
        found |= (rule[left] == rule[right]) & (rule[left] != ALONE)
    return found


def pairs_gained(before: Blocks, now: Blocks, among: Mask) -> tuple[Numbers, Numbers]:
    """Return the pairs, left < right, of two of the records bool[n] that share a block now and shared none before."""
    n = len(among)
    found = [np.zeros(0, dtype=np.int64)]
    for earlier, later in zip(before.T, now.T, strict=True):
        for group in _groups(later, among & _mixed(earlier, later, among)):
            one, other = (group[at] for at in np.triu_indices(len(group), 1))
            new = (earlier[one] != earlier[other]) | (earlier[one] == ALONE)
            found.append(one[new] * n + other[new])
    pairs = np.unique(np.concatenate(found))
    left, right = pairs // n, pairs % n
    new = ~sharing(before, left, right)
    return left[new], right[new]


def _mixed(earlier: Numbers, later: Numbers, among: Mask) -> Mask:
    """Return bool[n]: whether a record's block of later holds records of several earlier ones, or of none."""
    least, most = (np.full(later.max(initial=0) + 1, each, dtype=np.int64) for each in (len(among), ALONE))
    there = among & (later != ALONE)
    np.minimum.at(least, later[there], earlier[there])
    np.maximum.at(most, later[there], earlier[there])
    several = (least != most) | (least == ALONE)
    return np.asarray(there & several[later])


def _groups(rule: Numbers, among: Mask) -> Iterator[Numbers]:
    """Yield the records, ascending, of each block that two of them share."""
    records = np.flatnonzero(among & (rule != ALONE))
    order = records[np.argsort(rule[records], kind="stable")]
    for group in np.split(order, np.flatnonzero(np.diff(rule[order])) + 1):
        if len(group) > 1:
            yield group
