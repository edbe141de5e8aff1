"""Dates of a draft as people write them: kept as EDTF once they are understood, after they were shown as that.

A field of a date carries, in the page that shows how its text is understood, that text again: so a later post tells
whether the understanding was seen. Readings that are offered are posted under the name of their field.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict

from isthmus.actions.desk.coding.draft import (
    DraftBody,
    DraftDocument,
    DraftMention,
    DraftStatement,
    columns_of,
)
from isthmus.core.dates.written import DateReading, understand_date
from isthmus.core.messages import Message
from isthmus.web.desk.language import said
from isthmus.web.desk.writing.draft_form import posted_index

__all__ = ["DatesOfDraft", "dates_of_draft"]

ROW_KEY = re.compile(r"mention-\d+-key")

type DatedPart = DraftDocument | DraftMention | DraftStatement


@dataclass(frozen=True, slots=True)
class DatesOfDraft:
    """The draft with its dates as EDTF where they are understood, and the statements to look at.

    `unseen`: the statements beside which a date stands that was not shown yet as it is understood.
    """

    body: DraftBody
    unseen: tuple[int, ...]


def dates_of_draft(body: DraftBody, posted: QueryDict, today: date) -> DatesOfDraft:
    """Return the draft as it is kept: with the readings that were chosen, and with what is understood without one."""
    page = _Page(posted, today)
    document = page.dates("document", body.document)
    statements: list[DraftStatement] = []
    index = posted_index(posted)
    unseen = [] if all(each.seen for each in document) else [index]
    for number, each in enumerate(body.statements):
        kept, seen = page.statement(each, is_open=number == index)
        unseen += [] if seen else [number]
        statements.append(kept)
    kept_document = replace(body.document, **_texts(body.document, document))
    return DatesOfDraft(replace(body, document=kept_document, statements=tuple(statements)), tuple(unseen))


@dataclass(frozen=True, slots=True)
class _DateField:
    """A date of a draft: its field, what was typed, the reading that is kept, and whether that was shown."""

    name: str
    typed: str
    reading: DateReading
    seen: bool


@dataclass(frozen=True, slots=True)
class _Page:
    """What was posted about the dates of a page."""

    posted: QueryDict
    today: date

    def statement(self, said: DraftStatement, *, is_open: bool) -> tuple[DraftStatement, bool]:
        """Return a statement with its dates, and those of its people, as they are kept, and whether all were shown."""
        found = self.dates("statement" if is_open else "", said)
        rows = self._rows() if is_open else {}
        people = [(each, self.dates(rows.get(each.key, ""), each)) for each in said.mentions]
        seen = all(one.seen for dates in (found, *(dates for _who, dates in people)) for one in dates)
        mentions = tuple(replace(each, **_texts(each, dates)) for each, dates in people)
        return replace(said, mentions=mentions, **_texts(said, found)), seen

    def _rows(self) -> dict[str, str]:
        """Return by which prefix the fields of each of the people were posted, by their keys."""
        keys = ((name, key) for name, key in self.posted.items() if ROW_KEY.fullmatch(name))
        return {str(key): name.removesuffix("-key") for name, key in keys}

    def dates(self, prefix: str, part: DatedPart) -> list[_DateField]:
        """Return the dates of a part that are understood; without a prefix, of one that the page did not show."""
        return list(self._dates(prefix, part))

    def _dates(self, prefix: str, part: DatedPart) -> Iterator[_DateField]:
        for name, column in columns_of(type(part)):
            typed = getattr(part, name).strip() if column.type == "date" else ""
            found = understand_date(typed, self.today)
            field = f"{prefix}-{name}"
            chosen = str(self.posted.get(f"reading-{field}", "")) if prefix else ""
            reading = next((each for each in found.readings if each.edtf == chosen), found.understood)
            as_typed = next((each for each in found.readings if each.edtf == typed), None)
            if kept := reading or as_typed:
                is_plain = found.question is None and kept.edtf == typed
                shown = f"{field}={typed}" in self.posted.getlist("seen")
                # What the page did not show was asked about when it was open; only a new understanding is new.
                elsewhere = not prefix and kept.edtf == typed
                yield _DateField(name, typed, kept, is_plain or shown or elsewhere)


def _texts(part: DatedPart, dates: list[_DateField]) -> dict[str, str]:
    """Return the texts of the part that change. A date of another calendar stays, as written, in the act's note."""
    texts = {each.name: each.reading.edtf for each in dates}
    for each in dates:
        if each.name == "date" and isinstance(part, DraftStatement) and each.reading.calendar != "gregorian":
            original = said(Message(f"date.original.{each.reading.calendar}", text=each.typed))
            texts["note"] = part.note if original in part.note else f"{part.note} {original}".strip()
    return texts
