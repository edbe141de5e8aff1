"""What cannot be done with the keys for letters."""

from isthmus.store.base.errors import StoreError

__all__ = ["LetterKeysError"]


class LetterKeysError(StoreError):
    """Something was not done with the keys for letters; the message says why."""
