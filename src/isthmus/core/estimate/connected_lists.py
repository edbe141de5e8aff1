"""The lists that share people, directly or through one another; about the others the overlaps say nothing."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from isthmus.core.estimate.values import Lists

__all__ = ["LEAST_LISTS", "ConnectedLists", "connected_lists"]

LEAST_LISTS = 3  # with two, the data say nothing of whether lists depend on each other


@dataclass(frozen=True, eq=False)
class ConnectedLists:
    """The lists that are estimated from, and the names of those left out: `apart` have people, `empty` have none.

    `people_outside` are documented, and on lists that are left out alone.
    """

    lists: Lists
    apart: tuple[str, ...]
    empty: tuple[str, ...]
    people_outside: int

    @property
    def left_out(self) -> tuple[str, ...]:
        """Return the names of all lists that are left out."""
        return (*self.apart, *self.empty)


def connected_lists(lists: Lists) -> ConnectedLists:
    """Return the piece of three or more lists with the most people on two of them; where none has three, the widest."""
    sizes = lists.sizes() if lists.n else np.zeros(len(lists.names), dtype=np.int64)
    pieces = _pieces(lists)
    inside = max(pieces, key=lambda piece: _weight(lists, piece)) if pieces else sizes > 0
    kept = Lists.of(
        [name for name, is_in in zip(lists.names, inside, strict=True) if is_in],
        lists.patterns[:, inside],
        lists.counts,
    )
    others = [
        (name, int(size)) for name, size, is_in in zip(lists.names, sizes, inside, strict=True) if not is_in
    ]
    return ConnectedLists(
        kept,
        apart=tuple(name for name, size in others if size),
        empty=tuple(name for name, size in others if not size),
        people_outside=lists.n - kept.n,
    )


def _pieces(lists: Lists) -> list[NDArray[np.bool_]]:
    """Return the lists with people in pieces that share nobody with each other: bool[J] each."""
    meets = lists.overlaps() > 0
    left, pieces = lists.sizes() > 0, []
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
