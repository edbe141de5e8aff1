"""A database as this version makes it, empty, to compare another one with: made of the models, in milliseconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex
from typing import Any, cast

from django.apps import apps
from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from isthmus.store.base.backend.base import DatabaseWrapper
from isthmus.store.base.databases import sqlcipher
from isthmus.store.desk.router import COPY
from isthmus.store.desk.search_index import create_index

__all__ = ["expected_database", "models_of"]


def models_of(alias: str) -> list[type[Model]]:
    """Return the models whose tables lie in this database, with those that Django makes for itself."""
    models = apps.get_models(include_auto_created=True)
    ours = [
        each
        for each in models
        if each._meta.managed and router.db_for_write(each) == alias.removeprefix(COPY)
    ]
    return [cast("type[Model]", MigrationRecorder.Migration), *ours]


@contextmanager
def expected_database(connection: BaseDatabaseWrapper) -> Iterator[BaseDatabaseWrapper]:
    """Yield a connection to an empty database of the same kind that has this version's tables; nothing of it stays."""
    made = _in_memory() if connection.vendor == "sqlite" else connection.copy(f"{COPY}expected")
    # For this thread alone: Django's transactions look a connection up by its name.
    connections[made.alias] = made
    try:
        if connection.vendor == "sqlite":
            _create_tables(made, connection.alias)
            yield made
        else:
            yield from _in_passing_schema(made, connection.alias)
    finally:
        made.close()
        del connections[made.alias]


def _in_memory() -> BaseDatabaseWrapper:
    given: dict[str, Any] = sqlcipher(":memory:", bytes(32))  # type: ignore[arg-type]
    settings = connections.configure_settings({"default": {}, "expected": given})["expected"]
    return DatabaseWrapper(settings, alias=f"{COPY}expected")


def _in_passing_schema(made: BaseDatabaseWrapper, alias: str) -> Iterator[BaseDatabaseWrapper]:
    """Make the tables in a schema of their own, in a transaction that is never committed."""
    made.set_autocommit(False)
    schema = f"isthmus_expected_{token_hex(8)}"
    try:
        with made.cursor() as cursor:
            # A role that writes nothing by itself may still make what is rolled back.
            cursor.execute("SET TRANSACTION READ WRITE")
            cursor.execute(f"CREATE SCHEMA {schema}")
            cursor.execute(f"SET LOCAL search_path TO {schema}")
        _create_tables(made, alias)
        yield made
    finally:
        made.rollback()


def _create_tables(made: BaseDatabaseWrapper, alias: str) -> None:
    with made.schema_editor(atomic=made.vendor == "sqlite") as editor:
        for model in models_of(alias):
            if not model._meta.auto_created:  # those come with the model that has the list
                editor.create_model(model)
        if alias.removeprefix(COPY) == "default":
            create_index(None, editor)
