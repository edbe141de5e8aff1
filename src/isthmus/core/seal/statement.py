"""An organisation's statement: who it is, to which keys letters are sealed, and until when. It is signed by minisign.

Specification: docs/reference/letter-keys.md. There is one spelling of a statement; `core.unseal` reads no other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from isthmus.core.messages import Message
from isthmus.core.seal.faults import SealRefused
from isthmus.core.seal.strings import recipient_text

__all__ = [
    "KINDS",
    "MOST_KEYS",
    "MOST_STATEMENT",
    "MOST_WAYS",
    "STATEMENT",
    "OrganisationStatement",
    "StatementKey",
    "fault_of_statement",
    "revocation_text",
    "statement_digest",
    "statement_text",
]

STATEMENT = b"isthmus statement 1"
REVOCATION = (
    b"isthmus revocation 1\nid: %s\n"
    b"The signing key with this id is lost or in the wrong hands. Trust nothing that it signed.\n"
)
KINDS = ("year", "month")
ID, KEY = 32, 32
# Two years of month keys and a few of a year: more than is ever in force at once.
MOST_KEYS = 40
MOST_WAYS = 16
MOST_VERSION = 10**6
MOST_STATEMENT = 32 * 1024
LONGEST_NAME, LONGEST_WAY = 100, 200
# What ends a line for some program or turns the order of letters on a screen: two statements could look alike.
_UNSEEN = {
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *"\u061c\u200b\u200e\u200f\u2028\u2029\ufeff",
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2060, 0x2070)),
}


@dataclass(frozen=True, slots=True)
class StatementKey:
    """A key to which letters are sealed: its recipient (32 bytes), its kind, its first and its last day."""

    recipient: bytes
    kind: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class OrganisationStatement:
    """What an organisation says of itself. `before`: SHA-256 of the statement one version lower; none of the first.

    `organisation`: its id, 32 bytes. `day`: when it was written; `end`: the last day on which it holds.
    """

    name: str
    organisation: bytes
    version: int
    before: bytes | None
    day: date
    end: date
    keys: tuple[StatementKey, ...]
    ways: tuple[str, ...] = ()


def statement_text(statement: OrganisationStatement) -> bytes:
    """Return the one text of a statement, which is signed. Raises SealRefused where a part does not fit."""
    if fault := fault_of_statement(statement):
        raise SealRefused(fault)
    return ("\n".join(_lines(statement)) + "\n").encode()


def statement_digest(text: bytes) -> bytes:
    """Return by what the next statement names this one."""
    return sha256(text).digest()


def revocation_text(organisation: bytes) -> bytes:
    """Return the text whose signature, made in advance and kept apart, ends the trust in a signing key for ever."""
    return REVOCATION % organisation.hex().encode()


def _lines(statement: OrganisationStatement) -> Iterator[str]:
    yield STATEMENT.decode()
    yield f"name: {statement.name}"
    yield f"id: {statement.organisation.hex()}"
    yield f"version: {statement.version}"
    if statement.before is not None:
        yield f"before: {statement.before.hex()}"
    yield f"day: {statement.day.isoformat()}"
    yield f"end: {statement.end.isoformat()}"
    for each in statement.keys:
        yield f"key: {recipient_text(each.recipient)} {each.kind} {each.starts.isoformat()} {each.ends.isoformat()}"
    yield from (f"reach: {way}" for way in statement.ways)
    yield f"revocation: {sha256(revocation_text(statement.organisation)).hexdigest()}"


def fault_of_statement(statement: OrganisationStatement) -> Message | None:
    """Return what of a statement does not fit the format, or None."""
    return next(_faults(statement), None)


def _faults(statement: OrganisationStatement) -> Iterator[Message]:
    yield from _text("name", statement.name, LONGEST_NAME)
    if len(statement.organisation) != ID:
        yield Message("statement.id")
    if not 0 < statement.version < MOST_VERSION or (statement.before is None) != (statement.version == 1):
        yield Message("statement.version", version=statement.version)
    if statement.before is not None and len(statement.before) != ID:
        yield Message("statement.before")
    yield from _keys(statement)
    if len(statement.ways) > MOST_WAYS:
        yield Message("statement.ways", n=len(statement.ways), most=MOST_WAYS)
    for way in statement.ways:
        yield from _text("reach", way, LONGEST_WAY)


def _keys(statement: OrganisationStatement) -> Iterator[Message]:
    keys = statement.keys
    if not 0 < len(keys) <= MOST_KEYS:
        yield Message("statement.keys", n=len(keys), most=MOST_KEYS)
    if len({each.recipient for each in keys}) != len(keys) or list(keys) != sorted(keys, key=_order):
        yield Message("statement.order")
    for each in keys:
        if len(each.recipient) != KEY or each.kind not in KINDS:
            yield Message("statement.key")
        elif not (each.starts <= each.ends <= statement.end and statement.day <= each.ends):
            yield Message("statement.days", day=each.ends.isoformat())


def _order(key: StatementKey) -> tuple[int, date, bytes]:
    """Return by what keys are ordered: those of a year first, then by their first day."""
    return KINDS.index(key.kind) if key.kind in KINDS else len(KINDS), key.starts, key.recipient


def _text(field: str, text: str, longest: int) -> Iterator[Message]:
    """A line of text has no control, no sign that is not seen, and single blanks between its words."""
    unseen = any(sign in _UNSEEN or "\ud800" <= sign <= "\udfff" for sign in text)
    if unseen or not 0 < len(text) <= longest or " ".join(text.split()) != text:
        yield Message("statement.text", field=field, most=longest)
