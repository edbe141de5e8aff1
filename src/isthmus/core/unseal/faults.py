"""What does not open."""

from isthmus.core.messages import MessageError

__all__ = ["UnsealRefused"]


class UnsealRefused(MessageError):
    """Something is no letter, or none for these keys, or was changed on its way; the message says which."""
