"""Tables as text: in which encoding, with what between the cells, and their records by the thousand.

Records are read in pieces of some hundred kilobytes. Where a record is not what it should be, the text is read again
from its start by `careful`, which is slower and finds out what is wrong, in bounded memory. Bytes that are no text in
the encoding become lone surrogates, which whoever reads the cell reports at its row and column.
"""

import codecs
import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import StringIO, TextIOWrapper
from itertools import chain, islice
from typing import IO

from isthmus.core.messages import Message
from isthmus.core.workbook.cells import LONGEST_CELL
from isthmus.files.table.careful import LONGEST_RECORD, PIECE, careful_records
from isthmus.files.table.errors import TableFault

__all__ = [
    "ROWS_AT_ONCE",
    "Chunk",
    "Dialect",
    "dialect_of",
    "known_encoding",
    "lengths_checked",
    "text_chunks",
]

ROWS_AT_ONCE = 20_000
_ROWS_AT_FIRST = 200  # the names of the columns are among them, and often nothing else is wanted
_FIRST = 1 << 16
_BLOCK = 1 << 18
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SEPARATOR = re.compile(r'"?sep=(.)\1*"?', re.IGNORECASE)  # a spreadsheet fills the line up with its sign
_QUOTED = re.compile(r'"[^"]*"')
_SIGNS = ",;\t|"
_SHOWN = {"\t": Message("table.tab")}

type Chunk = tuple[int, list[list[str]]]
"""The number of the first row, as a spreadsheet numbers it, and the rows."""


