"""What is seen of two whole names whose words are laid along each other: the numbers that `classifier` weighs."""

import numpy as np
from numpy.typing import NDArray

from isthmus.core.compiled import compiled
from isthmus.core.names.matching import FLAGS, MATCHED, OTHER, ROLE, SIDE, WORD, write_side
from isthmus.core.names.words import (
    BESIDE,
    IS_INITIAL,
    KEY,
    LAM_ALEF,
    LENGTH,
    LONGEST,
    SCRIPT,
    SIZE,
    TITLE,
    Names,
    Words,
)

__all__ = ["write_features"]

_SURE_OF_GIVEN = 7.0  # surer than this makes no difference to a whole name
_SURE_OF_OTHERS = 3.0
_DOUBT_OF_OTHERS = 0.0  # family names change; given names tell siblings apart
_GIVEN, _FATHER = 1, 2
type _Reals = NDArray[np.float64]
type _Numbers = NDArray[np.int32]


@compiled
def write_features(
    words: Words, names: Names, pairs: _Numbers,
    partners: NDArray[np.int8], logits: NDArray[np.float32], joins: NDArray[np.int8], found: _Reals,
) -> None:  # fmt: skip
    """Write the features of each pair of names, in the order of `classifier.FEATURES`.

    Shapes: pairs [n, 2], partners and logits [n, MOST_WORDS], joins [n], found [n, FEATURES].
    """
    starts, numbers, roles, facts, points = names.starts, names.words, names.roles, words.facts, words.points
    others, flags, joined, generations = names.others, names.flags, names.joined, names.generations
    rows, lefts, rights = (
        np.zeros((3, LONGEST + 1), np.int32),
        np.zeros(SIDE, np.int32),
        np.zeros(SIDE, np.int32),
    )
    for pair in range(len(pairs)):
        a, c, join = pairs[pair, 0], pairs[pair, 1], int(joins[pair])
        n = write_side(starts, numbers, others, flags, roles, joined, a, join - 1, lefts)
        m = write_side(starts, numbers, others, flags, roles, joined, c, -join - 1, rights)
        alone = _needed(lefts, n) == 1 or _needed(rights, m) == 1
        found[pair, :] = 0.0
        found[pair, 0], found[pair, 2], found[pair, 10] = 1.0, _SURE_OF_OTHERS, 1.0
        kept, own, answered = 0, -1, 0
        for i in range(n):
            to = partners[pair, i]
            if to < 0:
                continue
            answered |= 1 << to
            one, other, logit = lefts[WORD, i], rights[WORD, to], float(logits[pair, i])
            initial = facts[one, IS_INITIAL] or facts[other, IS_INITIAL]
            given = lefts[ROLE, i] == _GIVEN or rights[ROLE, to] == _GIVEN or alone
            if own < 0 and given and not initial:
                own = i
            _write_logit(logit, initial, own == i, found, pair)
            if logit >= MATCHED:
                kept += facts[one, LENGTH] + facts[other, LENGTH]
                _write_matched(lefts[ROLE, i], rights[ROLE, to], found, pair)
                _write_letters(points, facts, lefts, i, rights, to, rows, found, pair)
        if generations[a] and generations[c] and generations[a] != generations[c]:
            found[pair, 8] = 1.0
        _write_missing(facts, lefts, n, rights, m, partners, answered, kept, found, pair)
        if join:
            _write_space(facts, lefts, n, found, pair)


@compiled
def _needed(side: _Numbers, n: int) -> int:
    """Return how many words are not beside the name."""
    count = 0
    for i in range(n):
        count += side[FLAGS, i] & BESIDE == 0
    return count


@compiled
def _write_missing(  # noqa: PLR0913, PLR0917  arrays, one by one: a tuple of them costs more
    facts: _Numbers, lefts: _Numbers, n: int, rights: _Numbers, m: int,
    partners: NDArray[np.int8], answered: int, kept: int, found: _Reals, pair: int,
) -> None:  # fmt: skip
    """Write how many words one side has more, and the share of letters without an answer; some may be missing."""
    more = total = 0
    for i in range(n):
        if partners[pair, i] >= 0 or lefts[FLAGS, i] & (TITLE | BESIDE) == 0:
            more += 1
            total += facts[lefts[WORD, i], LENGTH]
    for j in range(m):
        if answered >> j & 1 or rights[FLAGS, j] & (TITLE | BESIDE) == 0:
            more -= 1
            total += facts[rights[WORD, j], LENGTH]
    found[pair, 4] = min(abs(more), 3)
    found[pair, 5] = 1.0 - kept / max(total, 1)


