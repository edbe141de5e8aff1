"""Connected components of records, each named by its smallest record, and what lies inside each."""

from typing import NamedTuple

import numpy as np

from isthmus.core.compiled import compiled
from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs

__all__ = [
    "BARRED",
    "UNIT",
    "ComponentPairs",
    "GroupedThings",
    "component_of",
    "grouped",
    "in_units",
    "inside_components",
    "join_all",
    "root",
]

UNIT = 2**30  # probabilities are counted in whole parts of this, so that sums are exact in any order
BARRED = -(2**60)  # the total of two clusters that were judged different


class GroupedThings(NamedTuple):
    """Things in the order of the groups they are in: group g has `things[start[g]:start[g + 1]]`, ascending."""

    things: Numbers
    start: Numbers


class ComponentPairs(NamedTuple):
    """What lies inside components: component c has `start[c]` to `start[c + 1]` and `link_start[c]` to the next.

    Its members are numbered from 0 and stand for weight[] records each; its links are between the members near[] and
    far[], with a total[] of probabilities in parts of UNIT, or BARRED. Several links may be between the same two.
    """

    start: Numbers
    weight: Numbers
    link_start: Numbers
    near: Numbers
    far: Numbers
    total: Numbers


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


def grouped(group: Numbers, groups: int) -> GroupedThings:
    """Return the numbers 0 to len(group) - 1 by group[] (0 to groups - 1; below 0: in none), in O(n)."""
    start = np.zeros(groups + 1, dtype=np.int64)
    np.cumsum(np.bincount(group[group >= 0], minlength=groups), out=start[1:])
    return GroupedThings(_placed(group, start), start)


def in_units(threshold: float) -> int:
    """Return the threshold in parts of UNIT."""
    return max(1, round(threshold * UNIT) - 1)  # reached to within a billionth, as means are not exact


def inside_components(
    same: Numbers, pairs: Pairs, decided: DecidedPairs, floor: int
) -> tuple[Numbers, ComponentPairs]:
    """Return what may be joined at all: the records that stand for the members, and what lies inside each component.

    `same` is the smallest record that each was judged the same with, `floor` is in parts of UNIT. A mean reaches the
    floor only where one of its terms does, so such pairs alone make components.
    """
    n = len(same)
    near, far, total = _links(same, pairs, decided)
    strong = total >= floor
    component = component_of(n, (near[strong], far[strong]))
    strong_ends = np.zeros(n, dtype=np.bool_)
    strong_ends[near[strong]] = strong_ends[far[strong]] = True
    number = np.cumsum((component == np.arange(n)) & strong_ends) - 1
    group = np.where(strong_ends, number[component], -1)
    count = int(number[-1]) + 1 if n else 0
    members = grouped(group, count)
    within = np.flatnonzero((component[near] == component[far]) & strong_ends[near] & strong_ends[far])
    links = grouped(group[near[within]], count)
    link = within[links.things]
    place = np.zeros(n, dtype=np.int64)
    place[members.things] = np.arange(len(members.things)) - members.start[group[members.things]]
    weight = np.bincount(same, minlength=n)[members.things]
    return members.things, ComponentPairs(
        members.start, weight, links.start, place[near[link]], place[far[link]], total[link]
    )


def _links(same: Numbers, pairs: Pairs, decided: DecidedPairs) -> tuple[Numbers, Numbers, Numbers]:
    """Return the links between clusters of what was judged the same, and their totals in parts of UNIT."""
    total = np.rint(pairs.probability * UNIT).astype(np.int64)
    near = np.concatenate((same[pairs.left], same[decided.different[:, 0]]))
    far = np.concatenate((same[pairs.right], same[decided.different[:, 1]]))
    total = np.concatenate((total, np.full(len(decided.different), BARRED)))
    across = (near != far) & (total != 0)
    return near[across], far[across], total[across]
