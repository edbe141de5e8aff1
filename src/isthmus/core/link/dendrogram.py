"""Average linkage inside connected components, compiled: which clusters are joined, in which order.

The linkage is reducible (Bruynooghe 1978): a joined cluster is never nearer to a third than the nearer of its two parts
was. So a heap need keep but a bound from above for two clusters, and only what comes to its top is computed again.
"""

from typing import NamedTuple

import numpy as np

from isthmus.core.compiled import compiled
from isthmus.core.link.components import BARRED, ComponentPairs, root
from isthmus.core.link.pairs import Numbers, Reals

__all__ = ["Merges", "agglomerate"]

NOTHING = -1
SPREAD = 0x9E3779B97F4A7C1  # Fibonacci hashing (Knuth, volume 3, 6.4)


class Merges(NamedTuple):
    """Clusters joined: the linkage in parts of UNIT, and the least member of either, left < right.

    Members of all components are numbered through. Within a component heights never rise.
    """

    height: Reals
    left: Numbers
    right: Numbers


class _Table(NamedTuple):
    """Totals between clusters by name (lesser root * members + greater root): open addressing, linear probing."""

    name: Numbers
    total: Numbers


class _Heap(NamedTuple):
    """Bounds of linkages: the greatest first, then by the least member of the one cluster, and of the other."""

    bound: Reals
    low: Numbers
    high: Numbers
    size: Numbers  # [1]


class _Clusters(NamedTuple):
    """Clusters by their root (any member): records, least member, and a chain of members that they are linked with.

    What stands in a chain may have been joined since, even with another one of the chain.
    """

    parent: Numbers
    weight: Numbers
    least: Numbers
    first: Numbers
    last: Numbers
    length: Numbers
    after: Numbers  # [2 links]
    to: Numbers  # [2 links]


@compiled
def _place(table: _Table, name: int) -> int:
    mask = len(table.name) - 1
    at = ((name * SPREAD) >> 20) & mask
    while table.name[at] not in (name, NOTHING):
        at = (at + 1) & mask
    return at


@compiled
def _add(table: _Table, name: int, total: int) -> bool:
    at = _place(table, name)
    if table.name[at] == NOTHING:
        table.name[at] = name
        table.total[at] = total
        return True
    barred = total < 0 or table.total[at] < 0
    table.total[at] = BARRED if barred else table.total[at] + total
    return False


@compiled
def _remove(table: _Table, hole: int) -> None:
    mask = len(table.name) - 1
    table.name[hole] = NOTHING
    at = (hole + 1) & mask
    while table.name[at] != NOTHING:
        home = ((table.name[at] * SPREAD) >> 20) & mask
        if ((at - home) & mask) >= ((at - hole) & mask):
            table.name[hole], table.total[hole] = table.name[at], table.total[at]
            table.name[at] = NOTHING
            hole = at
        at = (at + 1) & mask


@compiled
def _before(heap: _Heap, i: int, j: int) -> bool:
    if heap.bound[i] != heap.bound[j]:
        return bool(heap.bound[i] > heap.bound[j])
    if heap.low[i] != heap.low[j]:
        return bool(heap.low[i] < heap.low[j])
    return bool(heap.high[i] < heap.high[j])


@compiled
def _swap(heap: _Heap, i: int, j: int) -> None:
    heap.bound[i], heap.bound[j] = heap.bound[j], heap.bound[i]
    heap.low[i], heap.low[j] = heap.low[j], heap.low[i]
    heap.high[i], heap.high[j] = heap.high[j], heap.high[i]


@compiled
def _sink(heap: _Heap, i: int) -> None:
    while True:
        best = i
        for child in (2 * i + 1, 2 * i + 2):
            if child < heap.size[0] and _before(heap, child, best):
                best = child
        if best == i:
            return
        _swap(heap, i, best)
        i = best


@compiled
def _drop_top(heap: _Heap) -> None:
    heap.size[0] -= 1
    _swap(heap, 0, heap.size[0])
    _sink(heap, 0)


@compiled
def _name(a: int, b: int, members: int) -> int:
    return a * members + b if a < b else b * members + a


@compiled
def _clusters(inside: ComponentPairs, component: int) -> _Clusters:
    members = inside.weight[inside.start[component] : inside.start[component + 1]]
    links = inside.link_start[component + 1] - inside.link_start[component]
    return _Clusters(
        np.arange(len(members)),
        members.copy(),
        np.arange(len(members)),
        np.full(len(members), NOTHING),
        np.full(len(members), NOTHING),
        np.zeros(len(members), np.int64),
        np.empty(2 * links, np.int64),
        np.empty(2 * links, np.int64),
    )


