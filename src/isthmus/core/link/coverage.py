"""How many pairs of two people with given levels blocking compares at all: a regression tree over the levels.

Classes of pairs are shares of all pairs of records, but only compared pairs are counted. Matches are nearly all
compared, pairs of two people by the fewer the less alike they are; a fit that expects all of them takes matches for
chance. Which of the pairs of any two records were compared is known, so their share is learned for each pattern of
levels (Breiman et al. 1984). A tree, since rules are conjunctions of keys; a small one, so that the model holds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from isthmus.core.link.pairs import Reals

__all__ = ["Coverage", "learned_coverage"]

type Levels = npt.NDArray[np.int8]
type Ints = npt.NDArray[np.int64]

LEAVES = 100  # with four times as many nothing is better calibrated
FEWEST = 5  # patterns in a leaf: fewer are one block's luck
LEAST = 1e-4  # a share of nothing would make a compared pair impossible


@dataclass(frozen=True, eq=False)
class Coverage:
    """A tree: at each node the comparison asked about (-1: a leaf), up to which level one goes left, a leaf's share.

    All of them have a value for each node; `left` and `right` are nodes.
    """

    comparison: Ints
    level: Reals
    left: Ints
    right: Ints
    share: Reals

    def of(self, patterns: Levels) -> Reals:
        """Return the share of pairs of two people with these levels, int8[p, c], that is compared: float64[p]."""
        node = np.zeros(len(patterns), dtype=np.int64)
        rows = np.arange(len(patterns))
        while True:
            asked = self.comparison[node]
            inner = asked >= 0
            if not inner.any():
                return np.asarray(np.clip(self.share[node], LEAST, 1.0))
            goes_left = patterns[rows, np.maximum(asked, 0)] <= self.level[node]
            node = np.where(inner, np.where(goes_left, self.left[node], self.right[node]), node)

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {name: getattr(self, name).tolist() for name in _FIELDS}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "Coverage":
        """Return what `as_json` gave."""
        comparison, left, right = (
            np.array(found[each], np.int64) for each in ("comparison", "left", "right")
        )
        level, share = (np.array(found[each], np.float64) for each in ("level", "share"))
        return cls(comparison, level, left, right, share)


_FIELDS = ("comparison", "level", "left", "right", "share")


def learned_coverage(levels: Levels, weight: Reals, compared: Reals) -> Coverage | None:
    """Learn from patterns of any two records, int8[q, c]: what they weigh float64[q], and what of it was compared.

    None where all was compared. Patterns count by the root of their weight, between each alike, which would let rare
    ones speak too loud, and by all of it, which would let pairs that nobody takes for one person decide.
    """
    there = weight > 0
    if not there.any() or np.allclose(compared[there], weight[there]):
        return None
    from sklearn.tree import DecisionTreeRegressor  # noqa: PLC0415  takes two seconds, and only a fit needs it

    by = np.sqrt(weight[there])
    tree = DecisionTreeRegressor(max_leaf_nodes=LEAVES, min_samples_leaf=FEWEST, random_state=0)
    share = np.clip(compared[there] / weight[there], 0.0, 1.0)
    found: Any = tree.fit(levels[there].astype(np.float32), share, sample_weight=by / by.mean()).tree_
    return Coverage(
        np.where(found.children_left < 0, -1, found.feature).astype(np.int64),
        np.asarray(found.threshold, dtype=np.float64),
        np.asarray(found.children_left, dtype=np.int64),
        np.asarray(found.children_right, dtype=np.int64),
        np.asarray(found.value, dtype=np.float64).reshape(-1),
    )