@compiled
def _write_space(facts: _Numbers, lefts: _Numbers, n: int, found: _Reals, pair: int) -> None:
    """Count a space that is missing on one side as one changed letter of the name."""
    letters = 0
    for i in range(n):
        letters += facts[lefts[WORD, i], LENGTH]
    found[pair, 7] = max(found[pair, 7], 1.0 / max(letters, 1))


@compiled
def _write_logit(logit: float, initial: bool, given: bool, found: _Reals, pair: int) -> None:
    found[pair, 3] += logit < MATCHED
    if initial:
        found[pair, 6] += logit > 0
        return
    found[pair, 10] = 0.0
    if given:
        found[pair, 1] = max(logit - 0.8 * max(logit - _SURE_OF_OTHERS, 0.0), -_SURE_OF_GIVEN)
    else:
        found[pair, 2] = min(found[pair, 2], max(logit, -_DOUBT_OF_OTHERS))


@compiled
def _write_matched(role: int, other_role: int, found: _Reals, pair: int) -> None:
    if (role == _GIVEN and other_role == _FATHER) or (role == _FATHER and other_role == _GIVEN):
        found[pair, 8] = 1.0


@compiled
def _write_letters(  # noqa: PLR0913, PLR0917  arrays, one by one: a tuple of them costs more
    points: _Numbers, facts: _Numbers, lefts: _Numbers, i: int, rights: _Numbers, j: int,
    rows: _Numbers, found: _Reals, pair: int,
) -> None:  # fmt: skip
    one, other = lefts[WORD, i], rights[WORD, j]
    if facts[one, SCRIPT] != facts[other, SCRIPT]:
        found[pair, 9] = 1.0
        return
    if facts[one, IS_INITIAL] or facts[other, IS_INITIAL]:
        return
    changed = _share(points, facts, one, other, rows)
    if changed > found[pair, 7]:
        if lefts[OTHER, i] != one:
            changed = min(changed, _share(points, facts, lefts[OTHER, i], other, rows))
        if rights[OTHER, j] != other:
            changed = min(changed, _share(points, facts, one, rights[OTHER, j], rows))
        found[pair, 7] = max(found[pair, 7], changed)


@compiled
def _share(points: _Numbers, facts: _Numbers, one: int, other: int, rows: _Numbers) -> float:
    """Return the share of changed letters; none where it is one name in two forms, or as a program read it of a PDF."""
    if facts[one, KEY] == facts[other, KEY] or facts[one, LAM_ALEF] == facts[other, LAM_ALEF]:
        return 0.0
    return float(_changed(points, facts, one, other, rows))


@compiled
def _changed(points: _Numbers, facts: _Numbers, one: int, other: int, rows: _Numbers) -> float:
    """Return the share of letters that change to turn one word into the other, in [0, 1].

    Optimal string alignment: a letter added, left out or exchanged for another, or for its neighbour, is one change.
    """
    n, m = facts[one, SIZE], facts[other, SIZE]
    for j in range(m + 1):
        rows[0, j] = j
    for i in range(1, n + 1):
        row, above, over = i % 3, (i - 1) % 3, (i - 2) % 3
        rows[row, 0] = i
        for j in range(1, m + 1):
            same = points[one, i - 1] == points[other, j - 1]
            least = min(rows[above, j - 1] + (not same), rows[above, j] + 1, rows[row, j - 1] + 1)
            crossed = i > 1 and j > 1 and points[one, i - 1] == points[other, j - 2]
            if crossed and points[one, i - 2] == points[other, j - 1]:
                least = min(least, rows[over, j - 2] + 1)
            rows[row, j] = least
    return float(rows[n % 3, m] / max(n, m, 1))
