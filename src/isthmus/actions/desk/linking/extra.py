"""What linking needs beyond the plain desk, and how to say that it is missing."""

from isthmus.core.extras import LINKING
from isthmus.core.messages import MessageError

__all__ = ["INSTALL", "NotLinked", "can_link"]

INSTALL = LINKING.command


class NotLinked(MessageError):
    """A link run cannot be done, or undone, as asked; says why, and what to do."""


def can_link() -> bool:
    """Return whether everything is installed that linking rests on."""
    return LINKING.installed()
