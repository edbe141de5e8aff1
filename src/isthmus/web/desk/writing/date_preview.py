"""What a date means as it is typed: how it is kept and reads, what is asked about it, or what is wrong with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from isthmus.core.dates.written import DateReading, understand_date
from isthmus.core.messages import Message
from isthmus.web.desk.reading.dates import ShownDate, shown_date

__all__ = ["DatePreview", "OfferedReading", "date_preview"]

_DAYS = re.compile(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?")
# The field beside whose date the act's note keeps how it was written, where its calendar is another.
WITH_NOTE = "statement-date"


@dataclass(frozen=True, slots=True)
class OfferedReading:
    """One reading to choose: its EDTF, how it reads, and the words for the calendar that it was converted from."""

    edtf: str
    date: ShownDate
    calendar: Message | None = None

    @property
    def is_span(self) -> bool:
        """Return whether the days that it leaves possible say more than its EDTF, which names days itself."""
        return not _DAYS.fullmatch(self.edtf)

    @classmethod
    def of(cls, reading: DateReading) -> "OfferedReading":
        """Return a reading as a page offers it."""
        other = None if reading.calendar == "gregorian" else Message(f"date.calendar.{reading.calendar}")
        return cls(reading.edtf, shown_date(reading.edtf), other)


@dataclass(frozen=True, slots=True)
class DatePreview:
    """How the text typed into `field` is understood; neither a date, nor a question, nor a problem while it is empty.

    `understood` is what is kept; `readings` are offered beside the `question`.
    """

    field: str = ""
    typed: str = ""
    understood: OfferedReading | None = None
    question: Message | None = None
    readings: Sequence[OfferedReading] = ()
    problem: Message | None = None

    @property
    def has_note(self) -> bool:
        """Return whether a note keeps the date as it was written."""
        return self.field == WITH_NOTE

    @property
    def is_changed(self) -> bool:
        """Return whether another text is kept than the one that was typed."""
        return self.understood is not None and self.understood.edtf != self.typed


def date_preview(text: str, field: str = "") -> DatePreview:
    """Return how a typed date is understood. EDTF is kept as it is, even where its year is asked about."""
    text = text.strip()
    found = understand_date(text, timezone.now().date())
    readings = [OfferedReading.of(each) for each in found.readings]
    understood = next((each for each in readings if each.edtf == text and each.calendar is None), None)
    if understood is None and found.question is None:
        understood = readings[0] if readings else None
    others = [each for each in readings if each is not understood]
    return DatePreview(field, text, understood, found.question, others, found.problem)
