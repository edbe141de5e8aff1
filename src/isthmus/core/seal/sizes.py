"""The sizes of letters and of attachments: few and exact, so that a size tells little of what was written."""

from enum import IntEnum

__all__ = [
    "CHUNK",
    "HEADER",
    "NONCE",
    "OVERHEAD",
    "TAG",
    "UNIT",
    "LetterSize",
    "padme",
    "room_of",
    "units_of",
]

HEADER = 168
"""Bytes of the header of an age file with one X25519 stanza."""
NONCE = 16
TAG = 16
OVERHEAD = HEADER + NONCE + TAG
"""Bytes that sealing adds to a plaintext of one chunk."""
CHUNK = 65_536
"""Bytes of plaintext in a chunk of age's STREAM."""
UNIT = 262_144
"""Attachments are age files of whole numbers of units, in bytes."""


class LetterSize(IntEnum):
    """The bytes of a whole sealed letter: as a file, as armour within a message, as three QR codes."""

    FILE = 32_768
    MESSAGE = 2_944
    CODES = 1_300

    @property
    def room(self) -> int:
        """Return the bytes of plaintext that it holds, with padding."""
        return self - OVERHEAD


def room_of(units: int) -> int | None:
    """Return the bytes of plaintext that fill an age file of so many units; None where no plaintext does.

    4,094 units hold whole chunks and 16 bytes more, which is a tag with nothing under it: age has no such file.
    """
    inside = units * UNIT - HEADER - NONCE
    chunks = -(-inside // (CHUNK + TAG))
    room = inside - chunks * TAG
    return room if room > (chunks - 1) * CHUNK else None


def padme(number: int) -> int:
    """Return the next number of which PADME tells the length and the first bits alone: at most an eighth more.

    Nikitin and others, Reducing Metadata Leakage from Encrypted Files and Communication with PURBs (2019), section 4.
    """
    if number < 2:
        return number
    exponent = number.bit_length() - 1
    hidden = exponent - exponent.bit_length()
    mask = (1 << max(hidden, 0)) - 1
    return (number + mask) & ~mask


def units_of(size: int) -> int:
    """Return of how many units the age file of an attachment of `size` bytes is."""
    chunks = max(-(-size // CHUNK), 1)
    units = padme(-(-(size + chunks * TAG + HEADER + NONCE) // UNIT))
    while (room := room_of(units)) is None or room < size:
        units = padme(units + 1)
    return units
