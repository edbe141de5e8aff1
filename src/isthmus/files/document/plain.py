"""Plain text that is not UTF-8: read as it was chosen, or as it is guessed to be written."""

from collections.abc import Iterator
from typing import IO

from isthmus.files.document.choices import Choices
from isthmus.files.document.guessed_charset import letters_of
from isthmus.files.document.program import (
    ProgramFault,
    noted,
    part_of,
    read_all,
    reading_of,
    within_limits,
)

__all__ = ["plain"]

MOST_PLAIN = 64 << 20


def plain(stream: IO[bytes], *asked: str) -> Iterator[list[object]]:
    """Answer for a plain text."""
    return within_limits(lambda: _answers(read_all(stream, MOST_PLAIN), Choices.of(asked)))


def _answers(content: bytes, choices: Choices) -> Iterator[list[object]]:
    letters = letters_of(content, choices.charset)
    if letters is None:
        raise ProgramFault("document.charset")
    yield reading_of("whole", "plain", letters.parameters)
    yield part_of(letters.text.replace("\r\n", "\n").replace("\r", "\n"))
    if letters.has_lost:
        yield noted("document.letters_lost")
