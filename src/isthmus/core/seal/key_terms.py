"""From which day to which a key of an organisation runs, and when its private half is to be destroyed."""

from collections.abc import Sequence
from datetime import date, timedelta

__all__ = ["MONTHS", "RUNS_OUT", "destroy_from", "month_terms", "year_term"]

MONTHS = 12
"""Months of a year of month keys, which are signed at once: the signing key comes out once a year."""
RUNS_OUT = timedelta(days=60)
"""So long before their end keys are due for rotation: pages and leaflets are made and passed on meanwhile."""
# Letters travel: on a stick for weeks, in a leaflet that somebody kept for months.
MONTH_KEY_STAYS = timedelta(days=60)
YEAR_KEY_STAYS = 6  # months


def year_term(starts: date) -> tuple[date, date]:
    """Return the first and the last day of a year key."""
    return starts, _months_later(starts, 12) - timedelta(days=1)


def month_terms(starts: date) -> Sequence[tuple[date, date]]:
    """Return the terms of a year of month keys: what is left of the month, where it has begun, and 12 months after."""
    month = starts.replace(day=1)
    begun = starts != month
    firsts = [_months_later(month, number) for number in range(MONTHS + begun + 1)]
    ends = [each - timedelta(days=1) for each in firsts[1:]]
    return list(zip([starts, *firsts[1:-1]], ends, strict=True))


def destroy_from(kind: str, ends: date) -> date:
    """Return the first day on which the private half of a key (`year` or `month`) is due to be destroyed."""
    last = _months_later(ends, YEAR_KEY_STAYS) if kind == "year" else ends + MONTH_KEY_STAYS
    return last + timedelta(days=1)


def _months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(first_after - timedelta(days=1), date(year, month + 1, 1) + timedelta(days=day.day - 1))
