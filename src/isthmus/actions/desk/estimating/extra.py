"""What estimating needs beyond the plain desk, and how to say that it is missing."""

from importlib.util import find_spec

from isthmus.core.messages import MessageError

__all__ = ["INSTALL", "NotEstimated", "can_estimate"]

PACKAGES = ("arviz_stats", "numba", "numpy", "scipy")
INSTALL = "pip install 'isthmus[estimate]'"


class NotEstimated(MessageError):
    """A plan cannot be kept, or an estimate not be made, as asked; says why, and what to do."""


def can_estimate() -> bool:
    """Return whether everything is installed that estimates rest on."""
    return all(find_spec(package) for package in PACKAGES)
