"""keyring.age: the secret half of what sealed things are encrypted to, for the keepers alone.

It lies beside workspace.json and outside `isthmus backup`: a backup and its passphrase open nothing that is sealed.
"""

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyrage
from pyrage import x25519

from isthmus.core.messages import Message
from isthmus.files.age.streams import AgeDamaged, decrypt, encrypt
from isthmus.files.atomic_write import whole_file
from isthmus.store.base.errors import StoreError
from isthmus.store.desk.manifest import sync_folder

__all__ = [
    "KEYRING",
    "MOST_KEEPERS",
    "STAGED",
    "Keyring",
    "KeyringShut",
    "copy_keyring",
    "discard_staged",
    "open_keyring",
    "put_in_place",
    "stage_keyring",
    "staged_keyrings",
]

KEYRING = "keyring.age"
STAGED = f".{KEYRING}.next-"
MOST_KEEPERS = 15  # headers of age files that are read back hold so many
_FORMAT = "isthmus-keyring"
_MOST = 64 * 1024


class KeyringShut(StoreError):
    """The keyring is missing, damaged, of another workspace, or not for this keeper; the message says which."""


@dataclass(frozen=True)
class Keyring:
    """The open keyring: the sealing identity in use last, those before it where cells are still sealed to them."""

    identities: tuple[x25519.Identity, ...]

    def __repr__(self) -> str:
        return f"Keyring({len(self.identities)})"

    def opens(self, recipient: str) -> bool:
        """Return whether the secret half of `recipient` is here."""
        return any(str(each.to_public()) == recipient for each in self.identities)


def stage_keyring(
    folder: Path, workspace_id: str, keyring: Keyring, recipients: Iterable[x25519.Recipient], event: int
) -> None:
    """Write the keyring for these keepers aside, durably: it holds from the event of this number on."""
    content = {
        "format": _FORMAT,
        "version": 1,
        "workspace": workspace_id,
        "identities": [str(each) for each in keyring.identities],
    }
    with os.fdopen(
        os.open(_staged(folder, event), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb"
    ) as file:
        file.write(encrypt(json.dumps(content).encode(), *recipients))
        file.flush()
        os.fsync(file.fileno())
    sync_folder(folder)


def _staged(folder: Path, event: int) -> Path:
    return folder / f"{STAGED}{event}"


def staged_keyrings(folder: Path) -> list[int]:
    """Return the events that keyrings wait for, which lie aside."""
    numbers = (path.name.removeprefix(STAGED) for path in sorted(folder.glob(f"{STAGED}*")))
    return [int(number) for number in numbers if number.isascii() and number.isdecimal()]


def put_in_place(folder: Path, event: int) -> None:
    """Let the keyring of an event hold, which stands now; no error where somebody did so already."""
    with suppress(FileNotFoundError):
        _staged(folder, event).replace(folder / KEYRING)
    sync_folder(folder)


def discard_staged(folder: Path, event: int) -> None:
    """Remove the keyring of an event that never came about."""
    _staged(folder, event).unlink(missing_ok=True)


def open_keyring(folder: Path, workspace_id: str, keeper: x25519.Identity) -> Keyring:
    """Return the keyring of a workspace, opened by a keeper; raises KeyringShut."""
    try:
        with (folder / KEYRING).open("rb") as file:
            sealed = file.read(_MOST)
        content = json.loads(decrypt(sealed, keeper))
        if (content["format"], content["workspace"]) != (_FORMAT, workspace_id):
            raise KeyringShut(Message("keyring.foreign"))
        return Keyring(tuple(x25519.Identity.from_str(each) for each in content["identities"]))
    except FileNotFoundError as error:
        raise KeyringShut(Message("keyring.missing", name=KEYRING)) from error
    except AgeDamaged as error:
        raise KeyringShut(Message("keyring.shut")) from error
    except (KeyError, TypeError, ValueError, pyrage.IdentityError) as error:
        raise KeyringShut(Message("keyring.foreign")) from error


def copy_keyring(folder: Path, file: Path) -> None:
    """Copy the keyring, which is encrypted to its keepers, to a new file; raises KeyringShut."""
    if file.exists():
        raise KeyringShut(Message("backup.exists", file=str(file)))
    try:
        with (folder / KEYRING).open("rb") as source, whole_file(file) as target:
            shutil.copyfileobj(source, target)
        sync_folder(file.parent)
    except FileNotFoundError as error:
        if file.parent.is_dir():
            raise KeyringShut(Message("keyring.missing", name=KEYRING)) from error
        raise KeyringShut(Message("backup.no_folder", folder=str(file.parent))) from error
