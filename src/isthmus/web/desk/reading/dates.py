"""Dates on a page: as uncertain as they were written, with the range that they leave possible."""

from collections.abc import Iterable
from dataclasses import dataclass

from isthmus.core.dates import Bounds
from isthmus.language.edtf import bounds_if_any, date_in_words, is_plain_day, range_in_words, span_in_words
from isthmus.web.desk.language import renderer

__all__ = ["ShownDate", "shown_date", "shown_dates"]


@dataclass(frozen=True, slots=True)
class ShownDate:
    """A date to show: its words, the range it leaves possible, and whether it is less than a certain day."""

    words: str
    span: str
    uncertain: bool
    written: str = ""


def shown_date(text: str) -> ShownDate:
    """Return an EDTF date in words."""
    say = renderer()
    span = span_in_words(bounds_if_any(text), say)
    return ShownDate(date_in_words(text, say), span, not is_plain_day(text), text)


def shown_dates(texts: Iterable[str], limits: Bounds) -> ShownDate:
    """Return several statements' dates of one incident: their common words, or the range from first to last."""
    written = sorted(set(texts) - {""})
    if not written:
        return ShownDate("", "", uncertain=True)
    if len(written) == 1:
        return shown_date(written[0])
    say = renderer()
    return ShownDate(range_in_words(limits, say), span_in_words(limits, say), True, "; ".join(written))
