"""Which word of one name answers to which of the other, by how alike any two of them are."""

import numpy as np
from numpy.typing import NDArray

from isthmus.core.compiled import compiled

__all__ = ["SURE", "match_rest", "match_sure"]

SURE = 5.0  # the logit from which on two words in one place are one, and are compared with no other
type _Reals = NDArray[np.float64]


@compiled
def match_sure(
    cells: _Reals, both: int, partners: NDArray[np.int8], logits: NDArray[np.float32], pair: int
) -> int:
    """Make partners of words in one place that are surely one; return as bits which right words they are."""
    taken = 0
    for i in range(both):
        if cells[i, i] >= SURE:
            partners[pair, i], logits[pair, i] = i, cells[i, i]
            taken |= 1 << i
    return taken


@compiled
def match_rest(
    cells: _Reals, n: int, m: int, taken: int,
    partners: NDArray[np.int8], logits: NDArray[np.float32], pair: int,
) -> None:  # fmt: skip
    """Make partners of the words that are left: the likeliest pair first, then that of the rest."""
    at = 0
    while at >= 0:
        best, at, to = -np.inf, -1, -1
        for i in range(n):
            for j in range(m):
                value = cells[i, j] - 0.001 * abs(i - j)
                if partners[pair, i] < 0 and not taken >> j & 1 and value > best:
                    best, at, to = value, i, j
        if at >= 0:
            partners[pair, at], logits[pair, at] = to, cells[at, to]
            taken |= 1 << to
