"""What the support graph shows of each node, in words: the same for both drawings and for the table.

Keys of documents and of sources never meet: a document's key starts with `document `, a source node's with `source `.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from isthmus.core.corroborate.reason import support_reason
from isthmus.core.corroborate.values import GraphNode, Lines, SupportGraph
from isthmus.core.messages import Message, Say
from isthmus.draw.layers import in_circles
from isthmus.draw.svg import clean

__all__ = ["Card", "Picture", "picture", "summary"]

_DOCUMENTS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Card:
    """A box: its name, the words under it, and what is drawn by shape. `sort` is held, missing or source.

    `away`: it is supposed to be wrong. `address`: where the box leads to.
    """

    key: str
    sort: str
    name: str
    tags: tuple[str, ...] = ()
    rests_on: bool = False
    known_through: bool = False
    at_origin: bool = False
    away: bool = False
    full: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """Cards, documents before their authors, with edges that count and faint ones that do not."""

    cards: tuple[Card, ...]
    edges: tuple[tuple[str, str], ...]
    faint: tuple[tuple[str, str], ...]


def picture(
    graph: SupportGraph,
    labels: Mapping[str, str],
    kinds: Mapping[str, str],
    say: Say,
    addresses: Mapping[str, str] | None = None,
) -> Picture:
    """Return what to draw; `labels` name sources and documents, `kinds` give the kind of each source.

    `addresses`: where the box of a node leads to, by the node's id.
    """
    circles = in_circles([each.id for each in graph.nodes], graph.edges)
    unstated = _unstated(graph)
    cards: list[Card] = []
    edges: list[tuple[str, str]] = []
    faint: list[tuple[str, str]] = []
    for node in graph.nodes:
        own = _source(node, labels, kinds, say, circle=node.id in circles, unstated=node.id in unstated)
        held = _documents(node.documents, "held", node, labels, say)
        missing = _documents(node.missing, "missing", node, labels, say)
        cards += [*held, *missing, replace(own, address=(addresses or {}).get(node.id, ""))]
        (faint if node.cut_off else edges).extend((each.key, own.key) for each in held)
        faint += [(each.key, own.key) for each in missing]
    known = {each.id for each in graph.nodes}
    return Picture(
        tuple(cards), (*edges, *_keyed(graph.edges, known)), (*faint, *_keyed(graph.faint_edges, known))
    )


def _keyed(edges: Iterable[tuple[str, str]], known: set[str]) -> list[tuple[str, str]]:
    return [(f"source {one}", f"source {other}") for one, other in edges if {one, other} <= known]


def _unstated(graph: SupportGraph) -> set[str]:
    """Return the nodes that count and lead nowhere: it is not stated how they know."""
    leading = {one for one, _ in (*graph.edges, *graph.faint_edges)}
    counted = {other for _, other in graph.edges} | {each.id for each in graph.nodes if each.documents}
    falling = {each.id for each in graph.nodes if each.away}
    return {each.id for each in graph.nodes if not each.at_origin and each.id in counted - leading - falling}


def _source(
    node: GraphNode,
    labels: Mapping[str, str],
    kinds: Mapping[str, str],
    say: Say,
    *,
    circle: bool,
    unstated: bool,
) -> Card:
    names = [clean(labels.get(each, each)) for each in node.sources or (node.id,)]
    return Card(
        key=f"source {node.id}",
        sort="source",
        name=" + ".join(names),
        full=" + ".join(names),
        tags=tuple(
            _tags(node, {kinds.get(each, "") for each in node.sources}, say, circle=circle, unstated=unstated)
        ),
        rests_on=node.rests_on,
        known_through=node.known_through,
        at_origin=node.at_origin,
        away=node.away,
    )


def _tags(node: GraphNode, kinds: set[str], say: Say, *, circle: bool, unstated: bool) -> Iterable[str]:
    said = (
        (node.away, "draw.away"),
        (node.rests_on, "draw.bottleneck"),
        (node.known_through, "draw.known_through"),
        ("protected" in kinds, "draw.source_kind.protected"),
        ("anonymous" in kinds, "draw.source_kind.anonymous"),
        (len(node.sources) > 1, "draw.joined"),
        (circle, "draw.circle"),
        (unstated, "draw.unstated"),
    )
    yield from (say(Message(code)) for holds, code in said if holds)
    if node.would_make is not None:
        yield say(Message("draw.would_make", lines=node.would_make))


def _documents(
    ids: tuple[str, ...], sort: str, node: GraphNode, labels: Mapping[str, str], say: Say
) -> list[Card]:
    shown = ids if len(ids) <= _DOCUMENTS_SHOWN else ids[: _DOCUMENTS_SHOWN - 1]
    tags = (say(Message("draw.held" if sort == "held" else "draw.missing")),)
    cards = []
    for each in shown:
        name = clean(labels.get(each, each))
        cards.append(Card(f"document {node.id} {each}", sort, name, tags, full=name))
    rest = [clean(labels.get(each, each)) for each in ids[len(shown) :]]
    if rest:
        more = say(Message("draw.more_held" if sort == "held" else "draw.more_missing", n=len(rest)))
        cards.append(Card(f"document {node.id}\0{sort}", sort, more, (), full="; ".join(rest)))
    return cards


def summary(graph: SupportGraph, labels: Mapping[str, str], say: Say) -> str:
    """Return the drawing in sentences: the same that the command and the page say."""

    def label(node: str) -> str:
        return clean(labels.get(node, node))

    rests_on = tuple(each.id for each in graph.nodes if each.rests_on)
    known_through = tuple(each.id for each in graph.nodes if each.known_through)
    nobody = (Message("corroborate.nobody_asserts"),)
    said = (
        nobody
        if not graph.nodes
        else support_reason(
            Lines(graph.lines, rests_on, known_through),
            circular=bool(in_circles([each.id for each in graph.nodes], graph.edges)),
            asserted=True,
            label=label,
        )
    )
    return " ".join(say(each) for each in (Message("draw.lines", n=graph.lines), *said))
