"""Clusters that hold nobody told apart by a source: found without writing down who is, which may be a billion pairs."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, combinations

import numpy as np

from isthmus.core.link.affected import affected, partitions_incrementally
from isthmus.core.link.components import component_of
from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs

__all__ = ["barred", "partitions_apart"]

MOST_TOGETHER = 1_000  # records: a component of more is asked about its candidate pairs alone


def partitions_apart(
    n: int,
    pairs: Pairs,
    decided: DecidedPairs,
    thresholds: Sequence[float],
    *,
    before: Sequence[Numbers],
    apart: Callable[[int, int], bool],
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
        more = np.array(found, dtype=np.int64)
        decided = DecidedPairs(decided.same, np.concatenate((decided.different, more)))
        changed = np.unique(more)
        labels = partitions_incrementally(n, pairs, decided, thresholds, before=labels, changed=changed)
        within = affected(n, pairs, decided, min(thresholds), changed)


def barred(
    n: int, pairs: Pairs, decided: DecidedPairs, floor: float, *, apart: Callable[[int, int], bool]
) -> DecidedPairs:
    """Return the decisions with those pairs as different that are `apart` and could be drawn into one cluster.

    Those are pairs of one component, by candidate pairs of at least `floor` and what was judged the same.
    """
    strong = pairs.probability >= floor
    left, right = pairs.left[strong], pairs.right[strong]
    same = (decided.same[:, 0], decided.same[:, 1])
    component = component_of(n, same, (left, right))
    large = np.bincount(component, minlength=n)[component] > MOST_TOGETHER
    small = _together(component, np.flatnonzero(~large))
    candidates = zip(left[large[left]].tolist(), right[large[left]].tolist(), strict=True)
    one_as = component_of(n, same)
    found = [pair for pair in chain(small, candidates) if one_as[pair[0]] != one_as[pair[1]] and apart(*pair)]
    different = np.array(found, dtype=np.int64).reshape(-1, 2)
    return DecidedPairs(decided.same, np.concatenate((decided.different, different)))


def _together(labels: Numbers, records: Numbers) -> Iterator[tuple[int, int]]:
    """Yield the pairs, smaller first, of the records (ascending) that stand in one cluster."""
    order = records[np.argsort(labels[records], kind="stable")]
    cuts = np.flatnonzero(np.diff(labels[order])) + 1
    for cluster in np.split(order, cuts):
        if len(cluster) > 1:
            yield from combinations(cluster.tolist(), 2)
