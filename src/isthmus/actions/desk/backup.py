"""One encrypted file that holds everything, and a workspace made from it again."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from django.db import DatabaseError, InterfaceError, connections
from pyrage import IdentityError, x25519

import isthmus
from isthmus.actions.desk.workspace import drop_tables, migrate, refuse_newer, refuse_unless_fresh
from isthmus.core.custody.actors import PROGRAM, Actor
from isthmus.core.messages import Message
from isthmus.core.progress import Progress
from isthmus.store.base.errors import StoreError
from isthmus.store.base.keys import Keys
from isthmus.store.desk.archive import BackupDamaged, Member, read_envelope, unpack, write_archive
from isthmus.store.desk.django_setup import boot
from isthmus.store.desk.manifest import (
    Manifest,
    NotAWorkspace,
    read_manifest,
    sync_folder,
    write_manifest,
)
from isthmus.store.desk.snapshot import snapshot
from isthmus.store.desk.transfer import copy_file, copy_rows, side_databases
from isthmus.store.desk.workspace import (
    BLOBS,
    REGISTER,
    SCRATCH,
    Workspace,
    record_backup,
    refuse_unless_empty,
)

__all__ = ["BackupExists", "BackupOvertaken", "BackupUnsound", "back_up", "restore"]


class BackupExists(StoreError):
    """A backup never replaces a file."""


class BackupOvertaken(StoreError):
    """A stored file went while the backup was made, which would then point to nothing."""

    def __init__(self) -> None:
        super().__init__(Message("backup.file_destroyed"))


class BackupUnsound(StoreError):
    """A backup opened, and what is in it does not verify."""


def back_up(workspace: Workspace, file: Path, *, actor: Actor, progress: Progress | None = None) -> None:
    """Write everything into one encrypted file, while a desk may go on working.

    The file appears under its name when it is whole. The time is kept for the desk's reminder.
    """
    from isthmus.actions.desk.recorded import recorded  # noqa: PLC0415  (models, once Django is set up)

    _refuse_place(workspace, file)
    at = datetime.now(UTC)
    with recorded(action="back_up", actor=actor, at=at):
        pass
    with _beside(file) as folder:
        before = set(workspace.blobs.names())
        head = _copy_databases(workspace, folder)
        if before - set(workspace.blobs.names()):
            raise BackupOvertaken
        # As the file says now: the passphrase may be another than when the workspace was opened.
        envelope = read_manifest(workspace.folder).backed_up(at).as_json().encode()
        members = _members(workspace, folder, _manifest(workspace, at, envelope), head)
        _write(folder / "archive", envelope, _counted(members, progress), workspace)
        (folder / "archive").replace(file)
    sync_folder(file.parent)
    record_backup(workspace, at)


def _write(part: Path, envelope: bytes, members: Iterator[Member], workspace: Workspace) -> None:
    with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as target:
        try:
            write_archive(target, envelope, members, workspace.blobs.identity.to_public())
        except FileNotFoundError as error:
            raise BackupOvertaken from error
        target.flush()
        os.fsync(target.fileno())


def _refuse_place(workspace: Workspace, file: Path) -> None:
    if file.exists():
        raise BackupExists(Message("backup.exists", file=str(file)))
    if not file.parent.is_dir():
        raise BackupExists(Message("backup.no_folder", folder=str(file.parent)))
    if file.resolve().is_relative_to(workspace.folder.resolve()):
        raise BackupExists(Message("backup.inside"))


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A folder of our own on the same disk, gone afterwards. What lies in it is encrypted already."""
    folder = file.parent / f".{file.name}.{token_hex(4)}.part"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy_databases(workspace: Workspace, folder: Path) -> str:
    """Both databases as SQLCipher files in `folder`; the head that the register's copy holds."""
    from isthmus.actions.desk.custody import signed_head  # noqa: PLC0415

    if workspace.database_url:
        with side_databases(folder, workspace.keys), snapshot():
            copy_rows(to_copy=True)
            return signed_head()
    # First the head: events may follow before the copy is made, and it stays a head of what is copied.
    head = signed_head()
    copy_file(workspace.register_path, folder / REGISTER, workspace.keys.register)
    copy_file(workspace.scratch_path, folder / SCRATCH, workspace.keys.scratch)
    return head


def _manifest(workspace: Workspace, at: datetime, envelope: bytes) -> bytes:
    """What the backup is, with the digest of what lies beside the encrypted payload."""
    made = {"format": "isthmus-backup", "version": 1, "made": at.isoformat(), "isthmus": isthmus.__version__}
    return json.dumps(
        {**made, "database": workspace.manifest.database, "workspace_json": sha256(envelope).hexdigest()},
        indent=2,
    ).encode()


