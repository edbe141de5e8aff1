"""Reading a workbook, whatever holds it: a folder of CSV files, a ZIP of them, or an XLSX file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO
from zipfile import ZipFile

from isthmus.core.workbook.check import Table, check
from isthmus.core.workbook.problems import Problem, Problems, UnsoundWorkbook
from isthmus.core.workbook.rows import Workbook
from isthmus.files.table.opening import NotAFile, open_file
from isthmus.files.workbook.archives import BROKEN, opened, oversized
from isthmus.files.workbook.csv_rows import UnclosedQuote, records
from isthmus.files.workbook.xlsx import sheets_of
from isthmus.files.workbook.xlsx_cells import UnreadableXlsx

__all__ = ["read_partial", "read_workbook"]

type Rows = Iterable[Sequence[str]]


def read_workbook(source: Path | BinaryIO) -> Workbook:
    """The workbook, wholly sound. Raises `UnsoundWorkbook` with everything that is wrong, and `OSError`."""
    workbook, problems = read_partial(source)
    if problems:
        problems.left_out.clear()  # everything is
        raise UnsoundWorkbook(problems)
    return workbook


def read_partial(source: Path | BinaryIO) -> tuple[Workbook, Problems]:
    """The sound part of the workbook, and the problems of the rest. Raises `OSError`."""
    problems = Problems()
    with ExitStack() as files:
        if isinstance(source, Path) and source.is_dir():
            tables = _folder(source, files, problems)
        else:
            tables = _single(source, files, problems)
        if not tables and problems:
            return Workbook(), problems
        return check(tables, problems)


def _folder(folder: Path, files: ExitStack, problems: Problems) -> Mapping[str, Table]:
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv" and path.name[0] != ".")
    tables = {}
    for path in found:
        try:
            stream = files.enter_context(open_file(path, follow_links=False))
        except OSError:
            problems.add(replace(_NO_FILE, sheet=path.stem))
            tables[path.stem] = Table((), (), cut_short=True)
        else:
            tables[path.stem] = _table(path.stem, records(stream), problems)
    return tables


def _single(source: Path | BinaryIO, files: ExitStack, problems: Problems) -> Mapping[str, Table]:
    try:
        stream = files.enter_context(open_file(source)) if isinstance(source, Path) else source
    except NotAFile:
        problems.add(_NO_WORKBOOK)
        return {}
    return _archive(stream, files, problems)


def _archive(stream: IO[bytes], files: ExitStack, problems: Problems) -> Mapping[str, Table]:
    archive = opened(stream)
    if archive is None:
        problems.add(_NO_WORKBOOK)
        return {}
    files.enter_context(archive)
    if too_much := oversized(archive):
        problems.add(too_much)
        return {}
    if "[Content_Types].xml" in archive.namelist():
        return _xlsx(archive, problems)
    return _zipped(archive, files, problems)


_NO_WORKBOOK = Problem(
    "",
    None,
    "",
    "",
    "A workbook is a folder of CSV files, a ZIP of them, or one XLSX file.",
    "Save it as one of these, without a password.",
)
_UNREADABLE = Problem(
    "", None, "", "", "The XLSX file can not be read.", "Open it in a spreadsheet and save it again."
)
_NO_FILE = Problem(
    "",
    None,
    "",
    "",
    "A sheet is a file that can be read: no folder, link, pipe or device.",
    "Put the CSV file itself in its place.",
)
_BROKEN = Problem("", None, "", "", "This file of the archive cannot be read.", "Make the archive again.")


def _xlsx(archive: ZipFile, problems: Problems) -> Mapping[str, Table]:
    try:
        tables = {name: _table(name, rows, problems) for name, rows in sheets_of(archive)}
    except UnreadableXlsx:
        problems.add(_UNREADABLE)
        return {}
    return {name: table for name, table in tables.items() if any(table.header) or table.cut_short}


def _zipped(archive: ZipFile, files: ExitStack, problems: Problems) -> Mapping[str, Table]:
    names = [PurePosixPath(name) for name in archive.namelist() if name.lower().endswith(".csv")]
    names = [name for name in names if name.parts[0] != "__MACOSX" and name.name[0] != "."]
    depth = min((len(name.parts) for name in names), default=0)
    found = sorted(name for name in names if len(name.parts) == depth)
    tables = {}
    for name in found:
        try:
            stream = files.enter_context(archive.open(str(name)))
        except BROKEN:
            problems.add(replace(_BROKEN, sheet=name.stem))
            tables[name.stem] = Table((), (), cut_short=True)
        else:
            tables[name.stem] = _table(name.stem, records(stream), problems)
    return tables


def _table(name: str, rows: Iterator[Sequence[str]], problems: Problems) -> Table:
    """The rows under their header; a sheet that can not be read to its end says so among the problems."""
    table = Table((), ())
    table.rows = rest = _readable(name, rows, table, problems)
    table.header = next(rest, ())
    return table


def _readable(name: str, rows: Rows, table: Table, problems: Problems) -> Iterator[Sequence[str]]:
    try:
        yield from rows
    except UnclosedQuote as found:
        table.cut_short = True
        rule = "A quotation mark opens in this row and is not closed; the rest of the sheet was not read."
        problems.add(
            Problem(name, found.record, "", "", rule, "Close it, and double quotation marks within a cell.")
        )
    except UnreadableXlsx:
        table.cut_short = True
        problems.add(replace(_UNREADABLE, sheet=name))
    except BROKEN:
        table.cut_short = True
        problems.add(replace(_BROKEN, sheet=name))
