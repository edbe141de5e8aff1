"""All models of pairs of lists and kinds of heterogeneity, or, of six lists, those that a search by BIC meets."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from isthmus.core.estimate.loglinear.cells import ContingencyTable, Flags, Indices, Numbers
from isthmus.core.estimate.loglinear.models import independence, model_name
from isthmus.core.estimate.mth.design import KINDS, columns, pairs_of, term_masks
from isthmus.core.estimate.mth.newton import regressions
from isthmus.core.progress import Progress

__all__ = ["FAR", "MOST_LISTS", "MthFits", "MthModels", "every_model", "fits_of", "nearby_models"]

MOST_LISTS = 6
"""Of seven lists there are 8,388,608 models: a search has too far to go."""
FAR = 1000
"""Times the documented people: a figure beyond is as good as infinite."""
_TOGETHER = 1024  # models fitted at once: a few megabytes
_WINDOW = 6.0  # of BIC: a model worse by more weighs less than e^-3 of the best, and is not walked on from
_NOTHING = 1e-9  # of a combination of columns of length 1: rounding
_CLOSE = 10.0  # of BIC: a kind that is worse by more does not fit the documented (Kass & Raftery 1995)


@dataclass(frozen=True, eq=False)
class MthFits:
    """Figures of M models: expected people on no list and the variance of its logarithm, deviance, BIC; all [M].

    `parameters` counts the intercept, and pairs that share nobody, whose term is at minus infinity. `identifiable` says
    that the table can tell the model's columns apart, `exists` that the estimate exists.
    """

    missing: Numbers
    variance: Numbers
    deviance: Numbers
    bic: Numbers
    parameters: Indices
    identifiable: Flags
    exists: Flags


@dataclass(frozen=True, eq=False)
class MthModels:
    """The models that have a figure, least BIC first: kinds [M] as places in KINDS, pairs [M, pairs], and their fits.

    The last four say how many models were asked, and how many of them were left out, and why.
    """

    lists: int
    kinds: Indices
    pairs: Flags
    fits: MthFits
    asked: int
    not_identifiable: int
    not_existing: int
    too_far: int

    def shares(self) -> Numbers:
        """Return each model's share: by BIC within its kind, in equal parts for the kinds that fit about as well."""
        weight = np.zeros(len(self.kinds))
        for kind in self.close_kinds():
            of_kind = self.kinds == kind
            by_bic = np.exp(-(self.fits.bic[of_kind] - self.fits.bic[of_kind].min()) / 2)
            weight[of_kind] = by_bic / by_bic.sum()
        return np.asarray(weight / weight.sum())

    def close_kinds(self) -> list[int]:
        """Return the kinds whose best model fits about as well as the best of all, as places in KINDS."""
        least = {int(kind): self.fits.bic[self.kinds == kind].min() for kind in np.unique(self.kinds)}
        return [kind for kind, bic in least.items() if bic <= self.fits.bic[0] + _CLOSE]

    def name(self, place: int) -> str:
        """Return the pairs of a model by the numbers of the lists, as in [12,34]."""
        terms = independence(self.lists)
        terms[pairs_of(self.lists)[self.pairs[place]]] = True
        return model_name(terms)


