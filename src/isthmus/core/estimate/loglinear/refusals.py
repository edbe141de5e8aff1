"""Why a table can carry no log-linear estimate."""

import numpy as np

from isthmus.core.estimate.values import Lists
from isthmus.core.messages import Message

__all__ = ["MOST_STEPPED", "no_estimate", "too_little"]

MOST_STEPPED = 16
"""Lists at most: each more doubles the table."""

_LEAST_LISTS = 3  # with two, nothing in the table tells their dependence from people on neither


def too_little(lists: Lists) -> Message | None:
    """Return why these lists are not even tried, or None; of lists that all have people."""
    many = len(lists.names)
    if not lists.n:
        return Message("estimate.nobody_on_lists")
    if many < _LEAST_LISTS:
        return Message("estimate.too_few_lists", n=many)
    if many > MOST_STEPPED:
        return Message("estimate.loglinear_too_many_lists", n=many, most=MOST_STEPPED)
    if lists.n <= many + 1:
        return Message("estimate.loglinear_too_few_people", n=lists.n, parameters=many + 1)
    if not (lists.patterns.sum(axis=1) > 1).any():
        return Message("estimate.nobody_on_two_lists")
    return None


def no_estimate(lists: Lists, *, most: int | None) -> Message:
    """Return why no model gave a figure; `most`: of how many times the documented people one went beyond, if so."""
    whole = np.flatnonzero(lists.sizes() == lists.n)
    if len(whole):
        return Message("estimate.loglinear_all_on_one_list", list=lists.names[int(whole[0])])
    if most is not None:
        return Message("estimate.loglinear_too_far", times=most)
    return Message("estimate.loglinear_no_model")
