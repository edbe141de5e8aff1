"""The log and the rows it speaks for, read in the order in which they are compared."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.apps import apps

from isthmus.core.custody.events import Entry
from isthmus.store.desk.models.custody import Commitment, CommittedRow

__all__ = ["EntriesByEvent", "LastEntry", "committed_models", "committed_rows", "side_by_side"]

_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class LastEntry:
    """What the log last said of one row."""

    uid: UUID
    event: int
    operation: str
    table: str
    root: bytes

    @property
    def kind(self) -> str:
        """The table's name without its version."""
        return self.table.partition("/")[0]

    @property
    def version(self) -> int:
        """The version of the columns that the row was committed with."""
        return int(self.table.partition("/")[2])


class EntriesByEvent:
    """Every event's entries, each read once, in order of sequence."""

    def __init__(self) -> None:
        columns = ("event_id", "operation", "table", "row", "root")
        rows = Commitment.objects.order_by("event_id", "position").values_list(*columns)
        self._groups = groupby(rows.iterator(_CHUNK), key=lambda row: row[0])
        self._next = next(self._groups, None)

    def of(self, sequence: int) -> Iterator[Entry]:
        """The entries of the event, which comes after those asked for before."""
        while self._next is not None and self._next[0] < sequence:
            self._next = next(self._groups, None)
        if self._next is not None and self._next[0] == sequence:
            for _, operation, table, row, root in self._next[1]:
                yield Entry(operation, table, bytes(row), bytes(root))


def committed_models() -> list[type[CommittedRow]]:
    """Every table that the log speaks for."""
    return [model for model in apps.get_models() if issubclass(model, CommittedRow)]


def committed_rows() -> int:
    """How many rows the log should speak for."""
    return sum(model._default_manager.count() for model in committed_models())


def side_by_side() -> Iterator[tuple[CommittedRow | None, LastEntry | None]]:
    """Each uid once, in order: the row that bears it and what the log last said of it, or None for either."""
    rows, entries = _rows(), _last_entries()
    row, entry = next(rows, None), next(entries, None)
    while row is not None or entry is not None:
        if entry is None or (row is not None and row.uid < entry.uid):
            yield row, None
            row = next(rows, None)
        elif row is None or entry.uid < row.uid:
            yield None, entry
            entry = next(entries, None)
        else:
            yield row, entry
            row, entry = next(rows, None), next(entries, None)


def _rows() -> Iterator[CommittedRow]:
    """All rows of all committed tables, by uid."""
    tables = (model.custody_rows().order_by("uid").iterator(_CHUNK) for model in committed_models())
    return heapq.merge(*tables, key=lambda row: row.uid)


def _last_entries() -> Iterator[LastEntry]:
    columns = ("row", "event_id", "operation", "table", "root")
    entries = Commitment.objects.order_by("row", "event_id", "position").values_list(*columns)
    for uid, group in groupby(entries.iterator(_CHUNK), key=lambda entry: bytes(entry[0])):
        for _, event, operation, table, root in group:
            last = LastEntry(UUID(bytes=uid), event, operation, table, bytes(root))
        yield last
