"""Clusters that hold nobody told apart by a source: found without writing down who is, which may be a billion pairs."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import numpy as np

from isthmus.core.link.affected import affected, partitions_incrementally
from isthmus.core.link.components import component_of
from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs
from isthmus.core.progress import Progress

__all__ = ["partitions_apart"]


def partitions_apart(
    n: int,
    pairs: Pairs,
    decided: DecidedPairs,
    thresholds: Sequence[float],
    *,
    before: Sequence[Numbers],
    apart: Callable[[int, int], bool],
    progress: Progress | None = None,
) -> list[Numbers]:
    """Return what `clustering.partitions` would if all pairs that are `apart` were judged different.

    `before` is what it returns without these. Only pairs of records that stand in one cluster are asked about: what is
    found among them is barred, and the components that they are in are clustered again, until nobody is found. Every
    step of the last clustering joined parts of clusters that hold no such pair, so it is the one under all of them.
    What people judged the same stays together.
    """
    same = component_of(n, (decided.same[:, 0], decided.same[:, 1]))
    labels, loosest = list(before), int(np.argmin(thresholds))
    within: Numbers = np.arange(n)
    while True:
        found = [
            pair
            for pair in _together(labels[loosest], within)
            if same[pair[0]] != same[pair[1]] and apart(*pair)
        ]
        if not found:
            return labels
        barred = np.array(found, dtype=np.int64)
        decided = DecidedPairs(decided.same, np.concatenate((decided.different, barred)))
        changed = np.unique(barred)
        labels = partitions_incrementally(
            n, pairs, decided, thresholds, before=labels, changed=changed, progress=progress
        )
        within = affected(n, pairs, decided, min(thresholds), changed)


def _together(labels: Numbers, records: Numbers) -> Iterator[tuple[int, int]]:
    """Yield the pairs, smaller first, of the records (ascending) that stand in one cluster."""
    order = records[np.argsort(labels[records], kind="stable")]
    cuts = np.flatnonzero(np.diff(labels[order])) + 1
    for cluster in np.split(order, cuts):
        if len(cluster) > 1:
            yield from combinations(cluster.tolist(), 2)
