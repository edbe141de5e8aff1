"""Dates of a roster as people write them: made EDTF where they are understood, counted where they are not."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from isthmus.core.dates.date_cells import ORDERS, shown_order, understand_cells, without_time
from isthmus.core.link.fields import DATES
from isthmus.core.link.spans import is_date
from isthmus.core.messages import Message
from isthmus.engines.column_cells import CellTimes, ListTimes, Replaced

__all__ = ["DATE_FIELDS", "RosterDates", "understand_dates"]

DATE_FIELDS = (*DATES, "age_on")


@dataclass(slots=True)
class RosterDates:
    """How many cells were understood as dates, how many are asked about, by what, and how many are no dates.

    `ordered`: of those understood, how many were read in an order that others of their column show, by the order.
    """

    understood: int = 0
    ambiguous: Counter[str] = field(default_factory=Counter)
    unreadable: int = 0
    ordered: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        """Return the counts as a report has them."""
        return {
            "understood": self.understood,
            "ambiguous": dict(sorted(self.ambiguous.items())),
            "unreadable": self.unreadable,
            "ordered": dict(sorted(self.ordered.items())),
        }

    def questions(self) -> list[Message]:
        """Return what is asked about the dates, and in which order some were read."""
        asked = [Message(f"link.dates.{name}", n=n) for name, n in sorted(self.ambiguous.items())]
        return [*(Message(f"link.dates.{name}", n=n) for name, n in sorted(self.ordered.items())), *asked]


def understand_dates(
    times: ListTimes, order: str, today: date, found: RosterDates
) -> tuple[Replaced, CellTimes, CellTimes]:
    """Return what is written instead of the dates of a column, its cells that are no dates, and its open ones.

    An order that nobody said is taken where the other dates of a list show it.
    """
    open_texts = {
        name: {text: n for text, n in texts.items() if not is_date(text)} for name, texts in times.items()
    }
    orders = {name: order or shown_order(_timeless(texts)) for name, texts in open_texts.items()}
    instead: Replaced = {}
    unread: CellTimes = Counter()
    asked: CellTimes = Counter()
    for each in ("", *ORDERS):
        lists = {name: texts for name, texts in open_texts.items() if orders[name] == each}
        cells = understand_cells(
            {without_time(text) for texts in lists.values() for text in texts}, today, each
        )
        for name, text, n in _each(lists):
            plain = without_time(text)
            if plain in cells.edtf:
                instead[name, text] = cells.edtf[plain]
                found.understood += n
                found.ordered.update({each: n} if plain in cells.ordered and not order else {})
            elif plain in cells.asked:
                asked[name, text] += n
                found.ambiguous[cells.asked[plain]] += n
            else:
                unread[name, text] += n
    found.unreadable += unread.total()
    return instead, unread, asked


def _timeless(times: Mapping[str, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text, n in times.items():
        found[without_time(text)] += n
    return found


def _each(lists: Mapping[str, Mapping[str, int]]) -> Iterable[tuple[str, str, int]]:
    return ((name, text, n) for name, texts in lists.items() for text, n in texts.items())
