"""The learned similarity of two tokens or names, letter group by letter group, in any two scripts, at machine speed.

The ratio of a pair is the sum over all ways to cut both into groups of letters that answer to one another of the
product of the groups' ratios to chance (Ristad & Yianilos 1998, with groups); the score is a logistic of its logarithm.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from isthmus.core.messages import Message, MessageError
from isthmus.core.names.alignment import similarities
from isthmus.core.names.matrix import matrix
from isthmus.core.names.words import arrow

__all__ = ["similarity", "similarity_utf8"]

type _Floats = NDArray[np.float32]
type _Offsets = NDArray[np.int32]
type _Bytes = NDArray[np.uint8]


def similarity(left: Sequence[str], right: Sequence[str]) -> _Floats:
    """Return the similarity of each pair, in [0, 1]; 1 only for the same text. Shapes: n and n texts -> [n]."""
    if len(left) != len(right):
        raise MessageError(Message("names.not_pairs", left=len(left), right=len(right)))
    return similarity_utf8(*arrow(left), *arrow(right))


def similarity_utf8(
    left_offsets: _Offsets, left_bytes: _Bytes, right_offsets: _Offsets, right_bytes: _Bytes
) -> _Floats:
    """Return the similarity of each pair of two Arrow string arrays: offsets int32[n + 1], UTF-8 bytes -> [n].

    Releases the interpreter: batches may run on threads.
    """
    out = np.empty(len(left_offsets) - 1, np.float32)
    similarities((left_offsets, left_bytes), (right_offsets, right_bytes), matrix(), out)
    return out
