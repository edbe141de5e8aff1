"""Items of the inbox as they are kept: age files of a key of their own, which lies in the keyring for letters alone."""

import json
import secrets
from typing import Any

from isthmus.core.seal.age_file import age_file, public_half
from isthmus.core.unseal.age_file import open_age_file
from isthmus.files.letters import chance

__all__ = ["new_item", "new_key", "opened_item", "sealed_item"]

ITEM, KEY = 16, 32
# A stored item is padded to multiples of this: its size tells no more than how many of them.
_BLOCK = 1024


def new_item() -> bytes:
    """Return a random number for an item."""
    return secrets.token_bytes(ITEM)


def new_key() -> bytes:
    """Return a fresh key for an item: an identity of age."""
    return secrets.token_bytes(KEY)


def sealed_item(key: bytes, content: Any) -> bytes:  # noqa: ANN401  (whatever JSON can hold)
    """Return JSON sealed under the key of an item."""
    written = json.dumps(content, ensure_ascii=False).encode()
    return age_file(written + bytes(-len(written) % _BLOCK), public_half(key), chance())


def opened_item(key: bytes, sealed: bytes) -> Any:  # noqa: ANN401
    """Return the JSON of an item. Raises UnsealRefused for another key, or what was altered."""
    return json.loads(open_age_file(bytes(sealed), [key]).plaintext.rstrip(b"\0"))
