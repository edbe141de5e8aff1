"""Two words letter group by letter group: all ways in which one may be written for the other, weighed.

Everything of the names that is compiled is in this one file: what is kept on disk is made anew when the file changes
in which it stands, not when another does that it calls.
"""

import numpy as np
from numpy.typing import NDArray

from isthmus.core.compiled import compiled
from isthmus.core.names.alphabet import OTHER, OTHERS, SPACE
from isthmus.core.names.matrix import LONGEST_GROUP, NONE, Matrix
from isthmus.core.names.words import (
    FACTS,
    FIRST,
    IS_INITIAL,
    KEY,
    LENGTH,
    LONGEST,
    MOST_WORDS,
    SCRIPT,
    WITHOUT,
    Names,
    Words,
)

__all__ = [
    "align_names",
    "read_words",
    "similarities",
]

_LARGEST = 13.8
_MARGIN = LONGEST_GROUP - 1  # cells before the first, so that no group reaches beyond the table
_SWAPPED = 0.02  # the ratio of two neighbours of one script that changed places
_CYRILLIC = 2
_SERVANT = 1.5  # the most that a word without "servant of" counts for one with it
_ONE_NAME = 3.9  # the least logit of two words of one group of variants
_INITIAL = 0.4  # the logit of an initial and a word that begins with it
_SURE = 5.0  # the logit from which on two words in one place are one, and are compared with no other
type _Bytes = NDArray[np.uint8]
type _Groups = NDArray[np.int16]
type _Offsets = NDArray[np.int32]
type _Reals = NDArray[np.float64]
type _Numbers = NDArray[np.int32]


@compiled
def _read_letters(text: _Bytes, given: Matrix, codes: _Bytes, groups: _Groups, word: int) -> tuple[int, int]:
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
def _logit(
    groups: _Groups, facts: _Numbers, one: int, other: int, slopes: _Reals, ratios: _Reals, ways: _Reals
) -> float:
    """Return the logit of the similarity of two words of a table.

    What is compiled takes arrays and reads single cells of them: taking one out of a tuple, or a slice of one, is
    counted as an object each time, and costs as much as the comparison.
    """
    n, m = facts[one, LENGTH], facts[other, LENGTH]
    left, right = facts[one, SCRIPT], facts[other, SCRIPT]
    ratio = np.log(max(_ways(groups, one, n, other, m, left == right, ratios, ways), 1e-300))
    found = slopes[left, right, 0] * ratio + slopes[left, right, 1] * (n + m) + slopes[left, right, 2]
    return min(max(float(found), -_LARGEST), _LARGEST)


@compiled
def _ways(
    groups: _Groups, one: int, n: int, other: int, m: int, swaps: bool, ratios: _Reals, ways: _Reals
) -> float:
    """Return the sum over all alignments, by dynamic programming over prefixes; _MARGIN cells come first."""
    ways[_MARGIN, _MARGIN] = 1.0
    for j in range(m):
        ways[_MARGIN, j + _MARGIN + 1] = ways[_MARGIN, j + _MARGIN] * ratios[NONE, groups[other, j, 0]]
    for i in range(n):
        skipped = ratios[groups[one, i, 0], NONE]
        ways[i + _MARGIN + 1, _MARGIN] = ways[i + _MARGIN, _MARGIN] * skipped
        for j in range(m):
            total = ways[i + _MARGIN, j + _MARGIN + 1] * skipped
            total += ways[i + _MARGIN + 1, j + _MARGIN] * ratios[NONE, groups[other, j, 0]]
            for k in range(LONGEST_GROUP):
                group = groups[one, i, k]
                if group >= 0:
                    for h in range(LONGEST_GROUP):
                        answer = groups[other, j, h]
                        if answer >= 0:
                            total += ways[i + _MARGIN - k, j + _MARGIN - h] * ratios[group, answer]
            if swaps and i and j and _swapped(groups, one, i, other, j):
                total += ways[i + _MARGIN - 1, j + _MARGIN - 1] * _SWAPPED
            ways[i + _MARGIN + 1, j + _MARGIN + 1] = total
    return float(ways[n + _MARGIN, m + _MARGIN])


@compiled
def _swapped(groups: _Groups, one: int, i: int, other: int, j: int) -> bool:
    """Return whether two neighbours in one word are those of the other, in the other order."""
    crossed = groups[one, i, 0] == groups[other, j - 1, 0] and groups[one, i - 1, 0] == groups[other, j, 0]
    return bool(crossed)


