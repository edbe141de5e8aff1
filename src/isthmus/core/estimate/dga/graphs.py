"""Every decomposable graph on a few lists, as sums over sets of lists; a set is the number with its lists' bits.

A graph is decomposable (chordal) exactly if people of its lists can be taken away one by one, each joined to a clique
of what remains (a perfect elimination order: Dirac 1961). Putting a list back joined to the clique K adds the clique
K and the list, and the separator K; so graphs on J lists come from those on J - 1.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

__all__ = ["Graphs", "decomposable", "notation"]


@dataclass(frozen=True, eq=False)
class Graphs:
    """`factors` int8[G, 2^J]: +1 for a clique, minus its number for a separator, so that +1 marks the cliques.

    `joined` bool[G, J, J]: which two lists are joined by an edge; the last graph is complete (saturated).
    """

    factors: NDArray[np.int8]
    joined: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return how many graphs there are, the complete one included."""
        return len(self.factors)

    def cliques(self, graph: int) -> list[int]:
        """Return the largest sets of lists that are all joined, each as a number of bits."""
        return [int(clique) for clique in np.flatnonzero(self.factors[graph] == 1)]


def decomposable(lists: int) -> Graphs:
    """Return every decomposable graph on 1 to 6 lists: 1, 2, 8, 61, 822, 18154 of them."""
    graphs = Graphs(np.array([[-1, 1]], dtype=np.int8), np.zeros((1, 1, 1), dtype=bool))
    for size in range(2, lists + 1):
        graphs = _with_one_more(graphs, size)
    return graphs


def _with_one_more(graphs: Graphs, size: int) -> Graphs:
    """Return the graphs on `size` lists from those on one less, each once, by the number of its edges' bits."""
    parts = list(_put_back(graphs, size))
    joined = np.concatenate([edges for edges, _ in parts])
    factors = np.concatenate([terms for _, terms in parts])
    above = np.triu_indices(size, 1)
    code = joined[:, above[0], above[1]] @ (1 << np.arange(len(above[0])))
    first = np.unique(code, return_index=True)[1]
    return Graphs(factors[first], joined[first])


def _put_back(graphs: Graphs, size: int) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.int8]]]:
    """Yield edges and factors of the graphs in which a list is joined to a clique of the others."""
    for place in range(size):
        others = [number for number in range(size) if number != place]
        for within in range(1 << (size - 1)):
            members = [number for number in range(size - 1) if within >> number & 1]
            fit = _all_joined(graphs.joined, members)
            edges = np.zeros((int(fit.sum()), size, size), dtype=bool)
            edges[np.ix_(range(len(edges)), others, others)] = graphs.joined[fit]
            neighbours = [others[number] for number in members]
            edges[:, place, neighbours] = edges[:, neighbours, place] = True
            factors = np.zeros((len(edges), 1 << size), dtype=np.int8)
            factors[:, _spread(size - 1, others)] = graphs.factors[fit]
            clique = sum(1 << number for number in neighbours)
            factors[:, clique | 1 << place] += 1
            factors[:, clique] -= 1
            yield edges, factors


def _all_joined(joined: NDArray[np.bool_], members: list[int]) -> NDArray[np.bool_]:
    """Return in which graphs every two of these lists are joined: bool[G]."""
    found = np.ones(len(joined), dtype=bool)
    for one, other in combinations(members, 2):
        found &= joined[:, one, other]
    return found


def _spread(size: int, places: Sequence[int]) -> NDArray[np.int64]:
    """Return each set of `size` lists as the number of the set at these places: int64[2^size]."""
    sets = np.arange(1 << size)
    bits = [(sets >> number & 1) << place for number, place in enumerate(places)]
    return np.sum(bits, axis=0, dtype=np.int64)


def notation(cliques: Sequence[int], names: Sequence[str]) -> str:
    """Return a graph in words: its cliques in brackets, as in "[EXH ABA][ABA OSCE HRW]"."""
    sets = sorted([number for number in range(len(names)) if clique >> number & 1] for clique in cliques)
    return "".join(f"[{' '.join(names[number] for number in members)}]" for members in sets)
