"""One table from one file, in whatever form it comes: text, a spreadsheet, or Parquet."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import batched, chain
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from isthmus.core.mapping import MappingError, spelled
from isthmus.core.messages import Message
from isthmus.files.table.csv_archive import csv_parts, csv_sheet
from isthmus.files.table.errors import TableError, TableFault, rows_named
from isthmus.files.table.features import SheetFeatures, SheetRows
from isthmus.files.table.foreign import parquet_rows
from isthmus.files.table.headers import TablePlace, under_header
from isthmus.files.table.opening import NotAFile, open_file
from isthmus.files.table.spreadsheet import OLE, Sheets, open_sheets
from isthmus.files.table.text import ROWS_AT_ONCE, Chunk, Dialect, dialect_of, lengths_checked, text_chunks

__all__ = ["Table", "TablePlace", "is_parquet", "is_text", "open_table"]

_MOST_SHEETS_NAMED = 10
_OTHERS = ((b"\x1f\x8b", "table.kind.gzip"), (b"%PDF", "table.kind.pdf"))

type Progress = Callable[[int, int], None]
type _Started = tuple[str, int, list[str], Iterator[list[str]], SheetFeatures]


@dataclass(slots=True)
class Table:
    """A table that is read once, from its start: the names of its columns, and its rows by the thousand.

    `row` is the header's; `passed` the rows that were passed over because they are blank, in order, so far. `dialect`
    is that of a text, `features` are those of a spreadsheet.
    """

    names: tuple[str, ...]
    row: int
    chunks: Iterator[Chunk]
    dialect: Dialect | None = None
    passed: list[int] = field(default_factory=list)
    features: SheetFeatures | None = None

    @property
    def encoding(self) -> str:
        """The encoding as people call it."""
        return self.dialect.name if self.dialect else "UTF-8"

    def rows(self) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
        """Yield rows that each have a cell for each column, with their numbers. Raises `TableFault`."""
        width = len(self.names)
        for first, all_rows in self.chunks:
            numbers: Sequence[int] = range(first, first + len(all_rows))
            rows = all_rows
            if not all(map(any, rows)):
                numbers, rows = self._filled(numbers, rows)
            if set(map(len, rows)) - {width}:
                wrong = [number for number, row in zip(numbers, rows, strict=True) if len(row) != width]
                rule = Message("table.width", n=width, rows=rows_named(wrong))
                raise TableFault(rule, Message("table.width_fix"))
            if rows:
                yield numbers, rows

    def _filled(self, numbers: Sequence[int], rows: list[list[str]]) -> tuple[Sequence[int], list[list[str]]]:
        filled = [any(map(str.strip, row)) for row in rows]
        self.passed.extend(number for number, has in zip(numbers, filled, strict=True) if not has)
        kept = [(number, row) for number, row, has in zip(numbers, rows, filled, strict=True) if has]
        return [number for number, _ in kept], [row for _, row in kept]


def is_text(cell: str) -> bool:
    """Return whether all of a cell was text in the encoding of its table."""
    try:
        cell.encode()
    except UnicodeEncodeError:
        return False
    return True


ANYWHERE = TablePlace()


@contextmanager
def open_table(
    path: Path, encoding: str = "", progress: Progress | None = None, place: TablePlace = ANYWHERE
) -> Iterator[Table]:
    """Open a file as a table. `encoding` is for text that does not say its own.

    Raises `TableError`, in place of any `TableFault` or `MappingError` while it is open, and where it cannot be opened.
    """
    try:
        with ExitStack() as files:
            yield _opened(path, encoding, progress, files, place)
    except TableFault as fault:
        raise TableError(path.name, fault) from None
    except MappingError as error:
        raise TableError(path.name, TableFault(error.rule, error.fix)) from None


def is_parquet(path: Path) -> bool:
    """Return whether the file begins as Parquet does. Raises `TableError` where it cannot be opened."""
    try:
        with _stream(path) as stream:
            return stream.read(4) == b"PAR1"
    except TableFault as fault:
        raise TableError(path.name, fault) from None


def _stream(path: Path) -> IO[bytes]:
    try:
        return open_file(path)
    except NotAFile:
        raise TableFault(Message("table.not_a_file"), Message("table.not_a_file_fix")) from None
    except OSError as error:
        rule = Message("table.unreadable", reason=error.strerror or "")
        raise TableFault(rule, Message("table.unreadable_fix")) from None


def _opened(
    path: Path, encoding: str, progress: Progress | None, files: ExitStack, place: TablePlace
) -> Table:
    stream = files.enter_context(_stream(path))
    first = stream.read(8)
    for start, kind in _OTHERS:
        if first.startswith(start):
            raise TableFault(Message("table.other_kind", kind=Message(kind)), Message("table.other_kind_fix"))
    if first.startswith(b"PAR1"):
        return _parquet(stream, files)
    if first.startswith((b"PK\x03\x04", b"PK\x05\x06", OLE)):
        chunks, features = _spreadsheet(stream, files, place.sheet, encoding)
        return _headed(chunks, place, padded=True, features=features)
    size = path.stat().st_size
    dialect = dialect_of(stream, encoding)
    report = None if progress is None else (lambda done: progress(done, size))
    table = _headed(text_chunks(stream, dialect, report), place, padded=False)
    table.dialect = dialect
    if not is_text("".join(table.names)):
        rule = Message("table.header_not_decoded", encoding=table.encoding)
        raise TableFault(rule, Message("table.not_decoded_fix"), table.row)
    return table


def _parquet(stream: IO[bytes], files: ExitStack) -> Table:
    rows = parquet_rows(stream, files)
    return Table(tuple(next(rows)), 1, _by_the_thousand(2, rows))


def _spreadsheet(
    stream: IO[bytes], files: ExitStack, wanted: str, encoding: str
) -> tuple[Iterator[Chunk], SheetFeatures]:
    sheets = open_sheets(stream, files, formulas=False)
    if sheets is None:
        rule = Message("table.spreadsheet", kind=Message("table.kind.xlsx"))
        raise TableFault(rule, Message("table.spreadsheet_fix"))
    if isinstance(sheets, ZipFile):
        if parts := csv_parts(sheets):
            return csv_sheet(sheets, parts, wanted, encoding), SheetFeatures()
        rule = Message("table.other_kind", kind=Message("table.kind.zip"))
        raise TableFault(rule, Message("table.other_kind_fix"))
    if wanted:
        chosen = _sheet(sheets, wanted)
        return _by_the_thousand(1, lengths_checked(chosen)), chosen.features
    found = [each for name, cells in sheets if (each := _started(name, cells))]
    if not found:
        raise TableFault(Message("table.empty"), Message("table.empty_fix"))
    if len(found) > 1:
        named = tuple(name for name, *_ in found[:_MOST_SHEETS_NAMED])
        raise TableFault(Message("table.sheets", names=named), Message("table.sheets_fix"))
    _, number, header, rows, features = found[0]
    features.other_sheets = ()
    return _by_the_thousand(number, chain((header,), rows)), features


def _sheet(sheets: Sheets, wanted: str) -> SheetRows:
    """Return the rows of the sheet of that name. Raises `TableFault` where there is none."""
    names: list[str] = []
    for name, rows in sheets:
        if spelled(name) == spelled(wanted):
            return rows
        names.append(name)
    named = tuple(names[:_MOST_SHEETS_NAMED])
    raise TableFault(Message("table.no_sheet", sheet=wanted[:40]), Message("table.no_sheet_fix", names=named))


def _started(name: str, sheet: SheetRows) -> _Started | None:
    """Return a sheet at its first row that is not blank; None where there is none."""
    rows = lengths_checked(sheet)
    for number, row in enumerate(rows, start=1):
        if any(map(str.strip, row)):
            return name, number, row, rows, sheet.features
    return None


def _by_the_thousand(number: int, rows: Iterator[list[str]]) -> Iterator[Chunk]:
    for some in batched(rows, ROWS_AT_ONCE):
        yield number, list(some)
        number += len(some)


def _headed(
    chunks: Iterator[Chunk], place: TablePlace, *, padded: bool, features: SheetFeatures | None = None
) -> Table:
    """Return the table below its header. Raises `TableFault` where there is none."""
    names, row, rest = under_header(chunks, place, features)
    return Table(names, row, _padded(rest, len(names)) if padded else rest, features=features)


def _padded(chunks: Iterator[Chunk], width: int) -> Iterator[Chunk]:
    """Yield the rows of a spreadsheet filled up with the empty cells at their end, which it leaves out."""
    for first, rows in chunks:
        for row in rows:
            if len(row) < width:
                row.extend([""] * (width - len(row)))
        yield first, rows
