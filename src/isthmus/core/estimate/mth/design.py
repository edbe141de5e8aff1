"""The columns of the models: the intercept, each list, each pair of lists, and how people differ.

Of a person on k lists the heterogeneity column is the logarithm of the moment of how easily people are reached, as far
as it is not linear in k (Rivest & Baillargeon 2007). It is 0 at k = 0, so that the intercept alone is the logarithm of
the people on no list.
"""

from itertools import combinations

import numpy as np

from isthmus.core.estimate.loglinear.cells import Flags, Indices, Numbers, sizes_of_sets

__all__ = ["KINDS", "PARAMETERS", "columns", "effect", "pairs_of", "term_masks"]

# The values of theta that Rivest & Baillargeon (2007) propose: the figures can then be compared with published ones.
PARAMETERS = {"poisson": 2.0, "gamma": 3.5}
KINDS = ("none", "poisson", "darroch", "gamma")
"""How people differ: not at all, in few steps (Poisson 2), normally (Darroch), with a long tail (gamma 3.5)."""


def effect(kind: str, lists: int) -> Numbers:
    """Return the heterogeneity column at 0 to `lists` lists: float64[J + 1]."""
    on = np.arange(lists + 1, dtype=np.float64)
    match kind:
        case "poisson":
            return np.asarray(PARAMETERS[kind] ** on - 1)
        case "darroch":
            return on**2 / 2
        case "gamma":
            return np.asarray(np.log(PARAMETERS[kind]) - np.log(PARAMETERS[kind] + on))
    return np.zeros(lists + 1)


def pairs_of(lists: int) -> Indices:
    """Return each pair of lists as a set: int64[J (J - 1) / 2]."""
    return np.array([1 << i | 1 << j for i, j in combinations(range(lists), 2)], dtype=np.int64)


def columns(kind: str, lists: int) -> Numbers:
    """Return the columns in every cell but that of nobody: float64[2^J - 1, 2 + J + pairs], heterogeneity last."""
    cells = np.arange(1, 1 << lists)
    sets = np.concatenate([[0], 1 << np.arange(lists), pairs_of(lists)])
    terms = (cells[:, None] & sets) == sets
    differ = effect(kind, lists)[sizes_of_sets(lists)[1:]]
    return np.column_stack([terms.astype(np.float64), differ])


def term_masks(pairs: Flags, lists: int, kind: str) -> Flags:
    """Return which columns each model has, for the pairs that it takes [M, pairs]: bool[M, 2 + J + pairs]."""
    always = np.ones((len(pairs), 1 + lists), dtype=bool)
    return np.concatenate([always, pairs, np.full((len(pairs), 1), kind != "none")], axis=1)
