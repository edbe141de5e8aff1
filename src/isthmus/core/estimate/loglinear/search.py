"""Every hierarchical model of up to five lists: which have an estimate, and what each says."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from isthmus.core.estimate.loglinear.cells import ContingencyTable, Flags, Indices, Numbers
from isthmus.core.estimate.loglinear.existence import (
    ExtendedModels,
    follows,
    identifiable,
    reduced,
    vanishing,
)
from isthmus.core.estimate.loglinear.models import hierarchical, model_name
from isthmus.core.estimate.loglinear.newton import Fits, fit_models, log_likelihood
from isthmus.core.progress import Progress

__all__ = ["ModelSearch", "bic_of", "search", "standard_error", "terms_in_order"]

_TOGETHER = 512  # models fitted at once: enough for NumPy to be quick, and still a few megabytes
_SCREENING = 12  # steps, in which nearly every estimate that exists proves it


@dataclass(frozen=True, eq=False)
class ModelSearch:
    """The models that have an estimate, best BIC first, and how many were left out, and why.

    `models`, `cells` bool[M, 2^J], `beta` [M, 2^J], `missing` [M] (expected people on no list), `error` [M] (standard
    error of the number of people), `bic` [M].
    """

    models: Flags
    terms: Flags
    cells: Flags
    beta: Numbers
    missing: Numbers
    error: Numbers
    bic: Numbers
    asked: int
    repeats: int
    not_identifiable: int
    not_existing: int

    def name(self, place: int) -> str:
        """Return the name of a model by its place."""
        return model_name(self.models[place])

    def shares(self) -> Numbers:
        """Return each model's share by BIC: exp(-BIC/2), adding up to 1."""
        weight = np.exp(-(self.bic - self.bic.min()) / 2) if len(self.bic) else self.bic
        return np.asarray(weight / weight.sum())


@dataclass(frozen=True, eq=False)
class _Estimates:
    """What fitting fills in, model by model."""

    beta: Numbers
    expected: Numbers
    variance: Numbers
    proven: Flags
    settled: Flags


def search(table: ContingencyTable, progress: Progress | None = None) -> ModelSearch:
    """Fit every hierarchical model of three to five lists that has an estimate."""
    models = hierarchical(table.lists)
    whole = reduced(models, table)
    first = np.flatnonzero(~whole.repeats)
    told = identifiable(whole.of(first), table.lists)
    left = first[told]
    asked = whole.of(left)
    found = _fitted(asked, table, progress)
    there = found.settled
    order = np.flatnonzero(there)
    bic = bic_of(found.beta[order], found.expected[order], table, models[left][order].sum(axis=1))
    best = order[np.argsort(bic, kind="stable")]
    missing = np.exp(found.beta[best, 0])
    return ModelSearch(
        models[left][best], asked.terms[best], asked.cells[best], found.beta[best], missing,
        standard_error(missing, found.variance[best]), np.sort(bic, kind="stable"),
        len(models), int(whole.repeats.sum()), int((~told).sum()), int((~there).sum()),
    )  # fmt: skip


def bic_of(beta: Numbers, expected: Numbers, table: ContingencyTable, parameters: Indices) -> Numbers:
    """Return -2 log likelihood + parameters x log n; those at minus infinity are parameters too, and the intercept."""
    constant = gammaln(table.counts + 1).sum()
    return np.asarray(
        -2 * (log_likelihood(beta, expected, table.margins) - constant) + np.log(table.n) * parameters
    )


def standard_error(missing: Numbers, variance: Numbers) -> Numbers:
    """Return that of n + m, by the delta method, for n + m Poisson: the root of m + m^2 var(log m)."""
    return np.sqrt(missing + missing**2 * variance)


def terms_in_order(terms: Flags) -> Indices:
    """Return the sets of models that have equally many terms, the intercept first: int64[M, k]."""
    many = int(terms[0].sum()) if len(terms) else 0
    return np.argsort(~terms, axis=1, kind="stable")[:, :many]


def _fitted(models: ExtendedModels, table: ContingencyTable, progress: Progress | None) -> _Estimates:
    """Fit models; those that have not proven within a few steps that they exist are asked about, then fitted on."""
    shape = models.terms.shape
    found = _Estimates(
        np.zeros(shape),
        np.zeros(shape),
        np.zeros(shape[0]),
        np.zeros(shape[0], bool),
        np.zeros(shape[0], bool),
    )
    chunks = _chunks(models.terms)
    for done, chunk in enumerate(chunks):
        if progress is not None:
            progress(done, len(chunks))
        _keep(found, chunk, _fit_some(models, chunk, table, None))
    late = np.flatnonzero(~(found.settled & found.proven))
    there = _existing(models.of(late), found.proven[late], table)
    found.settled[late[~there]] = False
    late = late[there & ~found.settled[late]]
    for chunk in _chunks(models.terms[late]):
        _keep(found, late[chunk], _fit_some(models, late[chunk], table, found.beta[late[chunk]]))
    return found


def _chunks(terms: Flags) -> list[Indices]:
    """Return models by how many terms they have, some hundreds together."""
    many = terms.sum(axis=1)
    groups = (np.flatnonzero(many == k) for k in np.unique(many))
    return [part for group in groups for part in np.array_split(group, -(-len(group) // _TOGETHER))]


def _fit_some(models: ExtendedModels, which: Indices, table: ContingencyTable, start: Numbers | None) -> Fits:
    """Fit models that have equally many terms."""
    steps = _SCREENING if start is None else 10 * _SCREENING
    return fit_models(terms_in_order(models.terms[which]), models.cells[which], table.counts, steps, start)


def _keep(found: _Estimates, which: Indices, fits: Fits) -> None:
    """Write down what was fitted."""
    found.beta[which], found.expected[which], found.variance[which] = fits.beta, fits.mu, fits.variance
    found.proven[which] |= fits.proven
    found.settled[which] = fits.settled


def _existing(models: ExtendedModels, known: Flags, table: ContingencyTable) -> Flags:
    """Return which estimates exist; a direction found for a model answers for all models that contain it."""
    answer, open_ = known.copy(), ~known
    for place in np.argsort(models.terms.sum(axis=1), kind="stable"):
        if not open_[place]:
            continue
        direction = vanishing(models.terms[place], models.cells[place], table.counts)
        open_[place] = False
        if direction is None:
            answer[place] = True
        else:
            open_ &= ~follows(direction, models)
    return answer
