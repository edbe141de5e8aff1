"""What a keyring for letters holds, and its bytes: one line of JSON, then 48 bytes for each item.

Specification: docs/reference/letter-keys.md. Parsing is exact: bytes that writing would not give are refused.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import Any

from isthmus.core.messages import Message, MessageError
from isthmus.core.seal.age_file import public_half
from isthmus.core.seal.line import as_line, url_base64, url_bytes

__all__ = [
    "FORMAT",
    "ITEM",
    "ITEM_KEY",
    "LONGEST_NAME",
    "MOST_SLOTS",
    "KeyringBackup",
    "KeyringContent",
    "KeyringSlot",
    "LetterIdentity",
    "LetterKeyKind",
    "LetterKeyState",
    "LetterKeyringDamaged",
    "StatementMark",
    "content_bytes",
    "content_of",
    "is_keyring",
]

FORMAT = "isthmus-letter-keyring"
"""How the line in the clear begins to say what the file is."""
ITEM, ITEM_KEY = 16, 32
# A wrong passphrase costs Argon2id once for each; and a reader of age files stops at 16 recipients.
MOST_SLOTS = 8
KEY, SIGNING_KEY = 32, 42
LONGEST_NAME = 100
VERSION = 1
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class LetterKeyringDamaged(MessageError):
    """A keyring for letters is none, was altered, or is of another version."""

    def __init__(self) -> None:
        super().__init__(Message("letter_keyring.damaged"))


class LetterKeyKind(StrEnum):
    """What a key of an organisation is for: pages and leaflets over a year, or the gate over a month."""

    YEAR = "year"
    MONTH = "month"


class LetterKeyState(StrEnum):
    """Whether the newest signed statement names a key: not yet, now, or no longer, before it ran out."""

    PREPARED = "prepared"
    PUBLISHED = "published"
    REPLACED = "replaced"


@dataclass(frozen=True)
class LetterIdentity:
    """A private key (32 bytes) that opens letters sealed from one day to another, both included.

    `copied`: whether the last backup of the keyring holds it.
    """

    secret: bytes = field(repr=False)
    kind: LetterKeyKind
    starts: date
    ends: date
    state: LetterKeyState = LetterKeyState.PREPARED
    copied: bool = False

    @cached_property
    def recipient(self) -> bytes:
        """Return the public half, 32 bytes."""
        return public_half(self.secret)


@dataclass(frozen=True, slots=True)
class KeyringBackup:
    """A backup of the keyring: the day it was made, and the last day it may exist."""

    made: date
    until: date


@dataclass(frozen=True, slots=True)
class KeyringSlot:
    """Whose passphrase opens the keyring, and the public half (32 bytes) of the key that lies under it."""

    name: str
    recipient: bytes


@dataclass(frozen=True, slots=True)
class StatementMark:
    """The newest statement that was signed: its version, and the SHA-256 of its bytes."""

    version: int
    sha256: bytes


@dataclass(frozen=True, slots=True)
class KeyringContent:
    """Everything that a keyring holds. `items`: keys (32 bytes) by item (16 bytes); `uncopied`: those in no backup.

    `signing_key`: the organisation's public minisign key (42 bytes); `fetched`: the day letters were last fetched.
    """

    slots: tuple[KeyringSlot, ...]
    identities: tuple[LetterIdentity, ...] = ()
    items: Mapping[bytes, bytes] = field(default_factory=dict, repr=False)
    uncopied: frozenset[bytes] = frozenset()
    backups: tuple[KeyringBackup, ...] = ()
    fetched: date | None = None
    signing_key: bytes | None = None
    statement: StatementMark | None = None


def is_keyring(start: bytes) -> bool:
    """Return whether a file that begins so is a keyring for letters, of whichever version."""
    return start.startswith(f'{{"format":"{FORMAT}"'.encode())


def content_bytes(content: KeyringContent, open_part: bytes) -> bytes:
    """Return what is encrypted of a keyring. `open_part`: what stands before it in the clear, which it vouches for."""
    copied = sorted(content.items.keys() - content.uncopied)
    items = [*copied, *sorted(content.uncopied)]
    line = as_line(
        {
            "v": VERSION,
            "open": url_base64(sha256(open_part).digest()),
            "slots": [{"name": each.name, "to": url_base64(each.recipient)} for each in content.slots],
            "keys": [_identity_cells(each) for each in content.identities],
            "backups": [[each.made.isoformat(), each.until.isoformat()] for each in content.backups],
            **_optional_cells(content),
            "items": [len(copied), len(content.uncopied)],
        }
    )
    return b"".join([line.encode(), b"\n", *(part for each in items for part in (each, content.items[each]))])


def _identity_cells(identity: LetterIdentity) -> dict[str, object]:
    return {
        "secret": url_base64(identity.secret),
        "kind": identity.kind.value,
        "from": identity.starts.isoformat(),
        "until": identity.ends.isoformat(),
        "state": identity.state.value,
        "copied": identity.copied,
    }


def _optional_cells(content: KeyringContent) -> dict[str, object]:
    cells: dict[str, object] = {}
    if content.fetched:
        cells["fetched"] = content.fetched.isoformat()
    if content.signing_key:
        cells["signing"] = url_base64(content.signing_key)
    if content.statement:
        cells["statement"] = [content.statement.version, url_base64(content.statement.sha256)]
    return cells


def content_of(data: bytes, open_part: bytes) -> KeyringContent:
    """Return what the bytes say that `content_bytes` wrote. Raises LetterKeyringDamaged for any others."""
    line, _, rest = data.partition(b"\n")
    try:
        content = _parsed(json.loads(line.decode()), rest)
        sound = content_bytes(content, open_part) == data
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise LetterKeyringDamaged from error
    if not sound:
        raise LetterKeyringDamaged
    return content


def _parsed(cells: Mapping[str, Any], rest: bytes) -> KeyringContent:
    """Return the content, its parts checked one by one. Raises ValueError and its like."""
    if type(cells["v"]) is not int or cells["v"] != VERSION:
        raise ValueError(cells["v"])
    copied, uncopied = map(_whole, cells["items"])
    items, ids = _items(rest, copied, uncopied)
    slots = tuple(KeyringSlot(_name(each["name"]), _bytes(each["to"], KEY)) for each in cells["slots"])
    identities = tuple(map(_identity, cells["keys"]))
    _refuse_twice(each.name for each in slots)
    _refuse_twice(each.secret for each in identities)
    if not 0 < len(slots) <= MOST_SLOTS:
        raise ValueError(len(slots))
    return KeyringContent(
        slots,
        identities,
        items,
        frozenset(ids[copied:]),
        tuple(KeyringBackup(_day(made), _day(until)) for made, until in cells["backups"]),
        _day(cells["fetched"]) if "fetched" in cells else None,
        _bytes(cells["signing"], SIGNING_KEY) if "signing" in cells else None,
        _mark(cells["statement"]) if "statement" in cells else None,
    )


def _items(rest: bytes, copied: int, uncopied: int) -> tuple[dict[bytes, bytes], list[bytes]]:
    """Return the items with their keys, and their ids in the order in which they stand."""
    size = ITEM + ITEM_KEY
    if len(rest) != (copied + uncopied) * size:
        raise ValueError(len(rest))
    starts = range(0, len(rest), size)
    ids = [rest[at : at + ITEM] for at in starts]
    items = {rest[at : at + ITEM]: rest[at + ITEM : at + size] for at in starts}
    if len(items) != len(ids) or any(
        one >= other for run in (ids[:copied], ids[copied:]) for one, other in pairwise(run)
    ):
        raise ValueError("order")
    return items, ids


def _identity(cells: Mapping[str, Any]) -> LetterIdentity:
    if type(cells["copied"]) is not bool:
        raise TypeError("copied")
    starts, ends = _day(cells["from"]), _day(cells["until"])
    if ends < starts:
        raise ValueError("until")
    return LetterIdentity(
        _bytes(cells["secret"], KEY),
        LetterKeyKind(cells["kind"]),
        starts,
        ends,
        LetterKeyState(cells["state"]),
        cells["copied"],
    )


def _mark(cells: list[Any]) -> StatementMark:
    version, digest = cells
    return StatementMark(_whole(version), _bytes(digest, KEY))


def _name(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME:
        raise ValueError("name")
    return value


def _whole(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("number")
    return value


def _bytes(value: object, size: int) -> bytes:
    if not isinstance(value, str):
        raise TypeError("bytes")
    data = url_bytes(value)
    if len(data) != size:
        raise ValueError(len(data))
    return data


def _day(value: object) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("day")
    return date.fromisoformat(value)


def _refuse_twice(values: Iterable[object]) -> None:
    listed = list(values)
    if len(set(listed)) != len(listed):
        raise ValueError("twice")
