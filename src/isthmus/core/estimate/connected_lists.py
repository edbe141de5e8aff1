"""The lists that share people, directly or through one another; about the others the overlaps say nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from isthmus.core.estimate.list_checks.lists_without_own import (
    ListWithoutOwn,
    lists_made_of_others,
    parts_of_others,
)
from isthmus.core.estimate.values import Lists

__all__ = ["LEAST_LISTS", "ConnectedLists", "connected_lists"]

LEAST_LISTS = 3  # with two, the data say nothing of whether lists depend on each other


@dataclass(frozen=True, eq=False)
class ConnectedLists:
    """The lists that are estimated from, and those left out: `apart` share nobody with these, `empty` have nobody.

    `without_own` hold nobody of their own. `people_outside` are documented, and on lists that are left out
    alone.
    """

    lists: Lists
    apart: tuple[str, ...]
    empty: tuple[str, ...]
    people_outside: int
    without_own: tuple[ListWithoutOwn, ...] = ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """Return the names of all lists that are left out."""
        return (*self.apart, *self.empty, *(each.name for each in self.without_own))


def connected_lists(lists: Lists) -> ConnectedLists:
    """Return the piece of three or more lists with the most people on two of them; where none has three, the widest.

    Lists that are made of others are left out first, and parts of others last, which leaves the piece in one.
    """
    made = lists_made_of_others(lists)
    own = ~_named(made, lists)
    sizes = lists.sizes() if lists.n else np.zeros(len(lists.names), dtype=np.int64)
    pieces = _pieces(lists, own & (sizes > 0))
    inside = max(pieces, key=lambda piece: _weight(lists, piece)) if pieces else sizes > 0
    kept = Lists.of(
        [name for name, is_in in zip(lists.names, inside, strict=True) if is_in],
        lists.patterns[:, inside],
        lists.counts,
    )
    parts = parts_of_others(kept) if len(kept.names) >= LEAST_LISTS else ()
    for each in parts:
        kept = kept.without(kept.names.index(each.name))
    outside = own & ~inside
    others = [(lists.names[at], int(sizes[at])) for at in np.flatnonzero(outside)]
    return ConnectedLists(
        kept,
        apart=tuple(name for name, size in others if size),
        empty=tuple(name for name, size in others if not size),
        people_outside=lists.n - kept.n,
        without_own=(*made, *parts),
    )


def _named(without: Sequence[ListWithoutOwn], lists: Lists) -> NDArray[np.bool_]:
    """Return which lists are among these: bool[J]."""
    names = {each.name for each in without}
    return np.array([name in names for name in lists.names], dtype=np.bool_)


def _pieces(lists: Lists, left: NDArray[np.bool_]) -> list[NDArray[np.bool_]]:
    """Return these lists [J] in pieces that share nobody with each other: bool[J] each."""
    meets = (lists.overlaps() > 0) & left
    pieces = []
    while left.any():
        piece = np.zeros(len(left), dtype=np.bool_)
        wider = np.arange(len(left)) == int(np.argmax(left))
        while (wider & ~piece).any():
            piece = piece | wider
            wider = meets[piece].any(axis=0)
        pieces.append(piece)
        left = left & ~piece
    return pieces


def _weight(lists: Lists, piece: NDArray[np.bool_]) -> tuple[bool, int, int]:
    many = int(piece.sum())
    twice = int(lists.counts[lists.patterns[:, piece].sum(axis=1) > 1].sum())
    return many >= LEAST_LISTS, twice, many
