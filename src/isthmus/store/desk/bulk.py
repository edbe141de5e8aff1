"""Many rows at once, with keys of our own, in plain tuples: Django's objects would take most of an import's time."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max, Model

__all__ = ["allow_for", "insert", "next_key", "overwrite"]


def next_key(model: type[Model]) -> int:
    """Return the first primary key that is free; it stays free while the caller keeps others from writing."""
    highest = model._default_manager.aggregate(highest=Max("pk"))["highest"]
    return (highest or 0) + 1


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows; `columns` are names of fields, references by the key they hold. Rules are the database's."""
    names = ", ".join(_quoted(model, columns))
    places = ", ".join(["%s"] * len(columns))
    _many(f"INSERT INTO {_table(model)} ({names}) VALUES ({places})", rows)  # noqa: S608  (our names)


def overwrite(model: type[Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Overwrite columns of saved rows, whose values end with the row's own key."""
    given = ", ".join(f"{name} = %s" for name in _quoted(model, columns))
    [key] = _quoted(model, ("pk",))
    _many(f"UPDATE {_table(model)} SET {given} WHERE {key} = %s", rows)  # noqa: S608  (our names)


def _many(sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
    if listed := list(rows):
        with connection.cursor() as cursor:
            cursor.executemany(sql, listed)


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _quoted(model: type[Model], columns: Sequence[str]) -> list[str]:
    fields = (model._meta.pk if name == "pk" else model._meta.get_field(name) for name in columns)
    return [connection.ops.quote_name(str(field.column)) for field in fields]  # type: ignore[union-attr]


def allow_for(models: Iterable[type[Model]]) -> None:
    """Let the database's own keys go on after those that `insert` gave."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(sql)
