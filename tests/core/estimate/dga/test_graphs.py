import networkx as nx
import numpy as np
import pytest

from isthmus.core.estimate.dga.graphs import decomposable, notation
from tests.core.estimate.dga.brute import chordal_graphs, cliques_and_separators


@pytest.mark.parametrize(("lists", "many"), [(1, 1), (2, 2), (3, 8), (4, 61), (5, 822), (6, 18154)])
def test_there_are_as_many_decomposable_graphs_as_the_literature_counts(lists, many):
    """Labelled chordal graphs: OEIS A058862."""
    assert len(decomposable(lists)) == many


@pytest.mark.parametrize("size", [3, 4, 5])
def test_graphs_cliques_and_separators_are_those_that_networkx_finds(size):
    found = decomposable(size)
    ours = {frozenset(map(tuple, np.argwhere(np.triu(joined)))): at for at, joined in enumerate(found.joined)}
    theirs = list(chordal_graphs(size))
    assert len(theirs) == len(ours)
    for graph in theirs:
        at = ours[frozenset(tuple(sorted(edge)) for edge in graph.edges)]
        cliques, separators = cliques_and_separators(graph)
        factors = np.zeros(1 << size, dtype=int)
        for sign, sets in ((1, cliques), (-1, separators)):
            for members in sets:
                factors[sum(1 << number for number in members)] += sign
        assert factors[1:].tolist() == found.factors[at][1:].tolist()
        assert sorted(found.cliques(at)) == sorted(
            sum(1 << number for number in clique) for clique in cliques
        )


def test_the_graphs_of_six_lists_are_chordal():
    for joined in decomposable(6).joined[::500]:
        assert nx.is_chordal(nx.from_numpy_array(joined))


def test_the_last_graph_is_the_saturated_one():
    for size in range(2, 7):
        assert decomposable(size).cliques(-1) == [(1 << size) - 1]


def test_a_graph_is_written_as_its_cliques_in_the_order_of_the_lists():
    assert notation([0b1110, 0b0011], ["EXH", "ABA", "OSCE", "HRW"]) == "[EXH ABA][ABA OSCE HRW]"
