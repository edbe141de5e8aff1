"""The English of what was raised, for tests that look at words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from isthmus.core.messages import MessageError
from isthmus.language import english

__all__ = ["raises_saying", "told"]


def told(error: BaseException) -> str:
    """Return what an error says."""
    assert isinstance(error, MessageError)
    return english(error.message)


@contextmanager
def raises_saying(error: type[BaseException], match: str) -> Iterator[None]:
    """Require that this is raised within, and that what it says matches, as `pytest.raises` matches its text."""
    with pytest.raises(error) as raised:
        yield
    assert re.search(match, told(raised.value)), told(raised.value)
