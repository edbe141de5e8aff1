"""The incomplete table as a vector: cell c holds who is on just the lists whose bits c has, cell 0 who is on none.

Sets of lists are numbered alike, so that interaction S reaches cell c where S is within c. Sums over all cells that
contain a set, and over all sets within a cell, take J passes over the vector each (Yates' 1937 algorithm).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from isthmus.core.estimate.values import Lists

__all__ = [
    "ContingencyTable",
    "Flags",
    "Indices",
    "Numbers",
    "over_cells",
    "over_sets",
    "sizes_of_sets",
    "table_of",
]

type Numbers = NDArray[np.float64]
type Flags = NDArray[np.bool_]
type Indices = NDArray[np.int64]


def over_cells(values: Numbers) -> Numbers:
    """Return for each set the sum over the cells that contain it: [..., 2^J] to [..., 2^J]."""
    out = np.array(values, dtype=np.float64)
    step = 1
    while step < out.shape[-1]:
        pairs = out.reshape(*out.shape[:-1], -1, 2, step)
        pairs[..., 0, :] += pairs[..., 1, :]
        step *= 2
    return out


def over_sets(values: Numbers) -> Numbers:
    """Return for each cell the sum over the sets within it: [..., 2^J] to [..., 2^J]."""
    out = np.array(values, dtype=np.float64)
    step = 1
    while step < out.shape[-1]:
        pairs = out.reshape(*out.shape[:-1], -1, 2, step)
        pairs[..., 1, :] += pairs[..., 0, :]
        step *= 2
    return out


def sizes_of_sets(lists: int) -> Indices:
    """Return of how many lists each set is: int64[2^J]."""
    return np.bitwise_count(np.arange(1 << lists)).astype(np.int64)


@dataclass(frozen=True, eq=False)
class ContingencyTable:
    """Counts by cell, float64[2^J] with 0 in cell 0, and the margin of each set: who is on all its lists."""

    lists: int
    counts: Numbers
    margins: Numbers

    @property
    def n(self) -> float:
        """Return the documented people."""
        return float(self.margins[0])

    def empty(self) -> Flags:
        """Return which sets of lists share nobody: bool[2^J]."""
        return np.asarray(self.margins == 0)

    def pairs_apart(self) -> bool:
        """Return whether some two lists share nobody."""
        return bool((self.empty() & (sizes_of_sets(self.lists) == 2)).any())


def table_of(lists: Lists) -> ContingencyTable:
    """Return the table of these lists; list j is bit j."""
    width = len(lists.names)
    cells = lists.patterns.astype(np.int64) @ (1 << np.arange(width))
    counts = np.zeros(1 << width)
    counts[cells] = lists.counts
    return ContingencyTable(width, counts, over_cells(counts))
