"""Uncertain dates: EDTF (ISO 8601-2) text, and the earliest and latest day that it leaves possible.

The text itself is the date and is kept as written; bounds are only computed from it. Bounds are strict: `?`, `~`
and `%` say that a source is unsure, not by how much, so they widen nothing. Decided here, where the standard leaves
it open:

- `/` and `..` at an end, and the year `XXXX`, leave that side without a bound (`None`).
- A season without a hemisphere (21 to 24) is taken as a northern one. A season that spans the turn of the year
  (24, 28, 30) begins in the December of its year and ends with the next February.
- `1950S2` is any year from 1900 to 1999. A time of day is that day, as written, whatever its offset.
- Years run from 0001 to 9999; other years are refused.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import product

from isthmus.core.messages import Message, MessageError

__all__ = ["Bounds", "DateError", "bounds", "overlap"]


class DateError(MessageError):
    """The text is not a date that this calendar can hold; the message says why, and never repeats the text."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and the last possible day; `None` where that side is open or unknown."""

    earliest: date | None
    latest: date | None


_UNDATED = Bounds(None, None)
_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d(:\d\d)?)?", re.ASCII)
_ROUNDED = re.compile(r"(\d{4})S([1-4])[?~%]?", re.ASCII)
_SINGLE = re.compile(r"[?~%]?[0-9X]{4}[?~%]?(-[?~%]?[0-9X]{2}[?~%]?){0,2}", re.ASCII)
_FAR_YEAR = re.compile(r"-\d{4}|Y-?\d+(E\d+)?(S\d+)?", re.ASCII)
_TIME_ALONE = re.compile(r"\d{1,2}:\d\d(:\d\d(\.\d{1,9})?)?", re.ASCII)
_ACROSS_NEW_YEAR = ("24", "28", "30")
_LONGEST = 1_000


@lru_cache(maxsize=131_072)
def bounds(text: str) -> Bounds:
    """Return the strict bounds of an EDTF date, interval or set; `""` is undated. Raises `DateError`."""
    if not text:
        return _UNDATED
    if len(text) > _LONGEST:
        raise DateError(Message("edtf.too_long", most=_LONGEST))
    if text[0] in "{[":
        return _of_set(text)
    if "/" in text:
        return _of_interval(text)
    return _of_single(text)


def overlap(a: Bounds, b: Bounds) -> bool:
    """Return whether the two may share a day; an open end reaches as far as it must."""
    return _not_after(a.earliest, b.latest) and _not_after(b.earliest, a.latest)


def _not_after(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start <= end


def _of_interval(text: str) -> Bounds:
    left, _, right = text.partition("/")
    if left in ("", "..") and right in ("", ".."):
        raise DateError(Message("edtf.open_interval"))
    if "/" in right:
        raise DateError(Message("edtf.one_slash"))
    return _span(left, right)


def _span(left: str, right: str) -> Bounds:
    start = _UNDATED if left in ("", "..") else _of_single(left)
    end = _UNDATED if right in ("", "..") else _of_single(right)
    if not _not_after(start.earliest, end.latest):
        raise DateError(Message("edtf.backwards"))
    return Bounds(start.earliest, end.latest)


def _of_set(text: str) -> Bounds:
    if text[-1] != {"{": "}", "[": "]"}[text[0]]:
        raise DateError(Message("edtf.unclosed_set"))
    members = [_of_member(member.strip(" ")) for member in text[1:-1].split(",")]
    starts = [member.earliest for member in members]
    ends = [member.latest for member in members]
    return Bounds(
        None if None in starts else min(day for day in starts if day),
        None if None in ends else max(day for day in ends if day),
    )


def _of_member(text: str) -> Bounds:
    if ".." not in text:
        return _of_single(text)
    left, _, right = text.partition("..")
    if not left and not right:
        raise DateError(Message("edtf.open_range"))
    return _span(left, right)


def _of_single(text: str) -> Bounds:
    if plain := _PLAIN.fullmatch(text):
        year, month, day = plain.groups()
        if month is None or month <= "12":
            return _of_days(int(year), int(month) if month else None, int(day) if day else None)
    if _MOMENT.fullmatch(text):
        return _of_moment(text)
    if rounded := _ROUNDED.fullmatch(text):
        return _of_rounded_year(int(rounded[1]), 10 ** (4 - int(rounded[2])))
    if _SINGLE.fullmatch(text):
        return _of_unspecified(text) if "X" in text else _of_rare(text)
    if _TIME_ALONE.fullmatch(text):
        raise DateError(Message("edtf.time_alone"))
    if _FAR_YEAR.fullmatch(text):
        raise DateError(Message("edtf.far_year"))
    raise DateError(Message("edtf.year_first"))


def _of_days(year: int, month: int | None, day: int | None) -> Bounds:
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise DateError(Message("edtf.no_such_day")) from None
    if day:
        return Bounds(first, first)
    last_month = month or 12
    return Bounds(first, date(year, last_month, monthrange(year, last_month)[1]))


def _of_moment(text: str) -> Bounds:
    try:
        day = datetime.fromisoformat(text.replace("T24:00:00", "T00:00:00")).date()
    except ValueError:
        raise DateError(Message("edtf.no_such_moment")) from None
    return Bounds(day, day)


def _of_rounded_year(year: int, unit: int) -> Bounds:
    first = year // unit * unit
    return Bounds(date(max(first, 1), 1, 1), date(first + unit - 1, 12, 31))


def _of_unspecified(text: str) -> Bounds:
    """Digits that are not known: from the first day that fits the pattern to the last."""
    year, month, day = (*re.sub("[?~%]", "", text).split("-"), "XX", "XX")[:3]
    known_year = "2000" if year == "XXXX" else year
    earliest = next(_fitting(known_year, month, day, 1), None)
    latest = next(_fitting(known_year, month, day, -1), None)
    if earliest is None:
        raise DateError(Message("edtf.no_day_fits"))
    return _UNDATED if year == "XXXX" else Bounds(earliest, latest)


def _fitting(year: str, month: str, day: str, step: int) -> Iterator[date]:
    """Yield the days that fit the three patterns, in the order of time, or against it where `step` is -1."""
    days = [value for value in _values(day) if value <= 31][::step]
    for y, m, d in product(_values(year)[::step], _values(month)[::step], days):
        try:
            yield date(y, m, d)
        except ValueError:
            continue


def _values(pattern: str) -> list[int]:
    return [int("".join(digits)) for digits in product(*("0123456789" if c == "X" else c for c in pattern))]


def _of_rare(text: str) -> Bounds:
    """Seasons, quarters, and marks inside a date, as the edtf library reads them."""
    from edtf import EDTFParseException, parse_edtf  # noqa: PLC0415  # costs 0.2 s, seldom needed

    try:
        parsed = parse_edtf(text)
    except EDTFParseException:
        raise DateError(Message("edtf.year_first")) from None
    first, last = parsed.lower_strict(), parsed.upper_strict()
    if text[5:7] in _ACROSS_NEW_YEAR and len(text) == 7:
        last_day = _of_days(first.tm_year + 1, 2, None).latest
    else:
        last_day = _of_days(last.tm_year, last.tm_mon, last.tm_mday).latest
    return Bounds(_of_days(first.tm_year, first.tm_mon, first.tm_mday).earliest, last_day)
