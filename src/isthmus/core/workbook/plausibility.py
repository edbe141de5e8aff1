"""What a sound workbook says that is unusual, so that a slip is noticed before it is kept."""

from collections.abc import Iterator, Mapping
from operator import attrgetter

from isthmus.core.dates import DateError
from isthmus.core.dates.years import FIRST_USUAL_YEAR, has_unusual_year
from isthmus.core.messages import Message
from isthmus.core.workbook.cautions import Caution, Cautions
from isthmus.core.workbook.problems import shortened
from isthmus.core.workbook.sheets import ReadSheet

__all__ = ["check_plausibility"]


def check_plausibility(read: Mapping[str, ReadSheet], cautions: Cautions) -> None:
    """Add everything about the sound rows that is asked about, in the order of sheets, rows and columns."""
    for sheet in read.values():
        found = sorted(_unusual_years(sheet, cautions), key=lambda one: one[:2])
        for _, _, caution in found:
            cautions.add(caution)


def _unusual_years(read: ReadSheet, cautions: Cautions) -> Iterator[tuple[int, int, Caution]]:
    """Yield the dates outside the usual years, each with its row and the place of its column."""
    for place, column in enumerate(read.sheet.columns):
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
                yield number, place, Caution(read.sheet.name, number, column.name, value, doubt, mend)


def _is_unusual(text: str, cautions: Cautions) -> bool:
    try:
        return has_unusual_year(text, cautions.today)
    except DateError:  # a token in the place of a date
        return False
