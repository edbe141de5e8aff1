"""How a figure moves with the one thing that no data can show: a dependence of all lists at once.

Of four lists with people in every pattern, the saturated log-linear model without that dependence gives the people on
no list as the product of the patterns of one and three lists over that of two and four. A dependence of all lists at
once multiplies this by any number (Aleshin-Guendel, Sadinle & Wakefield 2024, whose xi is one over it).
"""

from dataclasses import dataclass

import numpy as np

from isthmus.core.estimate.values import Lists
from isthmus.core.messages import Message

__all__ = ["Sensitivity", "sensitivity"]

_EXACT = 10  # times, from which on a decimal says nothing
_LISTS = 4  # with three, every model of pairs is saturated; with five or more, cells are seldom all filled


@dataclass(frozen=True)
class Sensitivity:
    """The figure without a dependence of all lists at once, and how strong one would have to be to change it.

    `to_double` and `to_halve` are how many times as many people on no list it would have to make; None where nothing
    can, since too many are documented. All are None where the table says nothing of it.
    """

    message: Message
    figure: float | None = None
    to_double: float | None = None
    to_halve: float | None = None

    def as_json(self) -> dict[str, object]:
        """Return the fields by name."""
        return {
            "message": self.message.as_json(),
            "figure": self.figure,
            "to_double": self.to_double,
            "to_halve": self.to_halve,
        }


def sensitivity(lists: Lists, others: int = 0) -> Sensitivity:
    """Return how the figure of four lists with all patterns filled moves; of other tables, that nothing bounds it.

    `others` are people documented besides, on lists that are not estimated from.
    """
    on = lists.patterns[:, lists.sizes() > 0]
    if on.shape[1] != _LISTS or len(lists.counts) < 2**_LISTS - 1:
        return Sensitivity(Message("estimate.data_bound_nothing"))
    signs = np.where(on.sum(axis=1) % 2 == 1, 1.0, -1.0)
    missing = float(np.exp(signs @ np.log(lists.counts)))
    documented = lists.n + others
    figure = documented + missing
    double, halve = (2 * figure - documented) / missing, (figure / 2 - documented) / missing
    if halve <= 0:
        message = Message("estimate.sensitivity_upwards", figure=figure, double=_times(double))
        return Sensitivity(message, figure, double)
    message = Message("estimate.sensitivity", figure=figure, double=_times(double), halve=_times(1 / halve))
    return Sensitivity(message, figure, double, halve)


def _times(n: float) -> Message:
    """Return how many times as many, with a decimal only where it says something."""
    return Message("estimate.times_rounded" if n >= _EXACT else "estimate.times", n=n)
