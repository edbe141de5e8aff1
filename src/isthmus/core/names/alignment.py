"""Two words letter group by letter group: all ways in which one may be written for the other, weighed.

Everything of the names that is compiled is in this one file: what is kept on disk is made anew when the file changes
in which it stands, not when another does that it calls.
"""

import numpy as np
from numpy.typing import NDArray

from isthmus.core.names.alphabet import OTHER, OTHERS, SPACE
from isthmus.core.names.compiling import compiled
from isthmus.core.names.matrix import LONGEST_GROUP, NONE, Matrix
from isthmus.core.names.words import LONGEST, MOST_WORDS, Names, Words

__all__ = [
    "compare_names",
    "read_words",
    "similarities",
]

_LARGEST = 13.8
_SWAPPED = 0.02  # the ratio of two neighbours of one script that changed places
_CYRILLIC = 2
_SURE_OF_GIVEN = 7.0  # surer than this makes no difference to a whole name
_SURE_OF_OTHERS = 3.0
_DOUBT_OF_OTHERS = 0.0  # family names change; given names tell siblings apart
_SERVANT = 1.5  # the most that a word without "servant of" counts for one with it
_ONE_NAME = 3.9  # the least logit of two words of one group of variants
_INITIAL = 0.4  # the logit of an initial and a word that begins with it
_MATCHED = -0.85  # from this logit on (a similarity of 0.3) two words may be one
_GIVEN, _FATHER = 1, 2
type _Bytes = NDArray[np.uint8]
type _Groups = NDArray[np.int16]
type _Offsets = NDArray[np.int32]
type _Reals = NDArray[np.float64]
type _Numbers = NDArray[np.int32]
type _Letters = tuple[_Bytes, _Groups, int, int]  # codes, groups, how many, script


@compiled
def _read_letters(text: _Bytes, given: Matrix, codes: _Bytes, groups: _Groups) -> tuple[int, int]:
    """Write the codes and groups of a text in UTF-8; return how many letters it has and the script of most."""
    n, script = _codes(text, given, codes)
    for i in range(n):
        group = np.int16(NONE)
        for length in range(LONGEST_GROUP):
            known = group >= 0 and i + length < n
            group = given.following[group, codes[i + length]] if known else np.int16(-1)
            groups[i, length] = group
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
def _logit(left: _Letters, right: _Letters, given: Matrix, ways: _Reals) -> float:
    """Return the logit of the similarity of two words; each is its codes, groups, number of letters and script."""
    n, m = left[2], right[2]
    slope = given.slopes[left[3], right[3]]
    found = slope[0] * _log_ratio(left, right, given.ratios, ways) + slope[1] * (n + m) + slope[2]
    return min(max(float(found), -_LARGEST), _LARGEST)


@compiled
def _log_ratio(left: _Letters, right: _Letters, ratios: _Reals, ways: _Reals) -> float:
    """Return the logarithm of the sum over all alignments, by dynamic programming over prefixes."""
    one, groups, n, script = left
    other, answers, m, other_script = right
    one_script = script == other_script
    ways[0, 0] = 1.0
    for i in range(1, n + 1):
        ways[i, 0] = ways[i - 1, 0] * ratios[groups[i - 1, 0], NONE]
    for j in range(1, m + 1):
        ways[0, j] = ways[0, j - 1] * ratios[NONE, answers[j - 1, 0]]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            total = ways[i - 1, j] * ratios[groups[i - 1, 0], NONE]
            total += ways[i, j - 1] * ratios[NONE, answers[j - 1, 0]]
            for k in range(min(LONGEST_GROUP, i)):
                group = groups[i - k - 1, k]
                if group < 0:
                    continue
                for h in range(min(LONGEST_GROUP, j)):
                    answer = answers[j - h - 1, h]
                    if answer >= 0:
                        total += ways[i - k - 1, j - h - 1] * ratios[group, answer]
            swapped = one_script and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]
            if swapped and i > 1 and j > 1:
                total += ways[i - 2, j - 2] * _SWAPPED
            ways[i, j] = total
    return float(np.log(max(ways[n, m], 1e-300)))


@compiled
def read_words(texts: tuple[_Offsets, _Bytes], given: Matrix, words: Words) -> None:
    """Write the codes, groups, lengths and scripts of words, given as Arrow offsets and UTF-8 bytes."""
    for row in range(len(words.lengths)):
        text = texts[1][texts[0][row] : texts[0][row + 1]]
        words.lengths[row], words.scripts[row] = _read_letters(
            text, given, words.codes[row], words.groups[row]
        )


@compiled
def _word_logit(words: Words, one: int, other: int, given: Matrix, ways: _Reals) -> float:
    if one == other:
        return _LARGEST
    if words.initials[one] or words.initials[other]:
        return _INITIAL if words.firsts[one] == words.firsts[other] else -_LARGEST
    found = _written(words, one, other, given, ways)
    if words.keys[one] == words.keys[other]:
        return max(found, _ONE_NAME)
    if found < _SERVANT and (words.without[one] == one) != (words.without[other] == other):
        found = max(
            found, min(_written(words, words.without[one], words.without[other], given, ways), _SERVANT)
        )
    return found


@compiled
def _written(words: Words, one: int, other: int, given: Matrix, ways: _Reals) -> float:
    left = (words.codes[one], words.groups[one], words.lengths[one], words.scripts[one])
    right = (words.codes[other], words.groups[other], words.lengths[other], words.scripts[other])
    return _LARGEST if one == other else _logit(left, right, given, ways)


