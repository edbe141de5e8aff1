"""Where the posterior is worked out: every number of missing people one by one, or Gauss points in panels of them.

Given a graph, the number missing is a mixture of negative binomials (n documented, chance of being documented from the
prior), each with a variance of M (M + n) / n or more; so the logarithm of its mass bends down by at most
n / ((M + 1/2)(M + n)). A panel is 8 such standard deviations wide, whatever n is: between its ends no graph can rise
more than 8 natural logarithms above both, and 24 Gauss points (of the sum over whole numbers, not of an integral:
zeros of Gram's discrete Chebyshev polynomials) add it up with an error below 1e-8 (tests hold it to that).
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.polynomial.legendre import legvander
from numpy.typing import NDArray

__all__ = ["POINTS", "RISE", "Cells", "Panel", "gauss", "is_smooth", "log_between", "panels", "runs"]

type Reals = NDArray[np.float64]
type Whole = NDArray[np.int64]

_NOTHING = 1e-12  # of the mass: less is rounding, and has no slope

POINTS = 24  # of a panel: with them its sum errs by less than 1e-8 (tests hold it to that)
RUNS, FLAT_RUNS = (
    2_048,
    32,
)  # of a panel: a quantile is found to a two-thousandth of it, in a flat tail coarser
_FLAT = 0.3  # natural logarithms between the highest and the lowest point
# Where so many last coefficients are all no greater than this, the polynomial follows the logarithm.
_LAST, _SMOOTH = 4, 1e-5
WIDTH = 8.0  # standard deviations, as the module says
RISE = WIDTH * WIDTH / 8  # a parabola of that width rises so far above both of its ends
SMOOTH_FROM = 1_000  # below, the prior's own bend at 0 is felt: always one by one


@dataclass(frozen=True)
class Panel:
    """The whole numbers from `first` to `last`, both within."""

    first: int
    last: int

    def __len__(self) -> int:
        """Return how many whole numbers it has."""
        return self.last - self.first + 1

    @property
    def must_be_exact(self) -> bool:
        """Return whether Gauss points would not do, or not save anything."""
        return len(self) <= POINTS or self.first < SMOOTH_FROM


def panels(first: int, last: int, documented: int) -> list[Panel]:
    """Return the panels that cover the numbers of missing people from `first` to `last`."""
    edges = [first]
    while edges[-1] <= last:
        start = edges[-1] + 0.5
        width = WIDTH * (start * (start + documented) / documented) ** 0.5
        edges.append(edges[-1] + max(int(min(width, 2 * start)), 1))
    edges[-1] = last + 1
    return [Panel(low, high - 1) for low, high in pairwise(edges)]


@lru_cache(maxsize=20_000)
def gauss(panel: Panel) -> tuple[Reals, Reals]:
    """Return points and weights that add up polynomials of degree 47 over the panel's whole numbers exactly.

    From the recurrence of the discrete Chebyshev polynomials (Szegő 1939, 2.8), as Golub & Welsch 1969.
    """
    many, order = float(len(panel)), np.arange(1, POINTS, dtype=np.float64)
    beside = 0.5 * order * np.sqrt((many**2 - order**2) / (4 * order**2 - 1))
    places, vectors = np.linalg.eigh(np.diag(beside, 1) + np.diag(beside, -1))
    return (panel.first + panel.last) / 2 + places, many * vectors[0] ** 2


def runs(panel: Panel, logs: Reals) -> NDArray[np.int64]:
    """Return where the panel's equally long runs of numbers begin, and where the last one ends.

    At most 2,048 runs; 32 where the density is all but flat, as in long tails: halves of a run differ by 1 % at most.
    """
    step = -(-len(panel) // (RUNS if np.ptp(logs) > _FLAT else FLAT_RUNS))
    return np.append(np.arange(panel.first, panel.last + 1, step), panel.last + 1)


def is_smooth(points: Reals, weights: Reals, logs: Reals) -> bool:
    """Return whether a logarithm at the panel's points is told by them: its last Legendre coefficients are nothing."""
    if np.ptp(logs) <= _FLAT:
        return True
    half = weights.sum() / 2
    places = (points - (points[0] + points[-1]) / 2) / half
    terms = legvander(places, POINTS - 1)[:, -_LAST:] * (np.arange(POINTS - _LAST, POINTS) + 0.5)
    return bool(np.abs((weights / half * logs) @ terms).max() < _SMOOTH)


def log_between(points: Reals, logs: Reals, at: Reals) -> Reals:
    """Return a smooth logarithm between the panel's points, by Lagrange's polynomial in barycentric form."""
    scale = (points[-1] - points[0]) / 4
    apart = (points[:, None] - points[None, :]) / scale
    np.fill_diagonal(apart, 1.0)
    away = (at[:, None] - points[None, :]) / scale
    away[away == 0] = 1e-15
    share = 1 / apart.prod(axis=1) / away
    return np.asarray((share @ logs) / share.sum(axis=1))


@dataclass(frozen=True, eq=False)
class Cells:
    """Runs of whole numbers from 0 on: `last` int64 of each run, `mass` float64, which adds up to 1."""

    last: Whole
    mass: Reals

    @classmethod
    def of(cls, last: Whole, logs: Reals) -> "Cells":
        """Return the cells with these logarithms of mass, up to a constant."""
        mass = np.exp(logs - logs.max())
        return cls(last, mass / mass.sum())

    def quantiles(self, levels: Reals) -> Whole:
        """Return the least number up to which there is this mass: exact where runs are of one number."""
        above = np.cumsum(self.mass)
        above /= above[-1]
        run = np.minimum(np.searchsorted(above, levels), len(above) - 1)
        begins = np.where(run > 0, self.last[run - 1] + 1, 0)
        within = 1 - (above[run] - levels) / np.maximum(self.mass[run], 1e-300)
        steps = np.ceil(np.clip(within, 0, 1) * (self.last[run] - begins + 1)) - 1
        return np.asarray(begins + np.maximum(steps, 0), dtype=np.int64)

    def beyond(self, number: float) -> float:
        """Return the mass of the numbers above this one."""
        whole = float(self.mass[self.last > number].sum())
        run = int(np.searchsorted(self.last, number, side="right"))
        if run == len(self.last):
            return 0.0
        begins = int(self.last[run - 1]) + 1 if run else 0
        below = max(int(number) - begins + 1, 0) / (int(self.last[run]) - begins + 1)
        return whole - below * float(self.mass[run])

    def up_to(self, numbers: Whole) -> Reals:
        """Return the mass of the numbers up to each of these, -1 or more."""
        ends = np.concatenate([[-1], self.last])
        return np.asarray(np.interp(numbers, ends, np.concatenate([[0.0], np.cumsum(self.mass)])))

    def tail(self) -> float:
        """Return the share of the mass that lies past the last number, if it goes on falling by the same power."""
        begins = np.concatenate([np.zeros(1), self.last[:-1] + 1.0])[-2:]
        density = self.mass[-2:] / (self.last[-2:] - begins + 1)
        # Where next to nothing is left, rounding decides which way it slopes.
        if len(density) < 2 or density.min() * self.last[-1] < _NOTHING:
            return 0.0
        middles = (self.last[-2:] + begins) / 2
        power = float(np.log(density[1] / density[0]) / np.log(middles[1] / middles[0]))
        if power >= -1:
            return 1.0
        over = float(density[1] * self.last[-1]) / (-1 - power)
        return over / (1 + over)
