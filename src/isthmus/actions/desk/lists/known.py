"""What the register has of a list: its document, and its rows as they came."""

import hmac
from collections.abc import Iterator

from isthmus.core.import_mapping.mapped_list import content_of, key_of
from isthmus.core.import_mapping.matching import KnownRow, RowWords
from isthmus.core.import_mapping.records import Record
from isthmus.core.import_mapping.values import ImportMapping
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Document, ListRow, Statement

__all__ = ["RowDigests", "document_of", "known_rows_of", "next_prefix"]


class RowDigests:
    """Digests of rows under a key of the workspace: who has the database alone cannot try words against them."""

    def __init__(self, mapping: ImportMapping) -> None:
        self._mapping, self._key = mapping, current_workspace().keys.subkey("list-rows")

    def words_of(self, record: Record) -> RowWords:
        """Return what a row is known by."""
        key = key_of(record, self._mapping)
        return RowWords(
            record.number, self._of(key) if key else "", self._of(content_of(record, self._mapping))
        )

    def _of(self, text: str) -> str:
        return hmac.digest(self._key, text.encode(), "sha256").hex()


def document_of(name: str) -> Document | None:
    """Return the document of the list of this name, where it was brought in before as one document."""
    row = ListRow.objects.filter(list=name, document__isnull=False).select_related("document").first()
    return row.document if row else None


def known_rows_of(name: str) -> Iterator[KnownRow]:
    """Yield the rows of the list of this name that are in the register."""
    rows = ListRow.objects.filter(list=name, statement__isnull=False).order_by("number", "pk")
    for ref, key, content in rows.values_list("statement__ref", "key", "content"):
        yield KnownRow(ref, key, content)


def next_prefix() -> str:
    """Return how ids of a new list begin: no statement's does yet."""
    refs = set(Statement.objects.filter(ref__startswith="list").values_list("ref", flat=True))
    number = 1
    while any(ref.startswith(f"list{number}-") for ref in refs):
        number += 1
    return f"list{number}-"
