"""Connected components of records, each named by its smallest record, and what lies inside each."""

from typing import NamedTuple

import numpy as np

from isthmus.core.link.compiled import compiled
from isthmus.core.link.pairs import Numbers

__all__ = ["Grouped", "component_of", "grouped", "join_all", "root"]


class Grouped(NamedTuple):
    """Things in the order of the groups they are in: group g has `things[start[g]:start[g + 1]]`, ascending."""

    things: Numbers
    start: Numbers


@compiled
def root(parent: Numbers, each: int) -> int:
    """Return the root above each, halving the way to it; a root is the smallest of its set."""
    while parent[each] != each:
        parent[each] = parent[parent[each]]
        each = parent[each]
    return each


@compiled
def join_all(parent: Numbers, left: Numbers, right: Numbers) -> None:
    """Join the sets of left[i] and right[i], for all i; the smaller root stays."""
    for i in range(len(left)):
        a, b = root(parent, left[i]), root(parent, right[i])
        if a < b:
            parent[b] = a
        elif b < a:
            parent[a] = b


@compiled
def _flattened(parent: Numbers) -> None:
    for each in range(len(parent)):
        parent[each] = parent[parent[each]]  # a parent is smaller, so it is flat already


def component_of(n: int, *edges: tuple[Numbers, Numbers]) -> Numbers:
    """Return int64[n]: the smallest record that each is connected with by the edges (left[], right[])."""
    parent = np.arange(n, dtype=np.int64)
    for left, right in edges:
        join_all(parent, np.ascontiguousarray(left), np.ascontiguousarray(right))
    _flattened(parent)
    return parent


@compiled
def _placed(group: Numbers, start: Numbers) -> Numbers:
    free = start[:-1].copy()
    things = np.empty(start[-1], dtype=np.int64)
    for thing in range(len(group)):
        if group[thing] >= 0:
            things[free[group[thing]]] = thing
            free[group[thing]] += 1
    return things


def grouped(group: Numbers, groups: int) -> Grouped:
    """Return the numbers 0 to len(group) - 1 by group[] (0 to groups - 1; below 0: in none), in O(n)."""
    start = np.zeros(groups + 1, dtype=np.int64)
    np.cumsum(np.bincount(group[group >= 0], minlength=groups), out=start[1:])
    return Grouped(_placed(group, start), start)
