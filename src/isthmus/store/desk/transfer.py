"""Copying every row from one database to another, of whichever kind."""

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import batched
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, router, transaction
from django.db.models import Model
from sqlcipher3 import dbapi2 as sqlcipher

from isthmus.store.base.backend.base import connect
from isthmus.store.base.keys import Keys
from isthmus.store.desk.django_setup import sqlcipher_settings
from isthmus.store.desk.router import COPY

__all__ = ["copy_file", "copy_rows", "is_sound", "side_databases"]

_BATCH = 2_000
_ROOM = 64 * 1024
# A draft or an upload holds a whole file.
_BATCH_OF_FILES = 4


def copy_file(source: Path, target: Path, key: bytes) -> None:
    """A consistent copy of a SQLCipher database, in one step, while others write to it."""
    reading = connect(str(source), key)
    try:
        writing = connect(str(target), key)
        try:
            reading.backup(writing)
        except sqlcipher.OperationalError as error:
            # A copy that fails gives no code.
            if shutil.disk_usage(target.parent).free < source.stat().st_size + _ROOM:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
            raise
        finally:
            writing.close()
    finally:
        reading.close()


def is_sound(path: Path, key: bytes) -> bool:
    """Return whether every page of a SQLCipher file is as it was written, and its tables and indexes fit."""
    try:
        opened = connect(str(path), key)
        try:
            altered = opened.execute("PRAGMA cipher_integrity_check").fetchall()
            return not altered and opened.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        finally:
            opened.close()
    except sqlcipher.DatabaseError:
        return False


@contextmanager
def side_databases(folder: Path, keys: Keys) -> Iterator[None]:
    """A second pair of databases as SQLCipher files in `folder`, with the tables of this version."""
    for alias, settings in sqlcipher_settings(folder, keys).items():
        name = COPY + alias
        connections.settings[name] = connections.configure_settings({"default": {}, name: settings})[name]
    try:
        for alias in ("default", "scratch"):
            call_command("migrate", database=COPY + alias, verbosity=0, interactive=False)
        yield
    finally:
        for alias in ("default", "scratch"):
            connections[COPY + alias].close()
            del connections[COPY + alias], connections.settings[COPY + alias]


def copy_rows(*, to_copy: bool) -> None:
    """Replace every row of the side databases by those of the main ones, or the other way round."""
    for alias in ("default", "scratch"):
        source, target = (alias, COPY + alias) if to_copy else (COPY + alias, alias)
        models = _models_of(alias)
        with transaction.atomic(using=target):
            for model in models:
                model._base_manager.using(target)._raw_delete(target)  # noqa: SLF001
            for model in models:
                _copy_table(model, source, target)
            _reset_sequences(models, target)


def _models_of(alias: str) -> list[type[Model]]:
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and router.db_for_write(model) == alias]


def _copy_table(model: type[Model], source: str, target: str) -> None:
    fields = model._meta.concrete_fields
    size = _BATCH_OF_FILES if model._meta.app_label == "scratch" else _BATCH
    rows = model._base_manager.using(source).order_by("pk").iterator(size)
    for batch in batched(rows, size):
        # raw: every value as it is, times of saving too.
        model._base_manager.using(target)._insert(  # type: ignore[attr-defined]  # noqa: SLF001
            list(batch), fields=[field for field in fields if not field.generated], using=target, raw=True
        )


def _reset_sequences(models: Sequence[type[Model]], target: str) -> None:
    connection = connections[target]
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(sql)
