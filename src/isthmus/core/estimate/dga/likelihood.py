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

from isthmus.core.estimate.dga.graphs import Graphs
from isthmus.core.estimate.values import Lists

__all__ = ["Likelihood", "likelihood", "log_gamma", "log_gamma_ratio"]

type Reals = NDArray[np.float64]

_HALF_LOG_TWO_PI = 0.9189385332046727  # ln(2 pi) / 2, of Stirling's formula
_LEAST = 16.0  # from here on Stirling's series has an error below 1e-16
# Of z^-1, z^-3, ...: Bernoulli numbers over 2k (2k - 1).
_SERIES = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360)
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


def log_gamma(z: Reals) -> Reals:
    """Return ln Gamma(z) for z > 0 (Stirling's series, Abramowitz and Stegun 6.1.41; error 1e-15 of the value)."""
    z = np.asarray(z, dtype=np.float64)
    lifted, fall = _lifted(z)
    return np.asarray((lifted - 0.5) * np.log(lifted) - lifted + _HALF_LOG_TWO_PI + _rest(lifted) - fall)


def log_gamma_ratio(top: Reals, bottom: Reals) -> Reals:
    """Return ln Gamma(top) - ln Gamma(bottom) for both > 0, without taking one huge number from another."""
    high, fall_high = _lifted(np.asarray(top, dtype=np.float64))
    low, fall_low = _lifted(np.asarray(bottom, dtype=np.float64))
    apart = high - low
    leading = (high - 0.5) * np.log1p(apart / low) + apart * (np.log(low) - 1)
    return np.asarray(leading + _rest(high) - _rest(low) - fall_high + fall_low)


def _lifted(z: Reals) -> tuple[Reals, Reals]:
    """Return z raised by whole steps to where the series holds, and by how much the logarithm rose."""
    small = z < _LEAST
    if not small.any():
        return z, np.zeros(1)
    rise, steps = np.zeros(z.shape), np.arange(_LEAST)
    rise[small] = np.log(z[small][:, None] + steps).sum(axis=1)
    return np.where(small, z + _LEAST, z), rise


def _rest(z: Reals) -> Reals:
    """Return the terms of Stirling's series in 1/z."""
    inverse = 1 / z
    square, total = inverse * inverse, np.zeros_like(z)
    for factor in reversed(_SERIES):
        total = total * square + factor
    return np.asarray(total * inverse)
