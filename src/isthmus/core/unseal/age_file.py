"""age files opened with X25519 identities, from primitives. Nothing is given back before all of it is found whole."""

import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from isthmus.core.messages import Message
from isthmus.core.seal.age_file import STANZA_INFO, chunk_nonce, derived, public_half
from isthmus.core.seal.sizes import CHUNK, NONCE, TAG
from isthmus.core.unseal.age_header import AgeHeader, Stanza, age_header, decoded
from isthmus.core.unseal.faults import UnsealRefused

__all__ = ["OpenedFile", "file_key_of", "open_age_file", "open_chunk"]

_KEY = 32
_WRAPPED = 32
_FILE_KEY = 16
_X25519 = b"X25519"
_SCRYPT = b"scrypt"


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """What an age file held. `identity`: the place, among those tried, of the one that opened it.

    `stanzas`: to how many recipients it was sealed; where there are several, others may open it.
    """

    plaintext: bytes
    identity: int
    stanzas: int


def open_age_file(sealed: bytes, identities: Sequence[bytes]) -> OpenedFile:
    """Return what a whole age file holds, opened with one of some identities (32 bytes each). Raises UnsealRefused."""
    header = age_header(sealed)
    number, file_key = file_key_of(header, identities)
    payload = sealed[header.end :]
    if len(payload) < NONCE:
        raise UnsealRefused(Message("letters.cut_off"))
    key = derived(file_key, b"payload", salt=payload[:NONCE])
    return OpenedFile(b"".join(_chunks(payload[NONCE:], key)), number, len(header.stanzas))


def file_key_of(header: AgeHeader, identities: Sequence[bytes]) -> tuple[int, bytes]:
    """Return the file key, and the place of the identity that has it. Raises UnsealRefused."""
    shut = [stanza for stanza in header.stanzas if stanza.arguments[0] == _SCRYPT]
    if shut and len(header.stanzas) > 1:
        raise UnsealRefused(Message("letters.header_kinds"))
    stanzas = [_shared(stanza) for stanza in header.stanzas if stanza.arguments[0] == _X25519]
    for number, identity in enumerate(identities):
        for share, wrapped in stanzas:
            file_key = _unwrapped(identity, share, wrapped)
            if file_key is not None:
                return number, _proved(header, file_key)
    raise UnsealRefused(Message("letters.passphrase" if shut else "letters.no_key"))


def _shared(stanza: Stanza) -> tuple[bytes, bytes]:
    """Return the share and the wrapped key of a stanza. Raises UnsealRefused where it is not as it must be."""
    if len(stanza.arguments) != 2 or len(stanza.body) != _WRAPPED:
        raise UnsealRefused(Message("letters.header_kinds"))
    return decoded(stanza.arguments[1], _KEY), stanza.body


def _unwrapped(identity: bytes, share: bytes, wrapped: bytes) -> bytes | None:
    secret = X25519PrivateKey.from_private_bytes(identity)
    try:
        shared = secret.exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError:  # a point of which every secret gives the same
        raise UnsealRefused(Message("letters.header_kinds")) from None
    key = derived(shared, STANZA_INFO, salt=share + public_half(identity))
    try:
        return ChaCha20Poly1305(key).decrypt(bytes(12), wrapped, None)
    except InvalidTag:
        return None


def _proved(header: AgeHeader, file_key: bytes) -> bytes:
    mac = hmac.digest(derived(file_key, b"header"), header.covered, sha256)
    if not hmac.compare_digest(mac, header.mac):
        raise UnsealRefused(Message("letters.changed"))
    return file_key


def _chunks(payload: bytes, key: bytes) -> Iterator[bytes]:
    """Yield the chunks of a payload; only the one of an empty file is empty. Raises UnsealRefused."""
    whole = CHUNK + TAG
    last = max(-(-len(payload) // whole) - 1, 0)
    for number in range(last + 1):
        chunk = open_chunk(
            payload[number * whole : (number + 1) * whole], key, number, is_last=number == last
        )
        if not chunk and number:
            raise UnsealRefused(Message("letters.changed"))
        yield chunk


def open_chunk(sealed: bytes, key: bytes, number: int, *, is_last: bool) -> bytes:
    """Return one chunk. Raises UnsealRefused where it was changed, cut off, or stands elsewhere than it was sealed."""
    try:
        return ChaCha20Poly1305(key).decrypt(chunk_nonce(number, is_last=is_last), sealed, None)
    except InvalidTag:
        raise UnsealRefused(Message("letters.changed")) from None
