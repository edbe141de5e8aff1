"""Fewer lines: how many an incident would have if sources whose names are alike were one (MODEL section 1)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from isthmus.core.corroborate.evidence import Evidence
from isthmus.core.corroborate.paths import Flow
from isthmus.core.corroborate.support import build, occurring
from isthmus.core.register import Register

__all__ = ["FewerLines", "lines_if_one"]


@dataclass(frozen=True, slots=True)
class FewerLines:
    """The lines that an incident would have if these sources, which are on its routes, were one."""

    lines: int
    sources: tuple[str, ...]


def lines_if_one(register: Register, incident: str, lines: int) -> tuple[FewerLines, ...]:
    """Return what would leave an incident fewer than its `lines`: each group of look-alikes by itself, fewest first."""
    if lines < 2 or not register.alike_source:
        return ()
    evidence = Evidence.on(register, incident)
    routes = list(evidence.routes.values())
    found = []
    for sources in _together(register, sorted(occurring(routes))):
        joined = build(register, routes, evidence.speakers, as_one=sources)
        fewer = Flow(joined).lines
        if fewer < lines:
            found.append(FewerLines(fewer, sources))
    return tuple(sorted(found, key=lambda each: (each.lines, each.sources)))


def _together(register: Register, sources: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield the occurring sources that may be one, each node once; two judged different never together."""
    alike: dict[int, dict[str, str]] = defaultdict(dict)
    for each in sources:
        root = register.controlled[each]
        for number in register.alike_source.get(root, ()):
            alike[number].setdefault(root, each)
    for number, nodes in sorted(alike.items()):
        if len(nodes) > 1:
            yield from _without_different(register, _named_alike(register, number, nodes))


def _named_alike(register: Register, number: int, nodes: dict[str, str]) -> list[str]:
    """Return for each node the source whose name is alike, of which there may be another on the routes."""
    by_node: dict[str, str] = {}
    for each in register.look_alikes[number].ids:
        root = register.controlled[each]
        if root in nodes and (root not in by_node or each == nodes[root]):
            by_node[root] = each
    return sorted(by_node.values())


def _without_different(register: Register, sources: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield sets of the sources of which no two were judged different."""
    sets: list[list[str]] = []
    for each in sources:
        fitting = next((one for one in sets if not _differs(register, each, one)), None)
        if fitting is None:
            sets.append([each])
        else:
            fitting.append(each)
    yield from (tuple(one) for one in sets if len(one) > 1)


def _differs(register: Register, source: str, others: Iterable[str]) -> bool:
    return any("different" in register.on_sources.about(source, other) for other in others)
