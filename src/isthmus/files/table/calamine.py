"""ODS and XLS, by python-calamine, which reads a sheet as a whole: its size is looked at before.

Imported where such a file is met: the package comes with an extra.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, ZipError

from isthmus.core.messages import Message
from isthmus.files.table.archives import BROKEN
from isthmus.files.table.errors import TableFault
from isthmus.files.table.features import CellRange, SheetFeatures, SheetFrame, SheetRows
from isthmus.files.table.ods_frame import read_ods_frame
from isthmus.files.table.xlsx import MOST_SHEETS

__all__ = ["MOST_CELLS", "sheets_of"]

MOST_CELLS = 20_000_000  # some gigabytes: calamine holds a rectangle of them
_PIECE = 1 << 18
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def sheets_of(stream: IO[bytes], kind: Message, archive: ZipFile | None) -> Iterator[tuple[str, SheetRows]]:
    """Yield the name and the rows of every sheet that has any cell. Raises `TableFault`, also while rows are read."""
    if archive is not None:
        _check_repeats(archive, kind)
    stream.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(stream)
        _check_sheets(len(book.sheet_names))
        for number, name in enumerate(book.sheet_names):
            sheet = book.get_sheet_by_index(number)
            if sheet.start is not None:
                others = tuple(each for each in book.sheet_names if each != name)
                features = SheetFeatures(other_sheets=others, unseen="xls" if archive is None else "ods")
                features.frame = (
                    partial(_merged, sheet)
                    if archive is None
                    else partial(read_ods_frame, archive, number, features)
                )
                yield name, SheetRows(_rows(sheet), features)
    except PasswordError:
        raise TableFault(Message("table.locked"), Message("table.locked_fix")) from None
    except (CalamineError, ZipError, OSError, ValueError):
        raise _unreadable(kind) from None
    except BaseException as panic:
        if (
            type(panic).__name__ != "PanicException"
        ):  # of Rust, where a file is worse than calamine thinks possible
            raise
        raise _unreadable(kind) from None


def _check_sheets(n: int) -> None:
    if n > MOST_SHEETS:
        rule = Message("table.too_many_sheets", most=MOST_SHEETS, n=n)
        raise TableFault(rule, Message("table.too_many_sheets_fix"))


def _unreadable(kind: Message) -> TableFault:
    return TableFault(Message("table.spreadsheet", kind=kind), Message("table.spreadsheet_fix"))


def _merged(sheet: CalamineSheet) -> SheetFrame:
    """Return the merged cells of a sheet, which is all that the package tells."""
    ranges = sheet.merged_cell_ranges or ()
    merged = [CellRange(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges]
    return SheetFrame(merged=merged)


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
