"""The log and the rows it speaks for, read in the order in which they are compared.

What is read here may have been changed by somebody who holds the key: a value of another type, an entry of an event
that is not there, a row that no field can read. None of that may end the reading; each becomes a finding.
"""

import heapq
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import DatabaseError, connection
from django.db.models import Model

from isthmus.core.custody.events import Entry, EventValue
from isthmus.store.desk.models.custody import Commitment, CommittedRow, Event, Version

__all__ = [
    "EntriesByEvent",
    "KeptVersion",
    "LoggedVersion",
    "RowHistory",
    "committed_models",
    "committed_rows",
    "last_entries",
    "logged_events",
    "row_histories",
    "table_named",
]

_CHUNK = 2_000

# A random number, which list of a history it belongs into, and what was read of it.
type _Found = tuple[bytes, int, Any]
# What reading a row raises that somebody gave what its fields cannot hold.
_SPOILED = (AttributeError, DatabaseError, RecursionError, TypeError, ValueError)


class LoggedVersion(NamedTuple):
    """What one event says of one row."""

    event: int
    operation: str
    table: str
    root: bytes

    @property
    def kind(self) -> str:
        """Return the table's name without its version."""
        return self.table.partition("/")[0]

    @property
    def version(self) -> int:
        """Return the version of the columns that the row was committed with; 0 where none is named."""
        number = self.table.partition("/")[2]
        return int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 0


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A version as it is kept, for one row; `cells` is JSON as text. One that is sealed has but `leaves`."""

    root: bytes
    key: bytes
    cells: str
    leaves: bytes = b""


@dataclass(slots=True)
class RowHistory:
    """All that there is of one random number: the rows that bear it, what the log says, the versions kept."""

    uid: UUID
    rows: list[CommittedRow] = field(default_factory=list)
    logged: list[LoggedVersion] = field(default_factory=list)
    kept: list[KeptVersion] = field(default_factory=list)


def logged_events() -> Iterator[tuple[int | None, EventValue | None, bytes]]:
    """Yield each event's number, value and stored leaf, in order; None for a number or value that can be none."""
    columns = ("sequence", "actor_id", "at", "action", "size", "root", "leaf")
    # As text: a database hands out a damaged time as an error that ends the reading.
    for sequence, actor, at, action, size, root, leaf in _read(Event, columns, "sequence", as_text=("at",)):
        number = sequence if isinstance(sequence, int) else None
        yield number, _event(sequence, actor, at, action, size, root), _bytes(leaf) or b""


def _event(sequence: Any, actor: Any, at: Any, action: Any, size: Any, root: Any) -> EventValue | None:
    when, digest = _time(at), _bytes(root)
    numbers = all(isinstance(each, int) for each in (sequence, actor, size))
    if not numbers or when is None or digest is None or not isinstance(action, str):
        return None
    return EventValue(sequence, actor, when, action, size, digest)


class EntriesByEvent:
    """Every event's entries, each read once, in order of sequence; `loose` counts those of no event asked for."""

    def __init__(self) -> None:
        columns = ("event_id", "operation", "table", "row", "root")
        rows = _read(Commitment, columns, "event_id", "position")
        self._groups = groupby(rows, key=lambda row: row[0])
        self._next = next(self._groups, None)
        self.loose: dict[str, int] = {}

    def of(self, sequence: int) -> Iterator[Entry]:
        """Yield the entries of the event, which comes after those asked for before."""
        self._pass(until=sequence)
        if self._next is not None and self._next[0] == sequence:
            for row in self._next[1]:
                yield _entry(row)
            self._next = next(self._groups, None)

    def rest(self) -> None:
        """Count whatever is left: entries of events that are not there."""
        self._pass(until=None)

    def _pass(self, until: int | None) -> None:
        # What is no number comes before all numbers or after them, never in between.
        while self._next is not None:
            named = self._next[0]
            if until is not None and isinstance(named, int) and named >= until:
                return
            self.loose[str(named)[:20]] = sum(1 for _ in self._next[1])
            self._next = next(self._groups, None)


def _entry(row: tuple[Any, ...]) -> Entry:
    """Return an entry as it stands; what can be none has a commitment that fits no event."""
    _, operation, table, number, root = row
    number, root = _bytes(number), _bytes(root)
    if not isinstance(operation, str) or not isinstance(table, str) or number is None or root is None:
        return Entry("add", "", b"", b"")
    return Entry(operation, table, number, root)  # type: ignore[arg-type]


def committed_models() -> list[type[CommittedRow]]:
    """Return every table that the log speaks for."""
    return [model for model in apps.get_models() if issubclass(model, CommittedRow)]


