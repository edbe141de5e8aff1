"""Why an action is not taken back."""

from isthmus.core.messages import MessageError

__all__ = ["NotUndone"]


class NotUndone(MessageError):
    """Nothing is taken back; says why, and what to do."""
