"""The hills of a posterior of whole numbers, each with its share of the mass."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from isthmus.core.estimate.dga.cells import Cells
from isthmus.core.estimate.values import Mode

__all__ = ["hills"]

type Reals = NDArray[np.float64]

_BINS = 400  # over the middle 99.8 % of the mass
_SHALLOW = 0.9  # a valley no deeper than this share of the lower top beside it divides nothing
_LEAST = 0.05  # of the mass, that a hill has


def hills(cells: Cells, documented: int) -> tuple[Mode, ...]:
    """Return the modes of the number of people, greatest mass first; valleys divide the mass between them.

    The density is taken over equal bins of the number missing, smoothed lightly over its neighbours.
    """
    low, high = (int(end) for end in cells.quantiles(np.array([0.001, 0.999])))
    edges = np.unique(np.rint(np.linspace(low, high + 1, _BINS + 1)).astype(np.int64))
    mass = np.diff(cells.up_to(edges - 1))
    density = _smooth(mass / np.diff(edges)) if len(mass) >= _BINS else mass / np.diff(edges)
    parts = [slice(*ends) for ends in pairwise([0, *_valleys(density, mass), len(mass)])]
    found = [_hill(density, edges, mass, part) for part in parts]
    whole = sum(each.mass for each in found)
    placed = [
        Mode(each.at + documented, each.low + documented, each.high + documented, each.mass / whole)
        for each in found
    ]
    return tuple(sorted(placed, key=lambda each: -each.mass))


def _smooth(density: Reals) -> Reals:
    padded = np.pad(density, 1, mode="edge")
    return np.asarray((padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4)


def _hill(density: Reals, edges: NDArray[np.int64], mass: Reals, part: slice) -> Mode:
    top = part.start + int(np.argmax(density[part]))
    at = (int(edges[top]) + int(edges[top + 1]) - 1) / 2
    return Mode(at, float(edges[part.start]), float(edges[part.stop] - 1), float(mass[part].sum()))


def _valleys(density: Reals, mass: Reals) -> list[int]:
    """Return where hills are divided: begin with every valley, and fill the shallowest in until all are deep."""
    inner = density[1:-1]
    cuts = [int(at) + 1 for at in np.flatnonzero((inner < density[:-2]) & (inner <= density[2:]))]
    while cuts:
        depth = [_depth(density, mass, cuts, number) for number in range(len(cuts))]
        shallowest = int(np.argmax(depth))
        if depth[shallowest] <= _SHALLOW:
            return cuts
        del cuts[shallowest]
    return cuts


def _depth(density: Reals, mass: Reals, cuts: Sequence[int], number: int) -> float:
    """Return the density in a valley over that of the lower top beside it; 1 where a hill has next to no mass."""
    ends = [0, *cuts, len(density)]
    left, right = slice(ends[number], ends[number + 1]), slice(ends[number + 1], ends[number + 2])
    if min(mass[left].sum(), mass[right].sum()) < _LEAST:
        return 1.0
    return float(density[cuts[number]] / min(density[left].max(), density[right].max()))