def table_named(table: str) -> tuple[type[CommittedRow], tuple[str, ...]]:
    """Return the table that an entry of a sound log names, and the columns that it was committed with."""
    name, _, version = table.partition("/")
    model = next(each for each in committed_models() if each._meta.model_name == name)
    return model, model.custody_columns_at(int(version))


def committed_rows() -> int:
    """Return how many rows the log should speak for."""
    return sum(_count(model) for model in committed_models())


def _count(model: type[Model]) -> int:
    try:
        return model._default_manager.count()
    except DatabaseError:  # a table that is gone is told when it is read
        return 0


def last_entries(uids: Collection[UUID]) -> dict[UUID, Entry]:
    """Return what the log last committed to, for each of these rows."""
    rows = [uid.bytes for uid in uids]
    found = Commitment.objects.filter(row__in=rows, operation__in=("add", "change"))
    columns = ("operation", "table", "row", "root")
    ordered = found.order_by("event_id", "position").values_list(*columns)
    entries = (Entry(operation, table, bytes(row), bytes(root)) for operation, table, row, root in ordered)
    return {UUID(bytes=entry.row): entry for entry in entries}


def row_histories(events: int, unreadable: list[str]) -> Iterator[RowHistory]:
    """Yield all there is of each random number once, in order of the numbers.

    `events`: entries of this many first events count, which were checked; names of tables that cannot be read are
    added to `unreadable`, and their rows passed over.
    """
    streams: list[Iterator[_Found]] = [_logged(events), _kept(unreadable)]
    streams += [_rows(model, unreadable) for model in committed_models()]
    merged = heapq.merge(*streams, key=itemgetter(0))
    for number, group in groupby(merged, key=itemgetter(0)):
        history = RowHistory(UUID(bytes=number))
        lists: tuple[list[Any], ...] = (history.logged, history.kept, history.rows)
        for _, kind, found in group:
            lists[kind].append(found)
        yield history


def _logged(events: int) -> Iterator[_Found]:
    columns = ("row", "event_id", "operation", "table", "root")
    for row, event, operation, table, root in _read(Commitment, columns, "row", "event_id", "position"):
        number, digest = _bytes(row), _bytes(root)
        checked = isinstance(event, int) and 0 <= event < events
        if checked and number is not None and len(number) == 16 and digest is not None:
            yield number, 0, LoggedVersion(event, str(operation), str(table), digest)


def _kept(unreadable: list[str]) -> Iterator[_Found]:
    try:
        columns = ("row", "root", "key", "cells", "leaves")
        for row, root, key, cells, leaves in _read(Version, columns, "row", "id"):
            number = _bytes(row)
            if number is None or len(number) != 16 or not isinstance(cells, str):
                unreadable.append("version")
            else:
                kept = (_bytes(root) or b"", _bytes(key) or b"", cells, _bytes(leaves) or b"")
                yield number, 1, KeptVersion(*kept)
    except DatabaseError:
        unreadable.append("version")


def _rows(model: type[CommittedRow], unreadable: list[str]) -> Iterator[_Found]:
    """Yield the rows of a table by number; past one that no field can read, each row is asked for by itself."""
    last = None
    try:
        for row in model.custody_rows().order_by("uid").iterator(_CHUNK):
            last = row.uid.bytes
            yield last, 2, row
    except _SPOILED:
        for row in _one_by_one(model, unreadable):
            if last is None or row.uid.bytes > last:
                yield row.uid.bytes, 2, row


def _one_by_one(model: type[CommittedRow], unreadable: list[str]) -> Iterator[CommittedRow]:
    name = str(model._meta.model_name)
    try:
        keys = [key for key, _ in _read(model, (model._meta.pk.attname, "uid"), "uid")]
    except DatabaseError:
        unreadable.append(name)
        return
    for key in keys:
        try:
            yield model.custody_rows().get(pk=key)
        except (*_SPOILED, model.DoesNotExist):
            unreadable.append(name)


def _read(
    model: type[Model], columns: Iterable[str], *order: str, as_text: Collection[str] = ()
) -> Iterator[tuple[Any, ...]]:
    """Yield columns of a table as the database holds them, in order: fields would refuse what they cannot hold."""
    quoted = connection.ops.quote_name

    def column(name: str) -> str:
        return quoted(model._meta.get_field(name).column)  # type: ignore[union-attr, arg-type]

    chosen = ", ".join(
        f"CAST({column(each)} AS TEXT)" if each in as_text else column(each) for each in columns
    )
    sql = f"SELECT {chosen} FROM {quoted(model._meta.db_table)} ORDER BY {', '.join(map(column, order))}"  # noqa: S608
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while found := cursor.fetchmany(_CHUNK):
            yield from found


def _bytes(value: object) -> bytes | None:
    return bytes(value) if isinstance(value, bytes | memoryview) else None


def _time(value: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
