"""The header of an age file, read line by line, in time that grows with its size alone.

Format: age-encryption.org/v1 (C2SP, age.md), which every deviation from is refused. Limits are ours: a letter has one
stanza and 168 bytes.
"""

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from isthmus.core.messages import Message
from isthmus.core.seal.age_file import VERSION, unpadded
from isthmus.core.unseal.faults import UnsealRefused

__all__ = ["MOST_HEADER", "MOST_STANZAS", "AgeHeader", "Stanza", "age_header"]

MOST_HEADER = 2_048
"""Bytes of a header; a header of four stanzas of the longest kind in use has fewer."""
MOST_STANZAS = 4
_COLUMNS = 64
_MAC = 32
_ARGUMENTS = re.compile(rb"-> ([!-~]+(?: [!-~]+)*)")
_LAST = re.compile(rb"--- ([A-Za-z0-9+/]{43})")


@dataclass(frozen=True, slots=True)
class Stanza:
    """What one recipient's key opens: its kind and arguments, and a body."""

    arguments: Sequence[bytes]
    body: bytes


@dataclass(frozen=True, slots=True)
class AgeHeader:
    """A header as it was read. `covered`: the bytes that the MAC is over; `end`: where the payload begins."""

    stanzas: Sequence[Stanza]
    covered: bytes
    mac: bytes
    end: int


def age_header(beginning: bytes) -> AgeHeader:
    """Return the header with which a file begins, of which the first 2,048 bytes are enough. Raises UnsealRefused."""
    if not beginning.startswith(VERSION):
        raise UnsealRefused(Message("letters.no_age_file"))
    stanzas: list[Stanza] = []
    lines = _lines(beginning[:MOST_HEADER], len(VERSION))
    for start, line in lines:
        if last := _LAST.fullmatch(line):
            if not stanzas:
                break
            covered = beginning[: start + len(b"---")]
            return AgeHeader(stanzas, covered, decoded(last[1], _MAC), start + len(line) + 1)
        found = _ARGUMENTS.fullmatch(line)
        if found is None:
            break
        if len(stanzas) == MOST_STANZAS:
            raise UnsealRefused(Message("letters.many_stanzas", most=MOST_STANZAS))
        stanzas.append(Stanza(found[1].split(b" "), _body(lines)))
    raise UnsealRefused(Message("letters.header", most=MOST_HEADER))


def _lines(data: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield each whole line, and where it begins."""
    while (end := data.find(b"\n", start)) >= 0:
        yield start, data[start:end]
        start = end + 1


def _body(lines: Iterator[tuple[int, bytes]]) -> bytes:
    """Return the body of a stanza: full lines of base64, and a last one that is shorter, and may be empty."""
    pieces = []
    for _, line in lines:
        if len(line) > _COLUMNS:
            break
        pieces.append(line)
        if len(line) < _COLUMNS:
            return decoded(b"".join(pieces))
    raise UnsealRefused(Message("letters.header", most=MOST_HEADER))


def decoded(letters: bytes, size: int | None = None) -> bytes:
    """Return what base64 without padding stands for, in its one spelling. Raises UnsealRefused."""
    try:
        data = base64.b64decode(letters + b"=" * (-len(letters) % 4), validate=True)
    except binascii.Error:
        raise UnsealRefused(Message("letters.header", most=MOST_HEADER)) from None
    if unpadded(data) != letters or size not in (None, len(data)):
        raise UnsealRefused(Message("letters.header", most=MOST_HEADER))
    return data
