"""The words of one side of a pair of names as they are compared: each with its other reading, or two of them as one."""

import numpy as np
from numpy.typing import NDArray

from isthmus.core.compiled import compiled
from isthmus.core.names.words import MOST_WORDS

__all__ = ["FLAGS", "MATCHED", "OTHER", "ROLE", "SIDE", "WORD", "write_side"]

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
