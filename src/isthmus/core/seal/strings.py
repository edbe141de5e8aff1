"""Keys of age as text: a recipient begins with age1, an identity with AGE-SECRET-KEY-1.

Bech32 (BIP 173) of 32 bytes, as age-encryption.org/v1 says; the checksum finds every slip of up to four letters.
"""

import bech32

from isthmus.core.messages import Message
from isthmus.core.seal.faults import SealRefused

__all__ = ["identities_in", "identity_from", "identity_text", "recipient_from", "recipient_text"]

_RECIPIENT, _IDENTITY = "age", "age-secret-key-"
_KEY = 32


def recipient_text(recipient: bytes) -> str:
    """Return a recipient (32 bytes) as `age1…`."""
    return _written(_RECIPIENT, recipient)


def identity_text(identity: bytes) -> str:
    """Return an identity (32 bytes) as `AGE-SECRET-KEY-1…`."""
    return _written(_IDENTITY, identity).upper()


def recipient_from(text: str) -> bytes:
    """Return the 32 bytes of `age1…`. Raises SealRefused."""
    found = _read(_RECIPIENT, text.strip())
    if found is None:
        raise SealRefused(Message("letters.recipient"))
    return found


def identity_from(text: str) -> bytes:
    """Return the 32 bytes of `AGE-SECRET-KEY-1…`. Raises SealRefused."""
    found = _read(_IDENTITY, text.strip())
    if found is None:
        raise SealRefused(Message("letters.identity"))
    return found


def identities_in(text: str) -> list[bytes]:
    """Return the identities of a file of `age-keygen`: one a line, and remarks after #. Raises SealRefused."""
    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    found = [identity_from(line) for line in lines if line and not line.startswith("#")]
    if not found:
        raise SealRefused(Message("letters.identity"))
    return found


def _written(prefix: str, key: bytes) -> str:
    if len(key) != _KEY:
        raise ValueError(len(key))
    return bech32.bech32_encode(prefix, bech32.convertbits(key, 8, 5) or ())


def _read(prefix: str, text: str) -> bytes | None:
    """Return the bytes of a text of this prefix, in one case of letters, with its checksum right; else None."""
    found, digits = bech32.bech32_decode(text)
    if found != prefix or digits is None:
        return None
    key = bech32.convertbits(digits, 5, 8, pad=False)
    return bytes(key) if key is not None and len(key) == _KEY else None
