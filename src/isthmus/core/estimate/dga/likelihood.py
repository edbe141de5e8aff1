"""The marginal likelihood of each graph and number of missing people (Madigan & York 1997, formulas 3 to 5).

Counts are multinomial in N and the cells of the full table of 2^J; the cells have a hyper-Dirichlet prior with `delta`
for each cell; the prior of N is in proportion to 1/N. With M people missing, n documented, and for each set S of lists
m(S) documented people who are on none of its lists, the logarithm of graph G and M is, up to a constant,

    ln Gamma(n + M) - ln Gamma(M + 1) + sum over cliques of D(S, M) - sum over separators of D(S, M),
    D(S, M) = ln Gamma(A) - ln Gamma(n + M + A) + sum over cells c of S of ln Gamma(n(c) + a) - ln Gamma(a),

where A = delta 2^J, a = delta 2^(J - |S|), and the cell of people on none of S holds m(S) + M people.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from isthmus.core.estimate.dga.gammas import log_gamma, log_gamma_ratio
from isthmus.core.estimate.dga.graphs import Graphs
from isthmus.core.estimate.values import Lists

__all__ = ["Likelihood", "likelihood"]

type Reals = NDArray[np.float64]

_ENTRIES = 4_000_000  # of a table of graphs and points at a time: 32 MB


@dataclass(frozen=True, eq=False)
class Likelihood:
    """What the figures rest on: `factors` float64[G, S] of the sets that are not empty, and what holds for each set.

    `on_none` float64[S]: m(S) + a; `total`: A; `fixed` float64[G]: the part without M.
    """

    documented: int
    factors: Reals
    on_none: Reals
    total: float
    fixed: Reals

    def of_sets(self, missing: Reals) -> Reals:
        """Return the part of D(S, M) that M changes: float64[S, points]."""
        return log_gamma_ratio(
            missing[None, :] + self.on_none[:, None], (missing + (self.documented + self.total))[None, :]
        )

    def log_terms(self, missing: Reals, graphs: NDArray[np.int64]) -> Reals:
        """Return the logarithm of each of these graphs and numbers missing: float64[graphs, points]."""
        terms = self.factors[graphs] @ self.of_sets(missing)
        terms += self.fixed[graphs, None]
        terms += log_gamma_ratio(missing + self.documented, missing + 1)
        return np.asarray(terms)

    def at_a_time(self, graphs: int) -> int:
        """Return for how many points a table over this many graphs fits into memory."""
        return max(_ENTRIES // max(graphs, 1), 16)


def likelihood(lists: Lists, delta: float, graphs: Graphs) -> Likelihood:
    """Return the parts of the marginal likelihood of these lists (`delta` > 0 for each cell of the full table)."""
    size = len(lists.names)
    sets = np.arange(1, 1 << size)
    bits = lists.patterns @ (1 << np.arange(size))
    cells = delta * 2.0 ** (size - np.bitwise_count(sets))
    total = delta * 2.0**size
    parts = [
        _of_documented(bits & members, lists.counts, cell) for members, cell in zip(sets, cells, strict=True)
    ]
    nobody = np.array([lists.counts[(bits & members) == 0].sum() for members in sets], dtype=np.float64)
    factors = graphs.factors[:, 1:].astype(np.float64)
    fixed = np.array(parts) + log_gamma_ratio(np.full(len(sets), total), cells)
    return Likelihood(lists.n, factors, nobody + cells, total, factors @ fixed)


def _of_documented(within: NDArray[np.int64], counts: NDArray[np.int64], cell: float) -> float:
    """Return the sum over the cells of people on one of a set's lists of ln Gamma(count + a) - ln Gamma(a)."""
    sums = np.bincount(within, weights=counts)[1:]
    held = sums[sums > 0]
    return float((log_gamma(held + cell) - log_gamma(np.array([cell]))).sum())
