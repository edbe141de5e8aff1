"""Patterns of levels as ones and zeros, so that a step of a fit is two products of matrices."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from isthmus.core.link.pairs import Reals

__all__ = ["StatedLevels"]

type Levels = npt.NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class StatedLevels:
    """`ones`: float64[p, levels of all comparisons], one where the pattern has the level; none where it states none.

    `edges`: where the levels of each comparison begin, and where the last ones end.
    """

    ones: Reals
    edges: tuple[int, ...]

    @classmethod
    def of(cls, patterns: Levels, sizes: Sequence[int]) -> "StatedLevels":
        """Read patterns int8[p, c], -1 where nothing is stated, of comparisons with so many levels each."""
        edges = np.concatenate([[0], np.cumsum(sizes)])
        ones = np.zeros((len(patterns), int(edges[-1])))
        rows, columns = np.nonzero(patterns >= 0)
        ones[rows, edges[columns] + patterns[rows, columns]] = 1.0
        return cls(ones, tuple(edges.tolist()))

    def logs(self, shares: Sequence[Sequence[Reals | None]]) -> Reals:
        """Return the sum of the natural logarithms of the shares of its levels, for each class: float64[p, classes].

        A comparison of which a class has None adds nothing to it.
        """
        table = np.zeros((self.edges[-1], len(shares)))
        for number, of_class in enumerate(shares):
            for start, share in zip(self.edges, of_class, strict=False):
                if share is not None:
                    table[start : start + len(share), number] = np.log(np.maximum(share, 1e-300))
        return np.asarray(self.ones @ table)

    def sums(self, weight: Reals) -> list[Reals]:
        """Return what the patterns of each level weigh together, for each comparison float64[levels, classes].

        `weight`: float64[p, classes].
        """
        together = self.ones.T @ weight
        return [together[start:end] for start, end in zip(self.edges[:-1], self.edges[1:], strict=True)]
