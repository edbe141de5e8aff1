"""Making a workspace ready to use: its databases, its first event, its schema."""

import shutil
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from isthmus.store.desk.boot import SCRATCH_SCHEMA, boot
from isthmus.store.desk.keys import Cost
from isthmus.store.desk.workspace import Workspace, create_workspace, open_workspace

__all__ = ["DATABASES", "DatabaseTaken", "make", "migrate", "pending_migrations", "use"]

DATABASES = ("default", "scratch")


class DatabaseTaken(Exception):
    """A PostgreSQL database that is to become a workspace's is not empty."""


def make(
    folder: Path, passphrase: str, *, database: str | None = None, cost: Cost | None = None, **extra: Any
) -> Workspace:
    """A new workspace with its tables and the first event of its log; on any failure the folder is as it was."""
    existed = folder.exists()
    workspace = create_workspace(folder, passphrase, database=database, cost=cost)
    try:
        boot(workspace, **extra)
        _refuse_unless_fresh(workspace)
        migrate()
        _begin_log()
    except BaseException:
        _unmake(folder, existed=existed)
        raise
    return workspace


def use(folder: Path, passphrase: str, **extra: Any) -> Workspace:
    """The workspace in `folder`, open, booted, its tables of this version."""
    workspace = open_workspace(folder, passphrase)
    boot(workspace, **extra)
    if pending_migrations():
        migrate()
    return workspace


def migrate() -> None:
    """Bring both databases to this version's tables."""
    _make_scratch_schema()
    for alias in DATABASES:
        call_command("migrate", database=alias, verbosity=0, interactive=False)


def pending_migrations() -> int:
    """How many migrations the databases lack."""
    executors = [MigrationExecutor(connections[alias]) for alias in DATABASES]
    return sum(len(each.migration_plan(each.loader.graph.leaf_nodes())) for each in executors)


def _begin_log() -> None:
    # Imported here: the models exist once Django is set up.
    from isthmus.actions.desk.recorded import recorded  # noqa: PLC0415

    with recorded(action="make_workspace", actor="isthmus"):
        pass


def _make_scratch_schema() -> None:
    connection = connections["scratch"]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {SCRATCH_SCHEMA}")


def _refuse_unless_fresh(workspace: Workspace) -> None:
    if workspace.database_url and connections["default"].introspection.table_names():
        raise DatabaseTaken(
            "That database holds tables already. Name an empty one: `createdb NAME` makes it."
        )


def _unmake(folder: Path, *, existed: bool) -> None:
    """Take away what `make` put there: the folder was new or empty before."""
    connections.close_all()
    for inside in folder.iterdir():
        if inside.is_dir():
            shutil.rmtree(inside)
        else:
            inside.unlink()
    if not existed:
        folder.rmdir()
