"""Whether a model has a maximum likelihood estimate, and whether that tells the number of people who are on no list.

Lists that share nobody put their interaction at minus infinity: the *extended* estimate leaves out every cell with all
of them, and fits the other terms to the cells that remain (Chan, Silverman and Vincent 2021). There it exists if some
table with a positive number in every cell has the observed margins of the model (Haberman 1974); by Farkas's lemma, if
there is no direction d of the terms that is 0 in every cell with people, never above 0 and somewhere below 0. Linear
programming finds such a direction or proves that there is none (Fienberg and Rinaldo 2012). It depends on which cells
are empty alone, not on the counts. It is identifiable if the terms' columns are linearly independent.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from isthmus.core.estimate.loglinear.cells import ContingencyTable, Flags, Indices, Numbers, over_sets
from isthmus.core.estimate.loglinear.models import MOST_LISTS

__all__ = [
    "ExtendedModels",
    "exists",
    "follows",
    "identifiable",
    "reduced",
    "two_list_identifiable",
    "vanishing",
]

_BELOW = 1e-6  # a direction goes below 0 by far more than rounding


@dataclass(frozen=True, eq=False)
class ExtendedModels:
    """Models as their extended estimates see them: all bool[M, 2^J].

    `terms` are those at work, `infinite` those at minus infinity, `cells` those that remain. `repeats` [M] says that a
    model has a term at minus infinity within another such term: its estimate is that of the model without the latter.
    """

    terms: Flags
    infinite: Flags
    cells: Flags
    repeats: Flags

    def of(self, which: Indices | Flags) -> "ExtendedModels":
        """Return some of the models."""
        return ExtendedModels(self.terms[which], self.infinite[which], self.cells[which], self.repeats[which])


def reduced(models: Flags, table: ContingencyTable) -> ExtendedModels:
    """Return what is left of models [M, 2^J] where terms at minus infinity have emptied their cells."""
    empty = table.empty()
    least = empty & (over_sets(empty.astype(np.float64)) == 1)
    infinite = models & empty
    cells = over_sets(infinite.astype(np.float64)) == 0
    cells[:, 0] = False
    return ExtendedModels(models & ~empty, infinite, cells, np.asarray((infinite & ~least).any(axis=1)))


def identifiable(models: ExtendedModels, lists: int) -> Flags:
    """Return whether the columns of each model's terms are independent over the cells that remain: bool[M].

    With all cells they always are. Of more than five lists terms join two at most (see `two_list_identifiable`).
    """
    if lists > MOST_LISTS:
        whole = models.terms | models.infinite
        return np.array(
            [two_list_identifiable(*each, lists) for each in zip(whole, models.terms, strict=True)],
            dtype=bool,
        )
    answer = np.ones(len(models.terms), dtype=bool)
    asked = np.flatnonzero(models.infinite.any(axis=1))
    everything = np.arange(1 << lists)
    design = _within(everything, everything)
    for chunk in np.array_split(asked, max(1, len(asked) // 256)):
        left = design * (models.cells[chunk][:, :, None] & models.terms[chunk][:, None, :])
        answer[chunk] = np.linalg.matrix_rank(left) == models.terms[chunk].sum(axis=1)
    return answer


def two_list_identifiable(model: Flags, active: Flags, lists: int) -> bool:
    """Return the same for terms that join two lists at most: some pair is no term, or three lists overlap two by two.

    A combination of columns that is 0 in the cells of one list and of two is the intercept less the main effects plus
    the pairs; it is not 0 in the cell of a pair that is no term, nor in one of three lists that is left (cf. Chan,
    Silverman and Vincent 2021).
    """
    pairs = [(i, j) for i in range(lists) for j in range(i)]
    if not all(model[1 << i | 1 << j] for i, j in pairs):
        return True
    joined = np.zeros((lists, lists), dtype=np.int64)
    for i, j in pairs:
        joined[i, j] = joined[j, i] = active[1 << i | 1 << j]
    return bool(np.trace(joined @ joined @ joined) > 0)


def exists(terms: Flags, cells: Flags, counts: Numbers) -> bool:
    """Return whether the estimate of these terms exists in these cells: all [2^J]."""
    return vanishing(terms, cells, counts) is None


def vanishing(terms: Flags, cells: Flags, counts: Numbers) -> Numbers | None:
    """Return a direction in which the likelihood rises for ever, [2^J], 0 beside the terms; None if there is none.

    The linear programme looks for it among the directions that leave alone the cells with people.
    """
    columns = np.flatnonzero(terms)
    still = _within(np.flatnonzero(cells & (counts > 0)), columns)
    free = _null_space(still)
    if not free.shape[1]:
        return None
    rows = np.unique(np.round(_within(np.flatnonzero(cells & (counts == 0)), columns) @ free, 12), axis=0)
    if not len(rows):
        return None
    found = linprog(
        rows.sum(axis=0), A_ub=np.vstack([rows, -rows]), b_ub=_bounds(len(rows)), bounds=(None, None)
    )
    if found.status != 0 or found.fun > -_BELOW:
        return None
    direction = np.zeros(len(terms))
    direction[columns] = free @ found.x
    return direction


def _within(cells: Indices, sets: Indices) -> Numbers:
    """Return the design: 1 where the set is within the cell."""
    return np.asarray((cells[:, None] & sets) == sets, dtype=np.float64)


def _null_space(matrix: Numbers) -> Numbers:
    """Return directions that the matrix takes to 0, as columns."""
    square = np.linalg.qr(matrix, mode="r") if len(matrix) > matrix.shape[1] else matrix
    _, values, right = np.linalg.svd(square, full_matrices=True)
    rank = int((values > 1e-9 * max(1.0, values[0])).sum())
    return np.asarray(right[rank:].T, dtype=np.float64)


def _bounds(rows: int) -> Numbers:
    """Return the bounds that keep each cell's direction between -1 and 0."""
    return np.concatenate([np.zeros(rows), np.ones(rows)])


def follows(direction: Numbers, models: ExtendedModels) -> Flags:
    """Return for which models the direction shows that the estimate does not exist: bool[M]."""
    inside = ~((np.abs(direction) > _BELOW) & ~models.terms).any(axis=1)
    moved = over_sets(direction)
    rises = (models.cells & (moved > _BELOW)).any(axis=1)
    return inside & ~rises & (models.cells & (moved < -_BELOW)).any(axis=1)
