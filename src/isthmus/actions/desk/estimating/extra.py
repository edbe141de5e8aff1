"""What estimating needs beyond the plain desk, and how to say that it is missing."""

from isthmus.core.extras import ESTIMATING
from isthmus.core.messages import MessageError

__all__ = ["INSTALL", "NotEstimated", "can_estimate"]

INSTALL = ESTIMATING.command


class NotEstimated(MessageError):
    """A plan cannot be kept, or an estimate not be made, as asked; says why, and what to do."""


def can_estimate() -> bool:
    """Return whether everything is installed that estimates rest on."""
    return ESTIMATING.installed()
