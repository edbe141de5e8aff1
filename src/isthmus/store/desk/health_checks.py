"""What can be wrong with a workspace's folder, as far as it shows without a passphrase."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from isthmus.core.messages import Message, Value
from isthmus.store.base.blobs import stray_files
from isthmus.store.base.keys import Cost
from isthmus.store.base.lock import holder
from isthmus.store.desk.keyring import KEYRING, STAGED
from isthmus.store.desk.letter_keyring.container import path_of
from isthmus.store.desk.letter_keyring.health import letter_key_findings
from isthmus.store.desk.letter_keyring.replacing import left_of, lock_of
from isthmus.store.desk.letter_keyring.statements import is_statement_file
from isthmus.store.desk.manifest import FILE, Manifest, read_manifest
from isthmus.store.desk.overwriting_marks import KIND, marks_in
from isthmus.store.desk.workspace import BLOBS, LETTERS, REGISTER, SCRATCH

__all__ = ["BACKUP_DUE", "HealthFinding", "backup_due", "in_folder", "note", "wrong"]

BACKUP_DUE = timedelta(days=7)
LEAST_ROOM = 200 * 1024**2


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """A fact and how to fix it. `wrong` needs fixing, `note` is good to know."""

    level: Literal["wrong", "note"]
    fact: Message
    fix: Message


def wrong(code: str, fix: str, **values: Value) -> HealthFinding:
    """Return a finding that needs fixing; the values stand in both sentences."""
    return HealthFinding("wrong", Message(code, **values), Message(fix, **values))


def note(code: str, fix: str, **values: Value) -> HealthFinding:
    """Return a finding that is good to know."""
    return HealthFinding("note", Message(code, **values), Message(fix, **values))


def backup_due(last: datetime | None, now: datetime) -> bool:
    """Return whether it is time to remind people of a backup; one that the future holds was made by a wrong clock."""
    return last is None or abs(now - last) >= BACKUP_DUE


def in_folder(folder: Path, now: datetime) -> Iterator[HealthFinding]:
    """Yield what is wrong with the folder and its files; raises NotAWorkspace where there is none."""
    manifest = read_manifest(folder)
    yield from _missing(folder, manifest)
    yield from _open_to_others(folder)
    yield from _unfinished(folder)
    yield from _strangers(folder)
    yield from _advice(folder, manifest, now)
    for is_wrong, fact, fix in letter_key_findings(folder, now.date()):
        yield HealthFinding("wrong" if is_wrong else "note", fact, fix)


def _missing(folder: Path, manifest: Manifest) -> Iterator[HealthFinding]:
    databases = (REGISTER, SCRATCH) if manifest.database == "sqlcipher" else ()
    for name in databases:
        if not (folder / name).is_file():
            yield wrong("health.file_missing", "health.restore", name=name)
    if not (folder / BLOBS).is_dir():
        yield wrong("health.folder_missing", "health.restore", name=BLOBS)


def _open_to_others(folder: Path) -> Iterator[HealthFinding]:
    for path in (folder, *sorted(folder.rglob("*"))):
        mode = path.lstat().st_mode
        if mode & 0o077 and not path.is_symlink():
            yield wrong("health.open_to_others", "health.close", path=str(path))


def _unfinished(folder: Path) -> Iterator[HealthFinding]:
    places = (folder.rglob(".*.part"), folder.resolve().parent.glob(f".{folder.resolve().name}.*.part"))
    for path in left_of(path_of(folder)):
        if path.exists():
            yield note("health.letters_overwriting_due", "health.letters_overwrite", path=str(path))
    for path in (path for paths in places for path in sorted(paths)):
        yield note("health.left_behind", "health.remove", path=str(path))
    if marks_in(folder):
        yield note("health.overwriting_due", "health.overwrite", folder=str(folder))


def _strangers(folder: Path) -> Iterator[HealthFinding]:
    letters = path_of(folder)
    known = {
        FILE,
        KEYRING,
        REGISTER,
        SCRATCH,
        BLOBS,
        LETTERS,
        "desk.lock",
        letters.name,
        lock_of(letters).name,
    }
    logs = {f"{name}-{end}" for name in (REGISTER, SCRATCH) for end in ("wal", "shm", "journal")}
    for path in sorted(folder.iterdir()):
        if (
            path.name not in known | logs
            and not path.name.endswith(".part")
            and not path.name.startswith((STAGED, KIND))
            and path not in left_of(letters)
            and not is_statement_file(path.name)
        ):
            yield note("health.stranger", "health.move_elsewhere", path=str(path))
    for path in stray_files(folder / BLOBS):
        yield note("health.stray_file", "health.move_elsewhere", path=str(path))


def _advice(folder: Path, manifest: Manifest, now: datetime) -> Iterator[HealthFinding]:
    if backup_due(last := manifest.last_backup, now):
        day, at = last.date().isoformat() if last else "", str(folder)
        yield note("health.backup_old" if last else "health.no_backup", "health.back_up", day=day, folder=at)
    if manifest.created - now > timedelta(days=1):
        yield note("health.clock", "health.set_clock", day=now.date().isoformat())
    if manifest.database == "postgresql":
        yield note("health.not_encrypted", "health.encrypt")
    if manifest.envelope.cost.memory < Cost().memory:
        yield note("health.cheap_passphrase", "health.passphrase", folder=str(folder))
    if shutil.disk_usage(folder).free < LEAST_ROOM:
        yield wrong("health.nearly_full", "health.make_room")
    if (pid := holder(folder)) is not None:
        yield note("health.desk_open", "health.nothing_to_do", process=str(pid))
