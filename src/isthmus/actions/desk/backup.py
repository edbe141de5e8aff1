"""One encrypted file that holds everything, read back before anybody is told that it does."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as sqlcipher

import isthmus
from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message
from isthmus.core.progress import Progress
from isthmus.store.base.database_errors import error_message
from isthmus.store.base.errors import StoreError
from isthmus.store.desk.archive import BackupDamaged, Member, read_back, write_archive
from isthmus.store.desk.manifest import read_manifest, sync_folder
from isthmus.store.desk.snapshot import snapshot
from isthmus.store.desk.transfer import copy_file, copy_rows, is_sound, side_databases
from isthmus.store.desk.workspace import (
    BLOBS,
    LETTERS,
    REGISTER,
    SCRATCH,
    Workspace,
    record_backup,
)

if TYPE_CHECKING:
    from isthmus.store.desk.stored_files import StoredFile

__all__ = ["BackupExists", "BackupOvertaken", "BackupUnwritten", "back_up"]


class BackupExists(StoreError):
    """A backup never replaces a file."""


class BackupOvertaken(StoreError):
    """A stored file went while the backup was made, which would then point to nothing."""

    def __init__(self) -> None:
        super().__init__(Message("backup.file_destroyed"))


class BackupUnwritten(StoreError):
    """What was read back from the disk is not what was written."""

    def __init__(self) -> None:
        super().__init__(Message("backup.not_as_written"))


def back_up(
    workspace: Workspace, file: Path, *, actor: Actor, progress: Progress | None = None
) -> list[Message]:
    """Write everything into one encrypted file, while a desk may go on working; return what is not sound in it.

    The file appears under its name when it is whole and was read back. The time is kept for the desk's reminder
    where everything was sound.
    """
    from isthmus.actions.desk.recorded import recorded  # noqa: PLC0415  (models, once Django is set up)

    _refuse_place(workspace, file)
    at = datetime.now(UTC)
    with recorded(action="back_up", actor=actor, at=at):
        pass
    with _beside(file) as folder:
        copy = _Copy(workspace, folder, progress)
        # As the file says now: the passphrase may be another than when the workspace was opened.
        envelope = read_manifest(workspace.folder).backed_up(at).as_json().encode()
        members = copy.members(_manifest(workspace, at, envelope))
        _write(folder / "archive", envelope, members, workspace)
        (folder / "archive").replace(file)
    sync_folder(file.parent)
    if not copy.faults:
        record_backup(workspace, at)
    return copy.faults


def _write(part: Path, envelope: bytes, members: list[Member], workspace: Workspace) -> None:
    """Write the archive, and read it back from the disk; raises BackupUnwritten."""
    identity = workspace.blobs.identity
    with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as target:
        try:
            digest = write_archive(target, envelope, members, identity.to_public())
        except FileNotFoundError as error:
            raise BackupOvertaken from error
        target.flush()
        os.fsync(target.fileno())
        # What memory still holds of it would be read instead of the disk.
        os.posix_fadvise(target.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    try:
        with part.open("rb") as source:
            if read_back(source, identity) != (envelope, digest):
                raise BackupUnwritten
    except BackupDamaged as error:
        raise BackupUnwritten from error


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


class _Copy:
    """The databases copied, the stored files looked at, and what was wrong with either."""

    def __init__(self, workspace: Workspace, folder: Path, progress: Progress | None) -> None:
        from isthmus.store.desk.stored_files import stored_files  # noqa: PLC0415

        self.faults: list[Message] = []
        self._workspace = workspace
        self._folder = folder
        blobs = workspace.blobs
        before = set(blobs.names())
        self._head = self._copy_databases()
        names = set(blobs.names())
        if before - names:
            raise BackupOvertaken
        try:
            self._files = list(stored_files(blobs, names, progress))
        except FileNotFoundError as error:
            raise BackupOvertaken from error
        self.faults += [each.fault() for each in self._files if not each.sound]

    def members(self, manifest: bytes) -> list[Member]:
        """Return what goes into the archive: all that is there, damaged or not."""
        databases = [self._folder / name for name in (REGISTER, SCRATCH)]
        return [
            Member("manifest.json", manifest),
            Member("head.txt", self._head.encode()),
            *(Member(path.name, path) for path in databases if path.exists()),
            *(self._member(each) for each in self._files if not each.missing),
            *self._attachments(),
        ]

    def _attachments(self) -> Iterator[Member]:
        """Yield the attachments of letters: what of them lies in clear nowhere, and whose keys are in no backup."""
        folder = self._workspace.folder / LETTERS
        for path in sorted(folder.glob("??/*.age")):
            yield Member(f"{LETTERS}/{path.parent.name}/{path.name}", path)

    def _member(self, file: "StoredFile") -> Member:
        path = self._workspace.blobs.path(file.name)
        return Member(f"{BLOBS}/{path.parent.name}/{path.name}", path, file.digest)

    def _copy_databases(self) -> str:
        """Write both databases as SQLCipher files; return the head that the register's copy holds."""
        from isthmus.actions.desk.custody import signed_head  # noqa: PLC0415

        workspace, folder = self._workspace, self._folder
        if workspace.database_url:
            with side_databases(folder, workspace.keys), snapshot():
                copy_rows(to_copy=True)
                return signed_head()
        # First the head: events may follow before the copy is made, and it stays a head of what is copied.
        head = signed_head()
        copy_file(workspace.register_path, folder / REGISTER, workspace.keys.register)
        if not is_sound(folder / REGISTER, workspace.keys.register):
            self.faults.append(Message("backup.register_altered"))
        self._copy_scratch()
        return head

    def _copy_scratch(self) -> None:
        """Copy drafts and jobs; a register is not left without a backup because these are damaged."""
        copy, key = self._folder / SCRATCH, self._workspace.keys.scratch
        try:
            copy_file(self._workspace.scratch_path, copy, key)
        except sqlcipher.DatabaseError as error:
            if error_message(error).code not in ("store.damaged", "store.wrong_key"):
                raise
            copy.unlink(missing_ok=True)
        if not copy.exists() or not is_sound(copy, key):
            self.faults.append(Message("backup.scratch_damaged"))


def _manifest(workspace: Workspace, at: datetime, envelope: bytes) -> bytes:
    """What the backup is, with the digest of what lies beside the encrypted payload."""
    made = {"format": "isthmus-backup", "version": 1, "made": at.isoformat(), "isthmus": isthmus.__version__}
    return json.dumps(
        {**made, "database": workspace.manifest.database, "workspace_json": sha256(envelope).hexdigest()},
        indent=2,
    ).encode()
