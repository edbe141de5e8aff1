"""From statements to a support graph over sources (MODEL section 3).

A statement gives a *route*: author, who passed it on, speaker, and whom the speaker names. A graph joins the routes of
some asserting (or denying) statements of one incident. Sources under one control or judged the same are one node from
the start (`Register.controlled`); joint authors and speakers, and anonymous sources, are joined per graph.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from isthmus.core.register import Register
from isthmus.core.workbook.rows import Statement

__all__ = [
    "Route",
    "Support",
    "Voices",
    "build",
    "disjoint_routes",
    "goes_through",
    "occurring",
    "route_by",
    "route_of",
]


@dataclass(slots=True)
class Route:
    """How one statement comes to us: `chain` is author, via, speaker; `told` whom the speaker names.

    `direct`: the speaker knows at first hand or has a record. `joint`: the authors, then the speakers, where several
    wrote or speak together and so are one node; else nothing. Ourselves (`self`) are left out, except as speaker.
    """

    chain: tuple[str, ...]
    told: tuple[str, ...]
    direct: bool
    joint: tuple[tuple[str, ...], ...]


class Voices(NamedTuple):
    """Who has a part in a statement: the authors of its document, who passed it on, who speaks, who told them."""

    authors: tuple[str, ...]
    via: tuple[str, ...]
    speaker: tuple[str, ...]
    told_by: tuple[str, ...]


def route_of(register: Register, statement: Statement) -> Route:
    """Return the route of a statement."""
    said = Voices(register.authors[statement.document], statement.via, statement.speaker, statement.told_by)
    return route_by(said, statement.basis, register.ourselves)


def route_by(said: Voices, basis: str, ourselves: frozenset[str]) -> Route:
    """Return the route of what is said by some voices on a basis."""
    authors, via, speaker, told = said
    told = told if basis == "told" else ()
    if ourselves:
        authors, via, told = (_without(each, ourselves) for each in (authors, via, told))
    return Route(
        chain=(speaker[0],) if authors == speaker and not via else (*authors[:1], *via, speaker[0]),
        told=told,
        direct=basis in ("first_hand", "record"),
        joint=(authors, speaker) if len(authors) > 1 or len(speaker) > 1 else (),
    )


def goes_through(route: Route, sources: frozenset[str]) -> bool:
    """Return whether any of these sources has a part in a route."""
    apart = sources.isdisjoint
    return not (apart(route.chain) and apart(route.told) and all(map(apart, route.joint)))


def _without(sources: tuple[str, ...], left_out: frozenset[str]) -> tuple[str, ...]:
    if left_out.isdisjoint(sources):  # as mostly
        return sources
    return tuple(each for each in sources if each not in left_out)


@dataclass(slots=True)
class Support:
    """A support graph: nodes are numbers, `sources` says who they are, in id order; `names` the first of them.

    `starts`: nodes that RECORD reaches; `after[n]`: nodes that n leads to; `origins`: nodes with an edge to ORIGIN;
    `vague`: nodes of speakers of whom it is not known how they know (the edge to ORIGIN that *at most* adds).
    """

    sources: list[tuple[str, ...]]
    starts: list[int]
    after: list[list[int]]
    origins: set[int]
    vague: set[int]

    @property
    def names(self) -> list[str]:
        """Return the name of each node: the smallest id among those of its sources that occur."""
        return [each[0] for each in self.sources]


def build(
    register: Register,
    routes: Sequence[Route],
    speakers: frozenset[str],
    *,
    distinct: bool = False,
    as_one: Sequence[str] = (),
    away: frozenset[str] = frozenset(),
) -> Support:
    """Return the support graph of the routes.

    `speakers` are the sources that speak on this incident at all: one of them named in `told` leads on to how it
    knows; anybody else named there knows at the origin. `distinct`: anonymous sources are not joined. `as_one`: sources
    that are joined as if they were judged the same. `away`: sources that are supposed to be wrong: no step of the
    graph begins or ends at them, and all else stays as it is.
    """
    node, sources = _nodes(register, routes, distinct, as_one)
    after: list[dict[int, None]] = [{} for _ in sources]
    starts: dict[int, None] = {}
    origins: set[int] = set()
    vague: set[int] = set()
    for route in routes:
        chain = _remaining_chain(route, node, away) if away else [node[each] for each in route.chain]
        told = _without(route.told, away) if away else route.told
        here = chain[0]
        if here is not None:
            starts[here] = None
        for at in chain[1:]:
            if here is not None and at is not None and at != here:  # consecutive equal nodes are one step
                after[here][at] = None
            here = at
        for each in told:
            if each not in speakers:
                origins.add(node[each])
            if here is not None:
                after[here][node[each]] = None
        if here is not None and route.direct:
            origins.add(here)
        elif here is not None and not route.told:
            vague.add(here)
    return Support(_remaining(sources, away), list(starts), [list(each) for each in after], origins, vague)


def _remaining_chain(route: Route, node: Mapping[str, int], away: frozenset[str]) -> Sequence[int | None]:
    """Return the nodes of a route's chain, nothing in the place of each that is taken away."""
    if not route.joint and away.isdisjoint(route.chain):  # as mostly
        return [node[each] for each in route.chain]
    return [None if gone else node[each] for each, gone in zip(route.chain, _gone(route, away), strict=True)]


