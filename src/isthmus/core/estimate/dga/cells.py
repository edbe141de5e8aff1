"""The mass of runs of whole numbers, and what is asked of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Cells"]

_NOTHING = 1e-12

type Reals = NDArray[np.float64]
type Whole = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Cells:
    """Runs of whole numbers from 0 on: `last` int64 of each run, `mass` float64, which adds up to 1."""

    last: Whole
    mass: Reals

    @classmethod
    def of(cls, last: Whole, logs: Reals) -> "Cells":
        """Return the cells with these logarithms of mass, up to a constant."""
        mass = np.exp(logs - logs.max())
        return cls(last, mass / mass.sum())

    def quantiles(self, levels: Reals) -> Whole:
        """Return the least number up to which there is this mass: exact where runs are of one number."""
        above = np.cumsum(self.mass)
        above /= above[-1]
        run = np.minimum(np.searchsorted(above, levels), len(above) - 1)
        begins = np.where(run > 0, self.last[run - 1] + 1, 0)
        within = 1 - (above[run] - levels) / np.maximum(self.mass[run], 1e-300)
        steps = np.ceil(np.clip(within, 0, 1) * (self.last[run] - begins + 1)) - 1
        return np.asarray(begins + np.maximum(steps, 0), dtype=np.int64)

    def beyond(self, number: float) -> float:
        """Return the mass of the numbers above this one."""
        whole = float(self.mass[self.last > number].sum())
        run = int(np.searchsorted(self.last, number, side="right"))
        if run == len(self.last):
            return 0.0
        begins = int(self.last[run - 1]) + 1 if run else 0
        below = max(int(number) - begins + 1, 0) / (int(self.last[run]) - begins + 1)
        return whole - below * float(self.mass[run])

    def up_to(self, numbers: Whole) -> Reals:
        """Return the mass of the numbers up to each of these, -1 or more."""
        ends = np.concatenate([[-1], self.last])
        return np.asarray(np.interp(numbers, ends, np.concatenate([[0.0], np.cumsum(self.mass)])))

    def tail(self) -> float:
        """Return the share of the mass that lies past the last number, if it goes on falling by the same power."""
        begins = np.concatenate([np.zeros(1), self.last[:-1] + 1.0])[-2:]
        density = self.mass[-2:] / (self.last[-2:] - begins + 1)
        # Where next to nothing is left, rounding decides which way it slopes.
        if len(density) < 2 or density.min() * self.last[-1] < _NOTHING:
            return 0.0
        middles = (self.last[-2:] + begins) / 2
        power = float(np.log(density[1] / density[0]) / np.log(middles[1] / middles[0]))
        if power >= -1:
            return 1.0
        over = float(density[1] * self.last[-1]) / (-1 - power)
        return over / (1 + over)
