"""Reading a workbook, whatever holds it: a folder of CSV files, a ZIP of them, or a spreadsheet."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO
from zipfile import ZipFile

from isthmus.core.messages import Message
from isthmus.core.workbook.cautions import Cautions
from isthmus.core.workbook.check import Table, check
from isthmus.core.workbook.formula_guard import unguarded_cells
from isthmus.core.workbook.problems import Problem, Problems, UnsoundWorkbook
from isthmus.core.workbook.quotes import TextOf
from isthmus.core.workbook.rows import Workbook
from isthmus.files.table import NotAFile, TableFault, open_file
from isthmus.files.table.archives import BROKEN, check_sizes
from isthmus.files.table.spreadsheet import Sheets, open_sheets
from isthmus.files.table.text import dialect_of, text_chunks
from isthmus.files.workbook.texts import text_in_archive, text_in_folder

__all__ = ["read_partial", "read_workbook"]

type Rows = Iterator[Sequence[str]]


def read_workbook(source: Path | BinaryIO, encoding: str = "", cautions: Cautions | None = None) -> Workbook:
    """Return the workbook, wholly sound; what is asked about is added to `cautions`.

    Raises `UnsoundWorkbook` with everything that is wrong, and `OSError`.
    """
    workbook, problems = read_partial(source, encoding, cautions)
    if problems:
        problems.left_out.clear()  # everything is
        raise UnsoundWorkbook(problems)
    return workbook


def read_partial(
    source: Path | BinaryIO, encoding: str = "", cautions: Cautions | None = None
) -> tuple[Workbook, Problems]:
    """Return the sound part of the workbook, and the problems of the rest. Raises `OSError`.

    `encoding` is that of CSV files that do not say their own. What is asked about is added to `cautions`.
    """
    problems = Problems()
    with ExitStack() as files:
        reader = _WorkbookReader(encoding, files, problems)
        try:
            if isinstance(source, Path) and source.is_dir():
                tables = reader.folder(source)
            else:
                tables = reader.file(source)
        except TableFault as fault:
            problems.add(_problem("", fault))
            tables = {}
        if not tables and problems:
            return Workbook(), problems
        return check(tables, problems, cautions, reader.text_of)


def _problem(sheet: str, fault: TableFault) -> Problem:
    return Problem(sheet, fault.row, "", "", fault.rule, fault.fix)


class _WorkbookReader:
    """Reads the sheets of one workbook; what cannot be read of them is told among the problems."""

    def __init__(self, encoding: str, files: ExitStack, problems: Problems) -> None:
        self._encoding, self._files, self._problems = encoding, files, problems
        self.text_of: TextOf | None = None

    def folder(self, folder: Path) -> Mapping[str, Table]:
        """Return the tables of a folder of CSV files."""
        self.text_of = partial(text_in_folder, folder)
        found = (each for each in folder.iterdir() if each.suffix.lower() == ".csv" and each.name[0] != ".")
        return {path.stem: self._table(path.stem, self._of_file(path)) for path in sorted(found)}

    def file(self, source: Path | BinaryIO) -> Mapping[str, Table]:
        """Return the tables of a spreadsheet, or of an archive of CSV files. Raises `TableFault`."""
        sheets = self._sheets(source)
        if sheets is None:
            raise TableFault(Message("workbook.none"), Message("workbook.none_fix"))
        if isinstance(sheets, ZipFile):
            return self._archive(sheets)
        tables = {name: self._table(name, rows) for name, rows in sheets}
        return {name: table for name, table in tables.items() if any(table.header) or table.cut_short}

    def _sheets(self, source: Path | BinaryIO) -> Sheets | ZipFile | None:
        try:
            stream = self._files.enter_context(open_file(source)) if isinstance(source, Path) else source
        except NotAFile:
            return None
        return open_sheets(stream, self._files, formulas=True)

    def _archive(self, archive: ZipFile) -> Mapping[str, Table]:
        check_sizes(archive)
        names = [PurePosixPath(name) for name in archive.namelist() if name.lower().endswith(".csv")]
        names = [name for name in names if name.parts[0] != "__MACOSX" and name.name[0] != "."]
        depth = min((len(name.parts) for name in names), default=0)
        found = sorted(name for name in names if len(name.parts) == depth)
        root = found[0].parent if found else PurePosixPath()
        self.text_of = lambda path: text_in_archive(archive, str(root / path))
        return {name.stem: self._table(name.stem, self._of_part(archive, str(name))) for name in found}

    def _of_file(self, path: Path) -> Rows:
        try:
            yield from self._rows(self._files.enter_context(open_file(path, follow_links=False)))
        except OSError:
            raise TableFault(Message("workbook.no_file"), Message("workbook.no_file_fix")) from None

    def _of_part(self, archive: ZipFile, name: str) -> Rows:
        try:
            yield from self._rows(self._files.enter_context(archive.open(name)))
        except BROKEN:
            raise TableFault(Message("archive.broken"), Message("archive.broken_fix")) from None

    def _rows(self, stream: IO[bytes]) -> Rows:
        dialect = dialect_of(stream, self._encoding)
        return chain.from_iterable(rows for _, rows in text_chunks(stream, dialect, cut=True))

    def _table(self, name: str, rows: Rows) -> Table:
        """Return the rows under their header; a sheet that cannot be read to its end says so among the problems."""
        table = Table((), ())
        table.rows = rest = self._readable(name, rows, table)
        table.header = next(rest, ())
        return table

    def _readable(self, name: str, rows: Rows, table: Table) -> Rows:
        try:
            yield from map(unguarded_cells, rows)
        except TableFault as fault:
            table.cut_short = True
            self._problems.add(_problem(name, fault))
