"""What a column of births or ages really holds: years in the place of ages, one day of the year where none is known."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from isthmus.core.link.spans import span

__all__ = ["DefaultDay", "birth_years", "default_day"]

_FIRST_YEAR = 1880  # nobody who is listed was born before
_CHANCE = (
    0.2  # of all births on one day of the year, where 1 in 365 is expected: far more than any real day has
)
_YEARS = 3  # of birth on that day, at least: one person on several lists is no default


def birth_years(times: Mapping[str, int], last: int) -> dict[str, str]:
    """Return the year that each text of a column of ages names, where most cells are years up to `last`; else none.

    `times` is how often each text stands there, of cells that state anything.
    """
    years = {text: year for text in times if (year := _year(text)) and _FIRST_YEAR <= int(year) <= last}
    of_years = sum(times[text] for text in years)
    return years if 2 * of_years > sum(times.values()) else {}


def _year(text: str) -> str:
    plain = text.strip().removesuffix(".0")
    return str(int(plain)) if len(plain) == 4 and plain.isdecimal() else ""


@dataclass(frozen=True, slots=True)
class DefaultDay:
    """A day of the year that stands where only the year is known: its births, and those of a day in all."""

    month_and_day: str  # as `01-01`
    cells: int
    of: int
    years: Mapping[str, str]  # what remains of each text


def default_day(times: Mapping[str, int]) -> DefaultDay | None:
    """Return the day of the year on which more births are than chance can give; None where there is none."""
    days = {
        text: date.fromordinal(found.first)
        for text in times
        if (found := span(text)) and found.first == found.last
    }
    counts: Counter[str] = Counter()
    for text, day in days.items():
        counts[f"{day:%m-%d}"] += times[text]
    if not counts:
        return None
    often, cells = counts.most_common(1)[0]
    years = {text: f"{day.year:04}" for text, day in days.items() if f"{day:%m-%d}" == often}
    if cells <= _CHANCE * counts.total() or len(set(years.values())) < _YEARS:
        return None
    return DefaultDay(often, cells, counts.total(), years)