def _members(workspace: Workspace, folder: Path, manifest: bytes, head: str) -> list[Member]:
    blobs = [workspace.blobs.path(name) for name in workspace.blobs.names()]
    return [
        Member("manifest.json", manifest),
        Member("head.txt", head.encode()),
        Member(REGISTER, folder / REGISTER),
        Member(SCRATCH, folder / SCRATCH),
        *(Member(f"{BLOBS}/{path.parent.name}/{path.name}", path) for path in blobs),
    ]


def _counted(members: list[Member], progress: Progress | None) -> Iterator[Member]:
    for done, member in enumerate(members):
        yield member
        if progress:
            progress(done + 1, len(members))


def restore(
    file: Path,
    folder: Path,
    passphrase: str,
    *,
    database: str | None = None,
    progress: Progress | None = None,
) -> str:
    """Make a workspace from a backup, verify all of it, and only then put it in place; returns its head.

    `passphrase` is the one that held when the backup was made. Whatever fails leaves nothing behind.
    """
    refuse_unless_empty(folder)
    target = folder.resolve()
    part = target.parent / f".{target.name}.{token_hex(4)}.part"
    part.mkdir(mode=0o700, parents=True)
    try:
        head = _restore_into(part, file, passphrase, database, progress or (lambda _done, _total: None))
        part.replace(target)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    sync_folder(target.parent)
    return head


def _restore_into(part: Path, file: Path, passphrase: str, database: str | None, progress: Progress) -> str:
    workspace = _unpacked(part, file, passphrase, database, progress)
    head = (part / "head.txt").read_text(encoding="utf-8")
    boot(workspace)
    try:
        if workspace.database_url:
            return _poured(workspace, head, progress)
        return _checked(workspace, head, progress)
    finally:
        connections.close_all()


def _unpacked(part: Path, file: Path, passphrase: str, database: str | None, progress: Progress) -> Workspace:
    with file.open("rb") as source:
        envelope = read_envelope(source)
        try:
            manifest = Manifest.from_json(envelope.decode())
        except (NotAWorkspace, UnicodeDecodeError) as error:
            raise BackupDamaged(Message("backup.not_readable")) from error
        keys = Keys(manifest.id, manifest.envelope.open(passphrase))
        workspace = Workspace(part, _at_home(manifest, keys, database), keys)
        (part / BLOBS).mkdir(mode=0o700)
        unpack(source, part, _identity(workspace), progress)
    if _promised_digest(part) != sha256(envelope).hexdigest():
        raise BackupDamaged(Message("backup.manifest_altered"))
    write_manifest(part, workspace.manifest)
    return workspace


def _promised_digest(part: Path) -> str:
    try:
        return str(json.loads((part / "manifest.json").read_bytes())["workspace_json"])
    except (FileNotFoundError, KeyError, TypeError, ValueError) as error:
        raise BackupDamaged(Message("backup.unsaid")) from error


def _identity(workspace: Workspace) -> x25519.Identity:
    try:
        return workspace.blobs.identity
    except (KeyError, ValueError, IdentityError) as error:
        raise BackupDamaged(Message("backup.keys_altered")) from error


def _at_home(manifest: Manifest, keys: Keys, database: str | None) -> Manifest:
    """The manifest with the database that the restored workspace is to have."""
    sealed = {name: secret for name, secret in manifest.sealed.items() if name != "database"}
    if database:
        sealed["database"] = keys.seal(database.encode(), "database")
    return replace(manifest, sealed=sealed, database="postgresql" if database else "sqlcipher")


def _poured(workspace: Workspace, head: str, progress: Progress) -> str:
    """Move the rows from the unpacked files into an empty PostgreSQL database, or leave that empty."""
    refuse_unless_fresh()
    try:
        migrate()
        with side_databases(workspace.folder, workspace.keys):
            copy_rows(to_copy=False)
        for path in workspace.folder.glob("*.db*"):
            path.unlink()
        return _checked(workspace, head, progress)
    except BaseException:
        with suppress(DatabaseError, InterfaceError):
            drop_tables()
        raise


def _checked(workspace: Workspace, head: str, progress: Progress) -> str:
    """Verify the log, the rows and the stored files of what was restored, then write down that it was."""
    from isthmus.actions.desk.custody import signed_head, verify, verify_blobs  # noqa: PLC0415
    from isthmus.actions.desk.recorded import recorded  # noqa: PLC0415

    refuse_newer()
    migrate()
    report = verify(kept=head, progress=progress)
    verify_blobs(workspace.blobs, report)
    if not report.sound:
        facts = [finding.message for finding in report.findings.first[:3]]
        raise BackupUnsound(Message("backup.unsound", facts=facts))
    (workspace.folder / "head.txt").unlink()
    (workspace.folder / "manifest.json").unlink()
    with recorded(action="restore_backup", actor=PROGRAM):
        pass
    return signed_head()
