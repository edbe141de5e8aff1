"""The order of day, month and year in the dates of a chat, as far as all of them together tell it."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

__all__ = ["DATE", "DateOrder", "iso_date", "open_example", "order_of"]

# In any digits, with marks of direction between them; Korean, Japanese and Chinese name the parts.
_MARKS = r"[\u200e\u200f\s]*"
DATE = rf"\d{{1,4}}{_MARKS}[./\-\u060d년年]{_MARKS}\d{{1,2}}{_MARKS}[./\-\u060d월月]{_MARKS}\d{{1,4}}{_MARKS}[.일日]?"
_NUMBERS = re.compile(r"\d+")
_DATE = re.compile(DATE)
# Messengers are of this century.
_CENTURY, _TWO_DIGITS = 2000, 100


class DateOrder:
    """The orders that a date may be written in."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    YEAR_FIRST = "year-first"
    OPEN = "day-month-open"
    NONE = ""


def order_of(dates: Iterable[str]) -> str:
    """Return the order of all dates; open where day and month of each could change places, and time still go on."""
    written = list(dict.fromkeys(dates))
    parts = [tuple(map(int, _NUMBERS.findall(date)[:3])) for date in written]
    parts = [each for each in parts if len(each) == 3]
    if not parts:
        return DateOrder.NONE
    if all(first > 31 for first, _, _ in parts):
        return DateOrder.YEAR_FIRST
    # Where points part the numbers, the day comes first in every language that writes so.
    if all("." in date for date in written):
        return DateOrder.DAY_FIRST
    orders = {DateOrder.DAY_FIRST: (2, 1, 0), DateOrder.MONTH_FIRST: (2, 0, 1)}
    may_be = [order for order, places in orders.items() if all(_is_date(each, places) for each in parts)]
    if len(may_be) > 1 and any(first != second for first, second, _ in parts):
        may_be = [order for order in may_be if _goes_on(parts, orders[order])] or may_be
    if len(may_be) > 1 and all(first == second for first, second, _ in parts):
        return DateOrder.DAY_FIRST  # it makes no difference
    return may_be[0] if len(may_be) == 1 else DateOrder.OPEN


def iso_date(written: str, order: str) -> str:
    """Return a date as year, month and day, where day or month is known to come first; empty where it is none."""
    parts = [int(each) for each in _NUMBERS.findall(written)[:3]]
    if len(parts) != len("ymd"):
        return ""
    day, month = parts[:2] if order == DateOrder.DAY_FIRST else parts[1::-1]
    year = parts[2] + (_CENTURY if parts[2] < _TWO_DIGITS else 0)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def open_example(labels: Iterable[str]) -> str:
    """Return the first date among labels of messages in which day and month differ; empty where there is none."""
    for each in labels:
        found = _DATE.search(each)
        parts = [int(number) for number in _NUMBERS.findall(found[0])[:3]] if found else []
        if len(parts) == len("dmy") and parts[0] != parts[1]:
            return found[0] if found else ""
    return ""


def _is_date(parts: Sequence[int], places: tuple[int, int, int]) -> bool:
    _, month, day = (parts[each] for each in places)
    return 1 <= month <= 12 and 1 <= day <= 31


def _goes_on(parts: Sequence[Sequence[int]], places: tuple[int, int, int]) -> bool:
    """Return whether the dates, in the order of the messages, never go back."""
    times = [tuple(each[at] for at in places) for each in parts]
    return all(before <= after for before, after in pairwise(times))
