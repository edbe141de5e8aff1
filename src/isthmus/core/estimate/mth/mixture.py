"""The average over models: a mixture of log-normal distributions of the people on no list."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from isthmus.core.estimate.loglinear.cells import Numbers
from isthmus.core.estimate.values import LEVELS

__all__ = ["Mixture"]

_HALVINGS = 60  # of a range of logarithms: to the last digit
_GRID = 4_000  # points of a distribution function: steps of a hundredth of a model's standard deviation
_LEAST = 1e-9  # of the greatest share: less moves no figure, and takes as long
_WIDTHS = 9.0  # standard deviations, beyond which a normal distribution has nothing


@dataclass(frozen=True, eq=False)
class Mixture:
    """Log-normal distributions with these medians, standard deviations of the logarithm and shares: all [M].

    The variance of the logarithm is that of the delta method, log(1 + var / missing^2), with the people on no list
    Poisson about their mean: Chao's (1987) interval of each model, which never ends below the documented people.
    """

    medians: Numbers
    spreads: Numbers
    shares: Numbers

    @classmethod
    def of(cls, missing: Numbers, variance: Numbers, shares: Numbers) -> "Mixture":
        """Return the mixture of models with these expected people on no list and variances of its logarithm."""
        heard = shares > _LEAST * shares.max()
        some = np.maximum(missing[heard], 1e-9)  # nobody missing has no logarithm
        spreads = np.sqrt(np.log1p(1 / some + np.maximum(variance[heard], 0)))
        return cls(some, spreads, shares[heard] / shares[heard].sum())

    def quantiles(self, chances: Numbers) -> Numbers:
        """Return the numbers of people on no list below which these shares lie: [...] to [...]."""
        logs = np.log(self.medians)
        low = np.full(np.shape(chances), (logs - _WIDTHS * self.spreads).min())
        high = np.full(np.shape(chances), (logs + _WIDTHS * self.spreads).max())
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            below = ndtr((middle[..., None] - logs) / self.spreads) @ self.shares
            low, high = np.where(below < chances, middle, low), np.where(below < chances, high, middle)
        return np.asarray(np.exp((low + high) / 2))

    def intervals(self, documented: float) -> Mapping[int, tuple[float, float]]:
        """Return equal-tailed intervals of everybody's number."""
        ends = self.quantiles(np.array([[0.5 - level / 200, 0.5 + level / 200] for level in LEVELS]))
        return {
            level: (documented + float(low), documented + float(high))
            for level, (low, high) in zip(LEVELS, ends, strict=True)
        }

    def draws(self, rng: np.random.Generator, size: int) -> Numbers:
        """Draw numbers of people on no list, one from each of `size` parts of equal probability, in random order."""
        logs = np.log(self.medians)
        reach = _WIDTHS * self.spreads
        grid = np.linspace((logs - reach).min(), (logs + reach).max(), _GRID)
        below = ndtr((grid[:, None] - logs) / self.spreads) @ self.shares
        chances = (rng.permutation(size) + rng.random(size)) / size
        return np.asarray(np.exp(np.interp(chances, below, grid)))
