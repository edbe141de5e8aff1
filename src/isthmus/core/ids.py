"""Ids are the author's own strings, ordered by Unicode code point; sets of ids that belong together."""

from collections.abc import Hashable, Iterable, Mapping

__all__ = ["UnionFind", "by_first", "groups", "reached"]


def groups(edges: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return the connected sets that have an edge; members in code point order, sets by their first member."""
    # Union-find as below, written out: a large register has a million edges.
    parent: dict[str, str] = {}
    for left, right in edges:
        one, other = left, right
        while (above := parent.setdefault(one, one)) != one:
            one = above
        while (above := parent.setdefault(other, other)) != other:
            other = above
        if other < one:
            one, other = other, one
        parent[other] = parent[left] = parent[right] = one
    members: dict[str, list[str]] = {}
    for item in parent:
        root = item
        while (above := parent[root]) != root:
            root = above
        parent[item] = root
        members.setdefault(root, []).append(item)
    return sorted(tuple(sorted(each)) for each in members.values())


def by_first(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return for each thing that stands first in a pair all that stand second beside it."""
    found: dict[str, set[str]] = {}
    for first, second in pairs:
        found.setdefault(first, set()).add(second)
    return found


def reached(after: Mapping[str, Iterable[str]], start: str) -> set[str]:
    """Return what is reached in one step or more; the thing itself only where it goes round in a circle."""
    seen: set[str] = set()
    queue = list(after.get(start, ()))
    while queue:
        each = queue.pop()
        if each not in seen:
            seen.add(each)
            queue.extend(after.get(each, ()))
    return seen


class UnionFind[T: Hashable]:
    """Sets that grow together: every item starts alone, `join` makes two sets one."""

    __slots__ = ("_parent", "_size")

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._parent: dict[T, T] = {item: item for item in items}
        self._size: dict[T, int] = {}

    def find(self, item: T) -> T:
        """Return the item that stands for the set of `item`; the same for all of its members until the next `join`."""
        parent = self._parent
        root = item
        while (above := parent.setdefault(root, root)) != root:
            root = above
        while item != root:
            parent[item], item = root, parent[item]
        return root

    def join(self, left: T, right: T) -> None:
        """Make the sets of the two items one."""
        left, right = self.find(left), self.find(right)
        if left == right:
            return
        if self._size.get(left, 1) < self._size.get(right, 1):
            left, right = right, left
        self._parent[right] = left
        self._size[left] = self._size.get(left, 1) + self._size.pop(right, 1)

    def together(self, left: T, right: T) -> bool:
        """Return whether the two items are in one set."""
        return self.find(left) == self.find(right)

    def sets(self) -> list[list[T]]:
        """Return every set with its members, in the order in which the items came."""
        members: dict[T, list[T]] = {}
        for item in list(self._parent):
            members.setdefault(self.find(item), []).append(item)
        return list(members.values())
