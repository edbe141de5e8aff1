"""A scale of days for charts: where a day stands, and which days to mark."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["Scale"]

_STEPS = ((1, "%Y-%m"), (3, "%Y-%m"), (12, "%Y"), (60, "%Y"), (120, "%Y"), (1200, "%Y"), (6000, "%Y"))


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from `first` on, `days` of them, to places from `left` to `right`."""

    first: date
    days: int
    left: float
    right: float

    @classmethod
    def over(cls, ends: Iterable[date], left: float, right: float) -> "Scale":
        """Return a scale of whole months that holds all of these days."""
        known = [*ends] or [date(2000, 1, 1)]
        first = min(known).replace(day=1)
        return cls(first, (_next_month(max(known)) - first).days, left, right)

    @property
    def one_day(self) -> float:
        """Return how wide a day is."""
        return (self.right - self.left) / self.days

    def at(self, day: date) -> float:
        """Return where a day begins."""
        return self.left + self.one_day * (day - self.first).days

    def ticks(self, most: int) -> list[tuple[date, str]]:
        """Return the starts of months, quarters, years or longer periods: the finest that are `most` at most."""
        first, last = _month(self.first), _month(self.first + timedelta(self.days))
        for months, written in _STEPS:
            starts = range(-(-first // months) * months, last + 1, months)
            if len(starts) <= most:
                days = (date(month // 12, month % 12 + 1, 1) for month in starts)
                return [(day, day.strftime(written)) for day in days]
        return []


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _next_month(day: date) -> date:
    if day >= date(9999, 12, 1):
        return date.max
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
