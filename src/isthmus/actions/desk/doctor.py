"""What is wrong with a workspace, as far as it shows with its passphrase."""

from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, connections

from isthmus.actions.desk.workspace import DATABASES, NewerWorkspace, pending_migrations, refuse_newer
from isthmus.core.custody.checkpoint import verifier_key
from isthmus.core.progress import Progress
from isthmus.store.base.blobs import BlobDamaged
from isthmus.store.desk.health_checks import HealthFinding
from isthmus.store.desk.workspace import Workspace

__all__ = ["examine"]


RESTORE = "Restore a backup into a new folder: isthmus restore FILE DIR"
# What is asked of a SQLCipher database, what a sound one answers, and what another answer means.
PRAGMAS: tuple[tuple[str, list[tuple[str]], str], ...] = (
    ("cipher_integrity_check", [], "pages were altered on disk"),
    ("integrity_check", [("ok",)], "tables and indexes do not fit together"),
    ("foreign_key_check", [], "rows point to rows that are gone"),
)


def examine(workspace: Workspace, progress: Progress | None = None) -> Iterator[HealthFinding]:
    """Look into the keys, both databases and every stored file of a booted workspace."""
    yield from _keys(workspace)
    sound = True
    for alias in DATABASES:
        for finding in _database(alias):
            sound = False
            yield finding
    if sound:
        yield from _tables(workspace)
        yield from _blobs(workspace, progress or (lambda done, total: None))


def _keys(workspace: Workspace) -> Iterator[HealthFinding]:
    try:
        key = verifier_key(workspace.signer.origin, workspace.signer.public)
        workspace.blobs.identity.to_public()
    except (KeyError, ValueError):
        yield HealthFinding("wrong", "The keys in workspace.json were altered.", RESTORE)
        return
    if key != workspace.manifest.log_key:
        fact = "The log's public key in workspace.json is not the one that signs."
        yield HealthFinding("wrong", fact, RESTORE)


def _database(alias: str) -> Iterator[HealthFinding]:
    connection = connections[alias]
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            if connection.vendor == "sqlite":
                for pragma, sound, fact in PRAGMAS:
                    cursor.execute(f"PRAGMA {pragma}")
                    if cursor.fetchall() != sound:
                        yield HealthFinding("wrong", f"The database {alias}: {fact}.", RESTORE)
    except (DatabaseError, InterfaceError):
        mend = "Start the PostgreSQL server." if connection.vendor == "postgresql" else RESTORE
        yield HealthFinding("wrong", f"The database {alias} does not open, or is damaged.", mend)


def _tables(workspace: Workspace) -> Iterator[HealthFinding]:
    try:
        refuse_newer()
    except NewerWorkspace:
        yield HealthFinding("wrong", "A newer version of Isthmus wrote this.", "Install that version.")
        return
    if pending := pending_migrations():
        fact = f"The tables are of an earlier version ({pending} changes to come)."
        yield HealthFinding(
            "note", fact, f"Back up; then `isthmus desk {workspace.folder}` brings them up to date."
        )


def _blobs(workspace: Workspace, progress: Progress) -> Iterator[HealthFinding]:
    # Imported here: the models exist once Django is set up.
    from isthmus.store.desk.queries.blobs import referenced_blobs  # noqa: PLC0415

    blobs, wanted = workspace.blobs, referenced_blobs()
    names = list(blobs.names())
    for done, name in enumerate(names):
        try:
            blobs.read(name)
        except (BlobDamaged, OSError, ValueError):
            yield HealthFinding(
                "wrong", f"{blobs.path(name)} does not open.", "Put that file back from a backup."
            )
        if name not in wanted:
            fact = f"{blobs.path(name)} belongs to no document."
            yield HealthFinding(
                "note",
                fact,
                f"It was meant to be destroyed, or its saving was cut off: rm {blobs.path(name)}",
            )
        progress(done + 1, len(names))
    for name in sorted(wanted - set(names)):
        yield HealthFinding("wrong", f"{blobs.path(name)} is missing.", "Put that file back from a backup.")
