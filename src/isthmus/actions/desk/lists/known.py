"""What the register has of a list: its document, and its rows as they came."""

import hmac
from collections.abc import Iterator

from django.db.models import QuerySet

from isthmus.core.import_mapping.mapped_list import content_of, key_of, second_key_of
from isthmus.core.import_mapping.matching import KnownRow, RowWords
from isthmus.core.import_mapping.records import Record
from isthmus.core.import_mapping.values import ImportMapping
from isthmus.core.messages import Message
from isthmus.store.base.errors import StoreError
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Document, ListChange, ListRow, RegisterList, Statement
from isthmus.store.desk.queries.lists import last_brought

__all__ = [
    "RowDigests",
    "current_rows",
    "document_of",
    "entered_of",
    "known_rows_of",
    "left_out_of",
    "mapping_file_name",
    "mapping_words_of",
    "next_prefix",
    "unstated_rows_of",
    "was_mapping_of",
]


class RowDigests:
    """Digests of rows under a key of the workspace: who has the database alone cannot try words against them."""

    def __init__(self, mapping: ImportMapping) -> None:
        self._mapping, self._key = mapping, current_workspace().keys.subkey("list-rows")

    def words_of(self, record: Record) -> RowWords:
        """Return what a row is known by."""
        key, second = key_of(record, self._mapping), second_key_of(record, self._mapping)
        content = self._of(content_of(record, self._mapping))
        return RowWords(record.number, self._of(key), content, self._of(second))

    def _of(self, text: str) -> str:
        return hmac.digest(self._key, text.encode(), "sha256").hex() if text else ""


def document_of(name: str) -> Document | None:
    """Return the document of the list of this name, where it was brought in before; of a form the first of them."""
    found = RegisterList.objects.filter(name=name).select_related("document").first()
    if found is None or found.document is not None:
        return found.document if found else None
    return Document.objects.filter(list_rows__list=found).order_by("ref").first()


def known_rows_of(name: str) -> Iterator[KnownRow]:
    """Yield the rows of the list of this name that have a statement in the register."""
    rows = current_rows(name).filter(statement__isnull=False).order_by("number", "pk")
    for known in rows.values_list("statement__ref", "key", "content", "second_key"):
        yield KnownRow(*known)


def unstated_rows_of(name: str) -> Iterator[KnownRow]:
    """Yield the rows of the list that wait or are left out, and say nothing in the register: each by its own key."""
    rows = current_rows(name).filter(statement=None).exclude(content="").order_by("number", "pk")
    for pk, key, content, second in rows.values_list("pk", "key", "content", "second_key"):
        yield KnownRow(str(pk), key, content, second)


def left_out_of(name: str) -> set[str]:
    """Return those of them that somebody left out."""
    rows = current_rows(name).filter(statement=None, state=ListRow.RowState.LEFT_OUT)
    return {str(pk) for pk in rows.values_list("pk", flat=True)}


def entered_of(name: str) -> set[str]:
    """Return the statements of rows that somebody corrected here, by id: no mapping reads them from the file again."""
    rows = current_rows(name).filter(statement__isnull=False).exclude(corrected={})
    return set(rows.values_list("statement__ref", flat=True))


def current_rows(name: str) -> QuerySet[ListRow]:
    """Return the rows of the list of this name as they are now."""
    return ListRow.objects.current().filter(list__name=name)


def was_mapping_of(name: str, text: str) -> bool:
    """Return whether the list of this name was brought in last by a mapping of these very words."""
    found = RegisterList.objects.filter(name=name).first()
    last = last_brought(found) if found else None
    return last is not None and last.mapping == current_workspace().blobs.name_of(text.encode())


def mapping_words_of(brought: ListChange) -> str:
    """Return the words of the mapping by which a list came in. Raises StoreError where it is no longer kept."""
    try:
        return current_workspace().blobs.read(brought.mapping).decode("utf-8-sig")
    except FileNotFoundError:
        raise StoreError(Message("list.row.no_mapping")) from None


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
