"""Logistic regression that is drawn toward what is believed already: ridge around an offset, by Newton's method."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

__all__ = ["fitted", "inverse_logit", "logit", "one_column_a_level"]

type Numbers = npt.NDArray[np.float64]
type Levels = npt.NDArray[np.int8]

_STEPS = 100  # of Newton, at most; with priors the likelihood has one peak, and few are needed
_NEAR = 1e-10  # of the last step: no probability changes by what is left
_MOST = 1e-9  # how near a probability may come to 0 and 1 before its logarithm is taken


def logit(probability: Numbers) -> Numbers:
    """Return the logarithm of the odds."""
    bounded = np.clip(probability, _MOST, 1 - _MOST)
    return np.asarray(np.log(bounded) - np.log1p(-bounded))


def inverse_logit(odds: Numbers) -> Numbers:
    """Return the probability of a logarithm of odds, without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * odds)))


def one_column_a_level(levels: Levels, widths: tuple[int, ...]) -> Numbers:
    """Return float64[m, sum(widths)]: 1 where a comparison is at a level; none where it is missing or new."""
    columns = np.zeros((len(levels), sum(widths)))
    start = 0
    for comparison, width in enumerate(widths):
        level = levels[:, comparison]
        known = np.flatnonzero((level >= 0) & (level < width))
        columns[known, start + level[known]] = 1
        start += width
    return columns


def fitted(
    features: Numbers, offset: Numbers, is_match: Numbers, weights: Numbers, spread: Numbers
) -> Numbers:
    """Return the coefficients b of `logit P(match) = offset + features @ b` that are likeliest, float64[c].

    Each is believed to be 0, give or take `spread` (the standard deviation of a normal prior), before the labels.
    """
    precision = 1 / spread**2

    def cost(at: Numbers) -> float:
        odds = offset + features @ at
        return float(weights @ (np.logaddexp(0, odds) - is_match * odds) + precision @ (at * at) / 2)

    found = np.zeros(features.shape[1])
    for _ in range(_STEPS):
        chance = inverse_logit(offset + features @ found)
        slope = features.T @ (weights * (is_match - chance)) - precision * found
        bend = (features * (weights * chance * (1 - chance))[:, np.newaxis]).T @ features + np.diag(precision)
        step = np.linalg.solve(bend, slope)
        if float(slope @ step) < _NEAR:
            break
        found = found + step * _shortened(cost, found, step, float(slope @ step))
    return found


def _shortened(cost: Callable[[Numbers], float], found: Numbers, step: Numbers, gain: float) -> float:
    """Return how much of a step is taken: halved until it brings a part of what it promises (Armijo 1966)."""
    start, share = cost(found), 1.0
    while cost(found + share * step) > start - 1e-4 * share * gain and share > _NEAR:
        share /= 2
    return share
