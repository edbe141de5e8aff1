"""The support graph of an incident for a page: the drawing, and the same as a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi

from isthmus.core.corroborate import GraphNode, SupportGraph, support_graph
from isthmus.draw.lanes import draw_support_lanes
from isthmus.draw.support import draw_support_graph
from isthmus.store.desk.models import Document, Incident, Source
from isthmus.store.desk.queries.neighbourhood import register_around
from isthmus.web.desk import veil
from isthmus.web.desk.reading.sources import document_title, source_name

__all__ = ["Support", "SupportRow", "support_of"]


@dataclass(frozen=True, slots=True)
class SupportRow:
    """One node of the graph in words."""

    node: GraphNode
    sources: Sequence[Source]
    held: Sequence[Document]
    missing: Sequence[Document]
    told_by: Sequence[Source]


@dataclass(frozen=True, slots=True)
class Support:
    """The graph across for wide pages, downward for narrow ones, and as a table for every reader."""

    across: SafeString
    down: SafeString
    rows: Sequence[SupportRow]


def support_of(incident: Incident, request: HttpRequest) -> Support:
    """Draw who knows from whom."""
    graph = support_graph(register_around(incident), incident.ref)
    sources = Source.objects.in_bulk(sorted(source_refs(graph)), field_name="ref")
    documents = Document.objects.in_bulk(sorted(document_refs(graph)), field_name="ref")
    veiled = veil.veiled(request)
    labels = {ref: source_name(each, veiled=veiled) for ref, each in sources.items()}
    labels |= {ref: document_title(each, request) for ref, each in documents.items()}
    kinds = {ref: each.kind for ref, each in sources.items()}
    rtl = get_language_bidi()
    # The drawing escapes every label itself: it is built as a tree, never as text.
    across = draw_support_graph(graph, labels, kinds=kinds, prefix="across", rtl=rtl)
    down = draw_support_lanes(graph, labels, kinds=kinds, prefix="down", rtl=rtl)
    return Support(mark_safe(across), mark_safe(down), rows(graph, sources, documents))  # noqa: S308


def source_refs(graph: SupportGraph) -> set[str]:
    """The ids of all sources in the graph."""
    return {ref for node in graph.nodes for ref in node.sources}


def document_refs(graph: SupportGraph) -> set[str]:
    """The ids of all documents in the graph."""
    return {ref for node in graph.nodes for ref in (*node.documents, *node.missing)}


def rows(
    graph: SupportGraph, sources: Mapping[str, Source], documents: Mapping[str, Document]
) -> list[SupportRow]:
    """The graph as a table, a node a row."""
    members = {node.id: node.sources for node in graph.nodes}
    told: dict[str, list[str]] = {}
    for knower, teller in graph.edges:
        told.setdefault(knower, []).extend(members.get(teller, ()))
    return [
        SupportRow(
            node,
            pick(sources, node.sources),
            pick(documents, node.documents),
            pick(documents, node.missing),
            pick(sources, told.get(node.id, ())),
        )
        for node in graph.nodes
    ]


def pick[Row](by_ref: Mapping[str, Row], refs: Iterable[str]) -> list[Row]:
    """The rows of some ids, in their order."""
    return [by_ref[ref] for ref in refs if ref in by_ref]
