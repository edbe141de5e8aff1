"""How alike two words of names are, in steps: for millions of pairs, at machine speed.

Edits are insertions, deletions, changes and exchanges of neighbours, each one (optimal string alignment); the
similarity is Jaro's with Winkler's weight for a common beginning (Winkler 1990). Words are romanised: letters a-z and
spaces.
"""

import numpy as np
import numpy.typing as npt

from isthmus.core.compiled import compiled

__all__ = ["DIFFERENT", "LOW", "NEAR", "ROUGH", "word_levels"]

type Offsets = npt.NDArray[np.int32]
type Bytes = npt.NDArray[np.uint8]
type Ints = npt.NDArray[np.int32]

DIFFERENT, LOW, ROUGH, NEAR = 0, 1, 2, 3
LONGEST = 64  # letters that are read
# One edit in a short word makes another name (Ali, Ala); in one of eight letters two are as likely a slip.
ONE_EDIT_FROM, TWO_EDITS_FROM = 4, 8
ONE_SIGN_FROM = 6  # of a script without vowels, in which one letter of four or five makes another name
UNVOWELLED = ord("A")  # Arabic, as `core.names` calls it
BAR = ord("|")
ROUGH_SHARE = 0.34  # of the letters of the longer word: one in three
ROUGH_JARO, LOW_JARO = (
    0.9,
    0.8,
)  # Winkler's own threshold for "agrees", and the one below which chance brings most
WINKLER, WINKLER_LETTERS = 0.1, 4  # Winkler's weight of each common first letter, and how many count


@compiled
def word_levels(left: tuple[Offsets, Bytes], right: tuple[Offsets, Bytes], out: npt.NDArray[np.int8]) -> None:
    """Write how alike each pair of words is; each side is Arrow offsets and bytes: see `core.link.normalise.letters`.

    A word is its sound in letters a-z, a bar, a letter for its script, and itself with a sign for each letter. Words of
    one script are as alike as either tells: a known name sounds as all its forms do, so that in it a slip is seen in
    the letters alone.
    """
    rows = np.zeros((3, LONGEST + 1), np.int32)
    taken = np.zeros((2, LONGEST), np.bool_)
    for at in range(len(out)):
        one = left[1][left[0][at] : left[0][at + 1]]
        other = right[1][right[0][at] : right[0][at + 1]]
        bar, other_bar = _bar(one), _bar(other)
        found = _level(one[:bar][:LONGEST], other[:other_bar][:LONGEST], ONE_EDIT_FROM, rows, taken)
        both = bar + 2 < len(one) and other_bar + 2 < len(other)
        if found < NEAR and both and one[bar + 1] == other[other_bar + 1]:
            least = ONE_SIGN_FROM if one[bar + 1] == UNVOWELLED else ONE_EDIT_FROM
            signs, others = one[bar + 2 :][:LONGEST], other[other_bar + 2 :][:LONGEST]
            found = max(found, _level(signs, others, least, rows, taken))
        out[at] = found


@compiled
def _bar(word: Bytes) -> int:
    for at in range(len(word)):
        if word[at] == BAR:
            return at
    return len(word)


@compiled
def _level(one: Bytes, other: Bytes, one_edit_from: int, rows: Ints, taken: npt.NDArray[np.bool_]) -> int:
    longer, shorter = max(len(one), len(other)), min(len(one), len(other))
    if shorter == 0:
        return DIFFERENT
    matched, jaro = _jaro_winkler(one, other, taken)
    if jaro < 0.5:  # so few letters in common leave too many edits
        return DIFFERENT
    edits = _edits(one, other, rows)
    if (edits <= 1 and longer >= one_edit_from) or (edits <= 2 and longer >= TWO_EDITS_FROM):
        return NEAR
    if edits <= ROUGH_SHARE * longer or jaro >= ROUGH_JARO:
        return ROUGH
    return LOW if jaro >= LOW_JARO and 2 * matched >= longer else DIFFERENT


@compiled
def _edits(one: Bytes, other: Bytes, rows: Ints) -> int:
    n, m = len(one), len(other)
    for j in range(m + 1):
        rows[1, j] = j
    for i in range(1, n + 1):
        rows[2, 0] = i
        for j in range(1, m + 1):
            change = rows[1, j - 1] + (one[i - 1] != other[j - 1])
            best = min(change, rows[1, j] + 1, rows[2, j - 1] + 1)
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                best = min(best, rows[0, j - 2] + 1)
            rows[2, j] = best
        for j in range(m + 1):
            rows[0, j] = rows[1, j]
            rows[1, j] = rows[2, j]
    return int(rows[1, m])


@compiled
def _jaro_winkler(one: Bytes, other: Bytes, taken: npt.NDArray[np.bool_]) -> tuple[int, float]:
    """Return how many letters answer to one another, and the similarity."""
    n, m = len(one), len(other)
    reach = max(max(n, m) // 2 - 1, 0)
    taken[:, : max(n, m)] = False
    matched = 0
    for i in range(n):
        for j in range(max(0, i - reach), min(m, i + reach + 1)):
            if not taken[1, j] and one[i] == other[j]:
                taken[0, i] = taken[1, j] = True
                matched += 1
                break
    if matched == 0:
        return 0, 0.0
    moved, j = 0, 0
    for i in range(n):
        if taken[0, i]:
            while not taken[1, j]:
                j += 1
            moved += one[i] != other[j]
            j += 1
    jaro = (matched / n + matched / m + (matched - moved // 2) / matched) / 3
    common = 0
    while common < min(n, m, WINKLER_LETTERS) and one[common] == other[common]:
        common += 1
    return matched, jaro + common * WINKLER * (1 - jaro)