def _gone(route: Route, away: frozenset[str]) -> list[bool]:
    """Return for each place of a route's chain whether it is taken away: of joint authors or speakers, by any of them.

    What was said together falls with each of those who said it; what another of them says alone does not.
    """
    gone = [each in away for each in route.chain]
    if route.joint:
        authors, speaker = route.joint
        gone[0] |= bool(authors) and not away.isdisjoint(authors)
        gone[-1] |= not away.isdisjoint(speaker)
    return gone


def _remaining(sources: list[tuple[str, ...]], away: frozenset[str]) -> list[tuple[str, ...]]:
    """Return the sources of each node without those taken away, where others are left in it."""
    return [_without(each, away) or each for each in sources] if away else sources


def _nodes(
    register: Register, routes: Iterable[Route], distinct: bool, as_one: Sequence[str]
) -> tuple[dict[str, int], list[tuple[str, ...]]]:
    """Number the nodes; return the node of each source that occurs, and the sources of each node in id order."""
    controlled = register.controlled
    found = occurring(routes)
    joined = _joined(register, routes, as_one, () if distinct else found)
    number: dict[str, int] = {}
    node: dict[str, int] = {}
    sources: list[list[str]] = []
    for each in found:
        root = controlled[each]
        if joined:
            root = joined.get(root, root)
        if root in number:
            sources[number[root]].append(each)
        else:
            number[root] = len(sources)
            sources.append([each])
        node[each] = number[root]
    return node, [tuple(sorted(each)) if len(each) > 1 else (each[0],) for each in sources]


def occurring(routes: Iterable[Route]) -> Iterable[str]:
    """Return every source that has a part in one of the routes, each once."""
    found: dict[str, None] = {}
    for route in routes:
        for part in (route.chain, route.told, *route.joint):
            for each in part:
                found[each] = None
    return found


def _joined(
    register: Register, routes: Iterable[Route], as_one: Sequence[str], found: Iterable[str]
) -> dict[str, str]:
    """Return for each source (as in `Register.controlled`) that is joined with others the one that stands for all.

    `found`: sources of which those that are anonymous are joined.
    """
    controlled = register.controlled
    ties = [
        (controlled[one], controlled[other])
        for one, other in (
            *((each[0], other) for route in routes for each in route.joint for other in each[1:]),
            *((as_one[0], other) for other in as_one[1:]),
            *_anonymous_ties(register, found),
        )
    ]
    stands_for: dict[str, str] = {}
    for left, right in ties:
        one, other = stands_for.get(left, left), stands_for.get(right, right)
        if one != other:
            stands_for.update(
                {each: other for each, root in stands_for.items() if root == one} | {one: other}
            )
    return stands_for


def _anonymous_ties(register: Register, found: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of anonymous sources that are not judged different, enough to tie all that belong together."""
    unknown = [each for each in found if each in register.anonymous]
    if not register.anonymous_differ:
        yield from ((unknown[0], other) for other in unknown[1:])
        return
    for one, other in combinations(unknown, 2):
        if "different" not in register.on_sources.about(one, other):
            yield one, other


def disjoint_routes(
    register: Register,
    routes: Sequence[Route],
    speakers: frozenset[str],
    enough: int,
    away: frozenset[str] = frozenset(),
) -> range:
    """Return between how many lines these routes have, as far as it is seen at a glance: `range(least, most + 1)`.

    At least: routes to the origin that share no node, up to `enough`; those that could be joined to others are passed
    over, and those that lead through what is supposed to be wrong (`away`). At most: the different nodes in which
    routes begin, or end.
    """
    if any(route.joint for route in routes):
        return range(enough + 1)
    nodes, unclear = register.surely_one
    used: set[str] = set()
    starts: set[str] = set()
    ends: set[str] = set()
    found = 0
    for route in routes:
        last = _ends(route, nodes, speakers, away)
        ends.update(last)
        if route.chain[0] not in away:
            starts.add(nodes[route.chain[0]])
        if not away.isdisjoint(route.chain):
            continue
        chain = [nodes[each] for each in route.chain]
        if used.isdisjoint(chain) and unclear.isdisjoint(chain):
            for end in last:
                if end not in used and end not in unclear:
                    used.update(chain)
                    used.add(end)
                    found += 1
                    break
            if found == enough:
                return range(enough, enough + 1)
    return range(found, min(len(starts), len(ends), enough) + 1)


def _ends(
    route: Route, nodes: Mapping[str, str], speakers: frozenset[str], away: frozenset[str]
) -> list[str]:
    """Return the nodes in which a route ends at the origin: its speaker, or whom the speaker names."""
    sources = route.chain[-1:] if route.direct else [each for each in route.told if each not in speakers]
    return [nodes[each] for each in sources if each not in away]
