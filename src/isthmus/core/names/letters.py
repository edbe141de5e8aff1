"""Texts as numbers: the letters of each word, and the groups of them that the weights know."""

import numpy as np
from numpy.typing import NDArray

from isthmus.core.compiled import compiled
from isthmus.core.names.alphabet import OTHER, OTHERS, SPACE
from isthmus.core.names.matrix import LONGEST_GROUP, NONE, Matrix
from isthmus.core.names.words import LENGTH, LONGEST, SCRIPT, Words

__all__ = ["read_letters", "read_words"]

_CYRILLIC = 2
type _Bytes = NDArray[np.uint8]
type _Groups = NDArray[np.int16]
type _Offsets = NDArray[np.int32]


@compiled
def read_letters(text: _Bytes, given: Matrix, codes: _Bytes, groups: _Groups, word: int) -> tuple[int, int]:
    """Write the groups that end at each letter of a text in UTF-8; return its number of letters and their script."""
    n, script = _codes(text, given, codes)
    for i in range(n):
        group = np.int16(NONE)
        for length in range(LONGEST_GROUP):
            known = group >= 0 and i + length < n
            group = given.following[group, codes[i + length]] if known else np.int16(-1)
            if i + length < n:
                groups[word, i + length, length] = group
    return n, script


@compiled
def _codes(text: _Bytes, given: Matrix, codes: _Bytes) -> tuple[int, int]:
    n = at = 0
    counts = np.zeros(4, np.int64)
    while at < len(text) and n < LONGEST:
        point, at = _point(text, at)
        if point >= len(given.spelled):
            codes[n] = OTHER + point % OTHERS
            counts[0] += 1
            n += 1
            continue
        for part in range(3):
            code = given.spelled[point, part]
            if code == 0 or n == LONGEST or (code == SPACE and n == 0):
                break
            codes[n] = code
            counts[given.scripts[code]] += 1
            n += 1
    while n and codes[n - 1] == SPACE:
        n -= 1
    script = _most(counts)
    if script == _CYRILLIC:
        for i in range(n):
            if given.like_cyrillic[codes[i]]:
                codes[i] = given.like_cyrillic[codes[i]]
    return n, script


@compiled
def _most(counts: NDArray[np.int64]) -> int:
    script = 1
    for each in (2, 3, 0):
        if counts[each] > counts[script]:
            script = each
    return script


@compiled
def _point(text: _Bytes, at: int) -> tuple[int, int]:
    """Return the code point at a place of UTF-8, and the place after it; a cut sequence ends the text."""
    lead = int(text[at])
    length = 1 if lead < 0x80 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
    if length == 1 or at + length > len(text):
        return lead, at + length
    point = lead & (0xFF >> (length + 1))
    for i in range(1, length):
        point = (point << 6) | (int(text[at + i]) & 0x3F)
    return point, at + length


@compiled
def read_words(texts: tuple[_Offsets, _Bytes], given: Matrix, words: Words) -> None:
    """Write the groups, lengths and scripts of words, given as Arrow offsets and UTF-8 bytes."""
    codes = np.zeros(LONGEST, np.uint8)
    for row in range(len(words.facts)):
        text = texts[1][texts[0][row] : texts[0][row + 1]]
        found = read_letters(text, given, codes, words.groups, row)
        words.facts[row, LENGTH], words.facts[row, SCRIPT] = found
