"""Dates as spans of days: what a date or an age leaves possible, as numbers that an engine compares."""

import re
from dataclasses import dataclass
from datetime import date
from unicodedata import decimal

from isthmus.core.dates import DateError, bounds
from isthmus.core.dates.ages import read_age

__all__ = ["Span", "born_from_age", "is_date", "span"]

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_BETWEEN_AGES = re.compile(r"\s*[/-]\s*")
_OLDEST = 130  # years; nobody is known to have reached this age


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last possible day, as ordinals of the proleptic Gregorian calendar."""

    first: int
    last: int


def span(text: str) -> Span | None:
    """Return the days that an EDTF date or YYYYMMDD leaves possible; `None` where it is open, empty or no date."""
    text = _plain(text)
    compact = _COMPACT.fullmatch(text)
    if compact:
        return _calendar(*map(int, compact.groups()))
    try:
        found = bounds(text)
    except DateError:
        return None
    if found.earliest is None or found.latest is None:
        return None
    return Span(found.earliest.toordinal(), found.latest.toordinal())


def is_date(text: str) -> bool:
    """Return whether the text is a date as rosters have them, EDTF or YYYYMMDD, open or not."""
    try:
        return span(text) is not None or bounds(_plain(text)) is not None
    except DateError:
        return False


def _plain(text: str) -> str:
    """Return a number or date in the digits 0-9, without the `.0` that spreadsheets put behind whole numbers."""
    return "".join(str(decimal(sign, sign)) for sign in text.strip()).removesuffix(".0")


def _calendar(year: int, month: int, day: int) -> Span | None:
    try:
        one = date(year, month, day).toordinal()
    except ValueError:
        return None
    return Span(one, one)


def born_from_age(age: str, on: str) -> Span | None:
    """Return the days of birth of somebody of that age (`16`, `15/17`, `7m`) on that day or in that period."""
    found, when = read_age(_BETWEEN_AGES.sub("/", _plain(age))), span(on)
    if not found or when is None or found.is_backwards or found.high.years > _OLDEST:
        return None
    first = max(1, when.first - int(found.high.days_until_next) + 1)
    return Span(first, max(first, when.last - int(found.low.days)))
