"""One action, one transaction, one custody event."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from itertools import batched
from uuid import UUID

from django.db import IntegrityError, OperationalError, connection, transaction

from isthmus.core.custody.actors import PROGRAM, ActionRefused, Actor, refuse_unless_allowed
from isthmus.core.custody.checkpoint import Checkpoint, sign_checkpoint
from isthmus.core.custody.events import (
    EMPTY,
    Entry,
    EventValue,
    Operation,
    commitments_root,
    event_leaf,
    minute,
)
from isthmus.core.custody.merkle import Frontier
from isthmus.core.custody.rows import commit_row, commit_rows
from isthmus.core.messages import Message, MessageError
from isthmus.store.base.backend.base import BUSY_SECONDS
from isthmus.store.base.errors import StoreError
from isthmus.store.desk.bulk import insert
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models.accounts import Account
from isthmus.store.desk.models.custody import (
    Commitment,
    CommittedRow,
    Event,
    Head,
    Reason,
    Version,
    fresh_key,
)
from isthmus.store.desk.models.keepers import SealedCell
from isthmus.store.desk.queries.custody import last_entries, table_named

__all__ = ["TOKENS", "LogBlocked", "Recorder", "prepare", "recorded"]

type CommitRows = Callable[[Sequence[str], Sequence[tuple[bytes, Sequence[str]]]], list[bytes]]

_BATCH = 2_000
TOKENS = re.compile("sealed-[0-9a-f]{32}")


class LogBlocked(StoreError):
    """The log is not as the program left it, and takes no event; nothing was changed."""


class Recorder:
    """Collects what one action does to rows."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def commit[R: CommittedRow](self, row: R, cells: Sequence[str] | None = None) -> R:
        """Save the row, new or changed, under a fresh key, and commit to it; what it was stays as a version.

        `cells` are those of its committed columns, where the rows that hang on it are yet to be saved.
        """
        self.keep_versions([row])
        operation, row.custody_key = _operation(row), fresh_key()
        row.derive()
        row.save()
        columns = row.custody_columns
        root = commit_row(row.custody_key, columns, row.custody_cells(columns) if cells is None else cells)
        self.entries.append(_entry(row, operation, root))
        return row

    def commit_prepared(self, entries: Iterable[Entry]) -> None:
        """Commit to rows that `prepare` gave their keys; the caller saves them in this transaction."""
        self.entries += entries

    def commit_many[R: CommittedRow](
        self, rows: Sequence[R], cells: Sequence[Sequence[str]] | None = None
    ) -> None:
        """Save and commit to rows of one table: new ones in bulk, changed ones one by one."""
        self.keep_versions(rows)
        self.entries += prepare(rows, cells)
        for row in rows:
            row.derive()
        new = [row for row in rows if row._state.adding]
        for row in rows:
            if not row._state.adding:
                row.save()
        if new:
            type(new[0])._default_manager.bulk_create(new, batch_size=_BATCH)

    def keep_versions(
        self, rows: Sequence[CommittedRow], cells: Sequence[Sequence[str]] | None = None
    ) -> None:
        """Keep saved rows of one table as they were until now, before they are changed.

        `cells` are those of their committed columns, where the rows are as they were read and these are at hand.
        """
        if all(row._state.adding for row in rows):
            return
        at_hand = dict(zip((row.pk for row in rows), cells, strict=True)) if cells is not None else {}
        since = {UUID(bytes=each.row): each for each in self.entries}
        for some_rows in batched((row for row in rows if not row._state.adding), _BATCH):
            last = last_entries([row.uid for row in some_rows]) | since
            told = [row for row in some_rows if row.uid in last]
            here = [row for row in told if row.pk in at_hand and last[row.uid].table == row.custody_table()]
            away = {row.pk for row in told} - {row.pk for row in here}
            read = type(some_rows[0]).custody_rows().filter(pk__in=away) if away else ()
            kept = [_version(row, last[row.uid], at_hand[row.pk]) for row in here]
            insert(Version, _VERSION, [*kept, *(_version(row, last[row.uid]) for row in read)])

    def forget(self, version: Version, table: str) -> None:
        """Destroy one earlier version of a row, and say so in the log."""
        self.entries.append(Entry("forget", table, bytes(version.row), bytes(version.root)))
        version.delete()
        self._remove_sealed(SealedCell.objects.filter(token__in=_only_in(version, table)))

    def remove(self, row: CommittedRow) -> None:
        """Destroy the row with all its versions and their keys, without which nobody can guess what they held."""
        self._remove_sealed(SealedCell.objects.filter(row=row.uid))
        self.entries.append(_entry(row, "remove", EMPTY))
        Version.objects.filter(row=row.uid.bytes).delete()
        row.delete()

    def _remove_sealed(self, cells: Iterable[SealedCell]) -> None:
        for cell in cells:
            self.remove(cell)

    @property
    def destroys(self) -> bool:
        """Return whether anything was destroyed."""
        return any(entry.operation in ("forget", "remove") for entry in self.entries)


