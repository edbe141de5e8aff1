"""Hierarchical models: with an interaction come all those within it, and every list has its main effect.

A model is the flags of its sets of lists, bool[2^J], the empty set (the intercept) among them. Without the interaction
of all lists at once, which nothing in an incomplete table can tell (Fienberg 1972), there are 8 models of three lists,
113 of four and 6,893 of five.
"""

from itertools import chain, combinations

import numpy as np

from isthmus.core.estimate.loglinear.cells import Flags, sizes_of_sets

__all__ = ["MOST_LISTS", "hierarchical", "independence", "model_name", "tops"]

MOST_LISTS = 5
"""Of six lists there are 7,785,061 hierarchical models."""


def independence(lists: int) -> Flags:
    """Return the model of main effects alone: bool[2^J]."""
    return np.asarray(sizes_of_sets(lists) <= 1)


def hierarchical(lists: int) -> Flags:
    """Return every hierarchical model with all main effects and no interaction of all lists: bool[M, 2^J]."""
    found: list[list[int]] = []
    _with_more([0, *(1 << j for j in range(lists))], 2, lists, found)
    models = np.zeros((len(found), 1 << lists), dtype=bool)
    for row, terms in zip(models, found, strict=True):
        row[terms] = True
    return models


def _with_more(terms: list[int], size: int, lists: int, found: list[list[int]]) -> None:
    """Add to `found` each model that has these terms and, of interactions of `size` lists or more, any allowed."""
    if size == lists:
        found.append(terms)
        return
    allowed = _allowed(set(terms), size, lists)
    if not allowed:
        found.append(terms)
        return
    for chosen in chain.from_iterable(combinations(allowed, k) for k in range(len(allowed) + 1)):
        if chosen:
            _with_more([*terms, *chosen], size + 1, lists, found)
        else:
            found.append(terms)


def _allowed(terms: set[int], size: int, lists: int) -> list[int]:
    """Return the interactions of `size` lists of which every part is among the terms."""
    candidates = (sum(1 << j for j in chosen) for chosen in combinations(range(lists), size))
    return [c for c in candidates if all(c & ~(1 << j) in terms for j in range(lists) if c >> j & 1)]


def tops(model: Flags) -> list[int]:
    """Return the terms that are within no other term, the greatest first, then by their lists."""
    terms = [int(term) for term in np.flatnonzero(model)]
    top = [t for t in terms if not any(t != other and t & other == t for other in terms)]
    return sorted(top, key=lambda term: (-term.bit_count(), _members(term)))


def model_name(model: Flags) -> str:
    """Return the name by the numbers of the lists, as in [123,14,34]; with a point between numbers of many lists."""
    between = "." if len(model) > 1 << 9 else ""
    return "[" + ",".join(between.join(str(j + 1) for j in _members(term)) for term in tops(model)) + "]"


def _members(term: int) -> list[int]:
    """Return the lists of a set, counted from 0."""
    return [j for j in range(term.bit_length()) if term >> j & 1]