def fits_of(table: ContingencyTable, kind: str, pairs: Flags) -> MthFits:
    """Fit models of one kind with these pairs [M, pairs].

    Where a pair that shares nobody is among them, its cells fall out (Chan, Silverman & Vincent 2021).
    """
    parts = np.array_split(np.arange(len(pairs)), max(1, -(-len(pairs) // _TOGETHER)))
    fits = [_some(table, kind, pairs[part]) for part in parts]
    return _joined(fits)


def _some(table: ContingencyTable, kind: str, pairs: Flags) -> MthFits:
    design, sets = columns(kind, table.lists), pairs_of(table.lists)
    empty = table.margins[sets] == 0
    inside = (np.arange(1, 1 << table.lists)[:, None] & sets) == sets
    cells = (pairs & empty) @ inside.T == 0
    whole, terms = term_masks(pairs, table.lists, kind), term_masks(pairs & ~empty, table.lists, kind)
    found = regressions(design, terms, cells, table.counts[1:])
    parameters = whole.sum(axis=1)
    return MthFits(
        missing=np.exp(found.intercept),
        variance=found.variance,
        deviance=found.deviance,
        bic=-2 * found.log_likelihood + np.log(table.n) * parameters,
        parameters=parameters,
        identifiable=_identifiable(design, terms, cells),
        exists=found.exists,
    )


def _identifiable(design: Numbers, terms: Flags, cells: Flags) -> Flags:
    """Return whether the columns of each model are independent over the cells that remain.

    With all cells they depend on each other only where the model has every column of a combination that is 0.
    """
    _, values, right = np.linalg.svd(design)
    rank = int((values > values[0] * max(design.shape) * np.finfo(np.float64).eps).sum())
    asked = ~cells.all(axis=1) if len(right) - rank <= 1 else np.ones(len(terms), dtype=bool)
    answer = np.ones(len(terms), dtype=bool)
    for combination in right[rank:]:
        answer &= ((np.abs(combination) > _NOTHING) & ~terms).any(axis=1)
    left = design * cells[asked][:, :, None] * terms[asked][:, None, :]
    answer[asked] = np.linalg.matrix_rank(left) == terms[asked].sum(axis=1)
    return answer


def _joined(fits: Sequence[MthFits]) -> MthFits:
    return MthFits(
        *(np.concatenate([getattr(each, name) for each in fits]) for name in MthFits.__dataclass_fields__)
    )


def _of(fits: MthFits, which: Indices) -> MthFits:
    return MthFits(*(getattr(fits, name)[which] for name in MthFits.__dataclass_fields__))


def every_model(table: ContingencyTable, progress: Progress | None = None) -> MthModels:
    """Fit every model: four times 2^(pairs of lists)."""
    many = len(pairs_of(table.lists))
    pairs = (np.arange(1 << many)[:, None] >> np.arange(many) & 1).astype(bool)
    found = []
    for done, kind in enumerate(KINDS):
        if progress is not None:
            progress(done, len(KINDS))
        found.append((pairs, fits_of(table, kind, pairs)))
    return _with_figures(table, found)


def nearby_models(table: ContingencyTable, progress: Progress | None = None) -> MthModels:
    """Fit those models of each kind that a walk by one pair more or less meets (cf. Madigan & Raftery 1994).

    It begins with no pair and with all pairs, and goes on from every model whose BIC is within 6 of the least.
    """
    found = []
    for done, kind in enumerate(KINDS):
        if progress is not None:
            progress(done, len(KINDS))
        found.append(_walked(table, kind))
    return _with_figures(table, found)


def _walked(table: ContingencyTable, kind: str) -> tuple[Flags, MthFits]:
    many = len(pairs_of(table.lists))
    pairs = np.stack([np.zeros(many, dtype=bool), np.ones(many, dtype=bool)])
    fits = fits_of(table, kind, pairs)
    left: set[int] = set()
    while True:
        at = np.flatnonzero(~np.isin(np.arange(len(pairs)), list(left)) & _close(fits))
        new = _neighbours(pairs[at], pairs)
        left.update(at.tolist())
        if not len(new):
            return pairs, fits
        pairs, fits = np.concatenate([pairs, new]), _joined([fits, fits_of(table, kind, new)])


def _close(fits: MthFits) -> Flags:
    """Return which models are walked on from; the two that the walk begins with always are."""
    bic = np.where(fits.exists & fits.identifiable, fits.bic, np.inf)
    return np.asarray((bic <= bic.min() + _WINDOW) & np.isfinite(bic) | (np.arange(len(bic)) < 2))


def _neighbours(pairs: Flags, known: Flags) -> Flags:
    """Return the models with one pair more or less that are not known yet."""
    many = known.shape[1]
    near = (pairs[:, None, :] ^ np.eye(many, dtype=bool)).reshape(-1, many)
    numbers = 1 << np.arange(many)
    new = np.setdiff1d(near @ numbers, known @ numbers)
    return (new[:, None] >> np.arange(many) & 1).astype(bool)


def _with_figures(table: ContingencyTable, found: Sequence[tuple[Flags, MthFits]]) -> MthModels:
    """Sort the models by BIC, without those that have no figure."""
    kinds = np.repeat(np.arange(len(found)), [len(pairs) for pairs, _ in found])
    pairs, fits = np.concatenate([each for each, _ in found]), _joined([each for _, each in found])
    there = fits.identifiable & fits.exists & np.isfinite(fits.bic) & np.isfinite(fits.variance)
    figure = there & (fits.missing <= FAR * table.n)
    place = np.flatnonzero(figure)
    order = place[np.argsort(fits.bic[place], kind="stable")]
    return MthModels(
        table.lists,
        kinds[order],
        pairs[order],
        _of(fits, order),
        asked=len(kinds),
        not_identifiable=int((~fits.identifiable).sum()),
        not_existing=int((fits.identifiable & ~there).sum()),
        too_far=int((there & ~figure).sum()),
    )
