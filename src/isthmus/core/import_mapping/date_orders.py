"""In which orders the numbers of dates stand in each column: 25/4/2017 beside 4/25/2017 is two.

Dates with points are day first, as they are read everywhere, unless their column shows that they are not.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from isthmus.core.dates.date_cells import ORDERS, shown_order, without_time
from isthmus.core.import_mapping.records import Record
from isthmus.core.import_mapping.values import ImportMapping
from isthmus.core.workbook.schema import sheet

__all__ = [
    "NUMBER",
    "POINT",
    "SIGNS",
    "DateOrders",
    "order_shown",
    "sign_of",
    "sign_within",
    "signs_in_doubt",
    "swapped",
]

NUMBER = "number"
"""What stands for the sign of a date that is a number of days."""
POINT = "."
SIGNS = (POINT, "/", "-")
_EITHER = "either"
_PARTS = re.compile(r"\s*(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(?:\d{4}|\d{2})\s*")
_WITHIN = re.compile(r"(?<![\d./-])\d{1,2}\s*([./-])\s*\d{1,2}\s*\1\s*(?:\d{4}|\d{2})(?!\d)")
_MONTHS = 12
_SLIPS = 100  # one date in so many may show the other order and be a slip, as where a column is asked about


def sign_of(cell: str) -> str:
    """Return the sign between the numbers of a date, where it is written in numbers; nothing else."""
    return _order(cell)[0]


def sign_within(cell: str) -> str:
    """Return the sign of the dates in numbers that stand among other words, as in "before 7/11/2015", if it is one."""
    signs = {found[1] for found in _WITHIN.finditer(cell)}
    return signs.pop() if len(signs) == 1 else ""


def swapped(cell: str) -> str:
    """Return dates with points as ones whose order is asked about, and the words around them as they are."""
    return _WITHIN.sub(lambda found: found[0].replace(POINT, "/"), cell)


@lru_cache(maxsize=1 << 15)
def _order(cell: str) -> tuple[str, str]:
    """Return the sign of a date and its order: one of `ORDERS`, `_EITHER`, or nothing where both are one day."""
    found = _PARTS.fullmatch(without_time(cell))
    if not found:
        return "", ""
    first, second = int(found[1]), int(found[3])
    if first > _MONTHS or second > _MONTHS:
        return found[2], "day_first" if first > second else "month_first"
    return found[2], _EITHER if first != second else ""


def order_shown(cells: Iterable[str], sign: str) -> str:
    """Return the order that a column shows by its dates of one sign, where it surely does."""
    times = Counter(swapped(cell) for cell in cells if sign_of(cell) == sign)
    return shown_order(times)


def signs_in_doubt(cells: Iterable[str]) -> list[str]:
    """Return the signs of dates whose order has to be said: those that may be either, unless all have points.

    Dates with points are in doubt beside others, or where some have the month first.
    """
    met: dict[str, set[str]] = defaultdict(set)
    for cell in cells:
        sign, order = _order(cell)
        met[sign].add(order)
    doubted = [sign for sign in SIGNS if _EITHER in met[sign]]
    return [] if doubted == [POINT] and "month_first" not in met[POINT] else doubted


@dataclass(slots=True)
class DateOrders:
    """How often each column of dates shows each order, by sign."""

    columns: tuple[str, ...] = ()
    _shown: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @classmethod
    def of(cls, mapping: ImportMapping) -> "DateOrders":
        """Return what is to be looked at for a mapping: nothing seen yet."""
        dates = (source for of, name, source in mapping.fields() if _is_date(of, name))
        return cls(tuple(dict.fromkeys(column for source in dates for column in source.columns)))

    def see(self, record: Record) -> None:
        """Take the dates of a row in."""
        for column in self.columns:
            sign, order = _order(record.cell(column))
            if order:
                self._shown[column, sign][order] += 1

    def in_doubt(self, column: str, cell: str, said: str) -> bool:
        """Return whether a date that may be either is `said` to be in an order, and the column shows another.

        With points, another order than day first has to be said of them, since they are read so everywhere.
        """
        sign, order = _order(cell)
        if order != _EITHER:
            return False
        taken = said or ("day_first" if sign == POINT else "")
        if taken not in ORDERS or (sign == POINT and taken != "day_first"):
            return taken in ORDERS
        shown: Mapping[str, int] = self._shown.get((column, sign), {})
        other = next(each for each in ORDERS if each != taken)
        return shown.get(other, 0) * _SLIPS > shown.get(taken, 0)


def _is_date(of: str, name: str) -> bool:
    if name == "status_date":
        return True
    return name in sheet(of).names and sheet(of).column(name).type == "date"
