"""Latent classes in a fixed number, by maximum likelihood: how well they fit the documented patterns at best.

The EM algorithm (Dempster, Laird & Rubin 1977) over the people on no list and everybody's class (Goodman 1974).
"""

import numpy as np
from scipy.special import gammaln

from isthmus.core.estimate.goodness_of_fit import GoodnessOfFit, goodness_of_fit
from isthmus.core.estimate.lcmcr.gibbs import Floats
from isthmus.core.estimate.values import Lists

__all__ = ["best_class_number"]

_STARTS = 12  # at random: EM ends on the nearest top
_STEPS = 3_000  # of each start; EM creeps where classes are hard to tell apart
_WORK = 3e8  # steps times cells times starts at most: some seconds
_TIGHT = 1e-7  # of a step, in log likelihood: far less than BICs are compared by
_LEAST = 1e-12  # a chance of 0 or 1 has no logarithm


def best_class_number(lists: Lists, seed: int = 0, most: int = 10) -> GoodnessOfFit | None:
    """Return the fit of that number of classes, from 1 on, whose BIC is least; a number more is tried until it rises.

    Where the parameters are more than the patterns, they count as many as these.
    """
    cells = (1 << len(lists.names)) - 1
    best: GoodnessOfFit | None = None
    for classes in range(1, most + 1):
        parameters = min(classes * (1 + len(lists.names)), cells)
        likelihood = _likelihood(lists, classes, np.random.default_rng([seed, classes]))
        bic = -2 * likelihood + np.log(lists.n) * parameters
        fit = goodness_of_fit(lists, bic, parameters, f"{classes} classes" if classes > 1 else "1 class")
        if best is not None and fit.bic >= best.bic:
            return best
        best = fit
        if parameters == cells:
            return best
    return best


def _likelihood(lists: Lists, classes: int, rng: np.random.Generator) -> float:
    """Return the greatest Poisson log likelihood of the documented patterns that the starts come to."""
    on = lists.patterns.astype(np.float64)
    counts = lists.counts.astype(np.float64)
    starts = _STARTS if classes > 1 else 1
    shares = rng.dirichlet(np.ones(classes), size=starts)
    chances = rng.uniform(0.02, 0.8, size=(starts, classes, on.shape[1]))
    before = np.full(starts, -np.inf)
    for _ in range(int(min(_STEPS, _WORK / (starts * classes * len(counts))))):
        weights, nobody, likelihood = _expected(on, counts, shares, chances)
        if np.abs(likelihood - before).max() < _TIGHT:
            break
        before = likelihood
        shares, chances = _maximised(on, weights, nobody)
    return float(before.max()) - float(gammaln(counts + 1).sum())


def _expected(on: Floats, counts: Floats, shares: Floats, chances: Floats) -> tuple[Floats, Floats, Floats]:
    """Return people by pattern and class [S, C, K], on no list by class [S, K], and the log likelihood [S]."""
    logs = np.log(chances) @ on.T + np.log1p(-chances) @ (1 - on).T
    each = shares[:, None, :] * np.exp(logs).transpose(0, 2, 1)
    none = shares * np.prod(1 - chances, axis=2)
    whole, unseen = each.sum(axis=2), none.sum(axis=1)
    people = counts.sum()
    expected = people * whole / (1 - unseen)[:, None]
    likelihood = np.log(np.maximum(expected, 1e-300)) @ counts - people
    weights = counts[:, None] * each / np.maximum(whole, 1e-300)[:, :, None]
    return weights, people * none / (1 - unseen)[:, None], likelihood


def _maximised(on: Floats, weights: Floats, nobody: Floats) -> tuple[Floats, Floats]:
    """Return the shares of classes and their chances to be on each list."""
    members = weights.sum(axis=1) + nobody
    chances = np.einsum("sck,cj->skj", weights, on) / np.maximum(members, _LEAST)[:, :, None]
    return members / members.sum(axis=1, keepdims=True), np.clip(chances, _LEAST, 1 - _LEAST)
