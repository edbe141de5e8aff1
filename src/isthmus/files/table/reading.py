"""One table from one file, in whatever form it comes: text, a spreadsheet, or Parquet."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import batched, chain, islice
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from isthmus.core.mapping import MappingError, spelled
from isthmus.core.messages import Message
from isthmus.files.table.errors import TableError, TableFault, rows_named
from isthmus.files.table.opening import NotAFile, open_file
from isthmus.files.table.spreadsheet import OLE, Sheets, extra, open_sheets
from isthmus.files.table.text import ROWS_AT_ONCE, Chunk, Dialect, dialect_of, lengths_checked, text_chunks

__all__ = ["Table", "TablePlace", "is_parquet", "is_text", "open_table"]

_MOST_COLUMNS = 16_384
_MOST_SHEETS_NAMED = 10
_ROWS_BELOW = 3  # that tell a header from a title: one may be odd, three that agree are the table's
_OTHERS = ((b"\x1f\x8b", "table.kind.gzip"), (b"%PDF", "table.kind.pdf"))

type Progress = Callable[[int, int], None]
type _Started = tuple[str, int, list[str], Iterator[list[str]]]


@dataclass(slots=True)
class Table:
    """A table that is read once, from its start: the names of its columns, and its rows by the thousand.

    `row` is the header's; `passed` the rows that were passed over because they are blank, in order, so far. `dialect`
    is that of a text.
    """

    names: tuple[str, ...]
    row: int
    chunks: Iterator[Chunk]
    dialect: Dialect | None = None
    passed: list[int] = field(default_factory=list)

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


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table stands in its file: its sheet, the first row of its header, and how many rows the header has.

    `header_row` 0: the first that is not blank. What a header of several rows says of several columns, it says of each.
    """

    sheet: str = ""
    header_row: int = 0
    header_rows: int = 1


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
        return _parquet(path)
    if first.startswith((b"PK\x03\x04", b"PK\x05\x06", OLE)):
        return _headed(_spreadsheet(stream, files, place.sheet), place, padded=True)
    size = path.stat().st_size
    dialect = dialect_of(stream, encoding)
    report = None if progress is None else (lambda done: progress(done, size))
    table = _headed(text_chunks(stream, dialect, report), place, padded=False)
    table.dialect = dialect
    if not is_text("".join(table.names)):
        rule = Message("table.header_not_decoded", encoding=table.encoding)
        raise TableFault(rule, Message("table.not_decoded_fix"), table.row)
    return table


def _parquet(path: Path) -> Table:
    with extra(Message("table.kind.parquet"), "link", "pyarrow"):
        from isthmus.files.table.parquet import parquet_chunks, parquet_names  # noqa: PLC0415
    return Table(parquet_names(path), 1, parquet_chunks(path))


def _spreadsheet(stream: IO[bytes], files: ExitStack, wanted: str) -> Iterator[Chunk]:
    sheets = open_sheets(stream, files, formulas=False)
    if sheets is None:
        rule = Message("table.spreadsheet", kind=Message("table.kind.xlsx"))
        raise TableFault(rule, Message("table.spreadsheet_fix"))
    if isinstance(sheets, ZipFile):
        rule = Message("table.other_kind", kind=Message("table.kind.zip"))
        raise TableFault(rule, Message("table.other_kind_fix"))
    if wanted:
        return _by_the_thousand(1, lengths_checked(_sheet(sheets, wanted)))
    found = [each for name, cells in sheets if (each := _started(name, lengths_checked(cells)))]
    if not found:
        raise TableFault(Message("table.empty"), Message("table.empty_fix"))
    if len(found) > 1:
        named = tuple(name for name, *_ in found[:_MOST_SHEETS_NAMED])
        raise TableFault(Message("table.sheets", names=named), Message("table.sheets_fix"))
    _, number, header, rows = found[0]
    return _by_the_thousand(number, chain((header,), rows))


def _sheet(sheets: Sheets, wanted: str) -> Iterator[list[str]]:
    """Return the rows of the sheet of that name. Raises `TableFault` where there is none."""
    names: list[str] = []
    for name, rows in sheets:
        if spelled(name) == spelled(wanted):
            return rows
        names.append(name)
    named = tuple(names[:_MOST_SHEETS_NAMED])
    raise TableFault(Message("table.no_sheet", sheet=wanted[:40]), Message("table.no_sheet_fix", names=named))


