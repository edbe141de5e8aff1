"""A workspace made from a backup: verified before it is there, or as much of it as is sound."""

import json
import shutil
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from django.db import connections
from pyrage import IdentityError, x25519

from isthmus.actions.desk.workspace import filling, migrate, refuse_newer
from isthmus.core.custody.actors import PROGRAM
from isthmus.core.messages import Message
from isthmus.core.progress import Progress
from isthmus.store.base.errors import StoreError
from isthmus.store.base.keys import Keys, WrongPassphrase
from isthmus.store.desk.archive import BackupDamaged, read_envelope, unpack
from isthmus.store.desk.django_setup import boot
from isthmus.store.desk.manifest import Manifest, NotAWorkspace, sync_folder, write_manifest
from isthmus.store.desk.transfer import copy_rows, is_sound, side_databases
from isthmus.store.desk.workspace import BLOBS, Workspace, refuse_unless_empty

__all__ = ["BackupUnsound", "RestoreResult", "restore"]


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What came of it: the head of the new log, and what was left out or does not verify, of how many."""

    head: str
    faults: tuple[Message, ...] = ()
    total: int = 0


class BackupUnsound(StoreError):
    """A backup opened, and what is in it does not verify; `faults` says what, the first thousand."""

    def __init__(self, faults: list[Message], total: int) -> None:
        super().__init__(Message("backup.unsound", n=total))
        self.faults, self.total = tuple(faults), total


class BackupLost(StoreError):
    """Nothing in a backup can be brought back."""


class WrongBackupPassphrase(StoreError):
    """The passphrase does not open this backup."""

    def __init__(self) -> None:
        super().__init__(Message("backup.wrong_passphrase"))


def restore(
    file: Path,
    folder: Path,
    passphrase: str,
    *,
    database: str | None = None,
    sound_parts: bool = False,
    progress: Progress | None = None,
) -> RestoreResult:
    """Make a workspace from a backup, verify all of it, and only then put it in place.

    `passphrase` is the one that held when the backup was made. With `sound_parts` what is damaged is left out and
    told; otherwise it is refused. Whatever fails leaves nothing behind.
    """
    refuse_unless_empty(folder)
    target = folder.resolve()
    part = target.parent / f".{target.name}.{token_hex(4)}.part"
    part.mkdir(mode=0o700, parents=True)
    restoring = _RestoreRun(part, sound_parts, progress or (lambda _done, _total: None))
    try:
        restored = restoring.into(target, file, passphrase, database)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    sync_folder(target.parent)
    return restored


class _RestoreRun:
    """One restoring, in a folder aside; collects what is not sound."""

    def __init__(self, part: Path, sound_parts: bool, progress: Progress) -> None:
        self._part = part
        self._sound_parts = sound_parts
        self._progress = progress
        self._faults: list[Message] = []
        self._total = 0

    def into(self, target: Path, file: Path, passphrase: str, database: str | None) -> RestoreResult:
        """Unpack, verify, and put in place."""
        workspace = self._unpacked(file, passphrase, database)
        head = (self._part / "head.txt").read_text(encoding="utf-8")
        self._look_at_databases(workspace)
        boot(workspace)
        try:
            with filling(workspace):
                self._pour(workspace)
                head = self._check(workspace, head)
                connections.close_all()
                self._part.replace(target)
        finally:
            connections.close_all()
        return RestoreResult(head, tuple(self._faults), self._total)

    def _tell(self, *faults: Message) -> None:
        self._faults += faults
        self._total += len(faults)

    def _unpacked(self, file: Path, passphrase: str, database: str | None) -> Workspace:
        with file.open("rb") as source:
            envelope = read_envelope(source)
            manifest = _manifest(envelope)
            keys = _keys(manifest, passphrase)
            workspace = Workspace(self._part, _at_home(manifest, keys, database), keys)
            (self._part / BLOBS).mkdir(mode=0o700)
            identity = _identity(workspace)
            damage = unpack(source, self._part, identity, self._progress, sound_parts=self._sound_parts)
        if damage:
            self._tell(damage.fact)
        if _promised_digest(self._part) != sha256(envelope).hexdigest():
            raise BackupDamaged(Message("backup.manifest_altered"))
        write_manifest(self._part, workspace.manifest)
        return workspace

    def _look_at_databases(self, workspace: Workspace) -> None:
        if not is_sound_file(workspace.register_path, workspace.keys.register):
            raise BackupLost(Message("backup.register_damaged"))
        if not is_sound_file(workspace.scratch_path, workspace.keys.scratch):
            self._tell(Message("backup.scratch_damaged"))
            workspace.scratch_path.unlink(missing_ok=True)

    def _pour(self, workspace: Workspace) -> None:
        """Bring the tables to this version, and move the rows to PostgreSQL where that is where they are to be."""
        if workspace.database_url:
            migrate()
            with side_databases(workspace.folder, workspace.keys):
                copy_rows(to_copy=False)
            for path in workspace.folder.glob("*.db*"):
                path.unlink()
        refuse_newer()
        migrate()

    def _check(self, workspace: Workspace, head: str) -> str:
        """Verify log, rows and stored files, and write down that this was restored; raises BackupUnsound."""
        from isthmus.actions.desk.custody import signed_head  # noqa: PLC0415
        from isthmus.actions.desk.recorded import recorded  # noqa: PLC0415
        from isthmus.actions.desk.verifying import verify_workspace  # noqa: PLC0415

        report = verify_workspace(kept=head, files=False, progress=self._progress)
        self._tell(*(finding.message for finding in report.findings.first))
        self._total += report.findings.total - len(report.findings.first)
        self._look_at_stored_files(workspace)
        if self._total and not self._sound_parts:
            raise BackupUnsound(self._faults, self._total)
        (workspace.folder / "head.txt").unlink()
        (workspace.folder / "manifest.json").unlink()
        with recorded(action="restore_backup", actor=PROGRAM):
            pass
        return signed_head()

    def _look_at_stored_files(self, workspace: Workspace) -> None:
        from isthmus.store.desk.stored_files import stored_file_faults  # noqa: PLC0415

        for each in list(stored_file_faults(workspace.blobs, self._progress)):
            self._tell(each.fault())
            workspace.blobs.remove(each.name)


def is_sound_file(path: Path, key: bytes) -> bool:
    """Return whether a database is there and sound."""
    return path.is_file() and is_sound(path, key)


def _manifest(envelope: bytes) -> Manifest:
    try:
        return Manifest.from_json(envelope.decode())
    except (NotAWorkspace, UnicodeDecodeError) as error:
        raise BackupDamaged(Message("backup.not_readable")) from error


def _keys(manifest: Manifest, passphrase: str) -> Keys:
    try:
        return Keys(manifest.id, manifest.envelope.open(passphrase))
    except WrongPassphrase:
        raise WrongBackupPassphrase from None


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
