"""An organisation is its signing key: an id, and eight words that people read to each other in full."""

from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from isthmus.core.seal.codename import CODE, ROUNDS, words_of

__all__ = ["organisation_id", "organisation_words"]


def organisation_id(signing_key: bytes) -> bytes:
    """Return the id of an organisation, 32 bytes, of the public half of its signing key (Ed25519, 32 bytes)."""
    return sha256(b"isthmus organisation v1\0" + signing_key).digest()


def organisation_words(signing_key: bytes) -> list[int]:
    """Return the eight words of an organisation, as numbers; slow, so that imitating a few of them costs."""
    derived = PBKDF2HMAC(SHA256(), CODE, b"isthmus words v1", ROUNDS).derive(signing_key)
    return words_of(derived)[:-1]
