"""Constrained agglomerative clustering: from pairs with probabilities to clusters of records.

The rule: what was judged the same is joined first; then, again and again, the two clusters with the greatest mean
probability over all pairs of records across (a pair that is no candidate counts as 0; ties go to the smallest record
numbers), as long as it reaches the threshold. Clusters with a pair across that was judged different are never joined.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from isthmus.core.link.components import (
    UNIT,
    ComponentPairs,
    component_of,
    in_units,
    inside_components,
    join_all,
)
from isthmus.core.link.dendrogram import Merges, agglomerate
from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs, Reals
from isthmus.core.messages import Message, MessageError
from isthmus.core.progress import Progress

__all__ = ["conflicts", "merges_of", "partition", "partitions"]


LINKS_AT_ONCE = 500_000  # between two calls of `progress`


def partition(
    n: int, pairs: Pairs, decided: DecidedPairs, threshold: float, *, progress: Progress | None = None
) -> Numbers:
    """Return int64[n]: for each record the smallest record of its cluster.

    `threshold` is in (0, 1]. Independent of the order of pairs and decisions. Where decisions contradict each other the
    records judged the same stay together: `conflicts` names them. `progress` is called with (links done, links).
    """
    return partitions(n, pairs, decided, (threshold,), progress=progress)[0]


def partitions(
    n: int,
    pairs: Pairs,
    decided: DecidedPairs,
    thresholds: Sequence[float],
    *,
    progress: Progress | None = None,
) -> list[Numbers]:
    """Return the partition at each threshold; the clusters of a higher one lie inside those of a lower one."""
    _check(n, pairs, decided, thresholds)
    floor = min(in_units(each) for each in thresholds)
    same = component_of(n, (decided.same[:, 0], decided.same[:, 1]))
    records, inside = inside_components(same, pairs, decided, floor)
    merges = _merges(inside, floor, progress or (lambda _done, _total: None))
    found = []
    for threshold in thresholds:
        kept = merges.height >= in_units(threshold)
        found.append(_joined(same, records[merges.left[kept]], records[merges.right[kept]]))
    return found


def merges_of(n: int, pairs: Pairs, decided: DecidedPairs) -> tuple[Numbers, Numbers, Reals]:
    """Return what is joined when no threshold stops it: a record of either cluster, and the linkage, as float64.

    In order within a component: the last of a cluster is its weakest.
    """
    _check(n, pairs, decided, (1.0,))
    same = component_of(n, (decided.same[:, 0], decided.same[:, 1]))
    records, inside = inside_components(same, pairs, decided, 1)
    merges = _merges(inside, 1, lambda _done, _total: None)
    return records[merges.left], records[merges.right], merges.height / UNIT


def conflicts(n: int, decided: DecidedPairs) -> Numbers:
    """Return int64[c, 2]: the pairs judged different that other judgements make the same (MODEL section 2)."""
    decided.check_within(n)
    same = component_of(n, (decided.same[:, 0], decided.same[:, 1]))
    left, right = decided.different[:, 0], decided.different[:, 1]
    return decided.different[np.flatnonzero(same[left] == same[right])]


def _check(n: int, pairs: Pairs, decided: DecidedPairs, thresholds: Sequence[float]) -> None:
    pairs.check_within(n)
    decided.check_within(n)
    if not thresholds or not all(0 < each <= 1 for each in thresholds):
        raise MessageError(Message("link.thresholds.out_of_range", thresholds=str(list(thresholds))))


def _merges(inside: ComponentPairs, floor: int, progress: Progress) -> Merges:
    room = len(inside.weight)
    merges = Merges(np.empty(room), np.empty(room, np.int64), np.empty(room, np.int64))
    done, links = 0, int(inside.link_start[-1])
    for first, last in pairwise(_parts(inside.link_start)):
        done = agglomerate(inside, first, last, float(floor), merges, done)
        progress(int(inside.link_start[last]), links)
    return Merges(merges.height[:done], merges.left[:done], merges.right[:done])


def _parts(link_start: Numbers) -> list[int]:
    """Return where to cut the row of components so that each part has about LINKS_AT_ONCE links, or one component."""
    marks = np.arange(0, int(link_start[-1]), LINKS_AT_ONCE)
    return sorted({*np.searchsorted(link_start, marks).tolist(), len(link_start) - 1})


def _joined(same: Numbers, left: Numbers, right: Numbers) -> Numbers:
    parent = same.copy()
    join_all(parent, left, right)
    return component_of(len(parent), (np.arange(len(parent)), parent))