@compiled
def _match(logits: _Reals, n: int, m: int, partners: NDArray[np.int8]) -> None:
    """Write the right word of each left word, -1 without one: the likeliest pair first, then that of the rest."""
    partners[:] = -1
    taken = np.zeros(MOST_WORDS, np.bool_)
    for _ in range(min(n, m)):
        best, at, to = -np.inf, 0, 0
        for i in range(n):
            for j in range(m):
                value = logits[i, j] - 0.001 * abs(i - j)
                if partners[i] < 0 and not taken[j] and value > best:
                    best, at, to = value, i, j
        partners[at], taken[to] = to, True


@compiled
def compare_names(
    words: Words, names: Names, pairs: _Numbers, given: Matrix,
    found: _Reals, partners: NDArray[np.int8], logits: NDArray[np.float32],
) -> None:  # fmt: skip
    """Write the features of each pair of names, the partner of each left word, and the logit of the two words.

    Shapes: pairs [n, 2], found [n, FEATURES], partners and logits [n, MOST_WORDS].
    """
    ways = np.zeros((LONGEST + 1, LONGEST + 1))
    cells = np.zeros((MOST_WORDS, MOST_WORDS))
    for pair in range(len(pairs)):
        left, right = pairs[pair]
        a, c = names.starts[left], names.starts[right]
        n, m = min(names.starts[left + 1] - a, MOST_WORDS), min(names.starts[right + 1] - c, MOST_WORDS)
        for i in range(n):
            for j in range(m):
                cells[i, j] = _word_logit(words, names.words[a + i], names.words[c + j], given, ways)
        _match(cells, n, m, partners[pair])
        for i in range(n):
            if partners[pair, i] >= 0:
                logits[pair, i] = cells[i, partners[pair, i]]
        _judge(words, names, (a, n, c, m), partners[pair], logits[pair], found[pair])


@compiled
def _judge(
    words: Words, names: Names, place: tuple[int, int, int, int],
    partners: NDArray[np.int8], logits: NDArray[np.float32], found: _Reals,
) -> None:  # fmt: skip
    """Write the features of one pair, in the order of `judging.FEATURES`."""
    a, n, c, m = place
    total, kept, spelled, own = 0, 0, 0, False
    found[:] = 0.0
    found[0], found[2] = 1.0, _SURE_OF_OTHERS
    for i in range(n):
        total += words.lengths[names.words[a + i]]
    for j in range(m):
        total += words.lengths[names.words[c + j]]
    for i in range(n):
        if partners[i] < 0:
            continue
        at, to = a + i, c + partners[i]
        logit = float(logits[i])
        found[3] += logit < _MATCHED
        if words.initials[names.words[at]] or words.initials[names.words[to]]:
            found[6] += logit > 0
        elif not own and (names.roles[at] == _GIVEN or names.roles[to] == _GIVEN or n == 1 or m == 1):
            own, found[1] = True, max(logit - 0.8 * max(logit - _SURE_OF_OTHERS, 0.0), -_SURE_OF_GIVEN)
            spelled += 1
        else:
            found[2] = min(found[2], max(logit, -_DOUBT_OF_OTHERS))
            spelled += 1
        if logit >= _MATCHED:
            kept += words.lengths[names.words[at]] + words.lengths[names.words[to]]
            _judge_matched(words, names, at, to, found)
    found[4] = min(abs(n - m), 3)
    found[5] = 1.0 - kept / max(total, 1)
    found[10] = spelled == 0


@compiled
def _judge_matched(words: Words, names: Names, at: int, to: int, found: _Reals) -> None:
    one, other = names.words[at], names.words[to]
    roles = names.roles[at], names.roles[to]
    if roles in {(_GIVEN, _FATHER), (_FATHER, _GIVEN)}:
        found[8] = 1.0
    if words.scripts[one] != words.scripts[other]:
        found[9] = 1.0
    elif words.keys[one] != words.keys[other] and not (words.initials[one] or words.initials[other]):
        found[7] = max(found[7], _changed(words, one, other))


@compiled
def _changed(words: Words, one: int, other: int) -> float:
    """Return the share of letters that change to turn one word into the other (Levenshtein), in [0, 1]."""
    n, m = words.sizes[one], words.sizes[other]
    row = np.arange(m + 1)
    for i in range(1, n + 1):
        before, row[0] = row[0], i
        for j in range(1, m + 1):
            changed = before + (words.points[one, i - 1] != words.points[other, j - 1])
            before = row[j]
            row[j] = min(changed, row[j] + 1, row[j - 1] + 1)
    return float(row[m] / max(n, m, 1))


@compiled
def similarities(
    left: tuple[_Offsets, _Bytes],
    right: tuple[_Offsets, _Bytes],
    given: Matrix,
    out: NDArray[np.float32] | _Reals,
) -> None:
    """Write the similarity of each pair of texts; each side is Arrow offsets and UTF-8 bytes."""
    codes = np.zeros((2, LONGEST), np.uint8)
    groups = np.full((2, LONGEST, LONGEST_GROUP), -1, np.int16)
    ways = np.zeros((LONGEST + 1, LONGEST + 1))
    for row in range(len(out)):
        one = left[1][left[0][row] : left[0][row + 1]]
        other = right[1][right[0][row] : right[0][row + 1]]
        if np.array_equal(one, other):
            out[row] = 1.0 if len(one) else 0.0
            continue
        n, script = _read_letters(one, given, codes[0], groups[0])
        m, other_script = _read_letters(other, given, codes[1], groups[1])
        if n == 0 or m == 0:
            out[row] = 0.0
            continue
        found = _logit((codes[0], groups[0], n, script), (codes[1], groups[1], m, other_script), given, ways)
        out[row] = 1.0 / (1.0 + np.exp(-found))
