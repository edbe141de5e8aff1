"""keyring.age: the secret half of what sealed things are encrypted to, for the keepers alone.

It lies beside workspace.json and outside `isthmus backup`: a backup and its passphrase open nothing that is sealed.
"""

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyrage
from pyrage import x25519

from isthmus.core.messages import Message
from isthmus.files.age.streams import AgeDamaged, decrypt, encrypt
from isthmus.store.base.errors import StoreError
from isthmus.store.desk.manifest import sync_folder

__all__ = [
    "KEYRING",
    "MOST_KEEPERS",
    "Keyring",
    "KeyringShut",
    "copy_keyring",
    "open_keyring",
    "write_keyring",
]

KEYRING = "keyring.age"
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


def write_keyring(
    folder: Path, workspace_id: str, keyring: Keyring, recipients: Iterable[x25519.Recipient]
) -> None:
    """Write the keyring for these keepers in one step; after a crash it is the old one or the new one."""
    content = {
        "format": _FORMAT,
        "version": 1,
        "workspace": workspace_id,
        "identities": [str(each) for each in keyring.identities],
    }
    part = folder / f".{KEYRING}.part"
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(encrypt(json.dumps(content).encode(), *recipients))
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / KEYRING)
    sync_folder(folder)


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
    try:
        with (folder / KEYRING).open("rb") as source, _new_file(file) as target:
            shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())
    except FileExistsError as error:
        raise KeyringShut(Message("backup.exists", file=str(file))) from error
    except FileNotFoundError as error:
        if file.parent.is_dir():
            raise KeyringShut(Message("keyring.missing", name=KEYRING)) from error
        raise KeyringShut(Message("backup.no_folder", folder=str(file.parent))) from error


def _new_file(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
