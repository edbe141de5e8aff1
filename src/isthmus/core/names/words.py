"""Distinct words and names as arrays, each read once, so that pairs of them are compared without Python objects."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["LONGEST", "MOST_WORDS", "Names", "Words", "arrow", "empty_words"]

LONGEST = 48  # letters of a text that are compared; what is beyond counts on neither side
MOST_WORDS = 8  # words of a name that are compared
_LONGEST_GROUP = 3
type _Numbers = NDArray[np.int32]


class Words(NamedTuple):
    """Distinct words, T of them."""

    codes: NDArray[np.uint8]  # [T, LONGEST]
    groups: NDArray[np.int16]  # [T, LONGEST, 3]
    lengths: _Numbers  # [T] letters
    scripts: NDArray[np.uint8]  # [T]
    points: _Numbers  # [T, LONGEST] its letters without marks
    sizes: _Numbers  # [T] how many those are
    keys: _Numbers  # [T] equal for words of one sound, or of one group of variants
    firsts: _Numbers  # [T] the class of the first sound
    initials: NDArray[np.bool_]  # [T] whether it stands for a longer word
    without: _Numbers  # [T] the word without "servant of"; itself where it has none


class Names(NamedTuple):
    """Distinct names, N of them, of M words."""

    starts: _Numbers  # [N + 1]
    words: _Numbers  # [M]
    roles: NDArray[np.uint8]  # [M]


def empty_words(count: int) -> Words:
    """Return the arrays for so many words, to be filled."""
    return Words(
        codes=np.zeros((count, LONGEST), np.uint8),
        groups=np.full((count, LONGEST, _LONGEST_GROUP), -1, np.int16),
        lengths=np.zeros(count, np.int32),
        scripts=np.zeros(count, np.uint8),
        points=np.zeros((count, LONGEST), np.int32),
        sizes=np.zeros(count, np.int32),
        keys=np.zeros(count, np.int32),
        firsts=np.zeros(count, np.int32),
        initials=np.zeros(count, np.bool_),
        without=np.arange(count, dtype=np.int32),
    )


def arrow(texts: Iterable[str]) -> tuple[_Numbers, NDArray[np.uint8]]:
    """Return texts as Arrow lays them out: offsets int32[n + 1], UTF-8 bytes."""
    encoded = [text.encode("utf-8", "replace") for text in texts]
    offsets = np.zeros(len(encoded) + 1, np.int32)
    np.cumsum([len(text) for text in encoded], out=offsets[1:])
    return offsets, np.frombuffer(b"".join(encoded), np.uint8)
