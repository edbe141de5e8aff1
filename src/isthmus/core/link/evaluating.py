"""How well found people agree with true ones: pairwise and B-cubed figures, their intervals, and calibration.

Everything is counted from the cells of the contingency table (records of one found and one true person), never pair
by pair, so that the work grows with the records and not with their square.
"""

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import numpy.typing as npt

from isthmus.core.messages import Message, MessageError

__all__ = ["Interval", "Overlap", "Scores", "calibration_error", "f1_intervals", "uncertain"]

type Labels = npt.NDArray[np.int64]
type Numbers = npt.NDArray[np.float64]
type Interval = tuple[float, float]

# Parts that are equal in all their figures are drawn together, this many resamples at a time.
_AT_ONCE = 50  # resamples in memory at once


@dataclass(frozen=True)
class Scores:
    """Precision, recall and F1, each in [0, 1]; None where there is nothing to take a share of."""

    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True)
class _Parts:
    """The figures of each true person, which add up to those of the whole; float64[people] each.

    Pairs that were found and lie across true people come of strays that joined a host: they count for the stray, and
    half for each of two strays. (Half for stray and host would be as right on the whole, and an interval from it too
    narrow, since both halves are one error.)
    """

    both: Numbers  # pairs that are found and true
    found: Numbers  # pairs that are found
    true: Numbers  # pairs that are true
    records: Numbers
    precision: Numbers  # B-cubed, summed over the records
    recall: Numbers  # B-cubed, summed over the records

    def summed(self) -> "Numbers":
        """Return the six totals."""
        return np.array([getattr(self, each.name).sum() for each in fields(self)])

    def kinds(self) -> tuple[Numbers, Numbers]:
        """Return the distinct rows of figures, float64[kinds, 6], and the share of people that each row stands for."""
        rows = np.stack([getattr(self, each.name) for each in fields(self)], axis=1).round(9)
        distinct, times = np.unique(rows, axis=0, return_counts=True)
        return distinct, times / times.sum()


class Overlap:
    """The contingency table of two labelings of the same records, as its cells that are not empty."""

    def __init__(self, found: Labels, true: Labels) -> None:
        """Take the person of each record, found and true: int64[n] each, any numbers. ValueError on other shapes."""
        if found.shape != true.shape or found.ndim != 1:
            raise MessageError(Message("link.evaluating.two_lengths"))
        _, rows = np.unique(found, return_inverse=True)
        _, columns = np.unique(true, return_inverse=True)
        width = int(columns.max(initial=-1)) + 1
        cells, self._cell = np.unique(rows.astype(np.int64) * width + columns, return_counts=True)
        self._row, self._column = np.divmod(cells, max(width, 1))
        self._rows, self._columns = np.bincount(rows), np.bincount(columns)

    @property
    def records(self) -> int:
        """Return how many records were compared."""
        return int(self._cell.sum())

    @property
    def people(self) -> int:
        """Return how many people were found."""
        return len(self._rows)

    @property
    def true_people(self) -> int:
        """Return how many people there are."""
        return len(self._columns)

    def pairwise(self) -> Scores:
        """Of the pairs of records: share of the found that are true, of the true that were found; and their F1."""
        return _pairwise(*self._parts.summed()[:3])

    def bcubed(self) -> Scores:
        """Return the same from each record's side, averaged over records (Bagga and Baldwin 1998)."""
        return _bcubed(*self._parts.summed()[3:])

    @cached_property
    def _parts(self) -> _Parts:
        cell, row, column = self._cell.astype(float), self._rows[self._row], self._columns[self._column]
        across = self._across(cell, row)

        def of_people(values: Numbers) -> Numbers:
            return np.bincount(self._column, weights=values, minlength=len(self._columns)).astype(float)

        return _Parts(
            both=of_people(cell * (cell - 1) / 2),
            found=of_people(cell * (cell - 1) / 2 + across),
            true=self._columns * (self._columns - 1) / 2,
            records=self._columns.astype(float),
            precision=of_people(cell - 2 * across / row),
            recall=of_people(cell * cell / column),
        )

    def _across(self, cell: Numbers, row: Labels) -> Numbers:
        """For each cell, its found pairs that lie across true people, as they are shared out."""
        order = np.lexsort((-cell, self._row))
        hosts = order[np.flatnonzero(np.diff(self._row[order], prepend=-1))]
        host = np.zeros(len(self._rows))
        host[self._row[hosts]] = cell[hosts]
        across = cell * (row - cell + host[self._row]) / 2
        across[hosts] = 0
        return across


def f1_intervals(
    overlap: Overlap, rng: np.random.Generator, resamples: int = 1000
) -> tuple[Interval | None, Interval | None]:
    """Return 95 % intervals of the pairwise and the B-cubed F1: true people resampled, 2.5 and 97.5 percentiles.

    None where a figure is not defined. Where no resample meets an error the interval is [1, 1]: the method can not
    see errors of a kind that the sample lacks.
    """
    rows, shares = overlap._parts.kinds()  # noqa: SLF001  (one module)
    pairwise: list[float | None] = []
    bcubed: list[float | None] = []
    for start in range(0, resamples, _AT_ONCE) if len(rows) else ():
        drawn = rng.multinomial(overlap.true_people, shares, size=min(_AT_ONCE, resamples - start))
        for totals in drawn @ rows:
            pairwise.append(_pairwise(*totals[:3]).f1)
            bcubed.append(_bcubed(*totals[3:]).f1)
    return _interval(pairwise), _interval(bcubed)


def uncertain(probability: Numbers, low: float = 0.05, high: float = 0.95) -> npt.NDArray[np.bool_]:
    """Return which pairs have a probability in [low, high]: bool[m]."""
    return (probability >= low) & (probability <= high)


def calibration_error(
    probability: Numbers,
    is_match: npt.NDArray[np.bool_],
    low: float = 0.05,
    high: float = 0.95,
    bins: int = 10,
) -> float | None:
    """Return the expected calibration error over the pairs with low <= probability <= high; None without any.

    The mean, over bins of equally many pairs, of how far the mean probability (float64[m]) is from the share of
    matches (bool[m]), as in Nguyen and O'Connor 2015. Pairs of equal probability share a bin.
    """
    chosen = uncertain(probability, low, high)
    if not chosen.any():
        return None
    order = np.argsort(probability[chosen], kind="stable")
    ordered = probability[chosen][order]
    cuts = np.searchsorted(ordered, ordered[np.arange(bins) * len(ordered) // bins])
    excess = ordered - is_match[chosen][order]
    return float(np.abs(np.add.reduceat(excess, np.unique(cuts))).sum() / len(ordered))


def _pairwise(both: float, found: float, true: float) -> Scores:
    return Scores(_share(both, found), _share(both, true), _share(2 * both, found + true))


def _bcubed(records: float, precision: float, recall: float) -> Scores:
    return Scores(
        _share(precision, records),
        _share(recall, records),
        _share(2 * precision * recall, records * (precision + recall)),
    )


def _share(part: float, whole: float) -> float | None:
    return float(part / whole) if whole else None


def _interval(values: list[float | None]) -> Interval | None:
    defined = [each for each in values if each is not None]
    if not defined:
        return None
    low, high = np.percentile(defined, [2.5, 97.5])
    return float(low), float(high)
