"""Maximum likelihood of many Poisson log-linear models of one table at once, by Newton's method.

Expected counts are mu_c = exp(sum of the terms within c); the likelihood is greatest where each term's expected margin
is its observed one. The Hessian needs no products of matrices: of terms S and T it is the expected margin of their
union. A step also settles whether the maximum exists: x = mu (1 + A step) has the observed margins exactly, so that
where all x are positive they prove it (Fienberg and Rinaldo 2012, who find such an x by linear programming).
"""

from dataclasses import dataclass

import numpy as np

from isthmus.core.estimate.loglinear.cells import Flags, Indices, Numbers, over_cells, over_sets

__all__ = ["Fits", "fit_models", "log_likelihood"]

_TIGHT = 1e-8  # of the last step, in logarithms of expected counts
_EXACT = 1e-4  # of the smallest cell: how near the margins of a proof are, rounding and all
_GREATEST = 500.0  # logarithm of an expected count, lest a step on the way overflows
_JITTER = 1e-14  # on a diagonal of 1: lets a singular model be solved; whether it is one is asked elsewhere
_HALVINGS = 30  # of a step: a billionth of it


@dataclass(frozen=True, eq=False)
class Fits:
    """Fits of M models, each with k terms at work `terms` [M, k] in `cells` [M, 2^J]; the rest is as the class says.

    `beta` [M, 2^J] is 0 beside the terms, `mu` [M, 2^J] is 0 in cells that are left out; `proven` says that the maximum
    exists, `settled` that it was reached; `variance` [M] is that of the intercept.
    """

    terms: Indices
    cells: Flags
    beta: Numbers
    mu: Numbers
    proven: Flags
    settled: Flags
    variance: Numbers


def fit_models(
    terms: Indices, cells: Flags, counts: Numbers, steps: int = 60, start: Numbers | None = None
) -> Fits:
    """Fit models of equally many terms to counts [M, 2^J] or [2^J]; from `start` [M, 2^J], or from the counts."""
    observed = np.broadcast_to(counts, cells.shape) * cells
    margins = over_cells(observed)
    beta = _first(terms, cells, observed) if start is None else start.copy()
    proven, settled = np.zeros(len(terms), dtype=bool), np.zeros(len(terms), dtype=bool)
    mu = _expected(beta, cells)
    for _ in range(steps):
        at = np.flatnonzero(~settled)
        if not len(at):
            break
        step = _step(terms[at], mu[at], margins[at])
        moved = over_sets(step) * cells[at]
        proven[at] |= _proves(mu[at] * (1 + moved), terms[at], cells[at], margins[at])
        beta[at], mu[at] = _walked(beta[at], step, cells[at], margins[at], mu[at])
        settled[at] = np.abs(moved).max(axis=1) < _TIGHT
    return Fits(terms, cells, beta, mu, proven, settled, _variance(terms, mu))


def log_likelihood(beta: Numbers, mu: Numbers, margins: Numbers) -> Numbers:
    """Return the Poisson log likelihood of each model, without the factorials of the counts."""
    return np.asarray((beta * margins).sum(axis=-1) - mu.sum(axis=-1))


def _expected(beta: Numbers, cells: Flags) -> Numbers:
    """Return expected counts, 0 in cells that are left out."""
    return np.exp(np.clip(over_sets(beta), -_GREATEST, _GREATEST)) * cells


def _first(terms: Indices, cells: Flags, observed: Numbers) -> Numbers:
    """Return where to start: weighted least squares of the logarithm of counts, each with a half added."""
    weight = (observed + 0.5) * cells
    target = weight * np.log(observed + 0.5) - 0.5 * cells
    return _solved(terms, over_cells(weight), over_cells(target))


def _step(terms: Indices, mu: Numbers, margins: Numbers) -> Numbers:
    """Return Newton's step from where these counts are expected: [M, 2^J]."""
    expected = over_cells(mu)
    return _solved(terms, expected, margins - expected)


def _proves(whole: Numbers, terms: Indices, cells: Flags, margins: Numbers) -> Flags:
    """Return whether tables are positive in every cell by more than rounding, and have the margins: bool[M]."""
    least = np.where(cells, whole, np.inf).min(axis=1)
    off = np.take_along_axis(np.abs(over_cells(whole) - margins), terms, axis=1).max(axis=1)
    return np.asarray(least * _EXACT > off)


def _walked(
    beta: Numbers, step: Numbers, cells: Flags, margins: Numbers, mu: Numbers
) -> tuple[Numbers, Numbers]:
    """Return where the step leads; halved, model by model, as long as the likelihood falls."""
    before = log_likelihood(beta, mu, margins)
    slack = 1e-12 * (1 + np.abs(before))
    after, expected = beta + step, _expected(beta + step, cells)
    for _ in range(_HALVINGS):
        worse = np.flatnonzero(log_likelihood(after, expected, margins) < before - slack)
        if not len(worse):
            break
        after[worse] = (after[worse] + beta[worse]) / 2
        expected[worse] = _expected(after[worse], cells[worse])
    return after, expected


def _hessian(terms: Indices, expected: Numbers) -> tuple[Numbers, Numbers]:
    """Return the information of each model with 1 on its diagonal, and the scale that made it so."""
    union = terms[:, :, None] | terms[:, None, :]
    whole = np.take_along_axis(expected[:, None, :], union, axis=2)
    scale = 1 / np.sqrt(np.maximum(np.take_along_axis(expected, terms, axis=1), 1e-300))
    scaled = whole * scale[:, :, None] * scale[:, None, :]
    return scaled + _JITTER * np.eye(terms.shape[1]), scale


def _solved(terms: Indices, expected: Numbers, right: Numbers) -> Numbers:
    """Return the solution of each model's normal equations, spread over all sets: [M, 2^J]."""
    scaled, scale = _hessian(terms, expected)
    chosen = np.take_along_axis(right, terms, axis=1) * scale
    found = np.linalg.solve(scaled, chosen[:, :, None])[:, :, 0] * scale
    spread = np.zeros_like(expected)
    np.put_along_axis(spread, terms, found, axis=1)
    return spread


def _variance(terms: Indices, mu: Numbers) -> Numbers:
    """Return the variance of each intercept; `terms` has the intercept first."""
    scaled, scale = _hessian(terms, over_cells(mu))
    first = np.zeros((*terms.shape, 1))
    first[:, 0] = 1
    return np.asarray(np.linalg.solve(scaled, first)[:, 0, 0] * scale[:, 0] ** 2)
