"""What a sound workbook says that is unusual, so that a slip is noticed before it is kept."""

from collections.abc import Iterator, Mapping
from itertools import chain
from operator import attrgetter

from isthmus.core.dates import DateError
from isthmus.core.dates.years import FIRST_USUAL_YEAR, has_unusual_year
from isthmus.core.messages import Message
from isthmus.core.workbook.alike_cautions import alike_rows
from isthmus.core.workbook.cautions import Caution, Cautions
from isthmus.core.workbook.problems import shortened
from isthmus.core.workbook.quotes import TextOf, quotes_not_found
from isthmus.core.workbook.sheets import ReadSheet
from isthmus.core.workbook.totals import totals_among_rows

__all__ = ["check_plausibility"]


def check_plausibility(
    read: Mapping[str, ReadSheet], cautions: Cautions, text_of: TextOf | None = None
) -> None:
    """Add everything about the sound rows that is asked about, in the order of sheets, rows and columns.

    `text_of` gives the text of a file of the workbook, where it is there and is a text.
    """
    found = chain(
        chain.from_iterable(_unusual_years(sheet, cautions) for sheet in read.values()),
        alike_rows(read),
        quotes_not_found(read, text_of) if text_of else (),
        totals_among_rows(read),
    )
    order = {name: place for place, name in enumerate(read)}
    columns = {
        name: {each.name: at for at, each in enumerate(one.sheet.columns)} for name, one in read.items()
    }
    for caution in sorted(
        found, key=lambda one: (order[one.sheet], one.row or 0, columns[one.sheet].get(one.column, -1))
    ):
        cautions.add(caution)


def _unusual_years(read: ReadSheet, cautions: Cautions) -> Iterator[Caution]:
    """Yield the dates outside the usual years."""
    for column in read.sheet.columns:
        if column.type != "date":
            continue
        texts = list(map(attrgetter(column.name), read.rows))
        unusual = {text for text in set(texts) if _is_unusual(text, cautions)}
        if not unusual:
            continue
        doubt = Message("caution.year", first=FIRST_USUAL_YEAR, last=cautions.today.year + 1)
        for number, row, text in zip(read.numbers, read.rows, texts, strict=True):
            if text in unusual:
                value = "" if getattr(row, "protection", "") == "sealed" else shortened(text)
                mend = Message("caution.year_fix")
                yield Caution(read.sheet.name, number, column.name, value, doubt, mend)


def _is_unusual(text: str, cautions: Cautions) -> bool:
    try:
        return has_unusual_year(text, cautions.today)
    except DateError:  # a token in the place of a date
        return False