def _as_surrogate(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "\udcff", error.end


# Python's own handler for this takes single bytes, and UTF-16 has units of two.
codecs.register_error("isthmus.surrogate", _as_surrogate)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written: its encoding, the sign between cells, and whether a first line `sep=` says the sign."""

    encoding: str
    delimiter: str
    says_separator: bool

    def text(self, stream: IO[bytes]) -> TextIOWrapper:
        """Return the stream as text, from its start, after the line that says the sign."""
        stream.seek(0)
        errors = "surrogateescape" if self.encoding == "utf-8-sig" else "isthmus.surrogate"
        text = TextIOWrapper(stream, self.encoding, errors, newline="")
        if self.says_separator:
            text.readline()
        return text

    @property
    def name(self) -> str:
        """Return the encoding as people call it."""
        return {"utf-8-sig": "UTF-8", "utf-16": "UTF-16"}.get(self.encoding, self.encoding)


def known_encoding(name: str) -> str:
    """Return the name of a text encoding, or nothing where none was asked for. Raises `TableFault`."""
    try:
        b" ".decode(name or "utf-8", "ignore")
    except (LookupError, UnicodeError, ValueError):
        raise TableFault(Message("table.encoding", name=name), Message("table.encoding_fix")) from None
    return name


def dialect_of(stream: IO[bytes], encoding: str = "") -> Dialect:
    """Return how the text in the stream is written. `encoding` is that of a text whose first bytes do not say it.

    Raises `TableFault` where it is empty or no text.
    """
    stream.seek(0)
    first = stream.read(_FIRST)
    named = _encoding_of(first, known_encoding(encoding))
    text = first.decode(named, "replace")
    if not text.strip():
        raise TableFault(Message("table.empty"), Message("table.empty_fix"))
    line = next(line for line in re.split(r"[\r\n]+", text) if line.strip() or _SEPARATOR.fullmatch(line))
    if said := _SEPARATOR.fullmatch(line):
        _check_separator(said[1], _first_lines(text.partition(line)[2]))
        return Dialect(named, said[1], says_separator=True)
    return Dialect(named, _sign(_first_lines(text)), says_separator=False)


def _first_lines(text: str) -> list[str]:
    """Return the first three lines that hold anything, without what stands in quotation marks."""
    lines = _QUOTED.sub("", text.strip(" \r\n")[:_FIRST]).splitlines()
    return list(islice((line for line in lines if line.strip()), 3)) or [""]


def _sign(lines: list[str]) -> str:
    """Return the sign that the header has most of; that of the lines below, where these have another alone."""
    header, *below = lines
    sign = max(_SIGNS, key=header.count)
    if len(below) > 1 and not any(sign in line for line in below):
        other = max(_SIGNS, key=below[0].count)
        if 0 < below[0].count(other) == below[1].count(other):
            return other
    return sign


def _check_separator(sign: str, lines: list[str]) -> None:
    """Raise `TableFault` where a first line says a sign that the lines below do not have, and they have another."""
    other = max(_SIGNS, key=lines[0].count)
    if sign not in lines[0] and other in lines[0]:
        rule = Message("table.separator", said=_SHOWN.get(sign, sign), found=_SHOWN.get(other, other))
        raise TableFault(rule, Message("table.separator_fix"), 1)


def _encoding_of(first: bytes, asked: str) -> str:
    if first.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if first.startswith(_UTF16) and not first.startswith(codecs.BOM_UTF32_LE):
        return "utf-16"
    if asked:
        return "utf-8-sig" if codecs.lookup(asked).name == "utf-8" else asked
    if b"\0" in first:
        raise TableFault(Message("table.not_text"), Message("table.not_text_fix"))
    return "utf-8-sig"


def text_chunks(
    stream: IO[bytes], dialect: Dialect, progress: Callable[[int], None] | None = None, *, cut: bool = False
) -> Iterator[Chunk]:
    """Yield the records in turn, some thousands at once; closes the stream. Raises `TableFault` at a broken record.

    With `cut`, a cell that is too long is handed on, cut just past the longest that is allowed.
    """
    csv.field_size_limit(LONGEST_RECORD + PIECE)
    text = dialect.text(stream)
    first = 1
    try:
        for rows in _Pieces(text, dialect.delimiter):
            yield first, rows
            first += len(rows)
            if progress is not None:
                progress(stream.tell())
    except (csv.Error, _OutOfBounds):
        text.detach()
        text = dialect.text(stream)
        records = careful_records(text, dialect.delimiter)
        yield from _again(records if cut else lengths_checked(records), first)
    finally:
        text.close()


def lengths_checked(records: Iterable[list[str]]) -> Iterator[list[str]]:
    """Yield the records. Raises `TableFault` at a cell that is too long; of such a one only the start was read."""
    for number, row in enumerate(records, start=1):
        if any(len(cell) > LONGEST_CELL for cell in row):
            rule = Message("table.long_cell", most=LONGEST_CELL)
            raise TableFault(rule, Message("table.long_cell_fix"), number)
        yield row


def _again(records: Iterator[list[str]], first: int) -> Iterator[Chunk]:
    """Yield what comes after the rows that were read before, and then raise what is wrong."""
    for _ in islice(records, first - 1):
        pass
    rows: list[list[str]] = []
    try:
        for row in records:
            rows.append(row)
            if len(rows) == ROWS_AT_ONCE:
                yield first, rows
                first, rows = first + len(rows), []
    except TableFault:
        if rows:
            yield first, rows
        raise
    if rows:
        yield first, rows


class _OutOfBounds(Exception):
    """A record may be longer than any that can be sound."""


class _Pieces:
    """Rows by the thousand. Lines are split in C; what Python sees is each piece and each row."""

    def __init__(self, text: TextIOWrapper, delimiter: str) -> None:
        self._text = text
        self._delimiter = delimiter
        self._number = 0  # of rows so far

    def __iter__(self) -> Iterator[list[list[str]]]:
        lines = chain.from_iterable(StringIO(block, newline="") for block in self._blocks())
        rows: list[list[str]] = []
        most = _ROWS_AT_FIRST
        for row in csv.reader(lines, delimiter=self._delimiter, strict=True):
            rows.append(row)
            self._number += 1
            if len(rows) == most:
                yield rows
                rows, most = [], ROWS_AT_ONCE
        if rows:
            yield rows

    def _blocks(self) -> Iterator[str]:
        """Yield the text in pieces of whole lines. Raises `_OutOfBounds` where no row ends for long."""
        number, length, before = 0, 0, 0
        for block in self._whole_lines():
            # A row that ended since may have begun anywhere in the piece before.
            length = (length if self._number == number else before) + len(block)
            if length > LONGEST_CELL:
                raise _OutOfBounds
            number, before = self._number, len(block)
            yield block

    def _whole_lines(self) -> Iterator[str]:
        rest = ""
        while piece := self._text.read(_BLOCK):
            block = rest + piece
            # A carriage return at the very end may be the half of a line's end.
            cut = max(block.rfind("\n"), block.rfind("\r", 0, -1)) + 1
            if cut:
                yield block[:cut]
            rest = block[cut:]
            if len(rest) > LONGEST_CELL:
                raise _OutOfBounds
        if rest:
            yield rest