@compiled
def read_words(texts: tuple[_Offsets, _Bytes], given: Matrix, words: Words) -> None:
    """Write the groups, lengths and scripts of words, given as Arrow offsets and UTF-8 bytes."""
    codes = np.zeros(LONGEST, np.uint8)
    for row in range(len(words.facts)):
        text = texts[1][texts[0][row] : texts[0][row + 1]]
        found = _read_letters(text, given, codes, words.groups, row)
        words.facts[row, LENGTH], words.facts[row, SCRIPT] = found


@compiled
def _word_logit(
    groups: _Groups, facts: _Numbers, one: int, other: int, slopes: _Reals, ratios: _Reals, ways: _Reals
) -> float:
    """Return the logit of two words, with what is known of them beside their letters."""
    if one == other:
        return _LARGEST
    if facts[one, IS_INITIAL] or facts[other, IS_INITIAL]:
        return _INITIAL if facts[one, FIRST] == facts[other, FIRST] else -_LARGEST
    found = _logit(groups, facts, one, other, slopes, ratios, ways)
    if facts[one, KEY] == facts[other, KEY]:
        return max(found, _ONE_NAME)
    left, right = facts[one, WITHOUT], facts[other, WITHOUT]
    if found < _SERVANT and (left == one) != (right == other):
        bare = _LARGEST if left == right else _logit(groups, facts, left, right, slopes, ratios, ways)
        found = max(found, min(bare, _SERVANT))
    return found


@compiled
def align_names(
    words: Words, names: Names, pairs: _Numbers, given: Matrix,
    partners: NDArray[np.int8], logits: NDArray[np.float32],
) -> None:  # fmt: skip
    """Write the partner of each left word of each pair of names, -1 without one, and the logit of the two words.

    Shapes: pairs [n, 2], partners and logits [n, MOST_WORDS].
    """
    groups, facts, slopes, ratios = words.groups, words.facts, given.slopes, given.ratios
    starts, numbers = names.starts, names.words
    ways, cells = _empty_ways(), np.zeros((MOST_WORDS, MOST_WORDS))
    for pair in range(len(pairs)):
        a, c = starts[pairs[pair, 0]], starts[pairs[pair, 1]]
        n = min(starts[pairs[pair, 0] + 1] - a, MOST_WORDS)
        m = min(starts[pairs[pair, 1] + 1] - c, MOST_WORDS)
        partners[pair, :] = -1
        for i in range(min(n, m)):
            cells[i, i] = _word_logit(groups, facts, numbers[a + i], numbers[c + i], slopes, ratios, ways)
        taken = _match_sure(cells, min(n, m), partners, logits, pair)
        for i in range(n):
            for j in range(m):
                if i != j and partners[pair, i] < 0 and not taken >> j & 1:
                    one, other = numbers[a + i], numbers[c + j]
                    cells[i, j] = _word_logit(groups, facts, one, other, slopes, ratios, ways)
        _match(cells, n, m, taken, partners, logits, pair)


@compiled
def _empty_ways() -> _Reals:
    return np.zeros((LONGEST + _MARGIN + 1, LONGEST + _MARGIN + 1))


@compiled
def _match_sure(
    cells: _Reals, both: int, partners: NDArray[np.int8], logits: NDArray[np.float32], pair: int
) -> int:
    """Make partners of words in one place that are surely one; return as bits which right words they are."""
    taken = 0
    for i in range(both):
        if cells[i, i] >= _SURE:
            partners[pair, i], logits[pair, i] = i, cells[i, i]
            taken |= 1 << i
    return taken


@compiled
def _match(
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


@compiled
def similarities(
    left: tuple[_Offsets, _Bytes],
    right: tuple[_Offsets, _Bytes],
    given: Matrix,
    out: NDArray[np.float32] | _Reals,
) -> None:
    """Write the similarity of each pair of texts; each side is Arrow offsets and UTF-8 bytes."""
    codes, facts = np.zeros(LONGEST, np.uint8), np.zeros((2, FACTS), np.int32)
    groups = np.full((2, LONGEST, LONGEST_GROUP), -1, np.int16)
    ways, slopes, ratios = _empty_ways(), given.slopes, given.ratios
    for row in range(len(out)):
        one = left[1][left[0][row] : left[0][row + 1]]
        other = right[1][right[0][row] : right[0][row + 1]]
        if np.array_equal(one, other):
            out[row] = 1.0 if len(one) else 0.0
            continue
        facts[0, LENGTH], facts[0, SCRIPT] = _read_letters(one, given, codes, groups, 0)
        facts[1, LENGTH], facts[1, SCRIPT] = _read_letters(other, given, codes, groups, 1)
        if facts[0, LENGTH] == 0 or facts[1, LENGTH] == 0:
            out[row] = 0.0
            continue
        found = _logit(groups, facts, 0, 1, slopes, ratios, ways)
        out[row] = 1.0 / (1.0 + np.exp(-found))
