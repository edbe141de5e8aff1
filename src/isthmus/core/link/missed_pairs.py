"""How many pairs of one person a run probably missed, once people have judged what it proposed.

Three parts add up. Pairs below the lower threshold, by their probabilities: of all pairs between two clusters one at
most, since one is enough to join them. Pairs that blocking did not propose. And pairs of which the columns say what
two people would say (an initial for a name, a wrong day), which no probability shows: a share of what was found.
"""

from collections.abc import Callable

import numpy as np

from isthmus.core.link.pairs import Numbers, Pairs

__all__ = ["UNLIKE", "expected_missed"]

# Of the joins that a run finds, so many more are beyond what it can see. On 40 rosters of 220 invented people (three
# lists, four languages) 1.7 times the sum of the probabilities were missed, and .67 times with this share added; with
# half of it, as many as expected, but registers of some kinds had missed more than was said too often.
UNLIKE = 0.02

type Apart = Callable[[int, int], bool]


def expected_missed(
    pairs: Pairs, clusters: Numbers, *, lenient: float, unlikely: float, unproposed: float, apart: Apart
) -> float:
    """Return how many joins of two people, who are one, a run is expected to have missed.

    `clusters` int64[n] are the central ones. `unlikely`: the probabilities of all candidates that `pairs` leaves out,
    added up; `unproposed`: pairs that blocking missed, as a share of those it proposed; `apart`: whether a source tells
    two records apart.
    """
    joined = len(clusters) - len(np.unique(clusters))
    below = _below(pairs, clusters, lenient, apart) + unlikely
    return below + joined * (UNLIKE + unproposed)


def _below(pairs: Pairs, clusters: Numbers, lenient: float, apart: Apart) -> float:
    """Return the pairs of clusters that are one person by the probabilities below the threshold, each at most one."""
    one, other = clusters[pairs.left], clusters[pairs.right]
    at = np.flatnonzero((pairs.probability < lenient) & (one != other))
    rows = zip(at.tolist(), pairs.left[at].tolist(), pairs.right[at].tolist(), strict=True)
    at = np.array([each for each, left, right in rows if not apart(left, right)], dtype=np.int64)
    between = np.stack((np.minimum(one[at], other[at]), np.maximum(one[at], other[at])), axis=1)
    _, which = np.unique(between, axis=0, return_inverse=True)
    return float(np.minimum(np.bincount(which.reshape(-1), weights=pairs.probability[at]), 1.0).sum())
