"""Every value of every column is of the type, and in the spelling, that this program writes.

SQLite takes any value in any column, and a value of another type, or a date in another spelling, compares and sorts
otherwise than it reads. PostgreSQL holds types itself.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model

from isthmus.store.desk.integrity.expected import models_of
from isthmus.store.desk.integrity.findings import StoreFinding, wrong_value

__all__ = ["check_values", "wrong_where"]

_INTEGER = "typeof({c}) <> 'integer'"
# GLOB reads any sign beyond ASCII, damaged ones too; only then is the text looked at byte by byte.
_ASCII = "*[^' || char(1) || '-' || char(127) || ']*"
_TEXT = f"typeof({{c}}) <> 'text' OR ({{c}} GLOB '{_ASCII}' AND isthmus_not_utf8(CAST({{c}} AS BLOB)))"
_TIME = "%Y-%m-%d %H:%M:%S"
_FRACTION = "." + "[0-9]" * 6
_MOMENT = f"""typeof({{c}}) <> 'text' OR ifnull(strftime('{_TIME}', {{c}}), '') <> substr({{c}}, 1, 19) OR NOT (
    length({{c}}) = 19 OR (substr({{c}}, 20) GLOB '{_FRACTION}' AND substr({{c}}, 20) <> '.000000'))"""
_DAY = "typeof({c}) <> 'text' OR ifnull(strftime('%Y-%m-%d', {c}), '') <> {c}"
_LARGEST = 1.7976931348623157e308

# What is wrong, by what Django calls the kind of a field.
_WRONG = {
    "AutoField": _INTEGER,
    "BigAutoField": _INTEGER,
    "BigIntegerField": _INTEGER,
    "BinaryField": "typeof({c}) <> 'blob'",
    "BooleanField": f"{_INTEGER} OR {{c}} NOT IN (0, 1)",
    "CharField": _TEXT,
    "DateField": _DAY,
    "DateTimeField": _MOMENT,
    "FloatField": f"typeof({{c}}) <> 'real' OR abs({{c}}) > {_LARGEST!r}",
    "IntegerField": _INTEGER,
    "JSONField": f"{_TEXT} OR CASE WHEN json_valid({{c}}) THEN json_type({{c}}) NOT IN ({{shapes}}) ELSE 1 END",
    "PositiveBigIntegerField": _INTEGER,
    "PositiveIntegerField": _INTEGER,
    "PositiveSmallIntegerField": _INTEGER,
    "SmallIntegerField": _INTEGER,
    "TextField": _TEXT,
    "UUIDField": "typeof({c}) <> 'text' OR length({c}) <> 32 OR {c} GLOB '*[^0-9a-f]*'",
}
# What the outermost value of a JSON column is, by what stands there at first; a bare number or text is nowhere.
_SHAPES = {list: "'array'", dict: "'object'"}


def check_values(connection: BaseDatabaseWrapper) -> Iterator[StoreFinding]:
    """Yield each column that holds values of another type or in another spelling, with the number of rows."""
    if connection.vendor != "sqlite":
        return
    connection.ensure_connection()
    connection.connection.create_function("isthmus_not_utf8", 1, _not_utf8, deterministic=True)
    for model in models_of(connection.alias):
        # A table or column that is gone was told with the schema.
        with suppress(DatabaseError):
            yield from _of_table(connection, model)


def _of_table(connection: BaseDatabaseWrapper, model: type[Model]) -> Iterator[StoreFinding]:
    quoted = connection.ops.quote_name
    fields = model._meta.concrete_fields
    sums = ", ".join(f"total({wrong_where(field, quoted(str(field.column)))})" for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sums} FROM {quoted(model._meta.db_table)}")  # noqa: S608  (our names)
        counts = cursor.fetchone()
    for field, rows in zip(fields, counts, strict=True):
        if rows:
            table = str(model._meta.db_table)
            yield wrong_value("integrity.values_wrong", table, n=int(rows), column=field.column)


def wrong_where(field: "Field[Any, Any]", column: str) -> str:
    """Return as SQL where a column holds what its field never writes; raises KeyError for a kind of field not known."""
    kept: Any = field
    while kept.remote_field:
        kept = kept.target_field
    wrong = _WRONG[kept.get_internal_type()]
    if kept.max_length and kept.get_internal_type() in ("BinaryField", "CharField"):
        wrong += f" OR length({{c}}) > {kept.max_length}"
    wrong = wrong.replace("{c}", column).replace("{shapes}", _SHAPES.get(kept.default, "'array', 'object'"))
    wrong = f"ifnull({wrong}, 1)"
    return f"({column} IS NOT NULL AND {wrong})" if field.null else wrong


def _not_utf8(stored: bytes) -> bool:
    try:
        stored.decode()
    except UnicodeDecodeError:
        return True
    return False
