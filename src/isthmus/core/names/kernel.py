"""The learned similarity of two tokens or names, letter group by letter group, in any two scripts, at machine speed.

The ratio of a pair is the sum over all ways to cut both into groups of letters that answer to one another of the
product of the groups' ratios to chance (Ristad & Yianilos 1998, with groups); the score is a logistic of its logarithm.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from isthmus.core.names.compiling import compiled
from isthmus.core.names.matrix import LONGEST_GROUP, NONE, matrix

__all__ = ["LONGEST", "similarity", "similarity_utf8"]

LONGEST = 48  # letters of a text that are compared; what is beyond counts as missing on neither side
_SWAPPED = 0.02  # the ratio of two neighbours of one script that changed places
type _Floats = NDArray[np.float32]
type _Offsets = NDArray[np.int32]
type _Bytes = NDArray[np.uint8]
type _Groups = NDArray[np.int16]
type _Reals = NDArray[np.float64]


def similarity(left: Sequence[str], right: Sequence[str]) -> _Floats:
    """Return the similarity of each pair, in [0, 1]; 1 only for the same text. Shapes: n and n texts -> [n]."""
    if len(left) != len(right):
        raise ValueError(f"{len(left)} texts on the left and {len(right)} on the right: give pairs.")
    return similarity_utf8(*_buffers(left), *_buffers(right))


def _buffers(texts: Sequence[str]) -> tuple[_Offsets, _Bytes]:
    encoded = [text.encode("utf-8", "replace") for text in texts]
    offsets = np.zeros(len(encoded) + 1, np.int32)
    np.cumsum([len(text) for text in encoded], out=offsets[1:])
    return offsets, np.frombuffer(b"".join(encoded), np.uint8)


def similarity_utf8(
    left_offsets: _Offsets, left_bytes: _Bytes, right_offsets: _Offsets, right_bytes: _Bytes
) -> _Floats:
    """Return the similarity of each pair of two Arrow string arrays: offsets int32[n + 1], UTF-8 bytes -> [n].

    Releases the interpreter: batches may run on threads.
    """
    out = np.empty(len(left_offsets) - 1, np.float32)
    given = matrix()
    _compare(
        left_offsets, left_bytes, right_offsets, right_bytes,
        given.spelled, given.scripts, given.like_cyrillic, given.following, given.ratios, given.slopes, out,
    )  # fmt: skip
    return out


@compiled
def _compare(
    left_offsets: _Offsets, left_bytes: _Bytes, right_offsets: _Offsets, right_bytes: _Bytes,
    spelled: _Bytes, scripts: _Bytes, like_cyrillic: _Bytes, following: _Groups, ratios: _Reals, slopes: _Reals,
    out: _Floats,
) -> None:  # fmt: skip
    codes = np.zeros((2, LONGEST), np.uint8)
    groups = np.full((2, LONGEST, LONGEST_GROUP), -1, np.int16)
    ways = np.zeros((LONGEST + 1, LONGEST + 1))
    for row in range(len(out)):
        one = left_bytes[left_offsets[row] : left_offsets[row + 1]]
        other = right_bytes[right_offsets[row] : right_offsets[row + 1]]
        if _same(one, other):
            out[row] = 1.0 if len(one) else 0.0
            continue
        n, first = _read(one, spelled, scripts, like_cyrillic, codes[0])
        m, second = _read(other, spelled, scripts, like_cyrillic, codes[1])
        _group(codes[0], n, following, groups[0])
        _group(codes[1], m, following, groups[1])
        log_ratio = _log_ratio(codes, groups, n, m, ratios, first == second, ways)
        slope = slopes[first, second]
        out[row] = _logistic(slope[0] * log_ratio + slope[1] * (n + m) + slope[2]) if n and m else 0.0


@compiled
def _logistic(logit: float) -> float:
    return min(1.0 / (1.0 + np.exp(-logit)), 0.999999)


@compiled
def _same(one: _Bytes, other: _Bytes) -> bool:
    if len(one) != len(other):
        return False
    for i in range(len(one)):
        if one[i] != other[i]:
            return False
    return True


@compiled
def _read(
    text: _Bytes, spelled: _Bytes, scripts: _Bytes, like_cyrillic: _Bytes, codes: _Bytes
) -> tuple[int, int]:
    """Decode UTF-8 into codes of letters; return how many there are, and the script of most of them."""
    n = at = 0
    counts = np.zeros(4, np.int64)
    while at < len(text) and n < LONGEST:
        point, at = _point(text, at)
        if point >= len(spelled):
            codes[n] = 2 + point % 14
            n += 1
            continue
        for part in range(3):
            code = spelled[point, part]
            if code == 0 or n == LONGEST:
                break
            codes[n] = code
            counts[scripts[code]] += 1
            n += 1
    script = 1
    for each in (2, 3):
        if counts[each] > counts[script]:
            script = each
    if script == 2:
        for i in range(n):
            if like_cyrillic[codes[i]]:
                codes[i] = like_cyrillic[codes[i]]
    return n, script


@compiled
def _point(text: _Bytes, at: int) -> tuple[int, int]:
    """Return the code point at a place of UTF-8, and the place after it; a cut sequence ends the text."""
    lead = np.int64(text[at])
    length = 1 if lead < 0x80 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
    if length == 1 or at + length > len(text):
        return lead, at + length
    point = lead & (0xFF >> (length + 1))
    for i in range(1, length):
        point = (point << 6) | (np.int64(text[at + i]) & 0x3F)
    return point, at + length


@compiled
def _group(codes: _Bytes, n: int, following: _Groups, groups: _Groups) -> None:
    for i in range(n):
        group = np.int16(NONE)
        for length in range(LONGEST_GROUP):
            group = following[group, codes[i + length]] if group >= 0 and i + length < n else np.int16(-1)
            groups[i, length] = group


@compiled
def _log_ratio(
    codes: _Bytes, groups: _Groups, n: int, m: int, ratios: _Reals, one_script: bool, ways: _Reals
) -> float:
    """Return the logarithm of the sum over all alignments, by dynamic programming over prefixes."""
    ways[0, 0] = 1.0
    for i in range(n + 1):
        for j in range(m + 1):
            if i + j == 0:
                continue
            total = 0.0
            if i:
                total += ways[i - 1, j] * ratios[groups[0, i - 1, 0], NONE]
            if j:
                total += ways[i, j - 1] * ratios[NONE, groups[1, j - 1, 0]]
            for k in range(min(LONGEST_GROUP, i)):
                left = groups[0, i - k - 1, k]
                if left < 0:
                    continue
                for h in range(min(LONGEST_GROUP, j)):
                    right = groups[1, j - h - 1, h]
                    if right >= 0:
                        total += ways[i - k - 1, j - h - 1] * ratios[left, right]
            if one_script and i > 1 and j > 1 and _crossed(codes, i, j):
                total += ways[i - 2, j - 2] * _SWAPPED
            ways[i, j] = total
    return np.log(max(ways[n, m], 1e-300))


@compiled
def _crossed(codes: _Bytes, i: int, j: int) -> bool:
    return codes[0, i - 1] == codes[1, j - 2] and codes[0, i - 2] == codes[1, j - 1]
