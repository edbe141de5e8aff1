"""The names of the sheets that a file has."""

from contextlib import ExitStack
from pathlib import Path
from zipfile import ZipFile

from isthmus.core.messages import Message
from isthmus.files.table.csv_archive import csv_parts
from isthmus.files.table.errors import TableError, TableFault
from isthmus.files.table.opening import open_file
from isthmus.files.table.spreadsheet import OLE, open_sheets

__all__ = ["is_csv_archive", "sheet_names"]

_PACKED = (b"PK\x03\x04", OLE)


def sheet_names(path: Path) -> tuple[str, ...]:
    """Return the names of the sheets of a spreadsheet, or of the tables of a ZIP; none of another file.

    Raises `TableError`.
    """
    return _sheets_of(path)[0]


def is_csv_archive(path: Path) -> bool:
    """Return whether a file is a ZIP of tables, in which other files may lie, too. Raises `TableError`."""
    return _sheets_of(path)[1]


def _sheets_of(path: Path) -> tuple[tuple[str, ...], bool]:
    """Return the names of the sheets of a file, and whether it is a ZIP of tables."""
    try:
        with ExitStack() as files, open_file(path) as stream:
            if not stream.read(len(OLE)).startswith(_PACKED):
                return (), False
            sheets = open_sheets(stream, files, formulas=False)
            if isinstance(sheets, ZipFile):
                parts = tuple(csv_parts(sheets))
                return parts, bool(parts)
            return tuple(name for name, _ in sheets or ()), False
    except TableFault as fault:
        raise TableError(path.name, fault) from None
    except OSError as error:
        rule = Message("table.unreadable", reason=error.strerror or "")
        raise TableError(path.name, TableFault(rule, Message("table.unreadable_fix"))) from None
