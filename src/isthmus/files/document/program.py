"""What the programs for documents stand on: their answers in order, within limits, and what is wrong as a code.

The answers are `["reading", kind, tool, version, parameters]`, then for each part
`["part", text, label, seconds, size, boxes]`, with `["note", code]` and `["file", name, base64]` among them, and last
`["end"]` or `["fault", code, values]`.
"""

import struct
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import IO
from zipfile import BadZipFile

from isthmus import __version__
from isthmus.files.document.bounds import MOST_ATTACHED_TOGETHER, MOST_LETTERS, MOST_PARTS
from isthmus.files.document.clean import cleaned
from isthmus.files.document.faults import FAULTS, NOTES

__all__ = [
    "DAMAGED",
    "MOST_ATTACHED",
    "MOST_FILES",
    "MOST_LETTERS",
    "MOST_PARTS",
    "MOST_READ",
    "ProgramFault",
    "attached",
    "noted",
    "part_of",
    "read_all",
    "reading_of",
    "within_limits",
]

type Answer = list[object]

# An answer is one line, and none longer than 64 MiB is taken (parsing_process.launching): base64 takes four bytes for
# three, and a letter of most scripts two or three.
MOST_OF_A_LINE = 60 << 20
MOST_ATTACHED = MOST_OF_A_LINE // 4 * 3
# Files in a file that are handed on, each a document of its own; whoever asks takes no more (answers.MOST_ATTACHMENTS).
MOST_FILES = 1_000
# A file of text this large has more than the letters that are read, whatever its kind: it is held in memory.
MOST_READ = 512 << 20

# What the standard library and olefile raise for files that are worse than they think possible.
DAMAGED = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


class ProgramFault(Exception):
    """What is wrong with a file: the code of a message, and the values that stand in it."""

    def __init__(self, code: str, **values: str | int) -> None:
        assert code in FAULTS
        super().__init__(code)
        self.code, self.values = code, values


def reading_of(kind: str, reader: str, parameters: str = "") -> Answer:
    """Return the first answer. `reader` is the name of the program: what reads is our own, and so is its version."""
    return ["reading", kind, f"isthmus.{reader}", __version__, parameters]


def part_of(text: str, label: str = "", seconds: tuple[float, float] | None = None) -> Answer:
    """Return the answer for one part."""
    return ["part", cleaned(text), " ".join(cleaned(label).split()), seconds and list(seconds), None, []]


def noted(code: str) -> Answer:
    """Return the answer for what the reader should know."""
    assert code in NOTES
    return ["note", code]


def attached(name: str, content: bytes) -> Answer:
    """Return the answer for a file in the file, or a note where it is larger than an answer may be."""
    if len(content) > MOST_ATTACHED:
        return noted("document.attachment_too_large")
    return ["file", " ".join(cleaned(name).split()), b64encode(content).decode("ascii")]


def read_all(stream: IO[bytes], most: int = MOST_READ) -> bytes:
    """Return the bytes of a file from its start. Raises `ProgramFault` where they are too many."""
    stream.seek(0)
    content = stream.read(most + 1)
    if len(content) > most:
        raise ProgramFault("document.too_long", most=MOST_LETTERS)
    return content


def within_limits(answers: Callable[[], Iterator[Answer]]) -> Iterator[Answer]:
    """Yield the answers of a program, and the last one; each note once."""
    budget, notes = _Budget(), set[str]()
    try:
        for told in answers():
            answer = budget.with_fewer_files(told)
            if answer[0] == "note":
                if str(answer[1]) in notes:
                    continue
                notes.add(str(answer[1]))
            budget.take(answer)
            yield answer
    except ProgramFault as fault:
        yield ["fault", fault.code, fault.values]
    except RecursionError:
        yield ["fault", "document.too_deep", {}]
    except MemoryError:
        yield ["fault", "document.took_too_much", {}]
    except DAMAGED:
        yield ["fault", "document.damaged", {}]
    else:
        yield ["end"]


class _Budget:
    """What may still be answered."""

    def __init__(self) -> None:
        self.parts, self.letters, self.files = MOST_PARTS, MOST_LETTERS, MOST_FILES
        self.attached = MOST_ATTACHED_TOGETHER

    def with_fewer_files(self, answer: Answer) -> Answer:
        """Return the answer, or a note in place of a file that is too many, or too much with those before it."""
        if answer[0] != "file":
            return answer
        size = len(str(answer[2])) // 4 * 3  # it is in base64
        if self.files < 1 or size > self.attached:
            return noted("document.attachments_left_out")
        self.files -= 1
        self.attached -= size
        return answer

    def take(self, answer: Answer) -> None:
        if answer[0] != "part":
            return
        text = str(answer[1])
        self.parts -= 1
        self.letters -= len(text)
        if self.parts < 0:
            raise ProgramFault("document.too_many_parts", most=MOST_PARTS)
        if self.letters < 0 or _line(text) > MOST_OF_A_LINE:
            raise ProgramFault("document.too_long", most=MOST_LETTERS)


def _line(text: str) -> int:
    """Return how many bytes a text takes in an answer: JSON puts a sign before some letters."""
    if len(text) * 4 < MOST_OF_A_LINE:
        return len(text)
    return len(text.encode()) + sum(map(text.count, '\n\t"\\'))
