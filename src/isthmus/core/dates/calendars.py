"""Dates of the Hijri (Umm al-Qura) and the Solar Hijri calendar as days of ours."""

from datetime import date, timedelta

from isthmus.core.dates import DateError
from isthmus.core.messages import Message

__all__ = ["HIJRI_YEARS", "SOLAR_HIJRI_YEARS", "days_of", "half", "hijri_years_of_month"]

# Umm al-Qura is published from 1343 to 1500. Iran has counted by the Solar Hijri calendar in law since 1304; the rule
# for leap years fits the official ones beyond 1500.
HIJRI_YEARS = (1343, 1500)
SOLAR_HIJRI_YEARS = (1304, 1500)
_MONTHS = 12


def days_of(
    calendar: str, year: int, month: int | None = None, day: int | None = None, *, months: int = 1
) -> tuple[date, date]:
    """Return the first and the last day, in our calendar, of a day, of so many months, or of a year.

    Raises `DateError` where the calendar has no such day, or its table does not reach that far.
    """
    first_year, last_year = HIJRI_YEARS if calendar == "hijri" else SOLAR_HIJRI_YEARS
    if not first_year <= year <= last_year:
        raise DateError(Message(f"date.beyond.{calendar}", first=first_year, last=last_year))
    if day is not None and month is not None:
        found = _day(calendar, year, month, day)
        return found, found
    start, length = (month, months) if month is not None else (1, _MONTHS)
    first = _day(calendar, year, start, 1)
    return first, _last_day(calendar, year, start + length - 1)


def _last_day(calendar: str, year: int, month: int) -> date:
    """Return the last day of a month: a month has at most 31 days, and the last that it has is there."""
    for day in (31, 30):
        try:
            return _day(calendar, year, month, day)
        except DateError:
            continue
    return _day(calendar, year, month, 29)


def _day(calendar: str, year: int, month: int, day: int) -> date:
    try:
        return _hijri(year, month, day) if calendar == "hijri" else _solar_hijri(year, month, day)
    except ValueError:
        raise DateError(Message("edtf.no_such_day")) from None


def _hijri(year: int, month: int, day: int) -> date:
    from hijridate import Hijri  # noqa: PLC0415  # seldom needed

    return date(*Hijri(year, month, day).to_gregorian().datetuple())


def _solar_hijri(year: int, month: int, day: int) -> date:
    from persiantools.jdatetime import JalaliDate  # noqa: PLC0415  # seldom needed

    found: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    return found


def hijri_years_of_month(year: int, month: int) -> list[int]:
    """Return the Hijri years whose month of this number begins in a year of ours: one, seldom two, or none."""
    near = year - 622 + (year - 622) // 32
    years = range(max(HIJRI_YEARS[0], near - 1), min(HIJRI_YEARS[1], near + 2) + 1)
    return [each for each in years if _day("hijri", each, month, 1).year == year]


def half(first: date, last: date, which: str) -> tuple[date, date]:
    """Return the early, the middle or the late half of a span of days."""
    length = (last - first).days + 1
    quarter, middle = timedelta(length // 4), timedelta(length // 2)
    if which == "early":
        return first, first + middle - timedelta(1)
    if which == "late":
        return first + middle, last
    return first + quarter, last - quarter
