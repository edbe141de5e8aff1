"""Maximum likelihood of many Poisson regressions on parts of the same columns at once, by Newton's method.

A column that a model has not stands in its equations with 1 on the diagonal and 0 beside it, so that all models are
solved together. A step also settles whether the maximum exists: x = mu (1 + X step) has the observed margins, so that
where all x are positive they prove it (Haberman 1974).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, xlogy

from isthmus.core.estimate.loglinear.cells import Flags, Numbers

__all__ = ["Regressions", "regressions"]

_STEPS = 60  # Newton's method ends in about ten where there is a maximum
_TIGHT = 1e-9  # of the last step, in logarithms of expected counts
_EXACT = 1e-4  # of the smallest cell: how near the margins of a proof are, rounding and all
_GREATEST = 300.0  # logarithm of an expected count, lest a step on the way overflows
_JITTER = 1e-14  # on a diagonal of 1: lets a singular model be solved; it is left out afterwards
_HALVINGS = 30  # of a step: a billionth of it


@dataclass(frozen=True, eq=False)
class Regressions:
    """M fits: the intercept and its variance, deviance and log likelihood [M]; and whether the estimate exists [M]."""

    intercept: Numbers
    variance: Numbers
    deviance: Numbers
    log_likelihood: Numbers
    exists: Flags


def regressions(design: Numbers, terms: Flags, cells: Flags, counts: Numbers) -> Regressions:
    """Fit counts [C] on the columns `terms` [M, K] of the design [C, K], in the `cells` [M, C] that remain."""
    beta = _first(design, terms, cells, counts)
    mu = _expected(design, beta, cells)
    exists, settled = np.zeros(len(terms), dtype=bool), np.zeros(len(terms), dtype=bool)
    observed = counts * cells
    for _ in range(_STEPS):
        at = np.flatnonzero(~settled)
        if not len(at):
            break
        step = _solved(design, terms[at], mu[at], (observed[at] - mu[at]) @ design)
        moved = step @ design.T
        exists[at] |= _proves(design, terms[at], cells[at], mu[at] * (1 + moved), observed[at])
        settled[at] = np.abs(moved * cells[at]).max(axis=1) < _TIGHT
        beta[at], mu[at] = _walked(design, beta[at], step, cells[at], observed[at])
    likelihood = (xlogy(observed, mu) - mu - gammaln(observed + 1)).sum(axis=1)
    ratio = np.where(observed > 0, observed / np.maximum(mu, 1e-300), 1.0)
    deviance = 2 * (xlogy(observed, ratio) - observed + mu).sum(axis=1)
    first = np.zeros_like(beta)
    first[:, 0] = 1
    variance = _solved(design, terms, mu, first)[:, 0]
    return Regressions(beta[:, 0], variance, deviance, likelihood, exists & settled)


def _expected(design: Numbers, beta: Numbers, cells: Flags) -> Numbers:
    return np.exp(np.clip(beta @ design.T, -_GREATEST, _GREATEST)) * cells


def _first(design: Numbers, terms: Flags, cells: Flags, counts: Numbers) -> Numbers:
    """Return where to start: weighted least squares of the logarithm of counts, each with a half added."""
    weight = (counts + 0.5) * cells
    return _solved(design, terms, weight, (weight * np.log(counts + 0.5)) @ design)


def _walked(
    design: Numbers, beta: Numbers, step: Numbers, cells: Flags, observed: Numbers
) -> tuple[Numbers, Numbers]:
    """Return where the step leads; halved, model by model, as long as the likelihood falls."""

    def likelihood(at: Numbers, mu: Numbers, observed: Numbers) -> Numbers:
        return np.asarray((observed * (at @ design.T) - mu).sum(axis=1))

    before = likelihood(beta, _expected(design, beta, cells), observed)
    slack = 1e-12 * (1 + np.abs(before))
    after, mu = beta + step, _expected(design, beta + step, cells)
    for _ in range(_HALVINGS):
        worse = np.flatnonzero(~(likelihood(after, mu, observed) >= before - slack))
        if not len(worse):
            break
        after[worse] = (after[worse] + beta[worse]) / 2
        mu[worse] = _expected(design, after[worse], cells[worse])
    return after, mu


def _proves(design: Numbers, terms: Flags, cells: Flags, whole: Numbers, observed: Numbers) -> Flags:
    """Return whether tables are positive in every cell by more than rounding, and have the margins: bool[M]."""
    least = np.where(cells, whole, np.inf).min(axis=1)
    off = (np.abs((whole * cells - observed) @ design) * terms).max(axis=1)
    return np.asarray(least * _EXACT > off)


def _solved(design: Numbers, terms: Flags, weight: Numbers, right: Numbers) -> Numbers:
    """Return the solution of each model's weighted normal equations, 0 in columns that it has not: [M, K]."""
    size = design.shape[1]
    products = (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)
    whole = (weight @ products).reshape(-1, size, size)
    scale = 1 / np.sqrt(np.maximum(np.einsum("mkk->mk", whole), 1e-300)) * terms
    scaled = whole * scale[:, :, None] * scale[:, None, :] + _JITTER * np.eye(size)
    scaled += np.eye(size) * ~terms[:, None, :]
    return np.asarray(np.linalg.solve(scaled, (right * scale)[:, :, None])[:, :, 0] * scale)
