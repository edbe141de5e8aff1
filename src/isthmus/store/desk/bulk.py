"""Many rows at once, with keys of our own, in plain tuples: Django's objects would take most of an import's time."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max, Model

__all__ = ["allow_for", "insert", "next_key"]


def next_key(model: type[Model]) -> int:
    """Return the first primary key that is free; it stays free while the caller keeps others from writing."""
    highest = model._default_manager.aggregate(highest=Max("pk"))["highest"]
    return (highest or 0) + 1


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows; `columns` are names of fields, references by the key they hold. Rules are the database's."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(model._meta.get_field(column).column)) for column in columns)  # type: ignore[union-attr]
    places = ", ".join(["%s"] * len(columns))
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", list(rows))  # noqa: S608


def allow_for(models: Iterable[type[Model]]) -> None:
    """Let the database's own keys go on after those that `insert` gave."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(sql)
