"""The same definition of lines on plain networkx, to measure ours against: what one would write first.

Lines, both nearest cuts, *at most*, *if distinct*, what would strengthen, and circles, for one incident. Joint
speakers, affiliations and anonymous sources are joined as MODEL says. It is also a second, independent check.
"""

from collections.abc import Iterable
from itertools import combinations, pairwise
from typing import Any

import networkx as nx

from isthmus.core.register import Register
from isthmus.core.workbook.rows import Statement

__all__ = ["incident_lines"]

RECORD, ORIGIN = "RECORD", "ORIGIN"


def incident_lines(register: Register, incident: str) -> dict[str, Any]:
    """Return lines, rests_on, known_through, at most, if distinct, circular and who would strengthen."""
    acts = [register.acts[act] for act in register.incidents[incident]]
    said = [register.statements[each] for each in sorted({act.statement for act in acts})]
    held = [each for each in said if each.stance == "asserts" and each.document in register.held]
    speakers = {one for each in held for one in each.speaker}
    counted = [each for each in held if each.id not in register.taken_back]
    plain = graph(register, counted, speakers)
    lines, rests_on, known_through = cuts(plain)
    return {
        "lines": lines,
        "rests_on": rests_on,
        "known_through": known_through,
        "lines_at_most": cuts(graph(register, counted, speakers, generous=True))[0],
        "lines_if_distinct": cuts(graph(register, counted, speakers, distinct=True))[0],
        "circular": circular(plain),
        "would_strengthen": strengthening(register, plain, lines),
    }


def graph(
    register: Register,
    statements: Iterable[Statement],
    speakers: set[str],
    *,
    generous: bool = False,
    distinct: bool = False,
) -> nx.DiGraph:
    kinds = register.kinds
    ties = nx.Graph()
    chains, told = [], []
    for each in statements:
        authors = [one for one in register.authors[each.document] if kinds[one] != "self"]
        via = [one for one in each.via if kinds[one] != "self"]
        named = [one for one in each.told_by if kinds[one] != "self"] if each.basis == "told" else []
        ties.add_nodes_from([*authors, *via, *each.speaker, *named])
        ties.add_edges_from(
            [(authors[0], one) for one in authors] + [(each.speaker[0], one) for one in each.speaker]
        )
        chains.append([*authors[:1], *via, each.speaker[0]])
        told += [(each.speaker[0], one) for one in named] + [
            (one, ORIGIN) for one in named if one not in speakers
        ]
        if each.basis in ("first_hand", "record") or (generous and not named):
            told.append((each.speaker[0], ORIGIN))
    node = nodes(register, ties, distinct=distinct) | {ORIGIN: ORIGIN}
    plain = nx.DiGraph()
    plain.add_nodes_from([RECORD, ORIGIN])
    for chain in chains:
        plain.add_edge(RECORD, node[chain[0]])
        plain.add_edges_from(
            (node[one], node[other]) for one, other in pairwise(chain) if node[one] != node[other]
        )
    plain.add_edges_from((node[one], node[other]) for one, other in told)
    return plain


def nodes(register: Register, ties: nx.Graph, *, distinct: bool) -> dict[str, str]:
    occurring = set(ties)
    ties.add_edges_from((one, register.controlled[one]) for one in occurring)
    anonymous = [] if distinct else [one for one in occurring if register.kinds[one] == "anonymous"]
    ties.add_edges_from(
        pair for pair in combinations(anonymous, 2) if "different" not in register.on_sources.about(*pair)
    )
    groups = nx.connected_components(ties)
    return {one: min(group & occurring) for group in groups for one in group}


def cuts(plain: nx.DiGraph) -> tuple[int, list[str], list[str]]:
    split = nx.DiGraph()
    split.add_nodes_from([(RECORD, 1), (ORIGIN, 0)])
    for node in plain:
        if node not in (RECORD, ORIGIN):
            split.add_edge((node, 0), (node, 1), capacity=1)
    for one, other in plain.edges:
        split.add_edge((one, 1), (other, 0))
    residual = nx.algorithms.flow.edmonds_karp(split, (RECORD, 1), (ORIGIN, 0))
    open_edges = [(a, b) for a, b, d in residual.edges(data=True) if d["flow"] < d["capacity"]]
    left = nx.DiGraph(open_edges)
    left.add_nodes_from(split)
    ahead = nx.descendants(left, (RECORD, 1)) | {(RECORD, 1)}
    behind = nx.ancestors(left, (ORIGIN, 0)) | {(ORIGIN, 0)}
    nodes = [node for node in plain if node not in (RECORD, ORIGIN)]
    known_through = sorted(node for node in nodes if (node, 0) in ahead and (node, 1) not in ahead)
    rests_on = sorted(node for node in nodes if (node, 0) not in behind and (node, 1) in behind)
    return residual.graph["flow_value"], rests_on, known_through


def circular(plain: nx.DiGraph) -> bool:
    stuck = (nx.descendants(plain, RECORD)) - nx.ancestors(plain, ORIGIN) - {ORIGIN}
    return not nx.is_directed_acyclic_graph(plain.subgraph(stuck))


def strengthening(register: Register, plain: nx.DiGraph, lines: int) -> list[dict[str, Any]]:
    found = []
    for node in sorted(set(plain) - {RECORD, ORIGIN} - set(plain[RECORD])):
        with_document = plain.copy()
        with_document.add_edge(RECORD, node)
        more = cuts(with_document)[0]
        if more > lines and register.controlled[node] not in register.not_for_contact:
            found.append({"source": node, "lines": more})
    return found
