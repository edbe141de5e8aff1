"""Why a table can carry no log-linear estimate, in words."""

import numpy as np

from isthmus.core.estimate.values import Lists

__all__ = ["MOST_STEPPED", "no_estimate", "too_little"]

MOST_STEPPED = 16
"""Lists at most: each more doubles the table."""


def too_little(lists: Lists) -> str | None:
    """Return why these lists are not even tried, or None; of lists that all have people."""
    many = len(lists.names)
    if not lists.n:
        return "Nobody is on any list."
    if many < 3:
        return (
            f"{many} list{'' if many == 1 else 's'} with people: a log-linear model needs three. "
            "Add a list that was made apart from the others."
        )
    if many > MOST_STEPPED:
        return f"{many} lists: {MOST_STEPPED} at most are fitted. Put lists of one kind together."
    if lists.n <= many + 1:
        return (
            f"{lists.n} people on {many} lists: the simplest log-linear model has {many + 1} parameters, "
            "and needs more people than that."
        )
    if not (lists.patterns.sum(axis=1) > 1).any():
        return "Nobody is on two lists: nothing tells how much the lists miss."
    return None


def no_estimate(lists: Lists, *, found: bool) -> str:
    """Return why no model gave a figure; `found` if one did, but beyond every bound."""
    whole = np.flatnonzero(lists.sizes() == lists.n)
    if len(whole):
        return (
            f"Everybody documented is on the list {lists.names[int(whole[0])]}: what it misses, no other list shows. "
            "Leave it out, or add a list that was made apart from it."
        )
    if found:
        return (
            "The estimate is more than a thousand times the documented people: the lists overlap too little."
        )
    return (
        "No log-linear model that the rule allows has an estimate that exists and is identifiable: "
        "the lists overlap too little, or lie inside one another."
    )
