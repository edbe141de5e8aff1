"""Tables, columns, rules, indexes, triggers and views, compared with those that this version makes."""

import re
from collections.abc import Iterator, Mapping

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from isthmus.store.desk.integrity.catalogue import catalogue
from isthmus.store.desk.integrity.expected import expected_database
from isthmus.store.desk.integrity.findings import StoreFinding, changed_schema
from isthmus.store.desk.router import COPY

__all__ = ["check_schema", "clauses"]

# An object of a schema: its kind and its name.
type Objects = Mapping[tuple[str, str], tuple[str, object]]

_MADE: dict[tuple[str, str], Objects] = {}

_PLAIN = re.compile("[A-Za-z0-9_.]{1,128}")
# SQLite's own notes on how tables are filled, which say nothing of what they hold.
_STATISTICS = "sqlite_stat"


def check_schema(connection: BaseDatabaseWrapper) -> Iterator[StoreFinding]:
    """Yield each object of the schema that is missing, is not ours, or was altered."""
    yield from _objects_of_others(connection)
    yield from _migrations(connection)


def _objects_of_others(connection: BaseDatabaseWrapper) -> Iterator[StoreFinding]:
    expected = _expected(connection)
    found = _objects(connection)
    for kind, name in sorted(expected.keys() | found.keys()):
        was, is_now = expected.get((kind, name)), found.get((kind, name))
        if was != is_now:
            table = (was or is_now or ("", None))[0]
            yield changed_schema(_difference(was, is_now), _named(table), what=kind, name=_named(name))


def _migrations(connection: BaseDatabaseWrapper) -> Iterator[StoreFinding]:
    """Yield where the database says of another version that it made its tables."""
    loader = MigrationLoader(connection)
    ours, noted = set(loader.disk_migrations), set(loader.applied_migrations)
    for app, name in sorted(ours ^ noted):
        code = "integrity.schema_missing" if (app, name) in ours else "integrity.schema_extra"
        yield changed_schema(code, "django_migrations", what="migration", name=_named(f"{app}.{name}"))


def _difference(was: object, is_now: object) -> str:
    if is_now is None:
        return "integrity.schema_missing"
    return "integrity.schema_extra" if was is None else "integrity.schema_altered"


def _expected(connection: BaseDatabaseWrapper) -> Objects:
    """Return what this version makes, which is the same for as long as this program runs."""
    made_for = (connection.vendor, connection.alias.removeprefix(COPY))
    if made_for not in _MADE:
        with expected_database(connection) as made:
            _MADE[made_for] = _objects(made)
    return _MADE[made_for]


def _named(name: str) -> str:
    """Return a name, or that it is none of ours: whoever gave it could have written anything in it."""
    return name if _PLAIN.fullmatch(name) else "?"


def _objects(connection: BaseDatabaseWrapper) -> Objects:
    return _of_sqlite(connection) if connection.vendor == "sqlite" else catalogue(connection)


def _of_sqlite(connection: BaseDatabaseWrapper) -> Objects:
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
        rows = cursor.fetchall()
    return {
        (str(kind), str(name)): (str(table), clauses(sql) if kind == "table" else sql)
        for kind, name, table, sql in rows
        if not str(name).startswith(_STATISTICS)
    }


# Quoted names and texts, and what divides or nests clauses.
_PARTS = re.compile(r""" "(?:[^"]|"")*" | '(?:[^']|'')*' | [(),] | [^"'(),]+ | . """, re.VERBOSE | re.DOTALL)


def clauses(sql: str | None) -> tuple[str, ...]:
    """Return what stands before the parentheses, then the clauses in them, sorted, then what stands after."""
    before, inside, after, depth = "", [""], "", 0
    for part in _PARTS.findall(sql or ""):
        depth -= part == ")"
        if depth == 0 and inside == [""]:
            before += part
        elif depth == 0:
            after += part
        elif depth == 1 and part == ",":
            inside.append("")
        else:
            inside[-1] += part
        depth += part == "("
    return (before.rstrip(" ("), *sorted(map(str.strip, inside)), after.lstrip(") "))
