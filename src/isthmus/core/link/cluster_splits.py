"""Where a cluster is weakest: the last two groups that were joined to it, and the pairs that hold them together."""

from dataclasses import dataclass

import numpy as np

from isthmus.core.link.affected import among
from isthmus.core.link.clustering import merges_of
from isthmus.core.link.components import component_of
from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs

__all__ = ["Split", "weakest_split"]


@dataclass(frozen=True, eq=False)
class Split:
    """Two groups of one cluster, as records ascending (`left` has the smallest of all), and what lies between them.

    `linkage` is the mean probability over all pairs across; `between` numbers the candidate pairs across, the greatest
    probability first.
    """

    left: Numbers
    right: Numbers
    linkage: float
    between: Numbers


def weakest_split(records: Numbers, pairs: Pairs, decided: DecidedPairs, n: int) -> Split | None:
    """Return where to split the cluster of these records; None where people judged all of them the same.

    Where they do not all hang together by candidate pairs, or would not be joined for what was judged different, the
    group with the smallest record is split from the rest.
    """
    records = np.unique(records)
    inner, judged = among(n, records, pairs, decided)
    same = component_of(len(records), (judged.same[:, 0], judged.same[:, 1]))
    if not same.any():
        return None
    left, right, _ = merges_of(len(records), inner, judged)
    whole = component_of(len(records), (np.arange(len(records)), same), (left, right))
    if not whole.any():
        whole = component_of(len(records), (np.arange(len(records)), same), (left[:-1], right[:-1]))
    apart = whole != 0
    return _split(records, apart, pairs, n)


def _split(records: Numbers, apart: np.typing.NDArray[np.bool_], pairs: Pairs, n: int) -> Split:
    side = np.full(n, -1)
    side[records] = apart
    across = np.flatnonzero(side[pairs.left] + side[pairs.right] == 1)
    across = across[(side[pairs.left[across]] >= 0) & (side[pairs.right[across]] >= 0)]
    between = across[np.lexsort((pairs.right[across], pairs.left[across], -pairs.probability[across]))]
    left, right = records[~apart], records[apart]
    linkage = float(pairs.probability[between].sum()) / (len(left) * len(right))
    return Split(left, right, linkage, between)
