"""References between rows, and the rules of tables, checked again on the rows that are there."""

import re
from collections.abc import Iterator
from itertools import groupby

from django.db.backends.base.base import BaseDatabaseWrapper

from isthmus.store.desk.integrity.findings import StoreFinding, damaged

__all__ = ["check_references"]

# So many lines of SQLite's own report are told.
_MOST = 100
_TABLE = re.compile("desk_[a-z]+")


def check_references(connection: BaseDatabaseWrapper) -> Iterator[StoreFinding]:
    """Yield where rows break a rule of their table, or refer to rows that are gone."""
    yield from _of_sqlite(connection) if connection.vendor == "sqlite" else _of_postgresql(connection)


def _of_sqlite(connection: BaseDatabaseWrapper) -> Iterator[StoreFinding]:
    with connection.cursor() as cursor:
        # Whoever took the rules out while writing may have left them so.
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
        cursor.execute(f"PRAGMA integrity_check({_MOST})")
        for (said,) in cursor.fetchall():
            if said != "ok":
                named = _TABLE.search(str(said))
                yield damaged("integrity.report", named.group() if named else "", said=str(said))
        cursor.execute("PRAGMA foreign_key_check")
        broken = sorted((str(table), str(parent)) for table, _, parent, _ in cursor.fetchall())
    for (table, parent), rows in groupby(broken):
        yield _reference_broken(table, parent, len(list(rows)))


def _reference_broken(table: str, parent: str, rows: int) -> StoreFinding:
    return damaged("integrity.reference_broken", table, n=rows, table=table, parent=parent)


def _of_postgresql(connection: BaseDatabaseWrapper) -> Iterator[StoreFinding]:
    """Check again what a server checks only as it writes: with its triggers off, anything can be written."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT conname, conrelid::regclass::text, pg_get_expr(conbin, conrelid)
            FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND contype = 'c'"""
        )
        for name, table, rule in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {table} WHERE NOT ({rule})")  # noqa: S608  (the catalogue's names)
            [rows] = cursor.fetchone()
            if rows:
                yield damaged("integrity.rule_broken", table, n=rows, table=table, rule=name)
        cursor.execute(
            """SELECT k.conrelid::regclass::text, a.attname, k.confrelid::regclass::text, b.attname
            FROM pg_constraint k
            JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
            JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]
            WHERE k.connamespace = current_schema()::regnamespace AND k.contype = 'f'"""
        )
        quoted = connection.ops.quote_name
        for table, column, parent, key in cursor.fetchall():
            cursor.execute(
                f"SELECT count(*) FROM {table} c WHERE c.{quoted(column)} IS NOT NULL AND NOT EXISTS"  # noqa: S608
                f" (SELECT 1 FROM {parent} p WHERE p.{quoted(key)} = c.{quoted(column)})"
            )
            [rows] = cursor.fetchone()
            if rows:
                yield _reference_broken(table, parent, rows)
