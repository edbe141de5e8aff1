"""Dates as spans of days: what a date or an age leaves possible, as numbers that an engine compares."""

import re
from dataclasses import dataclass
from datetime import date
from unicodedata import decimal

from isthmus.core.dates import DateError, bounds

__all__ = ["Span", "born_from_age", "span"]

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_AGE = re.compile(r"(\d{1,3})(?:\s*[/-]\s*(\d{1,3}))?", re.ASCII)
_OLDEST = 130  # years; nobody is known to have reached this age
_YEAR = 365.25  # days, with leap days


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
    """Return the days of birth of somebody of that age (`16` or `15/17`, in years) on that day or in that period."""
    found, when = _AGE.fullmatch(_plain(age)), span(on)
    if not found or when is None:
        return None
    youngest = int(found[1])
    oldest = int(found[2] or found[1])
    if not youngest <= oldest <= _OLDEST:
        return None
    first = max(1, when.first - int((oldest + 1) * _YEAR) + 1)
    return Span(first, max(first, when.last - int(youngest * _YEAR)))
