"""A column of dates as people write them: understood where one reading is sensible, else counted and asked about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from isthmus.core.dates.written import DateReading, understand_date

__all__ = ["ORDERS", "DateCells", "understand_cells"]

ORDERS = ("day_first", "month_first")
"""How the numbers of a date such as 05/03/2017 may be taken: the answer to what is asked about them."""


@dataclass(frozen=True, slots=True)
class DateCells:
    """What the texts of a column say: EDTF by text, what is asked about by text, and the texts that are no dates."""

    edtf: Mapping[str, str]
    asked: Mapping[str, str]
    unreadable: frozenset[str]


def understand_cells(texts: Iterable[str], today: date, order: str = "") -> DateCells:
    """Return how each text is understood; `order`, one of `ORDERS`, is how somebody said that numbers are meant.

    What is asked about is never guessed. It is named as in `date.asks.…`: order, century, calendar, winter, year.
    """
    edtf: dict[str, str] = {}
    asked: dict[str, str] = {}
    unreadable: set[str] = set()
    for text in dict.fromkeys(texts):
        found = understand_date(text, today)
        readings = _in_order(found.readings, order)
        ordered = len(readings) == 1 and readings[0].order and found.question_name == "order"
        if found.question is not None and not ordered:
            asked[text] = found.question_name
        elif readings:
            edtf[text] = readings[0].edtf
        elif found.problem is not None:
            unreadable.add(text)
    return DateCells(edtf, asked, frozenset(unreadable))


def _in_order(readings: tuple[DateReading, ...], order: str) -> list[DateReading]:
    return [each for each in readings if not order or each.order in ("", order)]
