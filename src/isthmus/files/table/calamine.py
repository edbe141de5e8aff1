"""ODS and XLS, by python-calamine, which reads a sheet as a whole: its size is looked at before.

Imported in the process that parses alone: the package comes with an extra.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, ZipError

from isthmus.core.messages import Message
from isthmus.files.table.archives import BROKEN
from isthmus.files.table.errors import TableFault
from isthmus.files.table.xlsx import MOST_SHEETS

__all__ = ["MOST_CELLS", "ForeignBook", "ForeignSheet", "book_of"]

MOST_CELLS = 20_000_000  # some gigabytes: calamine holds a rectangle of them
_PIECE = 1 << 18
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


@dataclass(frozen=True, slots=True)
class ForeignSheet:
    """A sheet with cells: its merged cells, and its rows, as they are asked for."""

    merged: Sequence[tuple[int, int, int, int]]
    rows: Iterator[list[str]]


@dataclass(frozen=True, slots=True)
class ForeignBook:
    """The names of all sheets, the numbers of those that have any cell, from 0, and these, one after the other."""

    names: Sequence[str]
    with_cells: Sequence[int]
    sheets: Iterator[ForeignSheet]


def book_of(stream: IO[bytes], kind: Message, archive: ZipFile | None) -> ForeignBook:
    """Return the sheets of a spreadsheet. Raises `TableFault`, also while rows are read."""
    if archive is not None:
        _check_repeats(archive, kind)
    stream.seek(0)
    with _readable(kind):
        book = CalamineWorkbook.from_filelike(stream)
        _check_sheets(len(book.sheet_names))
        # A sheet is read to see whether it has any cell; the only one is read once.
        found = [
            each for each in range(len(book.sheet_names)) if len(book.sheet_names) == 1 or _cells(book, each)
        ]
        return ForeignBook(book.sheet_names, found, _sheets(book, found, kind))


def _cells(book: CalamineWorkbook, number: int) -> bool:
    return book.get_sheet_by_index(number).start is not None


def _sheets(book: CalamineWorkbook, numbers: Sequence[int], kind: Message) -> Iterator[ForeignSheet]:
    with _readable(kind):
        for number in numbers:
            sheet = book.get_sheet_by_index(number)
            yield ForeignSheet(_merged(sheet), _rows(sheet))


@contextmanager
def _readable(kind: Message) -> Iterator[None]:
    try:
        yield
    except PasswordError:
        raise TableFault(Message("table.locked"), Message("table.locked_fix")) from None
    except (CalamineError, ZipError, OSError, ValueError):
        raise _unreadable(kind) from None
    except BaseException as panic:
        # Of Rust, where a file is worse than calamine thinks possible.
        if type(panic).__name__ != "PanicException":
            raise
        raise _unreadable(kind) from None


def _check_sheets(n: int) -> None:
    if n > MOST_SHEETS:
        rule = Message("table.too_many_sheets", most=MOST_SHEETS, n=n)
        raise TableFault(rule, Message("table.too_many_sheets_fix"))


def _unreadable(kind: Message) -> TableFault:
    return TableFault(Message("table.spreadsheet", kind=kind), Message("table.spreadsheet_fix"))


def _merged(sheet: CalamineSheet) -> list[tuple[int, int, int, int]]:
    """Return the merged cells of a sheet, which is all that the package tells: top, left, bottom, right, from 1."""
    ranges = sheet.merged_cell_ranges or ()
    return [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges]


def _rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise _too_many_cells()
    for row in sheet.iter_rows():
        cells = [_as_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _too_many_cells() -> TableFault:
    return TableFault(Message("table.too_many_cells", most=MOST_CELLS), Message("table.too_many_cells_fix"))


def _as_text(cell: object) -> str:
    """Return the cell as our own reader of XLSX does: a whole number without a point, a day as a date."""
    match cell:
        case str():
            return cell
        case bool():
            return "yes" if cell else "no"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
        case date() | time():
            return cell.isoformat()
    return "" if cell is None else str(cell)


def _check_repeats(archive: ZipFile, kind: Message) -> None:
    """Raise `TableFault` where the cells of ODS, each of which may stand for millions, are more than are read."""
    size = _Size()
    try:
        with archive.open("content.xml") as stream:
            while piece := stream.read(_PIECE):
                size.parser.Parse(piece, False)
    except (*BROKEN, ExpatError, LookupError):
        raise _unreadable(kind) from None


class _Size:
    """How many cells a sheet has up to the last that holds anything; empty ones at the end are not there."""

    def __init__(self) -> None:
        self.rows = self.empty_rows = self.columns = self.most_columns = self.empty_columns = 0
        self.repeated = self.row_repeated = 1
        self.filled = False
        self.parser = ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = _refuse_entities

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE} table":
            self.rows = self.empty_rows = self.most_columns = 0
        elif name == f"{_TABLE} table-row":
            self.columns = self.empty_columns = 0
            self.row_repeated = int(attributes.get(f"{_TABLE} number-rows-repeated", 1))
        elif name in (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell"):
            self.repeated = int(attributes.get(f"{_TABLE} number-columns-repeated", 1))
            self.filled = f"{_OFFICE} value-type" in attributes or f"{_TABLE} formula" in attributes
        elif name == f"{_TEXT} p":
            self.filled = True

    def _end(self, name: str) -> None:
        if name in (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell"):
            self.empty_columns += self.repeated
            if self.filled:
                self.columns, self.empty_columns = self.columns + self.empty_columns, 0
        elif name == f"{_TABLE} table-row":
            self.empty_rows += self.row_repeated
            self.most_columns = max(self.most_columns, self.columns)
            if self.columns:
                self.rows, self.empty_rows = self.rows + self.empty_rows, 0
            if self.rows * self.most_columns > MOST_CELLS:
                raise _too_many_cells()


def _refuse_entities(*_: object) -> None:
    raise ValueError
