"""Making a workspace ready to use: its databases, its first event, its schema."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from isthmus.core.messages import Message
from isthmus.store.base.blobs import blobs_set_aside
from isthmus.store.base.errors import StoreError
from isthmus.store.base.keys import Cost
from isthmus.store.base.passphrases import WeakPassphrase, passphrase_problem
from isthmus.store.base.reaching import refuse_unless_reachable
from isthmus.store.desk.database_lock import database_locked
from isthmus.store.desk.django_setup import boot
from isthmus.store.desk.keyring import staged_keyrings
from isthmus.store.desk.manifest import NotAWorkspace, write_manifest
from isthmus.store.desk.overwriting_marks import marks_in
from isthmus.store.desk.schemas import (
    claim_schemas,
    drop_schemas,
    drop_unfinished_schemas,
    mark_finished,
    refuse_unless_own,
)
from isthmus.store.desk.workspace import BLOBS, Workspace, open_workspace, prepare_workspace

__all__ = [
    "DATABASES",
    "NewerWorkspace",
    "filling",
    "make",
    "migrate",
    "pending_migrations",
    "refuse_newer",
    "settle_unfinished",
    "use",
]

DATABASES = ("default", "scratch")


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
    existed = folder.exists()
    workspace = prepare_workspace(folder, passphrase, database=database, cost=cost)
    try:
        boot(workspace, **extra)
        with filling(workspace):
            migrate()
            _begin_log(owner)
            # Last, so that a making that was cut off is no workspace.
            write_manifest(folder, workspace.manifest)
    except BaseException:
        _unmake(folder, existed=existed)
        raise
    return workspace


@contextmanager
def filling(workspace: Workspace) -> Iterator[None]:
    """Claim schemas for a workspace in PostgreSQL; they are marked as whole, or dropped again, when this ends."""
    refuse_unless_reachable(connections["default"])
    with database_locked(workspace.id):
        drop_unfinished_schemas(workspace.id)
        claim_schemas(workspace.id)
        try:
            yield
            mark_finished(workspace.id)
        except BaseException:
            with suppress(DatabaseError, InterfaceError):
                drop_schemas(workspace.id)
            raise


def use(folder: Path, passphrase: str, *, verifying: bool = False, **extra: object) -> Workspace:
    """Return the workspace in `folder`, open, booted, its tables of this version; raises what the store raises.

    `verifying`: the tables stay as they are, whatever the database says of their version: that is looked at, too.
    """
    workspace = open_workspace(folder, passphrase)
    if not workspace.database_url and not workspace.register_path.exists():
        raise NotAWorkspace(Message("workspace.register_gone", path=str(workspace.register_path)))
    boot(workspace, **extra)
    refuse_unless_reachable(connections["default"])
    refuse_unless_own(workspace.id)
    if not verifying:
        refuse_newer()
        _bring_up_to_date(workspace)
    elif pending_migrations("scratch"):
        migrate("scratch")
    settle_unfinished(workspace)
    return workspace


def settle_unfinished(workspace: Workspace) -> None:
    """End what processes that were killed left half done beside the databases of a booted workspace."""
    folder = workspace.folder
    left = blobs_set_aside(folder / BLOBS) or staged_keyrings(folder) or marks_in(folder)
    if not left or not workspace.may_be_written:
        return
    # Imported here: the models exist once Django is set up.
    from isthmus.actions.desk.keepers import settle_keyring  # noqa: PLC0415
    from isthmus.actions.desk.scratch_copies import settle_copies  # noqa: PLC0415
    from isthmus.store.desk.stored_files import settle_removals  # noqa: PLC0415

    with suppress(
        DatabaseError, InterfaceError
    ):  # tables that somebody changed are told by who looks at them
        settle_keyring()
        settle_removals(workspace.blobs)
        settle_copies(folder)


def _bring_up_to_date(workspace: Workspace) -> None:
    late = [alias for alias in DATABASES if pending_migrations(alias)]
    if "default" in late and not workspace.may_be_written:
        raise StoreError(Message("workspace.older_read_only"))
    if late:
        migrate(*late)


def migrate(*aliases: str) -> None:
    """Bring databases, both if none is named, to this version's tables."""
    for alias in aliases or DATABASES:
        call_command("migrate", database=alias, verbosity=0, interactive=False)


def pending_migrations(*aliases: str) -> int:
    """Return how many migrations databases, both if none is named, lack."""
    executors = [MigrationExecutor(connections[alias]) for alias in aliases or DATABASES]
    return sum(len(each.migration_plan(each.loader.graph.leaf_nodes())) for each in executors)


def refuse_newer() -> None:
    """Raise NewerWorkspace when a later version of this program has changed the tables."""
    for alias in DATABASES:
        loader = MigrationLoader(connections[alias])
        if loader.applied_migrations.keys() - loader.disk_migrations.keys():
            raise NewerWorkspace


def _begin_log(owner: str) -> None:
    # Imported here: the models exist once Django is set up.
    from isthmus.actions.desk.accounts import begin_log  # noqa: PLC0415

    begin_log(owner)


def _unmake(folder: Path, *, existed: bool) -> None:
    """Take away what `make` put into the folder, which was new or empty before."""
    if settings.configured:
        connections.close_all()
    for inside in folder.iterdir():
        if inside.is_dir():
            shutil.rmtree(inside)
        else:
            inside.unlink()
    if not existed:
        folder.rmdir()
