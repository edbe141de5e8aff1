"""What a file leaves open is asked once: how its letters are written, and whether day or month comes first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from isthmus.actions.desk.coding.drafts import places_of
from isthmus.actions.desk.coding.read_draft import read_again
from isthmus.core.reading import PartKind
from isthmus.files.document.chat_dates import DateOrder, iso_date, open_example
from isthmus.files.document.choices import ORDERS, Choices, choices_in
from isthmus.files.document.guessed_charset import CHARSETS
from isthmus.files.document.kinds import PROGRAMS_OF
from isthmus.store.desk.scratch.models import Draft
from isthmus.web.desk.language import renderer
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.writing.draft_file import own_draft

__all__ = ["ASKED", "OpenReading", "choose_reading", "open_reading"]

# The note that is a question here.
ASKED = "document.day_month_open"
NO_CHARSET = "document.charset"
# As much of a text as shows whether its letters are right.
SAMPLE = 90
# By the names under which programs offer them.
CHARSET_WORDS = {
    "windows-1251": _("Cyrillic (Windows-1251)"),
    "koi8-r": _("Cyrillic (KOI8-R)"),
    "koi8-u": _("Cyrillic (KOI8-U)"),
    "ibm866": _("Cyrillic (DOS 866)"),
    "iso-8859-5": _("Cyrillic (ISO 8859-5)"),
    "x-mac-cyrillic": _("Cyrillic (Macintosh)"),
    "windows-1256": _("Arabic (Windows-1256)"),
    "iso-8859-6": _("Arabic (ISO 8859-6)"),
    "windows-1252": _("Western Europe (Windows-1252, ISO 8859-1)"),
    "windows-1250": _("Central Europe (Windows-1250)"),
    "iso-8859-2": _("Central Europe (ISO 8859-2)"),
    "windows-1254": _("Turkish (Windows-1254)"),
    "windows-1253": _("Greek (Windows-1253)"),
    "windows-1255": _("Hebrew (Windows-1255)"),
    "utf-16le": _("Unicode (UTF-16, little endian)"),
    "utf-16be": _("Unicode (UTF-16, big endian)"),
    "gb18030": _("Chinese (GB 18030)"),
    "shift_jis": _("Japanese (Shift JIS)"),
    "euc-kr": _("Korean (EUC-KR)"),
}


@dataclass(frozen=True, slots=True)
class OrderChoice:
    """An order of day and month, and the day that an example is then."""

    order: str
    day: str
    is_taken: bool


@dataclass(frozen=True, slots=True)
class OpenReading:
    """What a file leaves open, with what was guessed or chosen, and samples of it."""

    charset: str
    words: str
    charsets: Sequence[tuple[str, str]]
    sample: str
    is_chosen: bool
    date: str
    orders: Sequence[OrderChoice]


def open_reading(draft: Draft) -> OpenReading | None:
    """Return what the file of a draft leaves open; None where it says all of itself, and of what is no file."""
    if draft.more_of or not draft.content or not _takes_choices(draft):
        return None
    parameters = str(draft.reading.get("parameters", ""))
    read_as, chosen = choices_in(parameters), Choices.from_json(draft.reading.get("choices"))
    asks_charset = bool(read_as.charset or chosen.charset) or _has_no_charset(draft)
    orders = _orders(draft, parameters, chosen.order)
    if not asks_charset and not orders:
        return None
    charset = read_as.charset or chosen.charset
    return OpenReading(
        charset,
        str(CHARSET_WORDS.get(charset, charset)),
        [(name, str(CHARSET_WORDS[name])) for name in CHARSETS] if asks_charset else (),
        _sample(draft.text) if asks_charset else "",
        bool(chosen.charset),
        _example(draft) if orders else "",
        orders,
    )


def _takes_choices(draft: Draft) -> bool:
    return draft.media_type in PROGRAMS_OF and PROGRAMS_OF[draft.media_type].asks


def _has_no_charset(draft: Draft) -> bool:
    told: Any = draft.reading.get("unread", ())
    return any(each.get("code") == NO_CHARSET for each in told)


def _orders(draft: Draft, parameters: str, chosen: str) -> list[OrderChoice]:
    """Return the orders that dates of a chat may have, where these leave it open."""
    if DateOrder.OPEN not in parameters.split() and not chosen:
        return []
    example = _example(draft)
    days = [(order, iso_date(example, order)) for order in ORDERS]
    return [OrderChoice(order, _in_words(day), order == chosen) for order, day in days if day]


def _example(draft: Draft) -> str:
    places = places_of(draft)
    return open_example(places.marks) if places.kind is PartKind.MESSAGE else ""


def _in_words(day: str) -> str:
    return renderer().day(date.fromisoformat(day))


def _sample(text: str) -> str:
    """Return a piece of a text around its first letter that is not of the Latin alphabet alone."""
    at = next((place for place, letter in enumerate(text) if not letter.isascii()), 0)
    start = max(at - SAMPLE // 3, 0)
    return " ".join(text[start : start + SAMPLE].split())


@require_POST
def choose_reading(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Read the file again as was chosen."""
    found = own_draft(request, uid)
    if found.content and _takes_choices(found):
        before = Choices.from_json(found.reading.get("choices"))
        posted = replace(
            before,
            charset=request.POST.get("charset", before.charset),
            order=request.POST.get("order", before.order),
        )
        read_again(found, posted.known(), owner=actor_of(request))
    return redirect("draft", found.pk)
