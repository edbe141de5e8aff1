"""What a date means as it is typed: the words, the days it leaves possible, or what is wrong with it."""

from dataclasses import dataclass

from isthmus.core.dates import DateError, bounds
from isthmus.core.messages import Message
from isthmus.web.desk.reading.dates import ShownDate, shown_date

__all__ = ["DatePreview", "date_preview"]


@dataclass(frozen=True, slots=True)
class DatePreview:
    """Either a date in words or a problem; neither while nothing is typed."""

    date: ShownDate | None = None
    problem: Message | None = None


def date_preview(text: str) -> DatePreview:
    """Return how a typed date is understood."""
    text = text.strip()
    if not text:
        return DatePreview()
    try:
        bounds(text)
    except DateError as error:
        return DatePreview(problem=error.message)
    return DatePreview(date=shown_date(text))
