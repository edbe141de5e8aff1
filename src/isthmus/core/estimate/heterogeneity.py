"""Whether some people are easier to reach for every list: dependences between lists among those on yet another list."""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from isthmus.core.estimate.values import Lists

__all__ = ["dependences", "is_heterogeneous"]

_BEYOND_CHANCE = 1.645  # standard errors, 5 % one-sided


def dependences(lists: Lists) -> NDArray[np.float64]:
    """Return for each two lists how far their overlap is from chance, in standard errors: float64[J (J - 1) / 2].

    Mantel & Haenszel's (1959) statistic, people stratified by the other lists that they are on, those on none left out:
    what is on no list is not needed. 0 where it cannot be told.
    """
    pairs = combinations(range(len(lists.names)), 2)
    return np.array([_dependence(lists, one, other) for one, other in pairs])


def _dependence(lists: Lists, one: int, other: int) -> float:
    others = np.delete(lists.patterns, [one, other], axis=1)
    _, stratum = np.unique(others, axis=0, return_inverse=True)
    cell = 2 * lists.patterns[:, one] + lists.patterns[:, other]
    people = np.zeros((len(lists.patterns) + 1, 4))
    np.add.at(people, (np.where(others.any(axis=1), stratum.reshape(-1), -1), cell), lists.counts)
    neither, second, first, both = people[:-1].T
    whole = neither + second + first + both
    some = whole > 1
    neither, second, first, both, whole = (each[some] for each in (neither, second, first, both, whole))
    expected = (first + both) * (second + both) / whole
    spread = expected * (neither + first) * (neither + second) / (whole * (whole - 1))
    return float((both - expected).sum() / np.sqrt(spread.sum())) if spread.sum() > 0 else 0.0


def is_heterogeneous(lists: Lists) -> bool:
    """Return whether pairs of three or more lists, taken together, share more people than chance gives.

    Without the pair that stands out most: two lists that depend on each other are one pair of many, people who differ
    in how visible they are show in all of them. The sum (Stouffer et al. 1949) finds what is too weak for any one pair.
    """
    found = np.sort(dependences(lists))[:-1]
    return len(found) > 1 and bool(found.sum() > _BEYOND_CHANCE * np.sqrt(len(found)))
