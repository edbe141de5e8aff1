"""What sealed things are encrypted to, and a text as it lies there: in an age file, behind 32 random bytes."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_bytes

import pyrage
from pyrage import x25519

from isthmus.core.custody.rows import commit_row
from isthmus.core.messages import Message
from isthmus.core.workbook.tokens import token_of
from isthmus.files.age.streams import encrypt
from isthmus.store.base.errors import StoreError
from isthmus.store.desk.models import SealingKey
from isthmus.store.desk.queries.custody import last_entries

__all__ = [
    "Ciphertext",
    "SealedTextDamaged",
    "SealingKeyForged",
    "open_text",
    "random_token",
    "recipient_in_use",
    "seal_text",
    "seal_text_again",
]

SALT = 32


class SealingKeyForged(StoreError):
    """The log does not speak for the key in use: whoever put it there would read what is sealed to it."""


class SealedTextDamaged(StoreError):
    """A sealed text does not open, or is not the one that was sealed."""


@dataclass(frozen=True, slots=True)
class Ciphertext:
    """A sealed text, and the commitment to it in hexadecimal."""

    sealed: bytes
    commitment: str


def random_token() -> str:
    """Return a token from which nothing can be told, also by whoever has every key of the workspace."""
    return token_of(token_bytes(16))


def recipient_in_use() -> x25519.Recipient | None:
    """Return what things are sealed to now, None where nobody is a keeper; raises SealingKeyForged."""
    in_use = SealingKey.objects.filter(until=None).first()
    if in_use is None:
        return None
    entry = last_entries([in_use.uid]).get(in_use.uid)
    columns = in_use.custody_columns
    root = commit_row(bytes(in_use.custody_key), columns, in_use.custody_cells(columns))
    if entry is None or entry.root != root:
        raise SealingKeyForged(Message("keyring.forged"))
    return x25519.Recipient.from_str(in_use.recipient)


def seal_text(text: str, recipient: x25519.Recipient) -> Ciphertext:
    """Return a text sealed under fresh random bytes."""
    salted = token_bytes(SALT) + text.encode()
    return Ciphertext(encrypt(salted, recipient), sha256(salted).hexdigest())


def open_text(sealed: bytes, commitment: str, identities: Iterable[x25519.Identity]) -> str:
    """Return a sealed text; raises SealedTextDamaged where it is not what its commitment says."""
    return _opened(sealed, commitment, identities)[SALT:].decode()


def seal_text_again(
    sealed: bytes, commitment: str, identities: Iterable[x25519.Identity], recipient: x25519.Recipient
) -> bytes:
    """Return a sealed text under another key, behind the same random bytes; raises SealedTextDamaged."""
    return encrypt(_opened(sealed, commitment, identities), recipient)


def _opened(sealed: bytes, commitment: str, identities: Iterable[x25519.Identity]) -> bytes:
    try:
        salted: bytes = pyrage.decrypt(sealed, list(identities))
    except (pyrage.DecryptError, OSError, ValueError) as error:
        raise SealedTextDamaged(Message("keyring.text_damaged")) from error
    if sha256(salted).hexdigest() != commitment:
        raise SealedTextDamaged(Message("keyring.text_damaged"))
    return salted
