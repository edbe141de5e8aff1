"""Notes on rows: which there are, the rows that they are on, and whether these are sealed."""

from collections.abc import Collection, Iterable, Mapping
from itertools import batched
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from isthmus.store.desk.models import (
    Act,
    CommittedRow,
    Document,
    Judgement,
    Mention,
    Note,
    Source,
    Statement,
    Status,
)

__all__ = ["is_row_sealed", "noted_in", "notes_on", "open_questions", "rows_of_notes"]

# Past this many rows the notes are compared with them, instead of looked up for each.
_MANY = 100
# What is looked at above a row to tell whether it is sealed, read at once with it.
_ABOVE = {
    "statement": ("document",),
    "act": ("statement__document",),
    "status": ("statement__document",),
    "mention": ("act__statement__document",),
}


def notes_on(rows: Collection[UUID]) -> QuerySet[Note]:
    """Return the notes on these rows, the first ones first."""
    if len(rows) > _MANY:  # few rows have notes: sooner asked from there
        rows = set(rows) & set(Note.objects.order_by().values_list("row", flat=True))
    found = Note.objects.filter(row__in=rows).select_related("by", "asked", "answered_by")
    return found.order_by("at", "uid")


def noted_in(document: Document) -> list[UUID]:
    """Return the rows with notes among a document and its statements, of which there may be a hundred thousand."""
    noted = set(Note.objects.order_by().values_list("row", flat=True))
    within = Statement.objects.filter(document=document).values_list("uid", flat=True)
    found = [uid for some in batched(noted, _MANY) for uid in within.filter(uid__in=some)]
    return [document.uid, *found] if document.uid in noted else found


def open_questions(asked: int | None = None) -> QuerySet[Note]:
    """Return the questions that nobody answered, oldest first; for one account, if one is given."""
    found = Note.objects.filter(kind="question", answered_at=None).select_related("by", "asked")
    return (found.filter(asked=asked) if asked is not None else found).order_by("at", "uid")


def rows_of_notes(notes: Iterable[Note]) -> Mapping[UUID, CommittedRow]:
    """Return the rows that notes are on, by their random numbers, in one query for each table."""
    by_table: dict[str, set[UUID]] = {}
    for each in notes:
        by_table.setdefault(each.of, set()).add(each.row)
    found: dict[UUID, CommittedRow] = {}
    for table, uids in by_table.items():
        model: Any = apps.get_model("desk", table)
        rows = model._default_manager.filter(uid__in=uids)
        if table in _ABOVE:
            rows = rows.select_related(*_ABOVE[table])
        found |= {each.uid: each for each in rows}
    return found


def is_row_sealed(row: CommittedRow | None) -> bool:
    """Return whether a row, or what it is part of, is marked as sealed; a judgement is where one of its sides is."""
    match row:
        case Source() | Document():
            return row.protection == "sealed"
        case Statement():
            return row.protection == "sealed" or is_row_sealed(row.document)
        case Act() | Status():
            return is_row_sealed(row.statement)
        case Mention():
            return row.protection == "sealed" or is_row_sealed(row.act)
        case Judgement():
            return is_row_sealed(row.left) or is_row_sealed(row.right)
    return False
