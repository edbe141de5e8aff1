"""The support graph of an incident for a page: the drawing, and the same as a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi

from isthmus.core.corroborate import GraphNode, SupportGraph, support_graph
from isthmus.core.register import Register
from isthmus.draw import draw_support_graph, draw_support_lanes, support_rows
from isthmus.store.desk.models import Document, Incident, Source
from isthmus.store.desk.queries.neighbourhood import register_around
from isthmus.web.desk import veil
from isthmus.web.desk.language import renderer
from isthmus.web.desk.reading.sources import document_title, source_name
from isthmus.web.desk.sealed_words import closed_words

__all__ = ["Support", "SupportRow", "support_of"]


DOCUMENT = "\0document "
MOST_ACROSS = 100
# So many sources are named in an address one by one; more are asked for as all under one control with the first.
MOST_TOGETHER = 20


@dataclass(frozen=True, slots=True)
class SupportRow:
    """One node of the graph in words; `what_if`: the address of what would remain without it."""

    node: GraphNode
    marks: Sequence[str]
    sources: Sequence[Source]
    held: Sequence[Document]
    missing: Sequence[Document]
    told_by: Sequence[Source]
    told_by_missing: Sequence[Source]
    what_if: str


@dataclass(frozen=True, slots=True)
class Support:
    """The graph across for wide pages, downward for narrow ones, and as a table for every reader."""

    across: SafeString
    down: SafeString
    rows: Sequence[SupportRow]

    @property
    def missing(self) -> list[Document]:
        """Return the documents that are known of and not held, each once."""
        return list({each.pk: each for row in self.rows for each in row.missing}.values())


def support_of(
    incident: Incident,
    request: HttpRequest,
    *,
    register: Register | None = None,
    prefix: str = "support",
    away: frozenset[str] = frozenset(),
    asking: bool = False,
) -> Support:
    """Draw who knows from whom, in the register as it is or in another; `prefix` is unique on its page.

    `away`: the ids of sources that are supposed to be wrong. `asking`: each box leads to the question what would remain
    without it.
    """
    graph = support_graph(register or register_around(incident), incident.ref, away=away)
    sources = Source.objects.in_bulk(sorted(source_refs(graph)), field_name="ref")
    documents = Document.objects.in_bulk(sorted(document_refs(graph)), field_name="ref")
    veiled = veil.veiled(request)
    labels = {ref: closed_words(source_name(each, veiled=veiled)) for ref, each in sources.items()}
    labels |= {DOCUMENT + ref: closed_words(document_title(each, request)) for ref, each in documents.items()}
    kinds = {ref: each.kind for ref, each in sources.items()}
    rtl = get_language_bidi()
    addresses = what_if_addresses(incident, graph, sources) if asking else {}
    # The drawing escapes every label itself: it is built as a tree, never as text.
    told_apart = with_document_keys(graph)
    across, say = "", renderer()
    if len(graph.nodes) <= MOST_ACROSS:
        across = draw_support_graph(
            told_apart,
            labels,
            kinds=kinds,
            prefix=f"{prefix}-across",
            rtl=rtl,
            addresses=addresses,
            say=say,
        )
    down = draw_support_lanes(
        told_apart, labels, kinds=kinds, prefix=f"{prefix}-down", rtl=rtl, addresses=addresses, say=say
    )
    marks = [each.marks for each in support_rows(told_apart, labels, kinds=kinds, say=say)]
    shown = rows(graph, marks, sources, documents, addresses)
    return Support(mark_safe(across), mark_safe(down), shown)  # noqa: S308


def what_if_addresses(
    incident: Incident, graph: SupportGraph, sources: Mapping[str, Source]
) -> dict[str, str]:
    """Return for each node the address of the incident without it."""
    page = reverse("incident_what_if", args=[incident.uid])
    return {node.id: f"{page}?{without_query(pick(sources, node.sources))}" for node in graph.nodes}


def without_query(sources: Sequence[Source], *, control: bool = False) -> str:
    """Return what is supposed to be wrong as the query of an address."""
    many = len(sources) > MOST_TOGETHER
    named = [("source", str(each.uid)) for each in (sources[:1] if many else sources)]
    return urlencode([*named, *([("control", "1")] if control or many else [])])


def with_document_keys(graph: SupportGraph) -> SupportGraph:
    """Return the graph with keys for documents that no source's id can equal, since one table of labels serves both."""
    nodes = [
        replace(
            node,
            documents=tuple(DOCUMENT + ref for ref in node.documents),
            missing=tuple(DOCUMENT + ref for ref in node.missing),
        )
        for node in graph.nodes
    ]
    return replace(graph, nodes=tuple(nodes))


def source_refs(graph: SupportGraph) -> set[str]:
    """Return the ids of all sources in the graph."""
    return {ref for node in graph.nodes for ref in node.sources}


def document_refs(graph: SupportGraph) -> set[str]:
    """Return the ids of all documents in the graph."""
    return {ref for node in graph.nodes for ref in (*node.documents, *node.missing)}


def rows(
    graph: SupportGraph,
    marks: Sequence[Sequence[str]],
    sources: Mapping[str, Source],
    documents: Mapping[str, Document],
    addresses: Mapping[str, str],
) -> list[SupportRow]:
    """Return the graph as a table, a node a row, in the graph's order."""
    members = {node.id: node.sources for node in graph.nodes}
    told, told_by_missing = tellers(graph.edges, members), tellers(graph.faint_edges, members)
    return [
        SupportRow(
            node,
            said,
            pick(sources, node.sources),
            pick(documents, node.documents),
            pick(documents, node.missing),
            pick(sources, told.get(node.id, ())),
            pick(sources, told_by_missing.get(node.id, ())),
            addresses.get(node.id, ""),
        )
        for node, said in zip(graph.nodes, marks, strict=True)
    ]


def tellers(edges: Iterable[tuple[str, str]], members: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the ids of the sources from which each node knows."""
    found: dict[str, list[str]] = {}
    for knower, teller in edges:
        found.setdefault(knower, []).extend(members.get(teller, ()))
    return found


def pick[Row](by_ref: Mapping[str, Row], refs: Iterable[str]) -> list[Row]:
    """Return the rows of some ids, in their order."""
    return [by_ref[ref] for ref in refs if ref in by_ref]
