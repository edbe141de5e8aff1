"""The profile of the multinomial likelihood in the number of people (Cormack 1992; Regal and Hook 1984).

For m people on no list the model is fitted to the table completed by m; of the multinomial likelihood that is left, the
roots where it has fallen by half a quantile of chi-squared are the interval. z, the signed root of twice the fall, is
close to normal: drawing z draws from the confidence distribution.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from scipy.special import gammaln, xlogy

from isthmus.core.estimate.loglinear.cells import ContingencyTable, Flags, Numbers
from isthmus.core.estimate.loglinear.newton import fit_models
from isthmus.core.estimate.loglinear.search import terms_in_order
from isthmus.core.estimate.values import LEVELS

__all__ = ["FAR", "Profile", "normal_quantile", "profile_of"]

FAR = 1000
"""Times the documented people: no interval is followed further."""

_NEAR = 1e-3  # people on no list: in effect, nobody
_GRID = 97  # points on each side, from which roots are read by straight lines
_ZOOMS = 7  # each into an eighth: the top to less than a millionth of the range
_BISECTIONS = 44  # to about 1e-12 of a logarithm of people
_WIDEST = 4.5  # standard deviations, as far as draws go: one of 4,000 seldom lies beyond 4


def normal_quantile(level: int) -> float:
    """Return how many standard deviations hold the middle `level` per cent."""
    return NormalDist().inv_cdf(0.5 + level / 200)


@dataclass(frozen=True, eq=False)
class _Model:
    """A model and its table, to be completed."""

    table: ContingencyTable
    terms: Flags
    cells: Flags
    beta: Numbers

    def fallen(self, missing: Numbers) -> Numbers:
        """Return the logarithm of the profile likelihood [K] for each of K numbers of people on no list."""
        counts = np.repeat(self.table.counts[None], len(missing), axis=0)
        counts[:, 0] = missing
        cells = np.repeat(self.cells[None], len(missing), axis=0)
        cells[:, 0] = True
        terms = terms_in_order(self.terms[None]).repeat(len(missing), axis=0)
        expected = fit_models(terms, cells, counts, 60, self._start(len(missing))).mu
        people = self.table.n + missing
        share = np.where(counts > 0, expected / people[:, None], 1.0)
        choices = gammaln(people + 1) - gammaln(missing + 1)
        return np.asarray(choices + xlogy(counts, share).sum(axis=1))

    def _start(self, many: int) -> Numbers:
        return np.repeat(self.beta[None], many, axis=0)


@dataclass(frozen=True, eq=False)
class Profile:
    """The likeliest number of people, the intervals, and signed roots at numbers of people on no list."""

    top: float
    intervals: dict[int, tuple[float, float]]
    roots: Numbers
    missing: Numbers
    n: float

    def at(self, z: Numbers) -> Numbers:
        """Return the numbers of people at which the signed root is z."""
        return self.n + np.exp(np.interp(z, self.roots, np.log(self.missing)))


def profile_of(table: ContingencyTable, terms: Flags, cells: Flags, beta: Numbers) -> Profile:
    """Profile a fitted model: all [2^J]."""
    model = _Model(table, terms, cells, beta)
    low, high = np.log(_NEAR), np.log(FAR * table.n)
    top, height = _top(model, low, high, float(np.clip(beta[0], low, high)))
    z = np.array([*(normal_quantile(level) for level in LEVELS), _WIDEST])
    left, right = (
        _ends(model, np.full(len(z), low), top, height - z**2 / 2),
        _ends(model, np.full(len(z), high), top, height - z**2 / 2),
    )
    intervals = {
        level: (_people(table.n, left[i]), _people(table.n, right[i])) for i, level in enumerate(LEVELS)
    }
    missing = np.exp(
        np.concatenate([np.linspace(left[-1], top, _GRID), np.linspace(top, right[-1], _GRID)[1:]])
    )
    fall = np.sqrt(np.maximum(2 * (height - model.fallen(missing)), 0))
    roots = np.maximum.accumulate(np.where(np.arange(len(missing)) < _GRID, -fall, fall))
    return Profile(_people(table.n, top), intervals, roots, missing, table.n)


def _people(n: float, log_missing: float) -> float:
    """Return all people, given the logarithm of how many are on no list; n itself where that is nobody."""
    return n + float(np.exp(log_missing)) if log_missing > np.log(_NEAR) else n


def _top(model: _Model, low: float, high: float, guess: float) -> tuple[float, float]:
    """Return where the profile is highest, as a logarithm, and how high: a grid that closes in on it."""
    grid = np.unique(np.append(np.linspace(low, high, _GRID), guess))
    for _ in range(_ZOOMS):
        height = model.fallen(np.exp(grid))
        best = int(height.argmax())
        ends = grid[max(best - 1, 0)], grid[min(best + 1, len(grid) - 1)]
        top, highest = float(grid[best]), float(height[best])
        grid = np.linspace(*ends, 17)
    return top, highest


def _ends(model: _Model, outer: Numbers, top: float, heights: Numbers) -> Numbers:
    """Return for each height [K] where the profile crosses it between the top and `outer`, or `outer`."""
    inside, outside = np.full(len(heights), top), outer.copy()
    beyond = model.fallen(np.exp(outer)) >= heights
    for _ in range(_BISECTIONS):
        middle = (inside + outside) / 2
        above = model.fallen(np.exp(middle)) >= heights
        inside, outside = np.where(above, middle, inside), np.where(above, outside, middle)
    return np.where(beyond, outer, (inside + outside) / 2)
