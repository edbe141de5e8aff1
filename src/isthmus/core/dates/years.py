"""Years that a record of our time seldom speaks of, and that are therefore asked about."""

import re
from datetime import date

from isthmus.core.dates import bounds

__all__ = ["FIRST_USUAL_YEAR", "has_unusual_year"]

# Whoever is still looked for was born after it, and the years of other calendars in use lie before it or far ahead.
FIRST_USUAL_YEAR = 1900
_BETWEEN_DATES = re.compile(r"[/{}\[\],]|\.\.")


def has_unusual_year(text: str, today: date) -> bool:
    """Return whether a date of this EDTF text lies wholly outside 1900 to the year after `today`'s.

    The ends of an interval are looked at one by one. A date that may lie within, such as `202X`, is not unusual.
    Raises `DateError` where the text is no date.
    """
    parts = (part.strip() for part in _BETWEEN_DATES.split(text))
    return any(_lies_outside(part, today.year + 1) for part in parts if part)


def _lies_outside(text: str, last: int) -> bool:
    limits = bounds(text)
    before = limits.latest is not None and limits.latest.year < FIRST_USUAL_YEAR
    return before or (limits.earliest is not None and limits.earliest.year > last)