@compiled
def _chain(clusters: _Clusters, a: int, b: int, node: int) -> None:
    clusters.to[node] = b
    clusters.after[node] = clusters.first[a]
    clusters.first[a] = node
    if clusters.last[a] == NOTHING:
        clusters.last[a] = node
    clusters.length[a] += 1


@compiled
def _table(inside: ComponentPairs, component: int, clusters: _Clusters) -> _Table:
    begin, end = inside.link_start[component], inside.link_start[component + 1]
    room = 4
    while room < 2 * (end - begin):
        room *= 2
    table = _Table(np.full(room, NOTHING), np.empty(room, np.int64))
    members = len(clusters.parent)
    nodes = 0
    for link in range(begin, end):
        a, b = inside.near[link], inside.far[link]
        if _add(table, _name(a, b, members), inside.total[link]):
            _chain(clusters, a, b, nodes)
            _chain(clusters, b, a, nodes + 1)
            nodes += 2
    return table


@compiled
def _heap(table: _Table, clusters: _Clusters, floor: float) -> _Heap:
    members = len(clusters.parent)
    room = 0
    for at in range(len(table.name)):
        room += table.name[at] != NOTHING
    heap = _Heap(np.empty(room), np.empty(room, np.int64), np.empty(room, np.int64), np.zeros(1, np.int64))
    for at in range(len(table.name)):
        if table.name[at] != NOTHING and table.total[at] >= 0:
            low, high = table.name[at] // members, table.name[at] % members
            bound = table.total[at] / (clusters.weight[low] * clusters.weight[high])
            if bound >= floor:
                size = heap.size[0]
                heap.bound[size], heap.low[size], heap.high[size] = bound, low, high
                heap.size[0] += 1
    for i in range(heap.size[0] // 2 - 1, -1, -1):
        _sink(heap, i)
    return heap


@compiled
def _join(clusters: _Clusters, table: _Table, a: int, b: int) -> None:
    """Move the links of b, the one with the shorter chain, to a."""
    members = len(clusters.parent)
    _remove(table, _place(table, _name(a, b, members)))
    node = clusters.first[b]
    while node != NOTHING:
        c = root(clusters.parent, clusters.to[node])
        at = _place(table, _name(b, c, members))
        if c not in (a, b) and table.name[at] != NOTHING:
            total = table.total[at]
            _remove(table, at)
            _add(table, _name(a, c, members), total)
        node = clusters.after[node]
    clusters.parent[b] = a
    clusters.weight[a] += clusters.weight[b]
    clusters.least[a] = min(clusters.least[a], clusters.least[b])
    clusters.after[clusters.last[a]] = clusters.first[b]
    clusters.last[a] = clusters.last[b]
    clusters.length[a] += clusters.length[b]


@compiled
def _agglomerate_one(inside: ComponentPairs, component: int, floor: float, merges: Merges, done: int) -> int:
    clusters = _clusters(inside, component)
    table = _table(inside, component, clusters)
    heap = _heap(table, clusters, floor)
    members = len(clusters.parent)
    while heap.size[0] > 0:
        a, b = root(clusters.parent, heap.low[0]), root(clusters.parent, heap.high[0])
        if a == b:
            _drop_top(heap)
            continue
        total = table.total[_place(table, _name(a, b, members))]
        linkage = total / (clusters.weight[a] * clusters.weight[b])
        low, high = min(clusters.least[a], clusters.least[b]), max(clusters.least[a], clusters.least[b])
        if linkage < floor:
            _drop_top(heap)
        elif linkage != heap.bound[0] or low != heap.low[0] or high != heap.high[0]:
            heap.bound[0], heap.low[0], heap.high[0] = linkage, low, high
            _sink(heap, 0)
        else:
            _drop_top(heap)
            merges.height[done] = linkage
            merges.left[done], merges.right[done] = (
                inside.start[component] + low,
                inside.start[component] + high,
            )
            done += 1
            if clusters.length[a] < clusters.length[b]:
                a, b = b, a
            _join(clusters, table, a, b)
    return done


@compiled
def agglomerate(
    inside: ComponentPairs, first: int, last: int, floor: float, merges: Merges, done: int
) -> int:
    """Write to `merges`, from `done` on, what is joined in the components first to last - 1 at `floor` or more.

    Return how many are written then. Greatest linkage first, ties by least members; never across a BARRED link.
    """
    for component in range(first, last):
        done = _agglomerate_one(inside, component, floor, merges, done)
    return done
