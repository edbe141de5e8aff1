"""The English of what was raised, for tests that look at words."""

from isthmus.core.messages import MessageError
from isthmus.language import english

__all__ = ["told"]


def told(error: BaseException) -> str:
    """Return what an error says."""
    assert isinstance(error, MessageError)
    return english(error.message)
