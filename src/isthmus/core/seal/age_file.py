"""age files of one X25519 recipient, written from primitives: libraries add a stanza of a chance size to each.

Format: age-encryption.org/v1 (C2SP, age.md). Everything drawn by chance is passed in.
"""

import base64
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from isthmus.core.messages import Message
from isthmus.core.seal.faults import SealRefused
from isthmus.core.seal.sizes import CHUNK

__all__ = [
    "SealingChance",
    "age_chunks",
    "age_file",
    "chunk_nonce",
    "derived",
    "header_of",
    "public_half",
    "unpadded",
]

VERSION = b"age-encryption.org/v1\n"
STANZA_INFO = b"age-encryption.org/v1/X25519"
KEY = 32


@dataclass(frozen=True, slots=True)
class SealingChance:
    """What sealing draws by chance, fresh for each file: bytes of a file key (16), a secret (32) and a nonce (16)."""

    file_key: bytes
    ephemeral: bytes
    nonce: bytes

    SIZE = 64

    @classmethod
    def of(cls, drawn: bytes) -> "SealingChance":
        """Return it of 64 bytes drawn by chance. Raises ValueError for another number."""
        if len(drawn) != cls.SIZE:
            raise ValueError(len(drawn))
        return cls(drawn[:16], drawn[16:48], drawn[48:])


def age_file(plaintext: bytes, recipient: bytes, chance: SealingChance) -> bytes:
    """Return an age file. `recipient`: 32 bytes. Raises SealRefused where it is no recipient."""
    return b"".join(age_chunks([plaintext], recipient, chance))


def age_chunks(pieces: Iterable[bytes], recipient: bytes, chance: SealingChance) -> Iterator[bytes]:
    """Yield an age file of a plaintext in pieces of any size, holding a chunk or two. Raises SealRefused."""
    yield header_of(recipient, chance) + chance.nonce
    cipher = ChaCha20Poly1305(derived(chance.file_key, b"payload", salt=chance.nonce))
    number, waiting = 0, b""
    for piece in pieces:
        waiting += piece
        while len(waiting) > CHUNK:
            yield cipher.encrypt(chunk_nonce(number, is_last=False), waiting[:CHUNK], None)
            number, waiting = number + 1, waiting[CHUNK:]
    yield cipher.encrypt(chunk_nonce(number, is_last=True), waiting, None)


def header_of(recipient: bytes, chance: SealingChance) -> bytes:
    """Return the header with its MAC. Raises SealRefused where the recipient is none."""
    secret = X25519PrivateKey.from_private_bytes(chance.ephemeral)
    share = secret.public_key().public_bytes_raw()
    try:
        shared = secret.exchange(X25519PublicKey.from_public_bytes(recipient))
    except ValueError:  # not 32 bytes, or a point of which every secret gives the same
        raise SealRefused(Message("letters.recipient")) from None
    wrapping = ChaCha20Poly1305(derived(shared, STANZA_INFO, salt=share + recipient))
    wrapped = wrapping.encrypt(bytes(12), chance.file_key, None)
    lines = VERSION + b"-> X25519 " + unpadded(share) + b"\n" + unpadded(wrapped) + b"\n---"
    mac = hmac.digest(derived(chance.file_key, b"header"), lines, sha256)
    return lines + b" " + unpadded(mac) + b"\n"


def derived(key: bytes, info: bytes, *, salt: bytes = b"") -> bytes:
    """Return 32 bytes by HKDF-SHA-256."""
    return HKDF(SHA256(), KEY, salt or None, info).derive(key)


def chunk_nonce(number: int, *, is_last: bool) -> bytes:
    """Return the nonce of a chunk of STREAM: its number in eleven bytes, and whether it is the last."""
    return number.to_bytes(11) + bytes([is_last])


def public_half(identity: bytes) -> bytes:
    """Return the recipient of an identity, 32 bytes each."""
    return X25519PrivateKey.from_private_bytes(identity).public_key().public_bytes_raw()


def unpadded(data: bytes) -> bytes:
    """Return base64 without padding, as age writes it."""
    return base64.b64encode(data).rstrip(b"=")
