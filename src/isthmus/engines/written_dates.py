"""Dates of a roster as people write them: made EDTF where they are understood, counted where they are not."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from isthmus.core.dates.date_cells import understand_cells
from isthmus.core.link.fields import DATES
from isthmus.core.link.spans import is_date
from isthmus.core.messages import Message
from isthmus.engines.connection import Engine

__all__ = ["RosterDates", "understand_dates"]

_COLUMNS = (*DATES, "age_on")


@dataclass(slots=True)
class RosterDates:
    """How many cells were understood as dates, how many are asked about, by what, and how many are no dates."""

    understood: int = 0
    ambiguous: Counter[str] = field(default_factory=Counter)
    unreadable: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return the counts as a report has them."""
        return {
            "understood": self.understood,
            "ambiguous": dict(sorted(self.ambiguous.items())),
            "unreadable": self.unreadable,
        }

    def questions(self) -> list[Message]:
        """Return what is asked about the dates, and how many were not understood."""
        asked = [Message(f"link.dates.{name}", n=n) for name, n in sorted(self.ambiguous.items())]
        return [*asked, *([Message("link.dates.unreadable", n=self.unreadable)] if self.unreadable else [])]


def understand_dates(engine: Engine, fields: Iterable[str], order: str, today: date) -> RosterDates:
    """Write the dates of the table `raw` that are understood as EDTF; the rest stay as they are."""
    found = RosterDates()
    for column in _COLUMNS:
        if column in fields:
            _understand_column(engine, column, order, today, found)
    return found


def _understand_column(engine: Engine, column: str, order: str, today: date, found: RosterDates) -> None:
    rows = engine.execute(
        f"select {column}, count(*) from raw where {column} is not null group by 1"
    ).fetchall()
    times = {str(text): int(n) for text, n in rows if not is_date(str(text))}
    cells = understand_cells(times, today, order)
    found.understood += sum(times[text] for text in cells.edtf)
    found.unreadable += sum(times[text] for text in cells.unreadable)
    for text, name in cells.asked.items():
        found.ambiguous[name] += times[text]
    if cells.edtf:
        engine.register("written", pa.table({"text": list(cells.edtf), "edtf": list(cells.edtf.values())}))
        engine.execute(f"update raw set {column} = edtf from written where {column} = written.text")
        engine.unregister("written")
