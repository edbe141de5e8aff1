"""What is seen of two whole names whose words are laid along each other: the numbers that `classifier` weighs."""

import numpy as np
from numpy.typing import NDArray

from isthmus.core.compiled import compiled
from isthmus.core.names.words import (
    IS_INITIAL,
    KEY,
    LENGTH,
    LONGEST,
    MOST_WORDS,
    SCRIPT,
    SIZE,
    Names,
    Words,
)

__all__ = ["write_features"]

_SURE_OF_GIVEN = 7.0  # surer than this makes no difference to a whole name
_SURE_OF_OTHERS = 3.0
_DOUBT_OF_OTHERS = 0.0  # family names change; given names tell siblings apart
_MATCHED = -0.85  # from this logit on (a similarity of 0.3) two words may be one
_GIVEN, _FATHER = 1, 2
type _Reals = NDArray[np.float64]
type _Numbers = NDArray[np.int32]


@compiled
def write_features(
    words: Words, names: Names, pairs: _Numbers,
    partners: NDArray[np.int8], logits: NDArray[np.float32], found: _Reals,
) -> None:  # fmt: skip
    """Write the features of each pair of names, in the order of `classifier.FEATURES`.

    Shapes: pairs [n, 2], partners and logits [n, MOST_WORDS], found [n, FEATURES].
    """
    starts, numbers, roles, facts, points = names.starts, names.words, names.roles, words.facts, words.points
    row = np.zeros(LONGEST + 1, np.int32)
    for pair in range(len(pairs)):
        a, c = starts[pairs[pair, 0]], starts[pairs[pair, 1]]
        n = min(starts[pairs[pair, 0] + 1] - a, MOST_WORDS)
        m = min(starts[pairs[pair, 1] + 1] - c, MOST_WORDS)
        found[pair, :] = 0.0
        found[pair, 0], found[pair, 2], found[pair, 10] = 1.0, _SURE_OF_OTHERS, 1.0
        kept, own = 0, -1
        for i in range(n):
            to = c + partners[pair, i]
            if to < c:
                continue
            one, other, logit = numbers[a + i], numbers[to], float(logits[pair, i])
            initial = facts[one, IS_INITIAL] or facts[other, IS_INITIAL]
            given = roles[a + i] == _GIVEN or roles[to] == _GIVEN or n == 1 or m == 1
            if own < 0 and given and not initial:
                own = i
            _write_logit(logit, initial, own == i, found, pair)
            if logit >= _MATCHED:
                kept += facts[one, LENGTH] + facts[other, LENGTH]
                _write_matched(roles[a + i], roles[to], found, pair)
                _write_letters(points, facts, one, other, row, found, pair)
        found[pair, 4] = min(abs(n - m), 3)
        total = _letters(facts, numbers, a, n) + _letters(facts, numbers, c, m)
        found[pair, 5] = 1.0 - kept / max(total, 1)


@compiled
def _write_logit(logit: float, initial: bool, given: bool, found: _Reals, pair: int) -> None:
    found[pair, 3] += logit < _MATCHED
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
def _write_letters(
    points: _Numbers, facts: _Numbers, one: int, other: int, row: _Numbers, found: _Reals, pair: int
) -> None:
    if facts[one, SCRIPT] != facts[other, SCRIPT]:
        found[pair, 9] = 1.0
    elif facts[one, KEY] != facts[other, KEY] and not (facts[one, IS_INITIAL] or facts[other, IS_INITIAL]):
        found[pair, 7] = max(found[pair, 7], _changed(points, facts, one, other, row))


@compiled
def _letters(facts: _Numbers, numbers: _Numbers, start: int, count: int) -> int:
    total = 0
    for i in range(start, start + count):
        total += facts[numbers[i], LENGTH]
    return total


@compiled
def _changed(points: _Numbers, facts: _Numbers, one: int, other: int, row: _Numbers) -> float:
    """Return the share of letters that change to turn one word into the other (Levenshtein), in [0, 1]."""
    n, m = facts[one, SIZE], facts[other, SIZE]
    for j in range(m + 1):
        row[j] = j
    for i in range(1, n + 1):
        before, row[0] = row[0], i
        for j in range(1, m + 1):
            changed = before + (points[one, i - 1] != points[other, j - 1])
            before = row[j]
            row[j] = min(changed, row[j] + 1, row[j - 1] + 1)
    return float(row[m] / max(n, m, 1))
