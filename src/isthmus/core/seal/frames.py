"""A letter of 1,300 bytes as three frames for QR codes, of which two are enough: the third is the XOR of the others."""

from hashlib import sha256

from isthmus.core.seal.sizes import LetterSize

__all__ = ["DATA", "DIGEST", "FRAME", "MAGIC", "exclusive_or", "frames_of"]

MAGIC = b"IL1"
DIGEST = 4
"""Bytes of the SHA-256 of the whole: enough to tell codes of several letters apart."""
DATA = LetterSize.CODES // 2
FRAME = len(MAGIC) + 1 + DIGEST + DATA
"""Bytes of a frame; a code of version 20 with correction M holds 666."""


def frames_of(sealed: bytes) -> list[bytes]:
    """Return the three frames of a letter, numbered from 1. Raises ValueError where it has another size."""
    if len(sealed) != LetterSize.CODES:
        raise ValueError(len(sealed))
    halves = [sealed[:DATA], sealed[DATA:]]
    data = [*halves, exclusive_or(*halves)]
    digest = sha256(sealed).digest()[:DIGEST]
    return [MAGIC + bytes([number]) + digest + each for number, each in enumerate(data, start=1)]


def exclusive_or(one: bytes, other: bytes) -> bytes:
    """Return the XOR of two halves."""
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
