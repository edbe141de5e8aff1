"""Finds plain English on a page in the pseudo-locale: whatever is neither marked for translation nor said by a source.

What sources said and people typed is known from the workspace itself: each text of each row, as it stands there.
"""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from django.apps import apps
from django.db.models import CharField, JSONField, TextField

from isthmus.core.workbook.schema import DECISIONS, SHEETS, SIDES
from isthmus.core.workbook.vocabularies import VOCABULARIES

__all__ = ["CODES", "english_on", "said_in_workspace"]

# A word is ASCII alone only where no translator had it: the pseudo-locale accents every word.
_WORD = re.compile(r"(?<![^\W_])[A-Za-z]{3,}(?![^\W_])")
# Names of things, the same in every language.
_NAMES = frozenset(
    (
        "Isthmus",
        "CSV",
        "JSON",
        "XLSX",
        "ZIP",
        "PDF",
        "html",
        "SHA",
        "EDTF",
        "SVG",
        "UTF",
        "UTC",
        "duckdb",
        "isthmus",
        "nameless",
        "numpy",
        "Esc",
        "pip",
        "FollowTheMoney",
        "UpSet",
    )
)
_UNREAD = frozenset(("script", "style", "code", "kbd", "pre", "template"))
# Where a page sets what was said, or a drawing cuts and wraps it.
_QUOTING = frozenset(("bdi", "blockquote", "mark", "text"))
_SHOWN = frozenset(
    ("title", "alt", "placeholder", "aria-label", "data-label", "aria-description", "data-confirm")
)
CODES = frozenset(
    {code for listed in VOCABULARIES.values() for code in listed}
    | {code for sheet in SHEETS for column in sheet.columns for code in column.choices}
    | {decision for kind in DECISIONS.values() for decision in kind}
    | set(SIDES)
    | {"documents", "statements", "sources", "places", "acts", "mentions", "statuses", "judgements"}
)


class _Reader(HTMLParser):
    """Collects what a reader sees or hears of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.quoted: list[str] = []  # in elements for what was said: whole texts, or words and lines of them
        self._unread = self._quoting = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _UNREAD
        self._quoting += tag in _QUOTING
        given = dict(attrs)
        self.found += [" ".join(value.split()) for name, value in attrs if name in _SHOWN and value]
        if tag == "input" and given.get("type") in ("submit", "button"):
            self.found.append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD
        self._quoting -= tag in _QUOTING

    def handle_data(self, data: str) -> None:
        if not self._unread:
            (self.quoted if self._quoting else self.found).append(" ".join(data.split()))


def english_on(page: str, said: Iterable[str]) -> list[str]:
    """Return each text of a page in which an English word is left, once what was said is taken out of it."""
    reader = _Reader()
    reader.feed(page)
    # On most pages no English word is left at all, and what was said needs no looking through.
    found, quoted = (
        [each for each in texts if _has_english(each)] for texts in (reader.found, reader.quoted)
    )
    if not found and not quoted:
        return []
    longest_first = sorted(set(said), key=len, reverse=True)
    pieces = [each for each in quoted if not _is_piece(each, longest_first)]
    return [each for each in (*found, *pieces) if _is_english(each, longest_first)]


def _is_piece(text: str, said: Iterable[str]) -> bool:
    piece = text.removesuffix("…").strip(" “”()")
    return any(piece in each for each in said)


def _is_english(text: str, said: Iterable[str]) -> bool:
    for each in said:
        if each in text:
            text = text.replace(each, " ")
    return _has_english(text)


def _has_english(text: str) -> bool:
    return any(word not in _NAMES for word in _WORD.findall(text))


def said_in_workspace() -> set[str]:
    """Return every text that somebody wrote into the workspace, whole and by lines and pieces of marked text."""
    found: set[str] = set()
    for model in apps.get_models():
        fields = [
            each
            for each in model._meta.concrete_fields
            if isinstance(each, TextField | CharField | JSONField)
        ]
        for row in model._default_manager.values_list(*(each.attname for each in fields)):
            for value in row:
                found |= set(_texts(value))
    return {each for each in found if each not in CODES and _WORD.search(each)}


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield " ".join(value.split())
            yield from (" ".join(line.split()) for line in value.splitlines())
        case list():
            for each in value:
                yield from _texts(each)
        case {"code": _, "values": dict() as values}:
            # Of a message kept in a row the values are what was said; its sentence is not there at all.
            for each in values.values():
                yield from _texts(each)
        case dict():
            for each in value.values():
                yield from _texts(each)
