"""Records whose names share pieces: three letters each, found by what records hold each piece, a part at a time."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from isthmus.core.compiled import compiled
from isthmus.core.link.pairs import Numbers, Reals

__all__ = ["KINDS", "PIECE", "Texts", "partners", "sharing"]

PIECE = 3  # letters
KINDS = 1 << 15  # of pieces: five bits of each letter, which tell a to z apart, a space and the signs of ends
AT_ONCE = 1_000_000  # records in a part

type Bytes = npt.NDArray[np.uint8]
type Offsets = npt.NDArray[np.int32]


class Texts(NamedTuple):
    """Texts as Arrow keeps them: text t is letters[offsets[t]:offsets[t + 1]]."""

    offsets: Offsets
    letters: Bytes


class BestPartners(NamedTuple):
    """The texts that share most with each probe, best first, other[p, most] (-1: none) and share[p, most]."""

    other: Numbers
    share: Reals


@compiled
def sharing(texts: Texts) -> Numbers:
    """Return int64[KINDS]: how many texts hold each piece."""
    found = np.zeros(KINDS, np.int64)
    last = np.full(KINDS, -1, np.int64)
    for text in range(len(texts.offsets) - 1):
        for at in range(texts.offsets[text], texts.offsets[text + 1] - PIECE + 1):
            piece = _piece(texts.letters, at)
            if last[piece] != text:
                last[piece] = text
                found[piece] += 1
    return found


@compiled
def _piece(letters: Bytes, at: int) -> int:
    return (int(letters[at]) & 31) << 10 | (int(letters[at + 1]) & 31) << 5 | int(letters[at + 2]) & 31


def partners(
    texts: Texts, telling: npt.NDArray[np.bool_], probes: Numbers, *, most: int, least: float
) -> tuple[Numbers, Numbers, Reals]:
    """Return (probe, other, share) of the `most` texts that share most with each probe, `least` at least.

    The share is of the telling pieces of the one that has more; of equal shares the earlier text comes first.
    """
    best = BestPartners(np.full((len(probes), most), -1, np.int64), np.zeros((len(probes), most)))
    for start in range(0, len(texts.offsets) - 1, AT_ONCE):
        stop = min(start + AT_ONCE, len(texts.offsets) - 1)
        _add_part(texts, telling, probes, start, stop, least, best)
    kept = best.other >= 0
    return np.repeat(probes, kept.sum(axis=1)), best.other[kept], best.share[kept]


@compiled
def _add_part(
    texts: Texts,
    telling: npt.NDArray[np.bool_],
    probes: Numbers,
    start: int,
    stop: int,
    least: float,
    best: BestPartners,
) -> None:
    """Put what the texts from `start` to `stop` share with the probes into the best of each."""
    first, holders, sizes = _held(texts, telling, start, stop)
    common = np.zeros(stop - start, np.int32)
    met = np.empty(stop - start, np.int64)
    pieces = np.empty(KINDS, np.int64)
    for row in range(len(probes)):
        size, count = _pieces(texts, telling, probes[row], pieces), 0
        for piece in pieces[:size]:
            for at in range(first[piece], first[piece + 1]):
                holder = holders[at]
                if common[holder] == 0:
                    met[count] = holder
                    count += 1
                common[holder] += 1
        for holder in met[:count]:
            shared = common[holder] / max(size, sizes[holder])
            common[holder] = 0
            if shared >= least and holder + start != probes[row]:
                _keep(best.other[row], best.share[row], holder + start, shared)


@compiled
def _pieces(texts: Texts, telling: npt.NDArray[np.bool_], text: int, into: Numbers) -> int:
    """Put the telling pieces of a text, each once, at the start of `into`; return how many."""
    count = 0
    for at in range(texts.offsets[text], texts.offsets[text + 1] - PIECE + 1):
        piece = _piece(texts.letters, at)
        if telling[piece] and not np.any(into[:count] == piece):
            into[count] = piece
            count += 1
    return count


@compiled
def _held(
    texts: Texts, telling: npt.NDArray[np.bool_], start: int, stop: int
) -> tuple[Numbers, Offsets, Offsets]:
    """Return the texts from `start` that hold piece p, holders[first[p]:first[p + 1]], and how many pieces each has."""
    first = np.zeros(KINDS + 1, np.int64)
    sizes = np.zeros(stop - start, np.int32)
    pieces = np.empty(KINDS, np.int64)
    for text in range(start, stop):
        sizes[text - start] = _pieces(texts, telling, text, pieces)
        for piece in pieces[: sizes[text - start]]:
            first[piece + 1] += 1
    first = np.cumsum(first)
    holders, filled = np.empty(first[-1], np.int32), first.copy()
    for text in range(start, stop):
        for piece in pieces[: _pieces(texts, telling, text, pieces)]:
            holders[filled[piece]] = text - start
            filled[piece] += 1
    return first, holders, sizes


@compiled
def _keep(other: Numbers, share: Reals, text: int, shared: float) -> None:
    """Put a text in its place among the best, the least of which drops out."""
    at = len(other) - 1
    if other[at] >= 0 and (shared < share[at] or (shared == share[at] and text > other[at])):
        return
    while at > 0 and (
        other[at - 1] < 0 or shared > share[at - 1] or (shared == share[at - 1] and text < other[at - 1])
    ):
        other[at], share[at] = other[at - 1], share[at - 1]
        at -= 1
    other[at], share[at] = text, shared
