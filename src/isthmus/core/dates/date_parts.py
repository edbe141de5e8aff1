"""What a written date is made of, and the EDTF that it becomes, converted where its calendar is another."""

from dataclasses import dataclass
from datetime import date

from isthmus.core.dates import bounds
from isthmus.core.dates.calendars import days_of, half

__all__ = ["DateParts"]

_HALVES = {"first_half": "early", "second_half": "late"}
# Months that a word like "early" leaves of a year: the half that nobody would call otherwise.
_MONTHS = {"early": ("01", "06"), "middle": ("04", "09"), "late": ("07", "12")}
_SHORTEST_YEAR = 300


@dataclass(frozen=True, slots=True)
class DateParts:
    """What a text says of one date.

    A season is 1 (spring) to 4 (winter); `part`: early, middle, late, first_half or second_half of the rest; `asked`:
    what else the text might mean; `order`: how its numbers were taken, where that is open.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    decade: bool = False
    part: str = ""
    calendar: str = "gregorian"
    asked: str = ""
    order: str = ""

    @property
    def whole(self) -> bool:
        """Return whether a year is known, so that these are a date by themselves."""
        return self.year is not None

    def edtf(self) -> str:
        """Return the date, whose year is known, as EDTF. Raises `DateError` where there is no such day."""
        assert self.year is not None
        if self.calendar != "gregorian":
            return _interval(*self._converted(self.year))
        text = self._plain(self.year)
        found = bounds(text)
        if not self.part or found.earliest is None or found.latest is None:
            return text
        return _part(found.earliest, found.latest, _HALVES.get(self.part, self.part))

    def _plain(self, year: int) -> str:
        if self.decade:
            return f"{year // 10:03}X"
        if self.season:
            return f"{year:04}-{20 + self.season}"
        month = "" if self.month is None else f"-{self.month:02}"
        return f"{year:04}{month}" + ("" if self.day is None else f"-{self.day:02}")

    def _converted(self, year: int) -> tuple[date, date]:
        if self.season:
            return days_of(self.calendar, year, 3 * self.season - 2, months=3)
        first, last = days_of(self.calendar, year, self.month, self.day)
        return half(first, last, _HALVES.get(self.part, self.part)) if self.part else (first, last)


def _part(first: date, last: date, part: str) -> str:
    """Return a part of a span: of a year in months, of a month in days."""
    if (last - first).days < _SHORTEST_YEAR:
        return _interval(*half(first, last, part))
    start, end = _MONTHS[part]
    return f"{first.year:04}-{start}/{first.year:04}-{end}"


def _interval(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
