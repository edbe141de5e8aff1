"""From a passphrase to the workspace key, and from that key to one subkey for each use."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from secrets import token_bytes
from unicodedata import normalize

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap,
    aes_key_unwrap_with_padding,
    aes_key_wrap,
    aes_key_wrap_with_padding,
)

from isthmus.core.messages import Message, MessageError
from isthmus.store.base.errors import StoreError

__all__ = ["Cost", "Envelope", "Keys", "LogSigner", "WrongPassphrase", "verify_signature"]


class WrongPassphrase(StoreError):
    """The passphrase does not open this workspace."""

    def __init__(self) -> None:
        super().__init__(Message("store.wrong_passphrase"))


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: Argon2id's memory in KiB, passes, lanes."""

    memory: int = 256 * 1024
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        # What a workspace.json asks for is done before anything in it can be checked: so it has bounds.
        if not (
            8 * self.lanes <= self.memory <= 1024**2 and 1 <= self.passes <= 16 and 1 <= self.lanes <= 16
        ):
            raise MessageError(Message("store.passphrase_cost"))


@dataclass(frozen=True, slots=True)
class Envelope:
    """The workspace key under a passphrase: all that a new passphrase rewrites."""

    cost: Cost
    salt: bytes
    wrapped: bytes

    @classmethod
    def seal(cls, key: bytes, passphrase: str, cost: Cost) -> "Envelope":
        """The key wrapped (RFC 3394) under Argon2id of the passphrase and a fresh salt."""
        salt = token_bytes(16)
        return cls(cost, salt, aes_key_wrap(_stretch(passphrase, salt, cost), key))

    def open(self, passphrase: str) -> bytes:
        """The workspace key; raises WrongPassphrase."""
        try:
            return aes_key_unwrap(_stretch(passphrase, self.salt, self.cost), self.wrapped)
        except InvalidUnwrap:
            raise WrongPassphrase from None

    def as_json(self) -> dict[str, str | int]:
        """The envelope as workspace.json keeps it."""
        return {
            "kdf": "argon2id",
            "version": 19,
            "memory_kib": self.cost.memory,
            "passes": self.cost.passes,
            "lanes": self.cost.lanes,
            "salt": base64.b64encode(self.salt).decode(),
            "wrapped_key": base64.b64encode(self.wrapped).decode(),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> "Envelope":
        """The envelope that `as_json` wrote; raises ValueError for anything else."""
        if (stored["kdf"], stored["version"]) != ("argon2id", 19):
            raise MessageError(Message("store.key_unknown"))
        cost = Cost(*(_whole(stored[name]) for name in ("memory_kib", "passes", "lanes")))
        salt, wrapped = (
            base64.b64decode(str(stored[name]), validate=True) for name in ("salt", "wrapped_key")
        )
        if len(salt) != 16 or len(wrapped) != 40:
            raise MessageError(Message("store.key_damaged"))
        return cls(cost, salt, wrapped)


def _whole(value: object) -> int:
    if type(value) is not int:
        raise MessageError(Message("store.key_damaged"))
    return value


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    # Keyboards spell an accented letter in two ways; both are the same passphrase.
    secret = normalize("NFC", passphrase).encode()
    try:
        return hash_secret_raw(secret, salt, cost.passes, cost.memory, cost.lanes, 32, Type.ID, 19)
    except HashingError as error:
        raise MessageError(Message("store.no_memory_for_key", mebibytes=cost.memory // 1024)) from error


@dataclass(frozen=True)
class Keys:
    """The workspace key and what is derived from it. Never shown."""

    workspace_id: str
    _key: bytes

    def __repr__(self) -> str:
        return f"Keys({self.workspace_id!r}, …)"

    def subkey(self, use: str) -> bytes:
        """32 bytes for one use: HKDF-SHA256 with the workspace's id as salt and the use as info."""
        info = f"isthmus/v1/{use}".encode()
        return HKDF(algorithm=SHA256(), length=32, salt=self.workspace_id.encode(), info=info).derive(
            self._key
        )

    @cached_property
    def register(self) -> bytes:
        """The raw key of the register's database."""
        return self.subkey("register")

    @cached_property
    def scratch(self) -> bytes:
        """The raw key of the scratch database."""
        return self.subkey("scratch")

    @cached_property
    def blob_names(self) -> bytes:
        """The key under which a blob's content gives its name."""
        return self.subkey("blob-names")

    @cached_property
    def tokens(self) -> bytes:
        """The key of the opaque tokens that stand for names in an export."""
        return self.subkey("export-tokens")

    def seal(self, secret: bytes, use: str) -> str:
        """A small secret wrapped (RFC 5649) for workspace.json, in base64."""
        return base64.b64encode(aes_key_wrap_with_padding(self.subkey(f"wrap/{use}"), secret)).decode()

    def unseal(self, sealed: str, use: str) -> bytes:
        """What `seal` wrapped; raises ValueError when it was altered."""
        try:
            data = base64.b64decode(sealed, validate=True)
            return aes_key_unwrap_with_padding(self.subkey(f"wrap/{use}"), data)
        except (InvalidUnwrap, ValueError) as error:
            raise MessageError(Message("store.secret_altered", use=use)) from error

    def envelope(self, passphrase: str, cost: Cost) -> Envelope:
        """The workspace key under a passphrase."""
        return Envelope.seal(self._key, passphrase, cost)


def verify_signature(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether an Ed25519 signature holds."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(frozen=True)
class LogSigner:
    """Signs heads of one log."""

    origin: str
    _seed: bytes

    def __repr__(self) -> str:
        return f"LogSigner({self.origin!r}, …)"

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._seed)

    @cached_property
    def public(self) -> bytes:
        """The 32 bytes that others verify with."""
        return self._private.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """An Ed25519 signature."""
        return self._private.sign(message)
