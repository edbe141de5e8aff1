"""The file of a keyring for letters: a line in the clear, then an age file that a key under each passphrase opens.

Specification: docs/reference/letter-keys.md. The line holds those keys as wrapped, and what can be known without a
passphrase: when keys run out, when backups must be gone, how many items no backup holds.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pyrage import x25519

from isthmus.core.messages import Message, MessageError
from isthmus.core.seal.line import as_line
from isthmus.core.seal.strings import identity_text, recipient_text
from isthmus.files.age.streams import AgeDamaged, decrypt, encrypt
from isthmus.files.letter_keyring import (
    FORMAT,
    MOST_SLOTS,
    KeyringBackup,
    KeyringContent,
    LetterKeyKind,
    LetterKeyringDamaged,
    content_bytes,
    content_of,
)
from isthmus.store.base.errors import StoreError
from isthmus.store.base.keys import Envelope
from isthmus.store.desk.letter_keyring.replacing import keyring_lock

__all__ = [
    "LETTER_KEYRING",
    "KeyringMissing",
    "KeyringOutline",
    "LetterKeyOutline",
    "keyring_bytes",
    "keyring_outline",
    "opened_content",
    "outline_of",
    "path_of",
    "read_file",
]

LETTER_KEYRING = "letters.keyring"
VERSION = 1
# Eight slots and a few hundred keys: more than anybody has.
MOST_LINE = 64 * 1024
# A million items and some.
MOST_FILE = 64 * 1024**2
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class KeyringMissing(StoreError):
    """A workspace has no keyring for letters."""

    def __init__(self, folder: Path) -> None:
        super().__init__(Message("letter_keyring.missing", folder=str(folder)))


@dataclass(frozen=True, slots=True)
class LetterKeyOutline:
    """What is known of a private key without it."""

    kind: LetterKeyKind
    starts: date
    ends: date
    copied: bool


@dataclass(frozen=True, slots=True)
class KeyringOutline:
    """What is known of a keyring without a passphrase. `items`: in no backup."""

    envelopes: tuple[Envelope, ...]
    keys: tuple[LetterKeyOutline, ...]
    backups: tuple[KeyringBackup, ...]
    items: int


def path_of(folder: Path) -> Path:
    """Return where the keyring of a workspace lies."""
    return folder / LETTER_KEYRING


def keyring_bytes(content: KeyringContent, envelopes: tuple[Envelope, ...]) -> bytes:
    """Return the file. `envelopes`: the key of each slot of the content, in their order, under its passphrase."""
    line = _line(content, envelopes)
    recipients = [x25519.Recipient.from_str(recipient_text(each.recipient)) for each in content.slots]
    return line + encrypt(content_bytes(content, line), *recipients)


def _line(content: KeyringContent, envelopes: tuple[Envelope, ...]) -> bytes:
    cells = {
        "format": FORMAT,
        "version": VERSION,
        "slots": [each.as_json() for each in envelopes],
        "keys": [
            {
                "kind": each.kind.value,
                "from": each.starts.isoformat(),
                "until": each.ends.isoformat(),
                "copied": each.copied,
            }
            for each in content.identities
        ],
        "backups": [[each.made.isoformat(), each.until.isoformat()] for each in content.backups],
        "uncopied": len(content.uncopied),
    }
    return as_line(cells).encode() + b"\n"


def read_file(folder: Path) -> bytes:
    """Return the file of a workspace's keyring. Raises KeyringMissing, LetterKeyringDamaged."""
    try:
        with path_of(folder).open("rb") as file:
            data = file.read(MOST_FILE + 1)
    except FileNotFoundError:
        raise KeyringMissing(folder) from None
    if len(data) > MOST_FILE:
        raise LetterKeyringDamaged
    return data


def keyring_outline(folder: Path) -> KeyringOutline | None:
    """Return what is known of a workspace's keyring without a passphrase; None where it has none.

    Nobody vouches for it before the keyring is opened. Raises LetterKeyringDamaged.
    """
    if not path_of(folder).exists():
        return None
    with keyring_lock(path_of(folder), writing=False):  # who replaces it overwrites what is being read
        return outline_of(read_file(folder))


def outline_of(data: bytes) -> KeyringOutline:
    """Return what the line in the clear says. Raises LetterKeyringDamaged."""
    try:
        cells = json.loads(_parts(data)[0].decode())
        if (cells["format"], cells["version"]) != (FORMAT, VERSION):
            raise LetterKeyringDamaged
        outline = KeyringOutline(
            tuple(map(Envelope.from_json, cells["slots"])),
            tuple(map(_key, cells["keys"])),
            tuple(KeyringBackup(_day(made), _day(until)) for made, until in cells["backups"]),
            int(cells["uncopied"]),
        )
    except (AttributeError, KeyError, MessageError, RecursionError, TypeError, ValueError) as error:
        raise LetterKeyringDamaged from error
    if not 0 < len(outline.envelopes) <= MOST_SLOTS:
        raise LetterKeyringDamaged
    return outline


def opened_content(data: bytes, slot: bytes) -> KeyringContent | None:
    """Return what the file holds, by the key of one slot (32 bytes); None where it is sealed to others.

    Raises LetterKeyringDamaged.
    """
    line, sealed = _parts(data)
    try:
        content = content_of(decrypt(sealed, x25519.Identity.from_str(identity_text(slot))), line)
    except AgeDamaged:
        return None
    envelopes = outline_of(data).envelopes
    if len(content.slots) != len(envelopes) or _line(content, envelopes) != line:
        raise LetterKeyringDamaged
    return content


def _parts(data: bytes) -> tuple[bytes, bytes]:
    line, end, sealed = data.partition(b"\n")
    if not end or len(line) > MOST_LINE:
        raise LetterKeyringDamaged
    return line + end, sealed


def _key(cells: Mapping[str, Any]) -> LetterKeyOutline:
    starts, ends = _day(cells["from"]), _day(cells["until"])
    return LetterKeyOutline(LetterKeyKind(cells["kind"]), starts, ends, bool(cells["copied"]))


def _day(value: object) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("day")
    return date.fromisoformat(value)
