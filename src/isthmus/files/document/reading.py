"""Reading a document: its file goes to a program of the parsing process, and plain values come back."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import IO

from isthmus.core.messages import Message
from isthmus.files.document.answers import (
    Attachment,
    DrawnPage,
    GreyPage,
    MemberFault,
    ReadDocument,
    archived_files,
    drawn_page,
    grey_page,
    read_document,
)
from isthmus.files.document.choices import Choices
from isthmus.files.document.errors import DocumentFault
from isthmus.files.document.kinds import PROGRAMS_OF, DocumentProgram
from isthmus.files.parsing_process import Answers, NoParsingProcess, ParsingFailed, TookTooMuch, parsing

__all__ = ["draw_page", "draw_page_in_grey", "is_read", "read", "unpack"]

NO_CHOICE = Choices()
# As wide as a page is shown on a large screen.
PAGE_WIDTH = 1_200


def is_read(kind: str) -> bool:
    """Return whether files of a media type are read, where the machine lets a process be shut in."""
    return kind in PROGRAMS_OF


def read(stream: IO[bytes], kind: str, choices: Choices = NO_CHOICE) -> ReadDocument:
    """Return what a file of a kind that is read says; `choices` tell what it does not. Raises DocumentFault."""
    program = _program(kind)
    with _answers(program.name, stream, *(choices.arguments() if program.asks else ())) as answers:
        return read_document(answers)


def unpack(stream: IO[bytes]) -> Generator[Attachment | MemberFault]:
    """Yield the files of an archive, and what is wrong with others. Raises ChatArchive and DocumentFault."""
    with _answers("archive_files", stream) as answers:
        yield from archived_files(answers)


def draw_page(
    stream: IO[bytes], kind: str, number: int, width: int = PAGE_WIDTH, turned: int = 0
) -> DrawnPage:
    """Return a picture of one page of a file of a kind with pages, counted from 1, turned to the right by degrees.

    Raises DocumentFault.
    """
    with _answers(f"{_program(kind).name}_page", stream, str(number), str(width), str(turned)) as answers:
        return drawn_page(answers)


def draw_page_in_grey(stream: IO[bytes], kind: str, number: int, turned: int = 0) -> GreyPage:
    """Return a page, from 1, as letters are recognised on it, turned to the right by degrees. Raises DocumentFault."""
    with _answers(f"{_program(kind).name}_grey", stream, str(number), str(turned)) as answers:
        return grey_page(answers)


def _program(kind: str) -> DocumentProgram:
    program = PROGRAMS_OF[kind]
    if program.package and find_spec(program.package) is None:
        raise DocumentFault(Message("document.extra"), Message("document.extra_fix"))
    return program


@contextmanager
def _answers(program: str, stream: IO[bytes], *arguments: str) -> Iterator[Answers]:
    try:
        with parsing(program, stream, *arguments) as answers:
            yield answers
    except NoParsingProcess:
        raise DocumentFault(Message("document.not_shut_in"), Message("document.not_shut_in_fix")) from None
    except TookTooMuch:
        raise DocumentFault(
            Message("document.took_too_much"), Message("document.took_too_much_fix")
        ) from None
    except ParsingFailed:
        raise DocumentFault(Message("document.damaged"), Message("document.damaged_fix")) from None
