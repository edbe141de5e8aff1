"""An age file of a key of ours, read from any place: each piece of 64 KiB stands for itself.

The format is written down at https://age-encryption.org/v1; only what is sealed to an X25519 key is opened here.
"""

import hmac
import os
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pyrage import x25519

from isthmus.core.messages import Message
from isthmus.files.age.streams import MOST_HEADER, AgeDamaged, refuse_unsound_header

__all__ = ["OpenedFile"]

# Of the format: a piece in clear, its tag, the nonce before the first piece.
PIECE = 64 * 1024
TAG = 16
NONCE = 16
_LABEL = b"age-encryption.org/v1/X25519"
_NO_NONCE = bytes(12)
_WORDS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
# Of 32 bytes in digits of five bits, after which six digits check them.
_KEY_DIGITS, _CHECK_DIGITS = 52, 6


class OpenedFile:
    """The content of an age file, read in pieces from anywhere. Raises AgeDamaged for what was altered."""

    def __init__(self, file: BinaryIO, identity: x25519.Identity) -> None:
        self._file = file
        begins, key = _payload_key(file.read(MOST_HEADER), identity)
        self._begins = begins
        self._cipher = ChaCha20Poly1305(key)
        sealed = file.seek(0, os.SEEK_END) - begins
        self._pieces = max(-(-sealed // (PIECE + TAG)), 1)
        self.size = sealed - self._pieces * TAG
        # The last piece says that it is the last: a file that was cut off is refused before anything of it is read.
        if not self._piece(self._pieces - 1) and self._pieces > 1:
            raise AgeDamaged(Message("age.altered"))

    def read(self, start: int, end: int) -> Iterator[bytes]:
        """Yield the bytes from `start` up to, and without, `end`."""
        for number in range(start // PIECE, -(-min(end, self.size) // PIECE)):
            piece = self._piece(number)
            yield piece[max(start - number * PIECE, 0) : end - number * PIECE]

    def _piece(self, number: int) -> bytes:
        self._file.seek(self._begins + number * (PIECE + TAG))
        is_last = number == self._pieces - 1
        nonce = number.to_bytes(11) + bytes([is_last])
        try:
            return self._cipher.decrypt(nonce, self._file.read(PIECE + TAG), None)
        except InvalidTag:
            raise AgeDamaged(Message("age.altered")) from None


def _payload_key(start: bytes, identity: x25519.Identity) -> tuple[int, bytes]:
    """Return where the first piece begins, and the key of all of them."""
    refuse_unsound_header(start)
    header, _, rest = start.partition(b"\n--- ")
    told, _, _ = rest.partition(b"\n")
    lines = header.split(b"\n")
    keys = (_unwrapped(line, lines[at + 1 : at + 2], identity) for at, line in enumerate(lines))
    key = next(filter(None, keys), None)
    if key is None:
        raise AgeDamaged(Message("age.altered"))
    digest = hmac.digest(_derived(key, b"", b"header"), header + b"\n---", "sha256")
    if not hmac.compare_digest(_decoded(told), digest):
        raise AgeDamaged(Message("age.altered"))
    begins = len(header) + len(b"\n--- ") + len(told) + 1
    nonce = start[begins : begins + NONCE]
    return begins + NONCE, _derived(key, nonce, b"payload")


def _unwrapped(line: bytes, body: list[bytes], identity: x25519.Identity) -> bytes | None:
    """Return the key of the file where a line of the header wraps it for this identity."""
    words = line.split(b" ")
    if words[:2] != [b"->", b"X25519"] or not body:
        return None
    share = _decoded(words[-1])
    own = X25519PrivateKey.from_private_bytes(_secret(identity))
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(share))
        wrapping = _derived(shared, share + own.public_key().public_bytes_raw(), _LABEL)
        return ChaCha20Poly1305(wrapping).decrypt(_NO_NONCE, _decoded(body[0]), None)
    except (InvalidTag, ValueError):
        return None


def _derived(key: bytes, salt: bytes, label: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, label).derive(key)


def _decoded(text: bytes) -> bytes:
    """Return what Base64 without its padding says."""
    try:
        return b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except NoBase64:
        raise AgeDamaged(Message("age.altered")) from None


def _secret(identity: x25519.Identity) -> bytes:
    """Return the 32 bytes of a key, which is written in Bech32: pyrage has made or read it, so its check holds."""
    digits = str(identity).lower().rpartition("1")[2][:-_CHECK_DIGITS]
    number = 0
    for digit in digits:
        number = number << 5 | _WORDS.index(digit)
    return (number >> (5 * _KEY_DIGITS - 256)).to_bytes(32)
