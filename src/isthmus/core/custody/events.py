"""Events as bytes: canonical JSON (RFC 8785) of what was done, by whose number, when, and to which commitments."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal

from isthmus.core.custody.merkle import leaf_hash, root_of
from isthmus.core.messages import Message, MessageError

__all__ = [
    "EMPTY",
    "Entry",
    "EventValue",
    "Operation",
    "commitments_root",
    "encode_entry",
    "encode_event",
    "event_leaf",
    "minute",
    "utc_text",
]

# `forget` names, by its commitment, one earlier version of the row that was destroyed.
type Operation = Literal["add", "change", "forget", "remove"]

# What stands where a removed row has no commitment any more.
EMPTY = b""
_ACTION = re.compile(r"[a-z][a-z0-9_]{0,63}")
_SAFE_INTEGER = 2**53 - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One row in an event: what was done to it, its random uid, and the commitment to its fields."""

    operation: Operation
    table: str
    row: bytes
    root: bytes


@dataclass(frozen=True, slots=True)
class EventValue:
    """One action as the log holds it; `actor` is a number, `root` and `size` speak for its entries."""

    sequence: int
    actor: int
    at: datetime
    action: str
    size: int
    root: bytes


def utc_text(at: datetime) -> str:
    """RFC 3339 in UTC, always with six digits of a second; raises ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise MessageError(Message("custody.time_zone"))
    utc = at if at.tzinfo is UTC else at.astimezone(UTC)
    return utc.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def minute(at: datetime) -> datetime:
    """Return the minute of a time, in UTC: a leaf says no more of when somebody was at work."""
    return at.astimezone(UTC).replace(second=0, microsecond=0)


def encode_entry(entry: Entry) -> bytes:
    """The canonical JSON of an entry. Table names and hex need no escape, so no encoder is asked."""
    return (
        f'{{"op":"{entry.operation}","root":"{entry.root.hex()}",'
        f'"row":"{entry.row.hex()}","table":"{entry.table}"}}'
    ).encode()


def commitments_root(entries: Iterable[Entry]) -> bytes:
    """The Merkle root over an event's entries, in order."""
    return root_of(leaf_hash(encode_entry(entry)) for entry in entries)


def encode_event(event: EventValue) -> bytes:
    """The canonical JSON of an event (RFC 8785: keys sorted, no blanks, shortest escapes, UTF-8)."""
    if not all(0 <= each <= _SAFE_INTEGER for each in (event.sequence, event.size, event.actor)):
        raise MessageError(Message("custody.numbers"))
    return (
        f'{_doer(event.action, event.actor)},"at":"{_minute_text(event.at)}",'
        f'"commitments":{{"root":"{event.root.hex()}","size":{event.size}}},"sequence":{event.sequence},"v":1}}'
    ).encode()


def _minute_text(at: datetime) -> str:
    """Return RFC 3339 in UTC without seconds; raises ValueError for a time with some, or without a zone."""
    if at != minute(at):
        raise MessageError(Message("custody.time_minute"))
    return utc_text(at)[:16] + "Z"


@lru_cache(maxsize=1024)
def _doer(action: str, actor: int) -> str:
    """The start of an event, which a few people share among many events."""
    if not _ACTION.fullmatch(action):
        raise MessageError(Message("custody.action_name"))
    return f'{{"action":"{action}","actor":{actor}'


def event_leaf(event: EventValue) -> bytes:
    """The event's leaf in the log."""
    return leaf_hash(encode_event(event))
