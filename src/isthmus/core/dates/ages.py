"""Ages: in years, or in months, weeks or days where years would say too little."""

import re
from dataclasses import dataclass

__all__ = ["Age", "AgeSpan", "read_age"]

# How many days one unit is; of years and months the mean of the calendar.
_DAYS = {"": 365.25, "m": 365.25 / 12, "w": 7.0, "d": 1.0}
_ONE = r"(\d{1,3}(?:\.\d{1,2})?)([mwd]?)"
_FORM = re.compile(rf"{_ONE}(?:/{_ONE})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Age:
    """So many whole units since birth: years (``), months (`m`), weeks (`w`) or days (`d`)."""

    number: float
    unit: str

    @property
    def days(self) -> float:
        """Return the days since birth on the day on which this age was reached."""
        return self.number * _DAYS[self.unit]

    @property
    def days_until_next(self) -> float:
        """Return the days since birth on which the next whole unit is reached."""
        return (self.number + 1) * _DAYS[self.unit]

    @property
    def years(self) -> float:
        """Return the age in years."""
        return self.days / _DAYS[""]


@dataclass(frozen=True, slots=True)
class AgeSpan:
    """The lowest and the highest age that a text leaves possible; of a single age both are the same."""

    low: Age
    high: Age

    @property
    def is_backwards(self) -> bool:
        """Return whether the lower end is above the higher one."""
        return self.low.days > self.high.days


def read_age(text: str) -> AgeSpan | None:
    """Return the age or the interval of ages of a cell: `16`, `15/17`, `7m`, `3w`, `2d`, `7m/2`; none where it is none.

    Each end of an interval has a unit of its own.
    """
    found = _FORM.fullmatch(text)
    if not found:
        return None
    low = Age(float(found[1]), found[2])
    return AgeSpan(low, low if found[3] is None else Age(float(found[3]), found[4]))
