"""How much of a date the format of an XLSX cell shows: `Mar-17` is a month, `2017` a year, whatever lies beneath."""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Final

__all__ = ["ShownPart", "date_format"]

type ShownPart = Callable[[datetime, float], str]
"""Returns the text of a cell, of the day that its spreadsheet counts from, and its number of days."""

_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|AM/PM|A/P', re.IGNORECASE)
_RUN = re.compile(r"([ymdhseg])\1*", re.IGNORECASE)
_MIDNIGHT = time()
_SECONDS: Final = 86_400


def _moment(epoch: datetime, days: float) -> datetime:
    return epoch + timedelta(seconds=round(days * _SECONDS))


def _date_and_time(epoch: datetime, days: float) -> str:
    """Return the day and the time to the second; of midnight, which a day without a time has, the day."""
    moment = _moment(epoch, days)
    return moment.date().isoformat() if moment.time() == _MIDNIGHT else moment.isoformat()


def _day(epoch: datetime, days: float) -> str:
    return _moment(epoch, days).date().isoformat()


def _month(epoch: datetime, days: float) -> str:
    return _day(epoch, days)[:7]


def _year(epoch: datetime, days: float) -> str:
    return _day(epoch, days)[:4]


def _time(epoch: datetime, days: float) -> str:
    return _moment(epoch, days).time().isoformat()


def _elapsed(_: datetime, days: float) -> str:
    """Return hours, minutes and seconds; the hours are as many as they are."""
    minutes, seconds = divmod(round(days * _SECONDS), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"


# The formats that every XLSX file has under a number. What 27 to 36 and 50 to 58 show depends on the language of the
# program, which a file does not name: the day is never less than they show.
_BUILT_IN: Final[dict[int, ShownPart]] = {
    **dict.fromkeys((14, 15, 16, *range(27, 37), *range(50, 59)), _day),
    17: _month,
    **dict.fromkeys(range(18, 22), _time),
    22: _date_and_time,
    45: _time,
    46: _elapsed,
    47: _time,
}


def date_format(code: str | None, number: str) -> ShownPart | None:
    """Return what a format shows of a number of days; none where it shows a number. `code`: of a format of its own."""
    if code is None:
        return _BUILT_IN.get(int(number)) if number.isdigit() else None
    first = code.partition(";")[0]  # what follows is for other numbers than dates
    if _ELAPSED.search(first):
        return _elapsed
    plain = _LITERAL.sub(" ", first).lower()
    if not re.search("[dmyhs]", plain):
        return None
    return _of_parts(_parts([found[1] for found in _RUN.finditer(plain)]))


def _parts(runs: list[str]) -> set[str]:
    """Return what is shown: y, m, d, h; an m beside hours or before seconds is of minutes."""
    found: set[str] = set()
    for i, run in enumerate(runs):
        is_minute = run == "m" and ((i and runs[i - 1] == "h") or runs[i + 1 : i + 2] == ["s"])
        found.add("h" if is_minute or run == "s" else "y" if run in "eg" else run)
    return found


def _of_parts(parts: set[str]) -> ShownPart:
    if "h" in parts:
        return _date_and_time if parts & set("ymd") else _time
    if "d" in parts:
        return _day
    return _month if "m" in parts else _year
