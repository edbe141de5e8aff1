"""What follows from the register, worked out again and compared: derived tables, then the index that search reads."""

from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import zip_longest
from typing import Any

from django.db import DatabaseError, InterfaceError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from sqlcipher3 import dbapi2 as sqlcipher

from isthmus.core.progress import Progress
from isthmus.store.base.backend.base import connect
from isthmus.store.desk.derive import DERIVED_MODELS, derived_differences
from isthmus.store.desk.integrity.findings import StoreFinding, derived
from isthmus.store.desk.search_index import FTS5, INDEX

__all__ = ["check_derived", "is_derived_table"]

_CODES = {
    "missing": "integrity.derived_missing",
    "extra": "integrity.derived_extra",
    "differs": "integrity.derived_differs",
}


def check_derived(progress: Progress | None = None) -> Iterator[StoreFinding]:
    """Yield each derived row that is not what a rebuild would make. Reads only; the register itself must be sound."""
    try:
        for each in derived_differences(progress):
            yield derived(_CODES[each.kind], each.table, each.row)
        if connection.vendor == "sqlite" and not _words_fit(connection):
            yield derived("integrity.words_differ", "searchtext")
    except (DatabaseError, InterfaceError, ValueError, TypeError) as error:
        yield derived("integrity.derived_unreadable", kind=type(error).__name__)


def is_derived_table(table: str) -> bool:
    """Return whether a table is one that a rebuild makes again, or is of the index of the search."""
    return table.startswith(INDEX) or table in {model._meta.db_table for model in DERIVED_MODELS}


# That what is deleted leaves no words behind is one of them. The index itself notes which version of it wrote last.
_SETTINGS = "SELECT k, v FROM {} WHERE k <> 'version' ORDER BY k"
_INSTANCES = "SELECT term, doc, col, offset FROM {} ORDER BY term, doc, offset"


def _words_fit(connection: BaseDatabaseWrapper) -> bool:
    """Return whether the index leads from each word to each place where it stands, and to no other."""
    connection.ensure_connection()
    made = connect(":memory:", bytes(32))
    try:
        _index(made, _rows(connection.connection, "SELECT id, words FROM desk_searchtext"))
        settings = _SETTINGS.format(f"{INDEX}_config")
        if list(_rows(connection.connection, settings)) != list(_rows(made, settings)):
            return False
        with closing(_instances(connection.connection)) as there, closing(_instances(made)) as again:
            return all(left == right for left, right in zip_longest(there, again))
    except sqlcipher.Error:  # as the driver says it: the index cannot be read to its end
        return False
    finally:
        made.close()


def _index(made: Any, texts: Iterator[tuple[int, str]]) -> None:
    made.execute("CREATE TABLE desk_searchtext (id integer PRIMARY KEY, words text)")
    for sql in FTS5:
        made.execute(sql)
    made.executemany("INSERT INTO desk_searchtext VALUES (?, ?)", texts)


def _instances(opened: Any) -> Generator[tuple[Any, ...]]:
    """Yield where each word stands, in order; the table that shows it is this connection's alone."""
    opened.execute("DROP TABLE IF EXISTS temp.isthmus_instances")
    opened.execute(f"CREATE VIRTUAL TABLE temp.isthmus_instances USING fts5vocab(main, {INDEX}, 'instance')")
    yield from _rows(opened, _INSTANCES.format("temp.isthmus_instances"))


def _rows(opened: Any, sql: str) -> Iterator[tuple[Any, ...]]:
    # The driver's own cursor: no placeholder of Django's stands in these.
    with closing(opened.cursor()) as cursor:
        yield from cursor.execute(sql)
