"""Rows whose names are alike, in groups, without those pairs that cannot be one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from isthmus.core.ids import groups
from isthmus.core.names.name_keys import name_keys
from isthmus.core.workbook.rows import Place, Source
from isthmus.core.workbook.tokens import is_token

__all__ = ["alike_groups", "keys_of", "names_of", "places_within"]

type Pair = tuple[str, str]


def alike_groups(
    keys: Mapping[str, Collection[str]], same: Iterable[Pair], apart: Iterable[Pair]
) -> list[tuple[tuple[str, ...], ...]]:
    """Return groups of rows that share a key and may be one: in each group sets of rows judged the same, in id order.

    `keys`: those of each row's names, by its id. `apart`: pairs that are not one, as somebody judged or as must be.
    A group of many is one group: no pairs are written out.
    """
    owner = {each: members[0] for members in groups(same) for each in members}
    by_key: dict[str, list[str]] = defaultdict(list)
    for row, own in keys.items():
        for key in own:
            by_key[key].append(row)
    parted = _parted(apart, owner)
    found: set[tuple[tuple[str, ...], ...]] = set()
    for rows in by_key.values():
        if len(rows) > 1:
            found.update(_open_groups(rows, owner, parted))
    return _largest(found)


def _parted(apart: Iterable[Pair], owner: Mapping[str, str]) -> Mapping[str, set[str]]:
    parted: dict[str, set[str]] = defaultdict(set)
    for one, other in apart:
        left, right = owner.get(one, one), owner.get(other, other)
        parted[left].add(right)
        parted[right].add(left)
    return parted


def _open_groups(
    rows: Iterable[str], owner: Mapping[str, str], parted: Mapping[str, set[str]]
) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Yield the sets that are connected by pairs on which nobody decided."""
    members: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        members[owner.get(row, row)].append(row)
    left = set(members)
    while left:
        queue = [left.pop()]
        for one in queue:
            reached = left - parted[one] if one in parted else set(left)
            left -= reached
            queue.extend(reached)
        if len(queue) > 1:
            yield tuple(sorted(tuple(sorted(members[each])) for each in queue))


def _largest(found: Collection[tuple[tuple[str, ...], ...]]) -> list[tuple[tuple[str, ...], ...]]:
    """Return the groups that no other one holds, in the order of their first members."""
    holding: dict[str, list[frozenset[str]]] = defaultdict(list)
    kept = []
    for group in sorted(found, key=lambda each: (-sum(map(len, each)), each)):
        rows = frozenset(row for members in group for row in members)
        first = group[0][0]
        if not any(rows <= other for other in holding[first]):
            kept.append(group)
            for row in rows:
                holding[row].append(rows)
    return sorted(kept)


def names_of(row: Source | Place) -> tuple[str, ...]:
    """Return the names of a row that are compared; none where they are sealed or closed."""
    if isinstance(row, Source):
        return () if row.protection == "sealed" or is_token(row.name) else (row.name,)
    return (row.name, *(each.strip() for each in row.other_names.split(";") if each.strip()))


def keys_of(row: Source | Place) -> frozenset[str]:
    """Return the keys of all names of a row; none where they are sealed or closed."""
    names = names_of(row)
    return name_keys(names[0]) if len(names) == 1 else frozenset(chain.from_iterable(map(name_keys, names)))


def places_within(parents: Mapping[str, str], keys: Mapping[str, Collection[str]]) -> Iterator[Pair]:
    """Yield the pairs of places with a name alike of which one lies in the other, by the parent of each place."""
    for place, parent in parents.items():
        above = parent
        while above in parents:
            if not set(keys[place]).isdisjoint(keys[above]):
                yield place, above
            above = parents[above]