def _started(name: str, rows: Iterator[list[str]]) -> _Started | None:
    """Return a sheet at its first row that is not blank; None where there is none."""
    for number, row in enumerate(rows, start=1):
        if any(map(str.strip, row)):
            return name, number, row, rows
    return None


def _by_the_thousand(number: int, rows: Iterator[list[str]]) -> Iterator[Chunk]:
    for some in batched(rows, ROWS_AT_ONCE):
        yield number, list(some)
        number += len(some)


def _headed(chunks: Iterator[Chunk], place: TablePlace, *, padded: bool) -> Table:
    """Return the table below its header. Raises `TableFault` where there is none."""
    row, header, rest = _header(chunks, place)
    if len(header) > _MOST_COLUMNS:
        raise TableFault(
            Message("table.columns", most=_MOST_COLUMNS, n=len(header)), Message("table.columns_fix"), row
        )
    names = tuple(" ".join(name.lstrip("\ufeff").split()) for name in header)
    if not place.header_row and place.header_rows == 1:
        rest = _checked_below(row, header, rest)
    return Table(names, row, _padded(rest, len(names)) if padded else rest)


def _header(chunks: Iterator[Chunk], place: TablePlace) -> tuple[int, list[str], Iterator[Chunk]]:
    """Return the row of the header, its cells, and what comes below."""
    rows: list[list[str]] = []
    start = place.header_row
    for first, some in chunks:
        if not start:
            start = next((first + at for at, row in enumerate(some) if any(map(str.strip, row))), 0)
        if not start or first + len(some) <= start:
            continue
        at = max(0, start - first)
        rows.extend(some[at : at + place.header_rows - len(rows)])
        if len(rows) == place.header_rows:
            below = start + place.header_rows
            return start, _joined(rows), _chained((below, some[below - first :]), chunks)
    raise TableFault(Message("table.empty"), Message("table.empty_fix"))


def _joined(rows: list[list[str]]) -> list[str]:
    """Return the names of columns from several rows of a header; what stands above several is said of each."""
    if len(rows) == 1:
        return rows[0]
    width = max(map(len, rows))
    names = [""] * width
    for depth, row in enumerate(rows):
        above = ""
        for column in range(width):
            cell = row[column].strip() if column < len(row) else ""
            above = cell or (above if depth < len(rows) - 1 else "")
            names[column] = " / ".join(filter(None, (names[column], above)))
    return names


def _chained(first: Chunk, rest: Iterator[Chunk]) -> Iterator[Chunk]:
    if first[1]:
        yield first
    yield from rest


def _checked_below(row: int, header: list[str], rest: Iterator[Chunk]) -> Iterator[Chunk]:
    """Return the chunks below a header. Raises `TableFault` where it is a title or a comment, or not of these rows.

    So it is where the next rows agree on more cells than it has, or fill several where it fills one.
    """
    try:
        chunk = next(rest, None)
    except TableFault as fault:
        return _raised(fault)
    if chunk is None:
        return iter(())
    below = list(islice((cells for cells in chunk[1] if any(map(str.strip, cells))), _ROWS_BELOW))
    widths = {len(cells) for cells in below}
    filled = {sum(map(bool, map(str.strip, cells))) for cells in below}
    had, has = len(header), max(widths, default=0)
    if len(widths) == 1 and had < has and (len(below) > 1 or had == 1):
        raise _no_header(row, had, has)
    if sum(map(bool, map(str.strip, header))) == 1 and had > 2 and min(filled, default=0) > 1:
        raise _no_header(row, 1, min(filled))
    return _chained(chunk, rest)


def _raised(fault: TableFault) -> Iterator[Chunk]:
    """Raise what is wrong with the rows once they are asked for, as if they had not been looked at before."""
    yield from ()
    raise fault


def _no_header(row: int, cells: int, below: int) -> TableFault:
    rule = Message("table.header_cells", n=cells, below=below)
    return TableFault(rule, Message("table.header_cells_fix"), row)


def _padded(chunks: Iterator[Chunk], width: int) -> Iterator[Chunk]:
    """Yield the rows of a spreadsheet filled up with the empty cells at their end, which it leaves out."""
    for first, rows in chunks:
        for row in rows:
            if len(row) < width:
                row.extend([""] * (width - len(row)))
        yield first, rows
