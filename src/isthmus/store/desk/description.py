"""workspace.json: the one file that is not encrypted; it holds keys only as wrapped."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from isthmus.store.desk.keys import Envelope
from isthmus.store.desk.refused import Refused

__all__ = [
    "FILE",
    "FORMAT",
    "VERSION",
    "Description",
    "NotAWorkspace",
    "read_description",
    "sync_folder",
    "write_description",
]

FILE = "workspace.json"
FORMAT = "isthmus-workspace"
VERSION = 1

type DatabaseKind = Literal["sqlcipher", "postgresql"]


class NotAWorkspace(Refused):
    """A folder is no workspace that this version can open; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Description:
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
    def from_json(cls, text: str) -> "Description":
        """The description in `text`; raises NotAWorkspace."""
        try:
            stored = json.loads(text)
            if stored["format"] != FORMAT:
                raise NotAWorkspace("This is not a workspace: workspace.json is of another program.")
            if stored["version"] != VERSION:
                raise NotAWorkspace(
                    f"This workspace is of version {stored['version']}, this program opens version {VERSION}. "
                    "Install the version of Isthmus that wrote it."
                )
            return cls._parsed(stored)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise NotAWorkspace(
                "workspace.json is damaged. Put back the copy from a backup with `isthmus restore`."
            ) from error

    @classmethod
    def _parsed(cls, stored: dict[str, str]) -> "Description":
        if stored["database"] not in ("sqlcipher", "postgresql"):
            raise ValueError("unknown database")
        backup = stored.get("last_backup")
        return cls(
            id=stored["id"],
            created=datetime.fromisoformat(stored["created"]),
            envelope=Envelope.from_json(stored["passphrase"]),  # type: ignore[arg-type]
            database=stored["database"],  # type: ignore[arg-type]
            log_key=stored["log_key"],
            sealed=dict(stored["sealed"]),  # type: ignore[arg-type]
            last_backup=datetime.fromisoformat(backup) if backup else None,
        )

    def under(self, envelope: Envelope) -> "Description":
        """The same workspace under another passphrase."""
        return replace(self, envelope=envelope)

    def backed_up(self, at: datetime) -> "Description":
        """The same workspace, backed up at `at`."""
        return replace(self, last_backup=at)


def read_description(folder: Path) -> Description:
    """What the workspace in `folder` says of itself; raises NotAWorkspace."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NotAWorkspace(
            f"There is no workspace in {folder}. Make one with `isthmus init {folder}`, or name another folder."
        ) from None
    except UnicodeDecodeError:
        text = ""
    return Description.from_json(text)


def write_description(folder: Path, description: Description) -> None:
    """Replace workspace.json in one step: after a crash it is the old one or the new one."""
    part = folder / f".{FILE}.part"
    with os.fdopen(
        os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(description.as_json())
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / FILE)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` outlast a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
