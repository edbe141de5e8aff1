"""One action, one transaction, one custody event."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from itertools import repeat

from django.db import connection, transaction

from isthmus.core.custody.actors import PROGRAM, ActionRefused, Actor, refuse_unless_allowed
from isthmus.core.custody.checkpoint import Checkpoint, sign_checkpoint
from isthmus.core.custody.events import EMPTY, Entry, EventValue, Operation, commitments_root, event_leaf
from isthmus.core.custody.merkle import Frontier
from isthmus.core.custody.rows import commit_row, commit_rows
from isthmus.core.messages import Message
from isthmus.core.workbook.rows import Row
from isthmus.store.base.backend.base import BUSY_SECONDS
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models.accounts import Account
from isthmus.store.desk.models.custody import Commitment, CommittedRow, Event, Head, fresh_key

__all__ = ["Recorder", "prepare", "recorded"]

type CommitRows = Callable[[Sequence[str], Sequence[tuple[bytes, Sequence[str]]]], list[bytes]]

_BATCH = 2_000


class Recorder:
    """Collects what one action does to rows."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def commit[R: CommittedRow](self, row: R, value: Row | None = None) -> R:
        """Save the row, new or changed, under a fresh key, and commit to it.

        `value` is the row as the workbook has it, where the rows that hang on it are yet to be saved.
        """
        operation, row.custody_key = _operation(row), fresh_key()
        row.save()
        cells = row.custody_cells(row.custody_columns, value)
        self.entries.append(_entry(row, operation, commit_row(row.custody_key, row.custody_columns, cells)))
        return row

    def commit_prepared(self, entries: Iterable[Entry]) -> None:
        """Commit to rows that `prepare` gave their keys; the caller saves them in this transaction."""
        self.entries += entries

    def commit_many[R: CommittedRow](self, rows: Sequence[R], values: Sequence[Row] | None = None) -> None:
        """Save and commit to rows of one table: new ones in bulk, changed ones one by one."""
        self.entries += prepare(rows, values)
        new = [row for row in rows if row._state.adding]
        for row in rows:
            if not row._state.adding:
                row.save()
        if new:
            type(new[0])._default_manager.bulk_create(new, batch_size=_BATCH)

    def remove(self, row: CommittedRow) -> None:
        """Destroy the row and, with it, the key without which nobody can guess what it held."""
        self.entries.append(_entry(row, "remove", EMPTY))
        row.delete()


def prepare(
    rows: Sequence[CommittedRow], values: Sequence[Row] | None = None, *, commit: CommitRows = commit_rows
) -> list[Entry]:
    """Give rows of one table fresh keys and compute their commitments; needs no transaction.

    `values` are the rows as the workbook has them, if at hand. `commit` computes many commitments; a caller
    with processes to spare passes one that uses them.
    """
    pairs = []
    for row, value in zip(rows, values if values is not None else repeat(None, len(rows)), strict=True):
        row.custody_key = fresh_key()
        pairs.append((row.custody_key, row.custody_cells(row.custody_columns, value)))
    if not rows:
        return []
    roots = commit(rows[0].custody_columns, pairs)
    return [_entry(row, _operation(row), root) for row, root in zip(rows, roots, strict=True)]


def _operation(row: CommittedRow) -> Operation:
    return "add" if row._state.adding else "change"


def _entry(row: CommittedRow, operation: Operation, root: bytes) -> Entry:
    return Entry(operation, row.custody_table(), row.uid.bytes, root)


@contextmanager
def recorded(*, action: str, actor: Actor, at: datetime | None = None) -> Iterator[Recorder]:
    """Yield a transaction that ends in one event; an exception inside leaves neither rows nor event.

    Command, page and job act only through here, so here is asked whether the actor may: raises ActionRefused.
    """
    refuse_unless_allowed(actor, action)
    with transaction.atomic(durable=True):
        # The head first: actions come one after the other, from their first read to their event.
        head, recorder = _locked_head(), Recorder()
        _refuse_removed(actor)
        yield recorder
        _append(
            head,
            EventValue(head.size, actor.number, at or datetime.now(UTC), action, 0, EMPTY),
            recorder.entries,
        )
    if any(entry.operation == "remove" for entry in recorder.entries):
        _truncate_wal()


def _refuse_removed(actor: Actor) -> None:
    """Raise ActionRefused where the account was removed after its actor was read."""
    if actor != PROGRAM and not Account.objects.filter(pk=actor.number, removed=None).exists():
        raise ActionRefused(Message("custody.actor_gone", name=actor.name))


def _append(head: Head, event: EventValue, entries: Sequence[Entry]) -> None:
    value = replace(event, size=len(entries), root=commitments_root(entries))
    leaf = event_leaf(value)
    named = asdict(value)
    Event.objects.create(actor_id=named.pop("actor"), **named, leaf=leaf)
    _keep(value.sequence, entries)
    frontier = Frontier.from_bytes(head.size, bytes(head.edge))
    frontier.append(leaf)
    head.size, head.edge, head.note = frontier.size, frontier.as_bytes(), _signed(frontier)
    head.save()


def _locked_head() -> Head:
    """Return the head, locked until the transaction ends, so that events are appended one after the other."""
    Head.objects.get_or_create(id=1, defaults={"size": 0, "edge": b"", "note": ""})
    return Head.objects.select_for_update().get(id=1)


def _keep(sequence: int, entries: Sequence[Entry]) -> None:
    """Insert the commitments with one prepared statement: an import holds hundreds of thousands."""
    quoted = [
        connection.ops.quote_name(name)
        for name in ("event_id", "position", "operation", "table", "row", "root")
    ]
    into = f"{connection.ops.quote_name(Commitment._meta.db_table)} ({', '.join(quoted)})"
    rows = [
        (sequence, place, each.operation, each.table, each.row, each.root)
        for place, each in enumerate(entries)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {into} VALUES (%s, %s, %s, %s, %s, %s)", rows)  # noqa: S608  (our names)


def _signed(frontier: Frontier) -> str:
    signer = current_workspace().signer
    head = Checkpoint(signer.origin, frontier.size, frontier.root())
    return sign_checkpoint(head, signer.public, signer.sign)


def _truncate_wal() -> None:
    """Empty the write-ahead log, where pages as they were before a removal would linger.

    Where somebody is reading an older state, that is not waited for: the log is emptied after the next removal.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 200")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
