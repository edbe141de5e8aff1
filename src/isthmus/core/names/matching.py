"""Which word of one name answers to which of the other, by how alike any two of them are.

Each side is written down first: its words, each with its other reading, or two of them as one.
"""

import numpy as np
from numpy.typing import NDArray

from isthmus.core.compiled import compiled
from isthmus.core.names.words import MOST_WORDS

__all__ = [
    "FLAGS",
    "MATCHED",
    "OTHER",
    "ROLE",
    "SIDE",
    "SURE",
    "WORD",
    "match_rest",
    "match_sure",
    "write_side",
]

WORD, OTHER, FLAGS, ROLE = range(4)  # the rows of a side
SIDE = (4, MOST_WORDS)
MATCHED = -0.85  # from this logit on (a similarity of 0.3) two words may be one
_GIVEN = 1
type _Numbers = NDArray[np.int32]
type _Bytes = NDArray[np.uint8]


@compiled
def write_side(  # noqa: PLR0913, PLR0917  arrays, one by one: a tuple of them costs more
    starts: _Numbers, numbers: _Numbers, others: _Numbers, flags: _Bytes, roles: _Bytes, joined: _Numbers,
    name: int, at: int, side: _Numbers,
) -> int:  # fmt: skip
    """Write the words of a name, those at `at` and behind it as one (-1: none); return how many there are."""
    start = starts[name]
    n = min(starts[name + 1] - start, MOST_WORDS)
    to = 0
    for i in range(n):
        if at >= 0 and i == at + 1:
            continue
        place = start + i
        side[WORD, to], side[OTHER, to] = numbers[place], others[place]
        side[FLAGS, to], side[ROLE, to] = flags[place], roles[place]
        if i == at:
            side[WORD, to] = side[OTHER, to] = joined[place]
            side[FLAGS, to] = 0
            if roles[place] != _GIVEN:
                side[ROLE, to] = roles[place + 1]
        to += 1
    return to


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
