"""CSV records from text however broken it is, line by line in bounded memory.

A cell that is too long is cut just past the longest that is allowed, and the next record is read as if nothing were.
"""

import csv
from collections.abc import Iterator
from typing import TextIO

from isthmus.core.messages import Message
from isthmus.core.workbook.cells import LONGEST_CELL
from isthmus.files.table.errors import TableFault

__all__ = ["LONGEST_RECORD", "PIECE", "careful_records"]

LONGEST_RECORD = 16 * LONGEST_CELL
PIECE = 1 << 20
_MOST_LINES = 2 * LONGEST_CELL


def careful_records(text: TextIO, delimiter: str) -> Iterator[list[str]]:
    """Yield every record as its cells. Raises `TableFault` at one that cannot be told from the next."""
    lines = _Lines(text)
    reader, number = csv.reader(lines, delimiter=delimiter, strict=True), 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise _unclosed(number) if lines.ended else _malformed(number) from None
        except _TooLong:
            yield _cut_short(next(csv.reader(lines.taken, delimiter=delimiter)))
            if not lines.skip_record():
                raise _unclosed(number) from None
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            continue
        yield cells if lines.length <= LONGEST_CELL else _cut(cells)
        lines.start_record()


def _malformed(row: int) -> TableFault:
    return TableFault(Message("table.malformed"), Message("table.malformed_fix"), row)


def _unclosed(row: int) -> TableFault:
    return TableFault(Message("table.unclosed"), Message("table.unclosed_fix"), row)


def _cut(cells: list[str]) -> list[str]:
    return [cell[: LONGEST_CELL + 1] for cell in cells]


def _cut_short(cells: list[str]) -> list[str]:
    """Return the cells of a record that goes on: its last one is too long, as far as anybody can tell."""
    return _cut([*cells[:-1], cells[-1].ljust(LONGEST_CELL + 1)])


class _TooLong(Exception):
    """A record is longer than any that can be sound."""


class _Lines:
    """The lines of the text; those of the current record are remembered, as far as a record may be long."""

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
        line = self._text.readline(LONGEST_RECORD + 1)
        if not line:
            self.ended = True
            raise StopIteration
        self.taken.append(line)
        self.length += len(line)
        if self.length > LONGEST_RECORD or len(self.taken) > _MOST_LINES:
            raise _TooLong
        return line

    def _open_quote(self) -> bool:
        """Return whether the current record has an odd number of quotation marks, so that its last one stays open."""
        return sum(line.count('"') for line in self.taken) % 2 == 1

    def skip_record(self) -> bool:
        """Go on to the start of the next record; return whether the quotation marks of this one are closed by then."""
        open_quote = self._open_quote()
        line = self.taken[-1]
        self.start_record()
        while not (line.endswith(("\n", "\r")) and not open_quote):
            line = self._text.readline(PIECE)
            if not line:
                return not open_quote
            open_quote ^= line.count('"') % 2 == 1
        return True