def _only_in(version: Version, table: str) -> set[str]:
    """Return the tokens of texts that only this version held, itself among them where it is sealed."""
    held = set(TOKENS.findall(version.cells + version.held))
    if held:
        model, _ = table_named(table)
        number = bytes(version.row)
        others = Version.objects.filter(row=number).values_list("cells", "held")
        held -= {token for texts in others for text in texts for token in TOKENS.findall(text)}
        for row in model.custody_rows().filter(uid=UUID(bytes=number)):
            held -= set(row.custody_cells(row.custody_columns))
    return {*held, bytes(version.root).hex()}


_VERSION = ("row", "root", "key", "cells", "leaves", "held")


def _version(
    row: CommittedRow, entry: Entry, cells: Sequence[str] | None = None
) -> tuple[bytes, bytes, bytes, str, bytes, str]:
    """Return a saved row as its version; a table that the entry does not name has no columns to write."""
    columns = row.custody_columns_at(int(entry.table.partition("/")[2]))
    text = json.dumps(cells if cells is not None else row.custody_cells(columns), ensure_ascii=False)
    return row.uid.bytes, entry.root, bytes(row.custody_key), text, b"", ""


def prepare(
    rows: Sequence[CommittedRow],
    cells: Sequence[Sequence[str]] | None = None,
    *,
    commit: CommitRows = commit_rows,
) -> list[Entry]:
    """Give rows of one table fresh keys and compute their commitments; needs no transaction.

    `cells` are those of the committed columns, if at hand. `commit` computes many commitments; a caller with
    processes to spare passes one that uses them.
    """
    if not rows:
        return []
    columns = rows[0].custody_columns
    listed = cells if cells is not None else [row.custody_cells(columns) for row in rows]
    for row in rows:
        row.custody_key = fresh_key()
    roots = commit(columns, [(bytes(row.custody_key), own) for row, own in zip(rows, listed, strict=True)])
    return [_entry(row, _operation(row), root) for row, root in zip(rows, roots, strict=True)]


def _operation(row: CommittedRow) -> Operation:
    return "add" if row._state.adding else "change"


def _entry(row: CommittedRow, operation: Operation, root: bytes) -> Entry:
    return Entry(operation, row.custody_table(), row.uid.bytes, root)


@contextmanager
def recorded(
    *, action: str, actor: Actor, at: datetime | None = None, reason: str = ""
) -> Iterator[Recorder]:
    """Yield a transaction that ends in one event; an exception inside leaves neither rows nor event.

    Command, page and job act only through here, so here is asked whether the actor may: raises ActionRefused.
    Raises LogBlocked where the log as it is takes no further event.
    """
    refuse_unless_allowed(actor, action)
    with transaction.atomic(durable=True):
        # The head first: actions come one after the other, from their first read to their event.
        head, recorder = _locked_head(), Recorder()
        _refuse_removed(actor)
        yield recorder
        if reason.strip():
            recorder.commit(Reason(event_id=head.size, text=reason.strip()))
        event = EventValue(head.size, actor.number, minute(at or datetime.now(UTC)), action, 0, EMPTY)
        _append(head, event, recorder.entries)
    if recorder.destroys:
        _truncate_wal()


def _refuse_removed(actor: Actor) -> None:
    """Raise ActionRefused where the account was removed after its actor was read."""
    if actor != PROGRAM and not Account.objects.filter(pk=actor.number, removed=None).exists():
        raise ActionRefused(Message("custody.actor_gone", name=actor.name))


def _append(head: Head, event: EventValue, entries: Sequence[Entry]) -> None:
    value = replace(event, size=len(entries), root=commitments_root(entries))
    leaf = event_leaf(value)
    named = asdict(value)
    try:
        frontier = Frontier.from_bytes(head.size, bytes(head.edge))
        Event.objects.create(actor_id=named.pop("actor"), **named, leaf=leaf)
        _keep(value.sequence, entries)
        frontier.append(leaf)
        head.size, head.edge, head.note = frontier.size, frontier.as_bytes(), _signed(frontier)
        head.save()
    except (IntegrityError, MessageError, TypeError) as error:
        raise LogBlocked(Message("custody.blocked")) from error
    except OperationalError as error:
        # It names a table of ours that somebody took away; a full disk and a server that is gone name none.
        if "desk_" not in str(error):
            raise
        raise LogBlocked(Message("custody.blocked")) from error


def _locked_head() -> Head:
    """Return the head, locked until the transaction ends, so that events are appended one after the other."""
    try:
        Head.objects.get_or_create(id=1, defaults={"size": 0, "edge": b"", "note": ""})
        return Head.objects.select_for_update().get(id=1)
    except (IntegrityError, TypeError, ValueError) as error:
        raise LogBlocked(Message("custody.blocked")) from error


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
