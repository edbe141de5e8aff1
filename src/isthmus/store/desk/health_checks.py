"""What can be wrong with a workspace's folder, as far as it shows without a passphrase."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from isthmus.store.base.blobs import stray_files
from isthmus.store.base.keys import Cost
from isthmus.store.base.lock import holder
from isthmus.store.desk.manifest import FILE, Manifest, read_manifest
from isthmus.store.desk.workspace import BLOBS, REGISTER, SCRATCH

__all__ = ["BACKUP_DUE", "HealthFinding", "backup_due", "in_folder"]

BACKUP_DUE = timedelta(days=7)
LEAST_ROOM = 200 * 1024**2


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """A fact and how to mend it. `wrong` needs mending, `note` is good to know."""

    level: Literal["wrong", "note"]
    fact: str
    mend: str


def backup_due(last: datetime | None, now: datetime) -> bool:
    """Whether it is time to remind people of a backup."""
    return last is None or now - last >= BACKUP_DUE


def in_folder(folder: Path, now: datetime) -> Iterator[HealthFinding]:
    """What is wrong with the folder and its files; raises NotAWorkspace where there is none."""
    manifest = read_manifest(folder)
    yield from _missing(folder, manifest)
    yield from _open_to_others(folder)
    yield from _unfinished(folder)
    yield from _strangers(folder)
    yield from _advice(folder, manifest, now)


def _missing(folder: Path, manifest: Manifest) -> Iterator[HealthFinding]:
    databases = (REGISTER, SCRATCH) if manifest.database == "sqlcipher" else ()
    for name in databases:
        if not (folder / name).is_file():
            yield HealthFinding(
                "wrong", f"{name} is missing.", "Restore a backup into a new folder: isthmus restore FILE DIR"
            )
    if not (folder / BLOBS).is_dir():
        yield HealthFinding("wrong", f"The folder {BLOBS} is missing.", "Restore a backup into a new folder.")


def _open_to_others(folder: Path) -> Iterator[HealthFinding]:
    for path in (folder, *sorted(folder.rglob("*"))):
        mode = path.lstat().st_mode
        if mode & 0o077 and not path.is_symlink():
            yield HealthFinding(
                "wrong", f"Others on this machine have access to {path}.", f"chmod go= {path}"
            )


def _unfinished(folder: Path) -> Iterator[HealthFinding]:
    places = (folder.rglob(".*.part"), folder.resolve().parent.glob(f".{folder.resolve().name}.*.part"))
    for path in (path for paths in places for path in sorted(paths)):
        yield HealthFinding("note", f"{path} was left behind by something that was cut off.", f"rm -r {path}")


def _strangers(folder: Path) -> Iterator[HealthFinding]:
    known = {FILE, REGISTER, SCRATCH, BLOBS, "desk.lock"}
    logs = {f"{name}-{end}" for name in (REGISTER, SCRATCH) for end in ("wal", "shm", "journal")}
    for path in sorted(folder.iterdir()):
        if path.name not in known | logs and not path.name.endswith(".part"):
            yield HealthFinding(
                "note", f"{path} is not the workspace's.", "Move it elsewhere if you know what it is."
            )
    for path in stray_files(folder / BLOBS):
        fact = f"{path} lies between the stored files and is none of them; no backup holds it."
        yield HealthFinding("note", fact, "Move it elsewhere if you know what it is.")


def _advice(folder: Path, manifest: Manifest, now: datetime) -> Iterator[HealthFinding]:
    if backup_due(manifest.last_backup, now):
        last = manifest.last_backup
        fact = f"The last backup is of {last.date()}." if last else "There is no backup yet."
        yield HealthFinding("note", fact, f"isthmus backup {folder} FILE, on another disk")
    if manifest.database == "postgresql":
        fact = "The register is in PostgreSQL, which Isthmus does not encrypt."
        yield HealthFinding("note", fact, "Encrypt the server's disk and its backups.")
    if manifest.envelope.cost.memory < Cost().memory:
        fact = "The passphrase is guarded by an older, cheaper setting."
        yield HealthFinding("note", fact, f"isthmus passphrase {folder}")
    if shutil.disk_usage(folder).free < LEAST_ROOM:
        yield HealthFinding(
            "wrong", "The disk is nearly full.", "Make room: writing stops when there is none."
        )
    if (pid := holder(folder)) is not None:
        yield HealthFinding("note", f"A desk is open on it (process {pid}).", "Nothing to do.")
