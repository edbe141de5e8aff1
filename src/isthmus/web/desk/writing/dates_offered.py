"""The dates that a statement's field offers: of its quote, those typed before, and the latest that it can be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from isthmus.actions.desk.coding.draft import DraftBody
from isthmus.core.dates.date_intervals import limited
from isthmus.core.dates.dates_in_text import dates_in_text
from isthmus.core.dates.written import understand_date
from isthmus.web.desk.reading.dates import shown_date

__all__ = ["OfferedDate", "dates_offered"]


@dataclass(frozen=True, slots=True)
class OfferedDate:
    """A date as it would stand in the field, and in words where these say more."""

    text: str
    words: str = ""


def dates_offered(body: DraftBody, index: int, today: date) -> list[OfferedDate]:
    """Return what statement `index` is offered, most likely first.

    The dates of its quote; those of the draft, the last statement's first; then all time up to the day on which the
    document was published: what it tells of was done by then.
    """
    found = [OfferedDate(each) for each in dates_in_text(_quote(body, index), today)]
    found += [OfferedDate(each, _words(each, today)) for each in _typed(body, index)]
    found += _by_publication(body.document.published.strip(), today)
    return list({each.text: each for each in reversed(found)}.values())[::-1]


def _quote(body: DraftBody, index: int) -> str:
    """Return the quote of a statement; of a further act that of the statement that tells of it."""
    if index >= len(body.statements):
        return ""
    said = body.statements[index]
    first = body.index_of(said.act_of)
    return said.quote if first is None else body.statements[first].quote


def _typed(body: DraftBody, index: int) -> Iterator[str]:
    """Yield the dates of the other statements, from this one back to the first, then those after it."""
    before, after = body.statements[:index], body.statements[index + 1 :]
    yield from (typed for each in (*reversed(before), *after) if (typed := each.date.strip()))


def _words(typed: str, today: date) -> str:
    """Return a date in words, where it is understood and not written so."""
    understood = understand_date(typed, today).understood
    words = shown_date(understood.edtf).words if understood else ""
    return "" if words == typed else words


def _by_publication(published: str, today: date) -> Iterator[OfferedDate]:
    """Yield the open interval up to the day of publication, where one day or month is understood."""
    understood = understand_date(published, today).understood
    if understood and "/" not in understood.edtf:
        until = limited(understood.edtf, "until")
        words = shown_date(until).words
        yield OfferedDate(until, _("%(when)s, when it was published") % {"when": words})
