"""Expected counts of pairs of letter groups over all alignments: the step of estimation that is compiled."""

import numpy as np
from numpy.typing import NDArray

from isthmus.core.compiled import compiled

type Groups = NDArray[np.int16]
type Reals = NDArray[np.float64]


@compiled
def expected(left: Groups, n: Groups, right: Groups, m: Groups, weights: Reals, counts: Reals) -> None:
    """Add to `counts` how often each two groups answer to one another in the pairs, given the weights."""
    ahead, behind = np.zeros((26, 26)), np.zeros((26, 26))
    for row in range(len(n)):
        _prefixes(left[row], n[row], right[row], m[row], weights, ahead)
        total = ahead[n[row], m[row]]
        if total > 1e-290:
            _suffixes(left[row], n[row], right[row], m[row], weights, behind)
            _count(left[row], n[row], right[row], m[row], weights / total, counts, (ahead, behind))


@compiled
def _group(groups: Groups, at: int, length: int) -> int:
    return int(groups[at, length - 1]) if length else 0


@compiled
def _apart(k: int, h: int) -> bool:
    """Whether a step of k and h letters is none: nothing at all, or several letters without an answer."""
    return k + h == 0 or (k == 0 and h > 1) or (h == 0 and k > 1)


@compiled
def _prefixes(left: Groups, n: int, right: Groups, m: int, weights: Reals, ways: Reals) -> None:
    for i in range(n + 1):
        for j in range(m + 1):
            total = 1.0 if i + j == 0 else 0.0
            for k in range(min(3, i) + 1):
                for h in range(min(3, j) + 1):
                    one, other = _group(left, i - k, k), _group(right, j - h, h)
                    if one >= 0 and other >= 0 and not _apart(k, h):
                        total += ways[i - k, j - h] * weights[one, other]
            ways[i, j] = total


@compiled
def _suffixes(left: Groups, n: int, right: Groups, m: int, weights: Reals, ways: Reals) -> None:
    for i in range(n, -1, -1):
        for j in range(m, -1, -1):
            total = 1.0 if i == n and j == m else 0.0
            for k in range(min(3, n - i) + 1):
                for h in range(min(3, m - j) + 1):
                    one, other = _group(left, i, k), _group(right, j, h)
                    if one >= 0 and other >= 0 and not _apart(k, h):
                        total += ways[i + k, j + h] * weights[one, other]
            ways[i, j] = total


@compiled
def _count(
    left: Groups, n: int, right: Groups, m: int,
    weights: Reals, counts: Reals, ways: tuple[Reals, Reals],
) -> None:  # fmt: skip
    for i in range(n + 1):
        for j in range(m + 1):
            for k in range(min(3, n - i) + 1):
                for h in range(min(3, m - j) + 1):
                    one, other = _group(left, i, k), _group(right, j, h)
                    if one >= 0 and other >= 0 and not _apart(k, h):
                        counts[one, other] += ways[0][i, j] * weights[one, other] * ways[1][i + k, j + h]
