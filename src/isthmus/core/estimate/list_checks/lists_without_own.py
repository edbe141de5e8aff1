"""Lists that hold nothing of their own: exactly the people of others together, or some of another's and nobody else.

Who is on the first kind follows from the others; the second says nothing of people who are not on the wider list.
Counted as lists, they would make three lists of two, from which nobody can tell how many are on none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from isthmus.core.estimate.values import Lists
from isthmus.core.messages import Message

__all__ = ["ListWithoutOwn", "lists_made_of_others", "parts_of_others"]

_LEAST = 5  # people on a list: fewer may be the people of others by chance alone
_CHANCE = (
    0.001  # that everybody on a list is on another by chance; more often than that, it may be one of its own
)

type On = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ListWithoutOwn:
    """A list that holds exactly the people of others, or, if `part`, some of the people of one other."""

    name: str
    others: tuple[str, ...]
    part: bool = False

    @property
    def message(self) -> Message:
        """Return what is said of it."""
        if self.part:
            return Message("estimate.list_part_of_another", list=self.name, other=self.others[0])
        if len(self.others) == 1:
            return Message("estimate.list_same_as_another", list=self.name, other=self.others[0])
        return Message("estimate.list_made_of_others", list=self.name, others=self.others)


def lists_made_of_others(lists: Lists) -> tuple[ListWithoutOwn, ...]:
    """Return the lists that hold exactly the people of others; of equal ones the first is kept."""
    on, sizes = lists.patterns, lists.sizes()
    kept = [at for at, size in enumerate(sizes.tolist()) if size]
    found: list[ListWithoutOwn] = []
    for at in reversed(kept.copy()):
        others = _making_up(on, at, [each for each in kept if each != at]) if sizes[at] >= _LEAST else []
        if others:
            kept.remove(at)
            found.append(ListWithoutOwn(lists.names[at], tuple(lists.names[each] for each in others)))
    return tuple(reversed(found))


def _making_up(on: On, at: int, others: Sequence[int]) -> list[int]:
    """Return the lists that make up this one, without those inside another of them; none where they do not."""
    inside = [each for each in others if not (on[:, each] & ~on[:, at]).any()]
    if not inside or not (on[:, inside].any(axis=1) == on[:, at]).all():
        return []
    widest: list[int] = []
    for each in sorted(inside, key=lambda one: -int(on[:, one].sum())):
        if not any(not (on[:, each] & ~on[:, wide]).any() for wide in widest):
            widest.append(each)
    return sorted(widest)


def parts_of_others(lists: Lists) -> tuple[ListWithoutOwn, ...]:
    """Return the lists that lie inside another, each with the least that it lies in; of equal ones all.

    Not where chance may give that: were a list made separately, each of its people would be on another one as often as
    anybody documented is.
    """
    sizes, shared = lists.sizes(), lists.overlaps()
    found = []
    for at in range(len(sizes)):
        around = [
            each
            for each in range(len(sizes))
            if each != at
            and shared[at, each] == sizes[at]
            and sizes[at] * log(sizes[each] / lists.n) < log(_CHANCE)
        ]
        if around:
            least = min(around, key=lambda each: int(sizes[each]))
            found.append(ListWithoutOwn(lists.names[at], (lists.names[least],), part=True))
    return tuple(found)
