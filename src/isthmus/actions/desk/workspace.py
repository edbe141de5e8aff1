"""Making a workspace ready to use: its databases, its first event, its schema."""

import shutil
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from isthmus.core.messages import Message
from isthmus.store.base.errors import StoreError
from isthmus.store.base.keys import Cost
from isthmus.store.base.passphrases import WeakPassphrase, passphrase_problem
from isthmus.store.desk.django_setup import SCRATCH_SCHEMA, boot
from isthmus.store.desk.manifest import NotAWorkspace
from isthmus.store.desk.workspace import Workspace, create_workspace, open_workspace

__all__ = [
    "DATABASES",
    "DatabaseTaken",
    "NewerWorkspace",
    "drop_tables",
    "make",
    "migrate",
    "pending_migrations",
    "refuse_newer",
    "refuse_unless_fresh",
    "use",
]

DATABASES = ("default", "scratch")


class DatabaseTaken(StoreError):
    """A PostgreSQL database that is to become a workspace's is not empty."""

    def __init__(self) -> None:
        super().__init__(Message("workspace.database_taken"))


class NewerWorkspace(StoreError):
    """A workspace or backup was written by a later version of this program."""

    def __init__(self) -> None:
        super().__init__(Message("workspace.newer"))


def make(
    folder: Path,
    passphrase: str,
    *,
    owner: str = "owner",
    database: str | None = None,
    cost: Cost | None = None,
    **extra: object,
) -> Workspace:
    """Return a new workspace with its tables and the first event of its log; on any failure the folder is as it was.

    Raises WeakPassphrase, and what the store and `begin_log` raise.
    """
    if problem := passphrase_problem(passphrase, owner):
        raise WeakPassphrase(problem)
    existed, began = folder.exists(), False
    workspace = create_workspace(folder, passphrase, database=database, cost=cost)
    try:
        boot(workspace, **extra)
        refuse_unless_fresh()
        began = True
        migrate()
        _begin_log(owner)
    except BaseException:
        _unmake(folder, existed=existed, began=began)
        raise
    return workspace


def use(folder: Path, passphrase: str, **extra: object) -> Workspace:
    """Return the workspace in `folder`, open, booted, its tables of this version; raises what the store raises."""
    workspace = open_workspace(folder, passphrase)
    if not workspace.database_url and not workspace.register_path.exists():
        raise NotAWorkspace(Message("workspace.register_gone", path=str(workspace.register_path)))
    boot(workspace, **extra)
    refuse_newer()
    if pending_migrations():
        migrate()
    return workspace


def migrate() -> None:
    """Bring both databases to this version's tables."""
    _make_scratch_schema()
    for alias in DATABASES:
        call_command("migrate", database=alias, verbosity=0, interactive=False)


def pending_migrations() -> int:
    """Return how many migrations the databases lack."""
    executors = [MigrationExecutor(connections[alias]) for alias in DATABASES]
    return sum(len(each.migration_plan(each.loader.graph.leaf_nodes())) for each in executors)


def refuse_newer() -> None:
    """Raise NewerWorkspace when a later version of this program has changed the tables."""
    for alias in DATABASES:
        loader = MigrationLoader(connections[alias])
        if loader.applied_migrations.keys() - loader.disk_migrations.keys():
            raise NewerWorkspace


def drop_tables() -> None:
    """Take away every table of a PostgreSQL database that was empty before we came."""
    for alias in DATABASES:
        connection = connections[alias]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                for table in connection.introspection.table_names(cursor):
                    cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
                cursor.execute(f"DROP SCHEMA IF EXISTS {SCRATCH_SCHEMA} CASCADE")


def refuse_unless_fresh() -> None:
    """Raise DatabaseTaken when the PostgreSQL database that is to be filled holds tables."""
    connection = connections["default"]
    if connection.vendor == "postgresql" and connection.introspection.table_names():
        raise DatabaseTaken


def _begin_log(owner: str) -> None:
    # Imported here: the models exist once Django is set up.
    from isthmus.actions.desk.accounts import begin_log  # noqa: PLC0415

    begin_log(owner)


def _make_scratch_schema() -> None:
    connection = connections["scratch"]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {SCRATCH_SCHEMA}")


def _unmake(folder: Path, *, existed: bool, began: bool) -> None:
    """Take away what `make` put there: the folder and the database were new or empty before."""
    if began:
        with suppress(DatabaseError, InterfaceError):
            drop_tables()
    if settings.configured:
        connections.close_all()
    for inside in folder.iterdir():
        if inside.is_dir():
            shutil.rmtree(inside)
        else:
            inside.unlink()
    if not existed:
        folder.rmdir()
