"""Public keys of minisign, as their files and lines hold them."""

import base64
import binascii

__all__ = ["public_key_in"]

_ALGORITHM = b"Ed"
_SIZE = 42
"""Bytes: two of the algorithm, eight of the key's number, 32 of the key."""


def public_key_in(text: str) -> bytes | None:
    """Return the 32 bytes of the first public key in a file or a line; None where there is none."""
    for line in text.splitlines():
        try:
            data = base64.b64decode(line.strip(), validate=True)
        except (binascii.Error, ValueError):
            continue
        if len(data) == _SIZE and data.startswith(_ALGORITHM):
            return data[-32:]
    return None
