"""What the register has of a list: its document, and its rows as they came."""

import hmac
from collections.abc import Iterator

from isthmus.core.import_mapping.mapped_list import content_of, key_of
from isthmus.core.import_mapping.matching import KnownRow, RowWords
from isthmus.core.import_mapping.records import Record
from isthmus.core.import_mapping.values import ImportMapping
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Arrival, Document, ListRow, Statement

__all__ = ["RowDigests", "document_of", "known_rows_of", "mapping_file_name", "next_prefix", "was_mapping_of"]


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
    row = (
        ListRow.objects.filter(list=name, document__isnull=False)
        .select_related("document")
        .order_by("pk")
        .first()
    )
    return row.document if row else None


def known_rows_of(name: str) -> Iterator[KnownRow]:
    """Yield the rows of the list of this name that are in the register."""
    rows = ListRow.objects.filter(list=name, statement__isnull=False).order_by("number", "pk")
    for ref, key, content in rows.values_list("statement__ref", "key", "content"):
        yield KnownRow(ref, key, content)


def was_mapping_of(name: str, text: str) -> bool:
    """Return whether the list of this name was brought in last by a mapping of these very words."""
    row = ListRow.objects.filter(list=name, statement__isnull=False).order_by("-pk").first()
    if row is None or row.document_id is None:
        return False
    came = Arrival.objects.filter(document=row.document_id, name=mapping_file_name(name)).order_by(
        "-at", "-pk"
    )
    last = came.first()
    return last is not None and last.content == current_workspace().blobs.name_of(text.encode())


def mapping_file_name(name: str) -> str:
    """Return what the file of a mapping is called beside the list that it brought in."""
    return f"{name}.yaml"


def next_prefix() -> str:
    """Return how ids of a new list begin: no statement's does yet."""
    refs = set(Statement.objects.filter(ref__startswith="list").values_list("ref", flat=True))
    number = 1
    while any(ref.startswith(f"list{number}-") for ref in refs):
        number += 1
    return f"list{number}-"
