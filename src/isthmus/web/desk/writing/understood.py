"""What a date means as it is typed: the words, the days it leaves possible, or what is wrong with it."""

from dataclasses import dataclass

from isthmus.core.dates import DateError, bounds
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.dates import Dated, dated

__all__ = ["Understood", "understood"]


@dataclass(frozen=True, slots=True)
class Understood:
    """Either a date in words or a problem; neither while nothing is typed."""

    date: Dated | None = None
    problem: str = ""


def understood(text: str) -> Understood:
    """How a typed date is understood."""
    text = text.strip()
    if not text:
        return Understood()
    try:
        bounds(text)
    except DateError as error:
        return Understood(problem=said(error.message))
    return Understood(date=dated(text))
