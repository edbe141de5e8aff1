"""Overwriting what a database still holds of rows that were deleted: free pages, dead rows, the write-ahead log."""

from collections.abc import Iterator

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from isthmus.core.messages import Message
from isthmus.store.base.backend.base import BUSY_SECONDS
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.overwriting_marks import marks_in

__all__ = ["overwrite_deleted", "overwrite_in"]

_ALIASES = ("default", "scratch")
_TABLES = "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"


def overwrite_deleted() -> tuple[Message, ...]:
    """Write both databases again without what was deleted; return what was left as it is, and what to do then.

    SQLite overwrites cells as it deletes them, but a page that was split before may keep a copy of one: of 6,666 rows
    deleted from 20,000, 34 could still be read. PostgreSQL overwrites nothing.
    """
    marks = marks_in(current_workspace().folder)
    told = [message for alias in _ALIASES for message in overwrite_in(connections[alias])]
    if Message("destroy.not_overwritten") not in told:
        for mark in marks:
            mark.unlink(missing_ok=True)
    return tuple(dict.fromkeys(told))


def overwrite_in(connection: BaseDatabaseWrapper) -> Iterator[Message]:
    """Write one database again, outside of a transaction; yield what was left as it is."""
    if connection.in_atomic_block:
        return
    try:
        if connection.vendor == "sqlite":
            yield from _rewrite_file(connection)
        else:
            yield from _rewrite_tables(connection)
    except DatabaseError:
        yield Message("destroy.not_overwritten")


def _rewrite_file(connection: BaseDatabaseWrapper) -> Iterator[Message]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 2000")
        try:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = cursor.fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    if busy:
        yield Message("destroy.not_overwritten")


def _rewrite_tables(connection: BaseDatabaseWrapper) -> Iterator[Message]:
    """Write each table to new files; what the planner knows of their values comes from the rows that are there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
        )
        tables = [connection.ops.quote_name(name) for (name,) in cursor.fetchall()]
        cursor.execute("SET lock_timeout = '10s'")
        try:
            for table in tables:
                cursor.execute(f"VACUUM (FULL, ANALYZE) {table}")
        finally:
            cursor.execute("RESET lock_timeout")
        yield from _rewrite_statistics(cursor)


def _rewrite_statistics(cursor: object) -> Iterator[Message]:
    """Write the planner's own table again, where the server lets this account: it holds frequent values in clear."""
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()"
    )
    [allowed] = cursor.fetchone()  # type: ignore[attr-defined]
    if allowed:
        cursor.execute("VACUUM (FULL) pg_catalog.pg_statistic")  # type: ignore[attr-defined]
    else:
        yield Message("destroy.statistics")
