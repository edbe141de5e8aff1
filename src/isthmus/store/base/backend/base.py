"""SQLCipher under Django: the raw key first, one read to fail early, then what the register relies on."""

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.backends.sqlite3 import base as sqlite
from django.db.backends.sqlite3 import features, operations
from django.db.backends.sqlite3._functions import register as register_functions  # type: ignore[import-untyped]
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2 as sqlcipher

from isthmus.core.messages import Message, MessageError

__all__ = ["BUSY_SECONDS", "DatabaseWrapper", "SqlcipherCursor", "connect"]

BUSY_SECONDS = 30


def _decoded[Value](parse: Callable[[str], Value]) -> Callable[[bytes], Value]:
    return lambda stored: parse(stored.decode())


def _adapt_types() -> None:
    """Django does this on the standard library's sqlite3 module, which this backend never opens."""
    sqlcipher.register_converter("bool", b"1".__eq__)
    sqlcipher.register_converter("date", _decoded(parse_date))
    sqlcipher.register_converter("time", _decoded(parse_time))
    for name in ("datetime", "timestamp"):
        sqlcipher.register_converter(name, _decoded(parse_datetime))
    sqlcipher.register_adapter(Decimal, str)
    sqlcipher.register_adapter(date, date.isoformat)
    sqlcipher.register_adapter(datetime, partial(datetime.isoformat, sep=" "))


_adapt_types()


def connect(path: str, key: bytes, **options: Any) -> Any:
    """An open connection to the database at `path`; raises `sqlcipher.DatabaseError` when the key is wrong."""
    if len(key) != 32:
        raise MessageError(Message("store.database_key"))
    _make_private(path)
    connection = sqlcipher.connect(path, **{"timeout": BUSY_SECONDS, "uri": True, **options})
    try:
        # SQLCipher writes to stderr on a wrong key, which is no place for anything about a register.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _make_private(path: str) -> None:
    """A database that is not there yet is created for its owner alone; its log files take over the mode."""
    if path and not path.startswith((":memory:", "file:")):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


class SqlcipherCursor(sqlcipher.Cursor):  # type: ignore[misc]
    """Django's `%s` placeholders as SQLite's `?`."""

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, Mapping) else None
        return super().execute(_placeholders(query, names), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """Run one statement for each set of parameters."""
        return super().executemany(_placeholders(query, None), param_list)


def _placeholders(query: str, names: list[str] | None) -> str:
    if names is None:
        return str(sqlite.FORMAT_QMARK_REGEX.sub("?", query)).replace("%%", "%")
    return query % {name: f":{name}" for name in names}


class DatabaseFeatures(features.DatabaseFeatures):
    """As SQLite, with the limits of the SQLCipher build written down: its connections have no `getlimit`."""

    # SQLite's own default since 3.32; the build allows more.
    max_query_params = 32_766
    supports_aggregate_order_by_clause = sqlcipher.sqlite_version_info >= (3, 44, 0)
    test_db_allows_multiple_connections = True


class DatabaseOperations(operations.DatabaseOperations):
    """As SQLite; what was sent to the database is never shown with its values."""

    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str:
        """The statement without its parameters: logs and debug pages hold nobody's data."""
        return sql


class DatabaseWrapper(sqlite.DatabaseWrapper):
    """A SQLCipher database; `OPTIONS["key"]` holds its 32 raw bytes."""

    display_name = "SQLCipher"
    Database = sqlcipher
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations
    init_commands: list[str]

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection with the key given, ready for Django."""
        params = dict(conn_params)
        path, key = str(params.pop("database")), params.pop("key")
        connection = connect(path, key, **params)
        register_functions(connection)
        for pragma in (
            "foreign_keys = ON",
            "legacy_alter_table = OFF",
            "journal_mode = WAL",
            "secure_delete = ON",
            # Nothing of a register goes to an unencrypted temporary file.
            "temp_store = MEMORY",
            # Decrypted pages at hand: with the usual 2 MB every scan decrypts the same pages again.
            "cache_size = -65536",
            *(command for command in map(str.strip, self.init_commands) if command),
        ):
            connection.execute(f"PRAGMA {pragma.removeprefix('PRAGMA ')}")
        return connection

    def create_cursor(self, name: str | None = None) -> SqlcipherCursor:
        """A cursor that speaks Django's placeholders."""
        cursor: SqlcipherCursor = self.connection.cursor(factory=SqlcipherCursor)
        return cursor
