"""The support graph as rows of words, for readers who do not see the drawing; it says the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from isthmus.core.corroborate.values import GraphNode, SupportGraph
from isthmus.core.messages import Message, Say
from isthmus.draw.cards import picture
from isthmus.draw.svg import clean

__all__ = ["SupportRow", "support_rows"]


@dataclass(frozen=True, slots=True)
class SupportRow:
    """One source (or several that count as one): what is said of it, its documents, and whom it knows from.

    `marks` are the words under its name in the drawing; `knows_from` ends with what happened where it leads there.
    """

    name: str
    marks: tuple[str, ...]
    held: tuple[str, ...]
    missing: tuple[str, ...]
    knows_from: tuple[str, ...]
    knows_from_missing: tuple[str, ...]


def support_rows(
    graph: SupportGraph,
    labels: Mapping[str, str],
    *,
    kinds: Mapping[str, str] | None = None,
    say: Say,
) -> tuple[SupportRow, ...]:
    """Return a row for each node, in the graph's order, naming every document and every edge."""
    cards = {card.key: card for card in picture(graph, labels, kinds or {}, say).cards}
    names = {node.id: cards[f"source {node.id}"].name for node in graph.nodes}
    return tuple(
        SupportRow(
            name=names[node.id],
            marks=cards[f"source {node.id}"].tags,
            held=tuple(clean(labels.get(each, each)) for each in node.documents),
            missing=tuple(clean(labels.get(each, each)) for each in node.missing),
            knows_from=(*_after(node, graph.edges, names), *(say(Message("draw.origin")),) * node.at_origin),
            knows_from_missing=_after(node, graph.faint_edges, names),
        )
        for node in graph.nodes
    )


def _after(node: GraphNode, edges: tuple[tuple[str, str], ...], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names[other] for one, other in edges if one == node.id and other in names)
