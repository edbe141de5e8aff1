"""A scale of days for charts: where a day stands, and which days to mark."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["Scale"]

# An open end has room to be seen: this part of the scale beyond the last day that is known on its side.
_ROOM = 8
_STEPS = ((1, "%Y-%m"), (3, "%Y-%m"), (12, "%Y"), (60, "%Y"), (120, "%Y"), (1200, "%Y"), (6000, "%Y"))


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from `first` on, `days` of them, to places from `left` to `right`."""

    first: date
    days: int
    left: float
    right: float

    @classmethod
    def over(
        cls,
        ends: Iterable[date],
        left: float,
        right: float,
        *,
        open_start: bool = False,
        open_end: bool = False,
    ) -> "Scale":
        """Return a scale of whole months that holds all of these days, with room for ends that are open."""
        known = [*ends] or [date(2000, 1, 1)]
        first, last = _month(min(known)), _month(max(known)) + 1
        room = 1 + (last - first) // _ROOM
        start = _first_day(first - room if open_start else first)
        return cls(start, (_first_day(last + room if open_end else last) - start).days, left, right)

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


def _first_day(month: int) -> date:
    """Return the first day of a month; the first or the last there is, beyond these."""
    if month < 12:
        return date.min
    return date(month // 12, month % 12 + 1, 1) if month < 12 * 10_000 else date.max
