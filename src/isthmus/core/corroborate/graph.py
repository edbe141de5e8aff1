"""The support graph of one incident as it is drawn: what counts, and faintly what is not held."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from isthmus.core.corroborate.evidence import Evidence
from isthmus.core.corroborate.incident import cuts, reached_nodes, strengthening
from isthmus.core.corroborate.paths import Flow
from isthmus.core.corroborate.support import Support, build, route_of
from isthmus.core.corroborate.values import GraphNode, SupportGraph
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Statement

__all__ = ["support_graph"]


def support_graph(register: Register, incident: str, *, away: frozenset[str] = frozenset()) -> SupportGraph:
    """Return who knows from whom about an incident. Raises KeyError where there is no such incident.

    Nodes are those of all asserting statements, held or not; cuts and what would help are those that count. `away`:
    sources that are supposed to be wrong; what leads through them counts for nothing, and nobody is to be asked.
    """
    evidence = Evidence.on(register, incident)
    counted = build(register, list(evidence.routes.values()), evidence.speakers, away=away)
    flow = Flow(counted)
    towards = flow.towards_origin()
    lines = cuts(counted, flow, towards)
    shown = [route_of(register, each) for each in evidence.shown]
    whole = build(register, shown, evidence.speakers | _speakers(evidence.shown))
    found = () if away else strengthening(register, counted, flow.lines, towards)
    helping = {each.source: each.lines for each in found}
    node_of = {
        source: name for name, sources in zip(whole.names, whole.sources, strict=True) for source in sources
    }
    if away:
        counted = _from_record(counted)
    firm = set(_edges(counted, node_of))
    return SupportGraph(
        incident=incident,
        lines=flow.lines,
        nodes=tuple(
            _nodes(
                evidence,
                whole,
                _Marks.of(counted, lines.rests_on, lines.known_through, helping, node_of),
                away,
            )
        ),
        edges=tuple(sorted(firm)),
        faint_edges=tuple(sorted(set(_edges(whole, node_of)) - firm)),
    )


def _from_record(support: Support) -> Support:
    """Return what of a graph can be reached from our record: what is left behind something taken away is not firm."""
    reached = reached_nodes(support.starts, support.after)
    after = [others if node in reached else [] for node, others in enumerate(support.after)]
    return replace(support, after=after, origins=support.origins & reached)


class _Marks:
    """What is to be marked, by the names of the nodes drawn."""

    def __init__(
        self,
        rests_on: set[str],
        known_through: set[str],
        starts: set[str],
        origins: set[str],
        helping: dict[str, int],
    ) -> None:
        self.rests_on = rests_on
        self.known_through = known_through
        self.starts = starts
        self.origins = origins
        self.helping = helping

    @classmethod
    def of(
        cls,
        counted: Support,
        rests_on: Iterable[str],
        known_through: Iterable[str],
        helping: dict[str, int],
        node_of: dict[str, str],
    ) -> "_Marks":
        return cls(
            {node_of[each] for each in rests_on},
            {node_of[each] for each in known_through},
            {node_of[counted.names[node]] for node in counted.starts},
            {node_of[counted.names[node]] for node in counted.origins},
            {node_of[name]: lines for name, lines in helping.items()},
        )


def _nodes(evidence: Evidence, whole: Support, marks: _Marks, away: frozenset[str]) -> Iterator[GraphNode]:
    first = _first_sources(evidence)
    held = evidence.register.held
    for at in sorted(range(len(whole.names)), key=whole.names.__getitem__):
        name, sources = whole.names[at], whole.sources[at]
        documents = {document for document, source in first.items() if source in sources}
        yield GraphNode(
            id=name,
            sources=sources,
            documents=tuple(sorted(documents & held)),
            missing=tuple(sorted(documents - held)),
            at_origin=name in marks.origins,
            rests_on=name in marks.rests_on,
            known_through=name in marks.known_through,
            would_make=marks.helping.get(name),
            away=away.issuperset(sources),
            cut_off=bool(away) and name not in marks.starts,
        )


def _first_sources(evidence: Evidence) -> dict[str, str]:
    """Return for each document the source that RECORD leads to: its author, or who comes next after ourselves."""
    register = evidence.register
    found: dict[str, str] = {}
    for each in evidence.shown:
        chain = (*register.authors[each.document], *each.via)
        others = (source for source in chain if register.kinds[source] != "self")
        found[each.document] = next(others, each.speaker[0])
    return found


def _edges(support: Support, node_of: dict[str, str]) -> Iterator[tuple[str, str]]:
    for node, others in enumerate(support.after):
        for other in others:
            yield node_of[support.names[node]], node_of[support.names[other]]


def _speakers(statements: Iterable[Statement]) -> frozenset[str]:
    return frozenset(one for each in statements for one in each.speaker)
