"""Overwriting what a database still holds of rows that were deleted: free pages, dead rows, the write-ahead log."""

from collections.abc import Iterator

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from isthmus.core.messages import Message
from isthmus.store.base.backend.base import BUSY_SECONDS

__all__ = ["overwrite_deleted"]

_ALIASES = ("default", "scratch")
_TABLES = "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"


def overwrite_deleted() -> tuple[Message, ...]:
    """Write both databases again without what was deleted; return what was left as it is, and what to do then.

    Cells that are deleted are overwritten at once, but pages that were split before may keep a copy of one.
    """
    told = [message for alias in _ALIASES for message in _overwritten(connections[alias])]
    return tuple(dict.fromkeys(told))


def _overwritten(connection: BaseDatabaseWrapper) -> Iterator[Message]:
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
