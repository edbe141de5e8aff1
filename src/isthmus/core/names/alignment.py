"""Two words letter group by letter group: all ways in which one may be written for the other, weighed.

What is compiled is kept on disk and made again when the file changes in which it stands, not when another does that it
calls (`letters`, `matching`, `sides`): after a change there, change this file, too.
"""

import numpy as np
from numpy.typing import NDArray

from isthmus.core.compiled import compiled
from isthmus.core.names.letters import read_letters
from isthmus.core.names.matching import (
    FLAGS,
    MATCHED,
    OTHER,
    SIDE,
    SURE,
    WORD,
    match_rest,
    match_sure,
    write_side,
)
from isthmus.core.names.matrix import LONGEST_GROUP, NONE, Matrix
from isthmus.core.names.words import (
    BESIDE,
    FACTS,
    FIRST,
    IS_INITIAL,
    KEY,
    KUNYA,
    LAM_ALEF,
    LENGTH,
    LIKE_ARTICLE,
    LONGEST,
    MOST_WORDS,
    SCRIPT,
    WITH_ARTICLE,
    WITHOUT,
    WITHOUT_ARTICLE,
    Names,
    Words,
)

__all__ = ["align_names", "similarities"]

_LARGEST = 13.8
_MARGIN = LONGEST_GROUP - 1  # cells before the first, so that no group reaches beyond the table
_SWAPPED = 0.02  # the ratio of two neighbours of one script that changed places
_SERVANT = 1.5  # the most that a word without "servant of" counts for one with it
_ONE_NAME = 3.9  # the least logit of two words of one group of variants
_OUT_OF_A_PDF = 3.0  # the same of two that differ by the order of lam and alef: some of them are two names
_RELATIVE = -3.0  # the most that "father of Sami" counts for Sami, or for "mother of Sami"
_JOINED = 2.5  # the least logit of a word and of two others as one: a little surer than "nearly one name"
_LONGER = 1  # letter by which the two may be longer or shorter in one script: a missing space is the edit
_INITIAL = 0.4  # the logit of an initial and a word that begins with it
type _Bytes = NDArray[np.uint8]
type _Groups = NDArray[np.int16]
type _Offsets = NDArray[np.int32]
type _Reals = NDArray[np.float64]
type _Numbers = NDArray[np.int32]


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
    if facts[one, LAM_ALEF] == facts[other, LAM_ALEF]:
        return max(found, _OUT_OF_A_PDF)
    left, right = facts[one, WITHOUT], facts[other, WITHOUT]
    relatives = facts[one, KUNYA] != facts[other, KUNYA]
    if relatives or (found < _SERVANT and (left == one) != (right == other)):
        bare = _LARGEST if left == right else _logit(groups, facts, left, right, slopes, ratios, ways)
        if not relatives:
            found = max(found, min(bare, _SERVANT))
        elif bare >= found:
            found = min(found, _RELATIVE)
    return found


@compiled
def _other_reading(  # noqa: PLR0913, PLR0917  arrays, one by one: see `_logit`
    groups: _Groups, facts: _Numbers, lefts: _Numbers, i: int, rights: _Numbers, j: int, found: float,
    slopes: _Reals, ratios: _Reals, ways: _Reals,
) -> float:  # fmt: skip
    """Return the logit of two words in the readings, with or without an article, that are the likest.

    Both words in their other reading are no liker than both in the first one. Words that may be missing have no partner
    that is not like them.
    """
    one, other = lefts[WORD, i], rights[WORD, j]
    further = lefts[OTHER, i]
    if further != one and facts[further, FIRST] == facts[other, FIRST]:
        found = max(found, _word_logit(groups, facts, further, other, slopes, ratios, ways))
    further = rights[OTHER, j]
    if further != other and facts[further, FIRST] == facts[one, FIRST]:
        found = max(found, _word_logit(groups, facts, one, further, slopes, ratios, ways))
    beside = (lefts[FLAGS, i] | rights[FLAGS, j]) & BESIDE
    return -np.inf if beside and found < MATCHED else found


@compiled
def _has_other_reading(left: int, right: int) -> bool:
    """Return whether the other reading of a word is worth comparing: with an article only with what begins like one."""
    if (left | right) & (BESIDE | WITHOUT_ARTICLE):
        return True
    return bool(
        (left & WITH_ARTICLE and right & LIKE_ARTICLE) or (right & WITH_ARTICLE and left & LIKE_ARTICLE)
    )


