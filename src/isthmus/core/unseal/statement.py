"""Statements of organisations read and checked by whoever was given one: exact, or refused."""

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum

from isthmus.core.messages import Message
from isthmus.core.seal.faults import SealRefused
from isthmus.core.seal.organisation import organisation_id
from isthmus.core.seal.statement import (
    MOST_STATEMENT,
    STATEMENT,
    OrganisationStatement,
    StatementKey,
    revocation_text,
    statement_digest,
    statement_text,
)
from isthmus.core.seal.strings import recipient_from
from isthmus.core.unseal.faults import UnsealRefused
from isthmus.core.unseal.minisign import refuse_unless_signed, signing_half

__all__ = [
    "StatementOrder",
    "is_revocation",
    "read_statement",
    "refuse_unless_newer",
    "statement_order",
    "verified_statement",
]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NEWER = re.compile(rb"isthmus statement [1-9][0-9]{0,5}\n")


class StatementOrder(Enum):
    """How a statement stands to another one of the same organisation that was seen before."""

    SAME = "same"
    NEWER = "newer"
    OLDER = "older"
    FORKED = "forked"
    """Two statements in the place of one: somebody else signs with this key, or the organisation signed twice."""
    OTHER_ORGANISATION = "other_organisation"


def read_statement(text: bytes) -> OrganisationStatement:
    """Return what a statement says. Raises UnsealRefused unless writing it again gives the same bytes."""
    if len(text) > MOST_STATEMENT or not text.startswith(STATEMENT + b"\n"):
        newer = _NEWER.match(text)
        raise UnsealRefused(Message("statement.newer" if newer else "statement.none"))
    try:
        lines = iter(text.decode().removesuffix("\n").split("\n")[1:])
        statement = _parsed([_cells(line) for line in lines])
        sound = statement_text(statement) == text
    except (SealRefused, ValueError):
        sound = False
    if not sound:
        raise UnsealRefused(Message("statement.spelling"))
    return statement


def verified_statement(text: bytes, signature: bytes, key: bytes) -> OrganisationStatement:
    """Return what a statement says that a signing key (42 bytes of minisign) signed. Raises UnsealRefused."""
    refuse_unless_signed(text, signature, key)
    statement = read_statement(text)
    if statement.organisation != organisation_id(signing_half(key)):
        raise UnsealRefused(Message("statement.other_id"))
    return statement


def is_revocation(text: bytes, signature: bytes, key: bytes) -> bool:
    """Return whether this is the signed revocation of a signing key (42 bytes of minisign)."""
    if text != revocation_text(organisation_id(signing_half(key))):
        return False
    try:
        refuse_unless_signed(text, signature, key)
    except UnsealRefused:
        return False
    return True


def statement_order(seen: bytes, text: bytes) -> StatementOrder:
    """Return how a statement stands to one that was seen before; both verified. Raises UnsealRefused."""
    before, now = read_statement(seen), read_statement(text)
    if before.organisation != now.organisation:
        return StatementOrder.OTHER_ORGANISATION
    if seen == text:
        return StatementOrder.SAME
    if now.version == before.version or (
        now.version == before.version + 1 and now.before != statement_digest(seen)
    ):
        return StatementOrder.FORKED
    if before.version == now.version + 1 and before.before != statement_digest(text):
        return StatementOrder.FORKED
    return StatementOrder.NEWER if now.version > before.version else StatementOrder.OLDER


def refuse_unless_newer(seen: bytes, text: bytes) -> None:
    """Raise UnsealRefused where a statement is older than one that was seen, of another key, or one of two."""
    order = statement_order(seen, text)
    if order not in (StatementOrder.SAME, StatementOrder.NEWER):
        raise UnsealRefused(Message(f"statement.is_{order.value}"))


def _cells(line: str) -> tuple[str, str]:
    field, parted, value = line.partition(": ")
    if not parted:
        raise ValueError(line)
    return field, value


def _parsed(cells: list[tuple[str, str]]) -> OrganisationStatement:
    """Return the statement of these lines; their order is checked by writing it again. Raises ValueError."""
    single = dict(cells)
    version = single.get("version", "")
    if not re.fullmatch(r"[1-9][0-9]{0,5}", version):
        raise ValueError("version")
    return OrganisationStatement(
        single.get("name", ""),
        bytes.fromhex(single.get("id", "")),
        int(version),
        bytes.fromhex(single["before"]) if "before" in single else None,
        _day(single.get("day", "")),
        _day(single.get("end", "")),
        tuple(_keys(cells)),
        tuple(value for field, value in cells if field == "reach"),
    )


def _keys(cells: list[tuple[str, str]]) -> Iterator[StatementKey]:
    for field, value in cells:
        if field == "key":
            recipient, kind, starts, ends = value.split(" ")
            yield StatementKey(recipient_from(recipient), kind, _day(starts), _day(ends))


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)
