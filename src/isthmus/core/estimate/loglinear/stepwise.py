"""Two-list interactions chosen one by one, for sparse tables and for many lists (Chan, Silverman and Vincent 2021).

From the model of main effects alone, each step asks of every pair of lists whether the people on both are more, or
fewer, than the model expects: one-sided Poisson probabilities. The pair with the least enters if that is below .02 and
the estimate then exists and is identifiable; a pair that shares nobody enters at minus infinity.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import pdtr, pdtrc

from isthmus.core.estimate.loglinear.cells import (
    ContingencyTable,
    Flags,
    Indices,
    Numbers,
    over_cells,
    sizes_of_sets,
)
from isthmus.core.estimate.loglinear.existence import exists, identifiable, reduced
from isthmus.core.estimate.loglinear.models import independence, model_name
from isthmus.core.estimate.loglinear.newton import fit_models
from isthmus.core.estimate.loglinear.search import bic_of, standard_error, terms_in_order
from isthmus.core.progress import Progress

__all__ = ["THRESHOLD", "StepwiseModel", "stepwise"]

THRESHOLD = 0.02  # Chan, Silverman and Vincent's (2021)


@dataclass(frozen=True, eq=False)
class StepwiseModel:
    """The model that was chosen, bool[2^J], and what it says; `turned_down` counts pairs with no estimate to be had."""

    model: Flags
    n: float
    log_missing: float
    log_error: float
    bic: float
    turned_down: int

    @property
    def name(self) -> str:
        """Return the model as its interactions."""
        return model_name(self.model)

    @property
    def estimate(self) -> float:
        """Return the number of people."""
        return float(self.at(np.zeros(1))[0])

    @property
    def error(self) -> float:
        """Return the standard error of the number of people."""
        missing = np.array([self.estimate - self.n])
        return float(standard_error(missing, np.array([self.log_error**2]))[0])

    def at(self, z: Numbers) -> Numbers:
        """Return the numbers of people z standard errors of the logarithm of those on no list away."""
        return self.n + np.exp(np.minimum(self.log_missing + self.log_error * z, 500))


@dataclass(frozen=True, eq=False)
class _Fit:
    """A model that has an estimate."""

    model: Flags
    beta: Numbers
    expected: Numbers
    variance: float


def stepwise(table: ContingencyTable, progress: Progress | None = None) -> StepwiseModel | None:
    """Choose the model; None if not even that of main effects has an estimate."""
    fit = _estimate(independence(table.lists), table, None)
    if fit is None:
        return None
    turned_down: set[int] = set()
    pairs = np.flatnonzero(sizes_of_sets(table.lists) == 2)
    for done in range(len(pairs)):
        if progress is not None:
            progress(done, len(pairs))
        larger = _larger(fit, pairs, table, turned_down)
        if larger is None:
            break
        fit = larger
    bic = bic_of(fit.beta[None], fit.expected[None], table, np.array([fit.model.sum()]))
    error = float(np.sqrt(fit.variance))
    return StepwiseModel(fit.model, table.n, float(fit.beta[0]), error, float(bic[0]), len(turned_down))


def _larger(fit: _Fit, pairs: Indices, table: ContingencyTable, turned_down: set[int]) -> _Fit | None:
    """Return the model with the least probable pair that can enter; None if there is none."""
    expected = over_cells(fit.expected)
    for pair in _by_surprise(pairs[~fit.model[pairs]], table.margins, expected):
        if pair in turned_down:
            continue
        model = fit.model.copy()
        model[pair] = True
        found = _estimate(model, table, fit.beta)
        if found is not None:
            return found
        turned_down.add(pair)
    return None


def _by_surprise(pairs: Indices, margins: Numbers, expected: Numbers) -> list[int]:
    """Return the pairs below the threshold, least probable first; where both round to 0, by how far they are off."""
    seen, mean = margins[pairs], expected[pairs]
    upper = np.where(seen > 0, pdtrc(np.maximum(seen - 1, 0), mean), 1.0)
    probability = np.minimum(pdtr(seen, mean), upper)
    off = np.abs(seen - mean) / np.sqrt(np.maximum(mean, 1e-300))
    order = np.lexsort((-off, probability))
    return [int(pairs[place]) for place in order if probability[place] < THRESHOLD]


def _estimate(model: Flags, table: ContingencyTable, start: Numbers | None) -> _Fit | None:
    """Fit one model; None if its estimate does not exist or is not identifiable."""
    left = reduced(model[None], table)
    if not identifiable(left, table.lists)[0]:
        return None
    begin = None if start is None else (start * left.terms[0])[None]
    fits = fit_models(terms_in_order(left.terms), left.cells, table.counts, start=begin, steps=20)
    if not fits.proven[0] and not exists(left.terms[0], left.cells[0], table.counts):
        return None
    if not fits.settled[0]:
        fits = fit_models(fits.terms, fits.cells, table.counts, start=fits.beta, steps=200)
    if not fits.settled[0]:
        return None
    return _Fit(model, fits.beta[0], fits.mu[0], float(fits.variance[0]))