@compiled
def align_names(  # noqa: C901  a call for each part would cost as much as the part
    words: Words, names: Names, pairs: _Numbers, given: Matrix,
    partners: NDArray[np.int8], logits: NDArray[np.float32], joins: NDArray[np.int8],
) -> None:  # fmt: skip
    """Write the partner of each left word of each pair of names, -1 without one, and the logit of the two words.

    Shapes: pairs [n, 2], partners and logits [n, MOST_WORDS], joins [n]: k where the words k and k + 1 of the left
    name, counted from 1, are compared as one, -k where those of the right one are, 0 for none. Joined words have one
    place, and those behind them one less.
    """
    groups, facts, slopes, ratios = words.groups, words.facts, given.slopes, given.ratios
    starts, numbers, roles = names.starts, names.words, names.roles
    others, flags, joined = names.others, names.flags, names.joined
    ways, cells = _empty_ways(), np.zeros((MOST_WORDS, MOST_WORDS))
    lefts, rights = np.zeros(SIDE, np.int32), np.zeros(SIDE, np.int32)
    for pair in range(len(pairs)):
        one, other, join = pairs[pair, 0], pairs[pair, 1], 0
        for again in range(2):
            n = write_side(starts, numbers, others, flags, roles, joined, one, join - 1, lefts)
            m = write_side(starts, numbers, others, flags, roles, joined, other, -join - 1, rights)
            partners[pair, :] = -1
            for i in range(min(n, m)):
                found = _word_logit(groups, facts, lefts[WORD, i], rights[WORD, i], slopes, ratios, ways)
                if found < SURE and _has_other_reading(lefts[FLAGS, i], rights[FLAGS, i]):
                    found = _other_reading(groups, facts, lefts, i, rights, i, found, slopes, ratios, ways)
                cells[i, i] = found
            taken = match_sure(cells, min(n, m), partners, logits, pair)
            if again or n == m:
                break
            if n > m:
                join = _join(
                    groups, facts, joined, starts[one], lefts, n, rights, m, taken, slopes, ratios, ways
                )
            else:
                join = -_join(
                    groups, facts, joined, starts[other], rights, m, lefts, n, taken, slopes, ratios, ways
                )
            if join == 0:
                break
        joins[pair] = join
        for i in range(n):
            for j in range(m):
                if i != j and partners[pair, i] < 0 and not taken >> j & 1:
                    found = _word_logit(groups, facts, lefts[WORD, i], rights[WORD, j], slopes, ratios, ways)
                    if found < SURE and _has_other_reading(lefts[FLAGS, i], rights[FLAGS, j]):
                        found = _other_reading(
                            groups, facts, lefts, i, rights, j, found, slopes, ratios, ways
                        )
                    cells[i, j] = found
        match_rest(cells, n, m, taken, partners, logits, pair)


@compiled
def _join(  # noqa: PLR0913, PLR0917  arrays, one by one: see `_logit`
    groups: _Groups, facts: _Numbers, joined: _Numbers, start: int, longer: _Numbers, n: int, shorter: _Numbers, m: int,
    taken: int, slopes: _Reals, ratios: _Reals, ways: _Reals,
) -> int:  # fmt: skip
    """Return which two words of the longer name are one word of the other, counted from 1; 0 for none.

    They are looked at where the first sound is the same and, in one script, the length and the last letter.
    """
    best, found = _JOINED, 0
    for k in range(n - 1):
        one, second = longer[WORD, k], longer[WORD, k + 1]
        if joined[start + k] < 0 or taken >> k & 3:
            continue
        length, end = facts[one, LENGTH] + facts[second, LENGTH], facts[second, LENGTH] - 1
        for j in range(m):
            word = shorter[WORD, j]
            if taken >> j & 1 or facts[one, FIRST] != facts[word, FIRST] or facts[word, IS_INITIAL]:
                continue
            if facts[one, SCRIPT] == facts[word, SCRIPT]:
                size = facts[word, LENGTH]
                if abs(length - size) > _LONGER or groups[second, end, 0] != groups[word, size - 1, 0]:
                    continue
            value = _word_logit(groups, facts, joined[start + k], word, slopes, ratios, ways)
            if value >= best:
                best, found = value, k + 1
    return found


@compiled
def _empty_ways() -> _Reals:
    return np.zeros((LONGEST + _MARGIN + 1, LONGEST + _MARGIN + 1))


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
        facts[0, LENGTH], facts[0, SCRIPT] = read_letters(one, given, codes, groups, 0)
        facts[1, LENGTH], facts[1, SCRIPT] = read_letters(other, given, codes, groups, 1)
        if facts[0, LENGTH] == 0 or facts[1, LENGTH] == 0:
            out[row] = 0.0
            continue
        found = _logit(groups, facts, 0, 1, slopes, ratios, ways)
        out[row] = 1.0 / (1.0 + np.exp(-found))
