"""A layered layout: which column each node stands in, in which order, and the way of each edge between them.

After K. Sugiyama, S. Tagawa and M. Toda, "Methods for visual understanding of hierarchical system structures" (1981):
break cycles, layer by longest path, order by barycentre, then place.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Layers", "forward", "in_circles", "layered", "spread"]

type Edge = tuple[str, str]

_SWEEPS = 12


@dataclass(frozen=True, slots=True)
class Layers:
    """Columns of keys in drawing order; `chains` lists, per edge, the keys that it passes, bends included."""

    columns: tuple[tuple[str, ...], ...]
    chains: Mapping[Edge, tuple[str, ...]]


def forward(nodes: Sequence[str], edges: Sequence[Edge]) -> tuple[list[Edge], list[Edge]]:
    """Split the edges into those that lead on and those that lead back into a circle; self-loops are neither."""
    after = _after(nodes, edges)
    done: set[str] = set()
    back: set[Edge] = set()
    for start in nodes:
        _walk(start, after, done, back)
    kept = [each for each in edges if each not in back and each[0] != each[1]]
    return kept, [each for each in edges if each in back]


def _walk(start: str, after: Mapping[str, list[str]], done: set[str], back: set[Edge]) -> None:
    if start in done:
        return
    path = [start]
    on_path = {start}
    open_ends = [iter(after[start])]
    while path:
        following = next(open_ends[-1], None)
        if following is None:
            open_ends.pop()
            done.add(path[-1])
            on_path.discard(path.pop())
        elif following in on_path:
            back.add((path[-1], following))
        elif following not in done:
            path.append(following)
            on_path.add(following)
            open_ends.append(iter(after[following]))


def _after(nodes: Iterable[str], edges: Iterable[Edge]) -> dict[str, list[str]]:
    after: dict[str, list[str]] = {each: [] for each in nodes}
    for one, other in edges:
        if one != other:
            after[one].append(other)
    return after


def in_circles(nodes: Sequence[str], edges: Sequence[Edge]) -> frozenset[str]:
    """Return the nodes from which a way leads back to them."""
    after = _after(nodes, edges)
    loops = {one for one, other in edges if one == other}
    return frozenset(loops | {each for each in nodes if each in _reached(after[each], after)})


def _reached(starts: Iterable[str], after: Mapping[str, list[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(starts)
    while waiting:
        each = waiting.pop()
        if each not in seen:
            seen.add(each)
            waiting.extend(after[each])
    return seen


def layered(nodes: Sequence[str], edges: Sequence[Edge], last: Iterable[str] = ()) -> Layers:
    """Return columns for a graph without circles; the nodes in `last` share the rightmost column."""
    depth = _depths(nodes, edges)
    at_the_end = set(last)
    final = 1 + max((depth[each] for each in nodes if each not in at_the_end), default=0)
    depth.update(dict.fromkeys(at_the_end, final))
    columns: list[list[str]] = [[] for _ in range(max(depth.values(), default=0) + 1)]
    for each in nodes:
        columns[depth[each]].append(each)
    chains = {edge: _chain(edge, depth, columns) for edge in edges}
    return Layers(_ordered(columns, chains.values()), chains)


def _depths(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """Return the longest way to each node."""
    after = _after(nodes, edges)
    waits = dict.fromkeys(nodes, 0)
    for _, other in edges:
        waits[other] += 1
    depth = dict.fromkeys(nodes, 0)
    ready = [each for each in nodes if not waits[each]]
    for each in ready:
        for other in after[each]:
            depth[other] = max(depth[other], depth[each] + 1)
            waits[other] -= 1
            if not waits[other]:
                ready.append(other)
    return depth


def _chain(edge: Edge, depth: Mapping[str, int], columns: list[list[str]]) -> tuple[str, ...]:
    one, other = edge
    bends = []
    for at in range(depth[one] + 1, depth[other]):
        bends.append(f"\0{one}\0{other}\0{at}")  # no id holds NUL
        columns[at].append(bends[-1])
    return one, *bends, other


def _ordered(columns: list[list[str]], chains: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    steps = [step for chain in chains for step in pairwise(chain)]
    before, after = _neighbours(steps)
    best, fewest = [list(each) for each in columns], _crossings(columns, after)
    for sweep in range(_SWEEPS):
        towards = before if sweep % 2 == 0 else after
        _sweep(columns, towards, backwards=sweep % 2 == 1)
        crossings = _crossings(columns, after)
        if crossings < fewest:
            best, fewest = [list(each) for each in columns], crossings
    return tuple(tuple(each) for each in best)


def _neighbours(steps: Iterable[Edge]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for one, other in steps:
        after.setdefault(one, []).append(other)
        before.setdefault(other, []).append(one)
    return before, after


def _sweep(columns: list[list[str]], towards: Mapping[str, list[str]], *, backwards: bool) -> None:
    order = range(len(columns) - 2, -1, -1) if backwards else range(1, len(columns))
    for at in order:
        beside = columns[at + 1 if backwards else at - 1]
        place = {each: float(index) for index, each in enumerate(beside)}
        own = {each: float(index) for index, each in enumerate(columns[at])}
        columns[at].sort(key=lambda each: _mean([place[one] for one in towards.get(each, ())], own[each]))


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _crossings(columns: Sequence[Sequence[str]], after: Mapping[str, list[str]]) -> int:
    total = 0
    for left, right in pairwise(columns):
        place = {each: index for index, each in enumerate(right)}
        ends: list[int] = []
        for each in left:
            targets = sorted(place[other] for other in after.get(each, ()))
            total += sum(len(ends) - bisect_left(ends, target + 1) for target in targets)
            for target in targets:
                insort(ends, target)
    return total


def spread(
    columns: Sequence[Sequence[str]],
    heights: Mapping[str, float],
    chains: Iterable[tuple[str, ...]],
    gap: float,
) -> dict[str, float]:
    """Return the middle of each key on the cross axis: near its neighbours, in order, `gap` apart, from 0 on."""
    steps = [step for chain in chains for step in pairwise(chain)]
    before, after = _neighbours(steps)
    middles: dict[str, float] = {}
    for column in columns:
        middles.update(_apart(column, dict.fromkeys(column, 0.0), heights, gap))
    for sweep in range(_SWEEPS):
        towards = before if sweep % 2 == 0 else after
        for column in columns if sweep % 2 == 0 else reversed(columns):
            wishes = {
                each: _mean([middles[one] for one in towards.get(each, ())], middles[each]) for each in column
            }
            middles.update(_apart(column, wishes, heights, gap))
    top = min((middle - heights[each] / 2 for each, middle in middles.items()), default=0.0)
    return {each: middle - top for each, middle in middles.items()}


def _apart(
    column: Sequence[str], wishes: Mapping[str, float], heights: Mapping[str, float], gap: float
) -> dict[str, float]:
    """Return the places nearest to the wishes (least squares) keeping order and distance: pooled adjacent violators."""
    offsets = [0.0]
    for one, other in pairwise(column):
        offsets.append(offsets[-1] + (heights[one] + heights[other]) / 2 + gap)
    pools: list[tuple[float, int]] = []
    for each, offset in zip(column, offsets, strict=False):
        total, size = wishes[each] - offset, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / size:
            earlier, more = pools.pop()
            total, size = total + earlier, size + more
        pools.append((total, size))
    levels = [total / size for total, size in pools for _ in range(size)]
    return {each: level + offset for each, level, offset in zip(column, levels, offsets, strict=False)}
