"""Signatures as minisign makes them, checked. A key is the 42 bytes of its file: `Ed`, its number, and itself."""

import base64

import minisign

from isthmus.core.messages import Message
from isthmus.core.unseal.faults import UnsealRefused

__all__ = ["PUBLIC_KEY", "public_key_from", "refuse_unless_signed", "signing_half"]

PUBLIC_KEY = 42
# Four lines, of which the two comments are short.
_MOST = 16 * 1024


def public_key_from(file: bytes) -> bytes:
    """Return the key of a public key file, or of its second line alone. Raises UnsealRefused."""
    lines = [line.strip() for line in file[:_MOST].splitlines() if line.strip()]
    try:
        key = base64.b64decode(lines[-1], validate=True) if len(lines) in (1, 2) else b""
    except ValueError:
        key = b""
    if len(key) != PUBLIC_KEY or not key.startswith(b"Ed"):
        raise UnsealRefused(Message("statement.public_key"))
    return key


def signing_half(key: bytes) -> bytes:
    """Return the Ed25519 key (32 bytes) that an organisation's id and words are made of."""
    return key[-32:]


def refuse_unless_signed(data: bytes, signature: bytes, key: bytes) -> None:
    """Raise UnsealRefused unless the file of a signature holds for these bytes under a key (42 bytes)."""
    try:
        public = minisign.PublicKey.from_base64(base64.b64encode(key))
        public.verify(data, minisign.Signature.from_bytes(signature[:_MOST]))
    except (minisign.Error, ValueError):
        raise UnsealRefused(Message("statement.signature")) from None
