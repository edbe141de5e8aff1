"""A posterior of the number of people in a few figures: median, intervals, modes, and what lies at the edge."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from isthmus.core.estimate.values import LEVELS, Mode

__all__ = ["intervals", "modes_of", "quantile", "thinned"]

_GRID = 512  # points, over the draws and three widths of the kernel beyond
_VALLEY = 0.9  # a mode is one of its own where the valley beside it is below nine tenths of the lower top
_LEAST = 0.01  # and where it holds a hundredth of the mass

type Floats = NDArray[np.float64]


def quantile(draws: Floats, share: float, weights: Floats | None = None) -> float:
    """Return the least draw that has at least this share of the weight at or below it."""
    order = np.argsort(draws, kind="stable")
    mass = np.ones(len(draws)) if weights is None else weights
    below = np.cumsum(mass[order])
    # A share that is met exactly must not be missed by rounding of the sum.
    return float(draws[order][min(np.searchsorted(below, share * below[-1] - 1e-12), len(draws) - 1)])


def intervals(draws: Floats, weights: Floats | None = None) -> Mapping[int, tuple[float, float]]:
    """Return equal-tailed intervals of 50, 80 and 95 % of the probability."""
    return {
        level: (
            quantile(draws, 0.5 - level / 200, weights),
            quantile(draws, 0.5 + level / 200, weights),
        )
        for level in LEVELS
    }


def thinned(draws: Floats, kept: int) -> Floats:
    """Return so many draws, evenly spaced; all where there are fewer."""
    if len(draws) <= kept:
        return draws
    return draws[np.linspace(0, len(draws) - 1, kept).round().astype(np.int64)]


def _density(logs: Floats, effective: float) -> tuple[Floats, Floats, float]:
    """Return a grid of logs, the density there by a Gaussian kernel (Silverman 1986, 3.31), and the grid's step."""
    spread = min(logs.std(), float(np.subtract(*np.percentile(logs, [75, 25]))) / 1.34) or logs.std()
    # No narrower than one person, lest whole numbers look like modes.
    width = max(0.9 * spread * effective**-0.2, float(np.exp(-np.median(logs))))
    # A few draws far out would spread the grid so thin that modes fall between its points.
    low, high = np.percentile(logs, [0.05, 99.95])
    grid = np.linspace(low - 3 * width, high + 3 * width, _GRID)
    step = grid[1] - grid[0]
    heights, _ = np.histogram(logs, bins=np.concatenate([grid - step / 2, [grid[-1] + step / 2]]))
    reach = int(np.ceil(4 * width / step))  # beyond 4 standard deviations a Gaussian is next to nothing
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) * step / width) ** 2)
    # "same" would answer at the length of the kernel, were it the longer one.
    return grid, np.convolve(heights / len(logs), kernel / kernel.sum())[reach : reach + _GRID], step


def _valleys(density: Floats) -> list[int]:
    """Return where the density is cut into modes: the valleys that are deep enough, from left to right."""
    inner = np.arange(1, len(density) - 1)
    tops = [int(i) for i in inner if density[i - 1] < density[i] >= density[i + 1]]
    while len(tops) > 1:
        lows = [left + int(np.argmin(density[left:right])) for left, right in pairwise(tops)]
        depth = [
            density[low] / min(density[left], density[right])
            for low, left, right in zip(lows, tops, tops[1:], strict=False)
        ]
        shallow = int(np.argmax(depth))
        if depth[shallow] <= _VALLEY:
            return lows
        lower = shallow if density[tops[shallow]] < density[tops[shallow + 1]] else shallow + 1
        del tops[lower]
    return []


def modes_of(draws: Floats, effective: float | None = None) -> tuple[Mode, ...]:
    """Return the modes of the density of log N, greatest mass first; one under 1 % of the mass joins its neighbour.

    The kernel's width follows the number of effective draws, so that few draws do not make modes of noise.
    """
    values = draws[draws > 0]
    if len(values) == 0:
        return ()
    if np.ptp(values) == 0:
        return (Mode(float(values[0]), float(values[0]), float(values[0]), 1.0),)
    grid, density, _ = _density(np.log(values), effective or float(len(values)))
    cuts = [0, *_valleys(density), len(grid) - 1]
    whole = density.sum()
    while len(cuts) > 2:
        shares = [density[a:b].sum() / whole for a, b in pairwise(cuts)]
        least = int(np.argmin(shares))
        if shares[least] >= _LEAST:
            break
        del cuts[least if least > 0 and least == len(shares) - 1 else max(least, 1)]
    found = []
    for a, b in pairwise(cuts):
        inside = values[(np.log(values) > grid[a]) & (np.log(values) <= grid[b])]
        low, high = (
            (float(inside.min()), float(inside.max())) if len(inside) else (np.exp(grid[a]), np.exp(grid[b]))
        )
        top = float(np.exp(grid[a + int(np.argmax(density[a : b + 1]))]))
        found.append(Mode(top, low, high, float(density[a:b].sum() / whole)))
    return tuple(sorted(found, key=lambda mode: -mode.mass))
