"""Intervals of written dates: two ends that complete each other, limits on one side, and marks of doubt."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from isthmus.core.dates import DateError, bounds
from isthmus.core.dates.date_parts import DateParts

__all__ = ["joined", "limited", "marked"]


def joined(left: DateParts, right: DateParts) -> Iterator[tuple[str, str]]:
    """Yield the interval from one to the other, and what is asked about it, where they are two ends of one.

    What one end leaves out is that of the other: `5-8 March 2017`, `March to April 2017`. Raises `DateError`.
    """
    if right.day is not None and right.month is None and left.whole and left.month is None:
        right = replace(right, day=None, year=_century_of(left) + right.day, asked="century")
    start, end = _completed(left, right), _completed(right, left)
    if not (start.whole and end.whole) or bool(start.decade) != bool(end.decade):
        return
    text = _from_to(start, end)
    named = not left.whole and left.month not in (None, end.month)
    if named and start.year is not None and _is_backwards(text):  # December to February 2017
        text = _from_to(replace(start, year=start.year - 1), end)
    bounds(text)
    yield text, left.asked or right.asked


def _century_of(parts: DateParts) -> int:
    return (parts.year or 0) // 100 * 100


def _completed(parts: DateParts, other: DateParts) -> DateParts:
    """Return the parts with the year, and the month of a mere day, of the other end."""
    if parts.whole:
        return parts
    if parts.month is None and parts.season is None:
        if other.day is None:
            return parts
        parts = replace(parts, month=other.month)
    return replace(parts, year=other.year, calendar=other.calendar)


def _from_to(start: DateParts, end: DateParts) -> str:
    return f"{start.edtf().partition('/')[0]}/{end.edtf().rpartition('/')[2]}"


def _is_backwards(text: str) -> bool:
    try:
        bounds(text)
    except DateError:
        return True
    return False


def limited(edtf: str, kind: str) -> str:
    """Return the date as the limit of an open interval; `kind`: after, before, since or until.

    After and before a month or a year leave it out; a day may still be that day.
    """
    start, end = edtf.partition("/")[0], edtf.rpartition("/")[2]
    if ".." in (start, end):
        return edtf
    if kind == "since":
        return f"{start}/.."
    if kind == "until":
        return f"../{end}"
    found = bounds(end if kind == "after" else start)
    if kind == "after":
        return f"{_beside(end, found.latest, 1)}/.."
    return f"../{_beside(start, found.earliest, -1)}"


def _beside(text: str, day: date | None, step: int) -> str:
    """Return the next month or year, or the one before; of a day or what has a mark itself, the same."""
    if day is None or len(text) not in (4, 7) or not text.replace("-", "").isdigit() or text[5:] > "12":
        return text
    return (day + timedelta(step)).isoformat()[: len(text)]


def marked(edtf: str, mark: str) -> str:
    """Return the date with a mark of doubt at each end; `~` and `?` together are `%`."""
    return "/".join(part if part in ("", "..") else _end_marked(part, mark) for part in edtf.split("/"))


def _end_marked(part: str, mark: str) -> str:
    before = part[-1] if part[-1] in "?~%" else ""
    return part.rstrip("?~%") + (mark if before in ("", mark) else "%")
