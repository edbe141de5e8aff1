"""Columns sealed under a key of the workspace, in whichever database they lie.

SQLCipher encrypts its whole file; PostgreSQL does not, and what is drafted is as sensitive as what is kept. A value
is a random nonce of 12 bytes, then AES-256-GCM of its bytes with the column's name as associated data.
"""

import json
from os import urandom
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models

from isthmus.store.desk.django_setup import current_workspace

__all__ = ["SealedBytes", "SealedJSON", "SealedText"]

NONCE_BYTES = 12


if TYPE_CHECKING:

    class _Field[Value](models.Field[Value, Value]):
        """What a type checker sees."""

else:

    class _Field(models.Field):
        """What runs: Django's fields take no type arguments."""

        def __class_getitem__(cls, item: object) -> type:
            return cls


class _SealedField[Value](_Field[Value]):
    empty_strings_allowed = False

    def get_internal_type(self) -> str:
        """Stored as bytes."""
        return "BinaryField"

    def get_db_prep_value(self, value: Value | None, connection: Any, prepared: bool = False) -> Any:
        """Return the sealed bytes; nothing stays nothing."""
        if value is None:
            return None
        nonce = urandom(NONCE_BYTES)
        sealed = nonce + self._cipher().encrypt(nonce, self._bytes(value), self._place())
        return connection.Database.Binary(sealed)

    def from_db_value(
        self, sealed: bytes | memoryview | None, expression: Any, connection: Any
    ) -> Value | None:
        """Return what was sealed; raises `InvalidTag` for what was altered."""
        if sealed is None:
            return None
        whole = bytes(sealed)
        return self._value(self._cipher().decrypt(whole[:NONCE_BYTES], whole[NONCE_BYTES:], self._place()))

    def _cipher(self) -> AESGCM:
        return AESGCM(current_workspace().keys.subkey("scratch-columns"))

    def _place(self) -> bytes:
        return f"{self.model._meta.model_name}.{self.name}".encode()

    def _bytes(self, value: Value) -> bytes:
        raise NotImplementedError

    def _value(self, opened: bytes) -> Value:
        raise NotImplementedError


class SealedBytes(_SealedField[bytes]):
    """A file, byte for byte."""

    def _bytes(self, value: bytes) -> bytes:
        return bytes(value)

    def _value(self, opened: bytes) -> bytes:
        return opened


class SealedText(_SealedField[str]):
    """A text."""

    def _bytes(self, value: str) -> bytes:
        return value.encode("utf-8", "surrogatepass")

    def _value(self, opened: bytes) -> str:
        return opened.decode("utf-8", "surrogatepass")


class SealedJSON(_SealedField[dict[str, object]]):
    """Values that JSON can hold."""

    def _bytes(self, value: dict[str, object]) -> bytes:
        return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")

    def _value(self, opened: bytes) -> dict[str, object]:
        found: dict[str, object] = json.loads(opened.decode("utf-8", "surrogatepass"))
        return found
