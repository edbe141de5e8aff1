"""Conflicts: a path of `same` between two things that somebody judged not to be the same."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from isthmus.core.register.judgements import Decisions

__all__ = ["Conflict", "Neighbours", "conflicts_of", "neighbours", "shortest_path"]

type Neighbours = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two things that can not both be as judged, and the shortest path of `same` between them.

    Of kind `bounds`, `left` is the mention that says at least `low`, `right` the one that says at most `high`.
    """

    kind: str
    left: str
    right: str
    path: tuple[str, ...]
    k: int | None = None
    low: int | None = None
    high: int | None = None


def neighbours(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return each thing's neighbours under the given pairs, in id order."""
    found: dict[str, set[str]] = {}
    for left, right in pairs:
        found.setdefault(left, set()).add(right)
        found.setdefault(right, set()).add(left)
    return {each: tuple(sorted(others)) for each, others in found.items()}


def conflicts_of(kind: str, decisions: Decisions) -> Iterator[Conflict]:
    """Yield the conflicts among the judgements of one kind, in order of the pair."""
    apart = sorted(pair for pair, said in decisions.besides_same if said & {"different", "disjoint"})
    same = neighbours(decisions.same) if apart else {}
    for pair in apart:
        left, right = decisions.stated[pair]
        path = shortest_path(same, left, right)
        if path:
            yield Conflict(kind, left, right, path)


def shortest_path(same: Neighbours, left: str, right: str) -> tuple[str, ...]:
    """Return the shortest path from left to right, the first by ids among equals; empty when there is none."""
    distance = _distances(same, right, until=left)
    if left not in distance:
        return ()
    path = [left]
    while path[-1] != right:
        near = distance[path[-1]] - 1
        path.append(next(each for each in same[path[-1]] if distance.get(each) == near))
    return tuple(path)


def _distances(same: Neighbours, start: str, until: str) -> dict[str, int]:
    distance = {start: 0}
    queue = deque([start])
    while queue and until not in distance:
        here = queue.popleft()
        for each in same.get(here, ()):
            if each not in distance:
                distance[each] = distance[here] + 1
                queue.append(each)
    return distance
