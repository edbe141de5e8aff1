"""What cannot be sealed."""

from isthmus.core.messages import MessageError

__all__ = ["SealRefused"]


class SealRefused(MessageError):
    """What was to be sealed does not fit the format; the message says what, with the number."""
