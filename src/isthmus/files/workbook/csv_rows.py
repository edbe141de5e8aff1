"""CSV records from a byte stream, however broken it is, in bounded memory.

What can not be read as it stands is handed on in a form that the check of cells reports at its row and column: bytes
that are no UTF-8 become lone surrogates, and a cell that is too long is cut just past the longest that is allowed.
"""

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from typing import IO, TextIO

from isthmus.core.workbook.cells import LONGEST_CELL

__all__ = ["UnclosedQuote", "records"]

_LONGEST_RECORD = 16 * LONGEST_CELL
_MOST_LINES = 2 * LONGEST_CELL
_PIECE = 1 << 20


class UnclosedQuote(Exception):
    """The stream ends within quotation marks; `record` is the number of the record in which they open."""

    def __init__(self, record: int) -> None:
        super().__init__(record)
        self.record = record


def records(stream: IO[bytes]) -> Iterator[list[str]]:
    """Every record of a CSV stream as its cells; closes the stream. Raises `UnclosedQuote` at the end of such a one."""
    csv.field_size_limit(_LONGEST_RECORD + _PIECE)
    with TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
        yield from _records(_Lines(text))


def _records(lines: "_Lines") -> Iterator[list[str]]:
    reader, number = csv.reader(lines), 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _TooLong:
            yield _cut_short(next(csv.reader(lines.taken)))
            if not lines.skip_record():
                raise UnclosedQuote(number) from None
            reader = csv.reader(lines)
            continue
        if lines.ended and lines.open_quote():
            raise UnclosedQuote(number)
        yield cells if lines.length <= LONGEST_CELL else _cut(cells)
        lines.start_record()


def _cut(cells: list[str]) -> list[str]:
    return [cell[: LONGEST_CELL + 1] for cell in cells]


def _cut_short(cells: list[str]) -> list[str]:
    """The cells of a record that goes on: its last one is too long, as far as anybody can tell."""
    return _cut([*cells[:-1], cells[-1].ljust(LONGEST_CELL + 1)])


class _TooLong(Exception):
    """A record is longer than any that can be sound."""


class _Lines:
    """The lines of the stream; those of the current record are remembered, as far as a record may be long."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self.ended = False
        self.start_record()

    def start_record(self) -> None:
        self.taken: list[str] = []
        self.length = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._text.readline(_LONGEST_RECORD + 1)
        if not line:
            self.ended = True
            raise StopIteration
        self.taken.append(line)
        self.length += len(line)
        if self.length > _LONGEST_RECORD or len(self.taken) > _MOST_LINES:
            raise _TooLong
        return line

    def open_quote(self) -> bool:
        """Whether the current record has an odd number of quotation marks, so that its last one stays open."""
        return sum(line.count('"') for line in self.taken) % 2 == 1

    def skip_record(self) -> bool:
        """Go on to the start of the next record; whether the quotation marks of this one are closed by then."""
        open_quote = self.open_quote()
        line = self.taken[-1]
        self.start_record()
        while not (line.endswith(("\n", "\r")) and not open_quote):
            line = self._text.readline(_PIECE)
            if not line:
                return not open_quote
            open_quote ^= line.count('"') % 2 == 1
        return True
