"""workspace.json: the one file that is not encrypted; it holds keys only as wrapped."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from isthmus.core.messages import Message
from isthmus.store.base.errors import StoreError
from isthmus.store.base.keys import Envelope

__all__ = [
    "ASIDE",
    "FILE",
    "FORMAT",
    "VERSION",
    "Manifest",
    "NotAWorkspace",
    "read_manifest",
    "sync_folder",
    "write_aside",
    "write_manifest",
]

FILE = "workspace.json"
ASIDE = f".{FILE}.part"
FORMAT = "isthmus-workspace"
VERSION = 1
_MOST = 64 * 1024
# It stands in the names of schemas.
_ID = re.compile("[0-9a-f]{32}")

type DatabaseKind = Literal["sqlcipher", "postgresql"]


class NotAWorkspace(StoreError):
    """A folder is no workspace that this version can open; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What workspace.json says. `sealed` holds secrets wrapped under the workspace key."""

    id: str
    created: datetime
    envelope: Envelope
    database: DatabaseKind
    log_key: str
    sealed: Mapping[str, str]
    last_backup: datetime | None = None

    def as_json(self) -> str:
        """The text of workspace.json."""
        stored = {
            "format": FORMAT,
            "version": VERSION,
            "id": self.id,
            "created": self.created.isoformat(),
            "database": self.database,
            "log_key": self.log_key,
            "passphrase": self.envelope.as_json(),
            "sealed": dict(self.sealed),
            "last_backup": self.last_backup.isoformat() if self.last_backup else None,
        }
        return json.dumps(stored, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """The manifest in `text`; raises NotAWorkspace."""
        try:
            stored = json.loads(text)
            refusal = _of_another(stored)
            known = None if refusal else cls._parsed(stored)
        except (AttributeError, KeyError, OverflowError, RecursionError, TypeError, ValueError) as error:
            raise NotAWorkspace(Message("workspace.manifest_damaged")) from error
        if known is None:
            raise NotAWorkspace(refusal or Message("workspace.manifest_damaged"))
        return known

    @classmethod
    def _parsed(cls, stored: Mapping[str, object]) -> "Manifest":
        sealed = {name: _text(secret) for name, secret in _mapping(stored["sealed"]).items()}
        backup = stored.get("last_backup")
        if not {"log", "blobs"} <= sealed.keys():
            raise ValueError("sealed")
        return cls(
            id=_matching(stored["id"], _ID),
            created=_moment(stored["created"]),
            envelope=Envelope.from_json(_mapping(stored["passphrase"])),
            # Whether an address is sealed there says the same: two answers would be a choice for whoever wrote it.
            database=_database(stored["database"], with_address="database" in sealed),
            log_key=_text(stored["log_key"]),
            sealed=sealed,
            last_backup=_moment(backup) if backup is not None else None,
        )

    def under(self, envelope: Envelope) -> "Manifest":
        """The same workspace under another passphrase."""
        return replace(self, envelope=envelope)

    def backed_up(self, at: datetime) -> "Manifest":
        """The same workspace, backed up at `at`."""
        return replace(self, last_backup=at)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value))
    return value


def _matching(value: object, pattern: re.Pattern[str]) -> str:
    if not pattern.fullmatch(text := _text(value)):
        raise ValueError(pattern.pattern)
    return text


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(type(value))
    return value


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("without a zone")
    return moment.astimezone(UTC)


def _database(value: object, *, with_address: bool) -> DatabaseKind:
    kind: DatabaseKind = "postgresql" if with_address else "sqlcipher"
    if value != kind:
        raise ValueError(kind)
    return kind


def _of_another(stored: dict[str, object]) -> Message | None:
    """Return what to say of a workspace.json that another program or another version wrote."""
    if stored["format"] != FORMAT:
        return Message("workspace.of_another_program")
    if stored["version"] != VERSION:
        return Message("workspace.version", version=str(stored["version"]), ours=VERSION)
    return None


def read_manifest(folder: Path) -> Manifest:
    """What the workspace in `folder` says of itself; raises NotAWorkspace."""
    try:
        with (folder / FILE).open(encoding="utf-8") as file:
            text = file.read(_MOST)
    except (FileNotFoundError, NotADirectoryError):
        raise NotAWorkspace(Message("workspace.none", folder=str(folder))) from None
    except UnicodeDecodeError:
        text = ""
    return Manifest.from_json(text)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace workspace.json in one step: after a crash it is the old one or the new one."""
    write_aside(folder, manifest).replace(folder / FILE)
    sync_folder(folder)


def write_aside(folder: Path, manifest: Manifest) -> Path:
    """Write what is to become workspace.json beside it."""
    part = folder / ASIDE
    with os.fdopen(
        os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(manifest.as_json())
        file.flush()
        os.fsync(file.fileno())
    return part


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` outlast a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
