"""A column of dates as people write them: understood where one reading is sensible, else counted and asked about."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from isthmus.core.dates.written import DateReading, understand_date

__all__ = ["ORDERS", "DateCells", "readings_in_order", "shown_order", "understand_cells", "without_time"]

ORDERS = ("day_first", "month_first")
"""How the numbers of a date such as 05/03/2017 may be taken: the answer to what is asked about them."""

_NUMBERS = re.compile(r"\s*(\d{1,2})([/-])(\d{1,2})\2\d{2,4}\s*")
_TIME = re.compile(
    r"(?<=\d)(?:\s+|[Tt])\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?"
    r"(?:\s*[AaPp][Mm]|\s*Z|\s*[+-]\d\d:?\d\d)?\s*$"
)
_MONTHS = 12
_FEWEST = 3  # dates that can be read in one order alone: one or two may be slips
_OPEN_TO_SHOWN = (
    4  # three days of five are above 12: where far fewer dates show it, the column is of another kind
)
_SLIPS = 100  # one date in so many may show the other order and be a slip


@dataclass(frozen=True, slots=True)
class DateCells:
    """What the texts of a column say: EDTF by text, what is asked about by text, and the texts that are no dates.

    `ordered`: those of the first whose numbers may be taken in either order, and are in the one that was asked for.
    """

    edtf: Mapping[str, str]
    asked: Mapping[str, str]
    unreadable: frozenset[str]
    ordered: frozenset[str] = frozenset()


def understand_cells(texts: Iterable[str], today: date, order: str = "") -> DateCells:
    """Return how each text is understood; `order`, one of `ORDERS`, is how somebody said that numbers are meant.

    What is asked about is never guessed. It is named as in `date.asks.…`: order, century, calendar, winter, year.
    """
    edtf: dict[str, str] = {}
    asked: dict[str, str] = {}
    unreadable: set[str] = set()
    in_order: set[str] = set()
    for text in dict.fromkeys(texts):
        found = understand_date(text, today)
        readings = readings_in_order(found.readings, order)
        ordered = len(readings) == 1 and readings[0].order and found.question_name == "order"
        if found.question is not None and not ordered:
            asked[text] = found.question_name
        elif readings:
            edtf[text] = readings[0].edtf
            in_order |= {text} if ordered else set()
        elif found.problem is not None:
            unreadable.add(text)
    return DateCells(edtf, asked, frozenset(unreadable), frozenset(in_order))


def shown_order(times: Mapping[str, int]) -> str:
    """Return the order of numbers, one of `ORDERS`, that a column shows by dates such as 27/09/2017; else nothing.

    `times` is how often each text stands there. Where both orders are shown, or hardly any, nothing is.
    """
    shown = dict.fromkeys(ORDERS, 0)
    either = 0
    for text, n in times.items():
        found = _NUMBERS.fullmatch(text)
        first, second = (int(found[1]), int(found[3])) if found else (0, 0)
        if first > _MONTHS >= second > 0:
            shown["day_first"] += n
        elif second > _MONTHS >= first > 0:
            shown["month_first"] += n
        elif first != second:
            either += n
    fewer, more = sorted(ORDERS, key=lambda order: shown[order])
    sure = shown[more] >= max(_FEWEST, either / _OPEN_TO_SHOWN, shown[fewer] * _SLIPS)
    return more if sure else ""


def without_time(text: str) -> str:
    """Return a date without the time of day that spreadsheets and databases write behind it."""
    return _TIME.sub("", text)


def readings_in_order(readings: tuple[DateReading, ...], order: str) -> list[DateReading]:
    """Return the readings in an order of `ORDERS`, and those of which the order is clear; all without an order."""
    return [each for each in readings if not order or each.order in ("", order)]
