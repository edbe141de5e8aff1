"""Distinct words and names as arrays, each read once, so that pairs of them are compared without Python objects."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "BESIDE",
    "FACTS",
    "FIRST",
    "IS_INITIAL",
    "KEY",
    "KUNYA",
    "LAM_ALEF",
    "LENGTH",
    "LIKE_ARTICLE",
    "LONGEST",
    "MOST_WORDS",
    "SCRIPT",
    "SIZE",
    "TITLE",
    "WITHOUT",
    "WITHOUT_ARTICLE",
    "WITH_ARTICLE",
    "Names",
    "Words",
    "arrow",
    "empty_words",
]

LONGEST = 48  # letters of a text that are compared; what is beyond counts on neither side
MOST_WORDS = 8  # words of a name that are compared
_LONGEST_GROUP = 3
# The columns of Words.facts: how many letters; their script; how many points; a number that is equal for words of one
# sound or of one group of variants; the class of the first sound; 1 where it stands for a longer word; the word
# without "servant of" or "father of", which is itself where it has none; a number that is equal for words of Arabic
# letters that differ by the order of lam and alef alone; 1 or 2 where it is "father of" or "mother of" and a
# name.
LENGTH, SCRIPT, SIZE, KEY, FIRST, IS_INITIAL, WITHOUT, LAM_ALEF, KUNYA = range(9)
FACTS = 9
# The bits of Names.flags: it may be a title, in the place of a family name; it stands beside the name, and is matched
# with what is like it or not at all; its other reading has an article, or has none; it begins with the letters of one.
TITLE, BESIDE, WITH_ARTICLE, WITHOUT_ARTICLE, LIKE_ARTICLE = 1, 2, 4, 8, 16
type _Numbers = NDArray[np.int32]


class Words(NamedTuple):
    """Distinct words, T of them."""

    groups: NDArray[np.int16]  # [T, LONGEST, 3] the group of 1, 2, 3 letters that ends at each letter, or -1
    points: _Numbers  # [T, LONGEST] its letters without marks
    facts: _Numbers  # [T, FACTS] numbers of one word beside each other, as they are read


class Names(NamedTuple):
    """Distinct names, N of them, of M words."""

    starts: _Numbers  # [N + 1]
    words: _Numbers  # [M]
    roles: NDArray[np.uint8]  # [M]
    others: _Numbers  # [M] the word with or without its article, where it may be read so, too; else itself
    flags: NDArray[np.uint8]  # [M] TITLE and so on
    joined: _Numbers  # [M] the word that it makes with the next one, or -1
    generations: NDArray[np.uint8]  # [N] which of the people of one name; 0 where it is not said


def empty_words(count: int) -> Words:
    """Return the arrays for so many words, to be filled."""
    facts = np.zeros((count, FACTS), np.int32)
    facts[:, WITHOUT] = np.arange(count)
    return Words(
        groups=np.full((count, LONGEST, _LONGEST_GROUP), -1, np.int16),
        points=np.zeros((count, LONGEST), np.int32),
        facts=facts,
    )


def arrow(texts: Iterable[str]) -> tuple[_Numbers, NDArray[np.uint8]]:
    """Return texts as Arrow lays them out: offsets int32[n + 1], UTF-8 bytes."""
    encoded = [text.encode("utf-8", "replace") for text in texts]
    offsets = np.zeros(len(encoded) + 1, np.int32)
    np.cumsum([len(text) for text in encoded], out=offsets[1:])
    return offsets, np.frombuffer(b"".join(encoded), np.uint8)
