"""Spreadsheets sheet by sheet: XLSX by our own reader, ODS and XLS in the parsing process."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO
from zipfile import ZipFile

from isthmus.core.messages import Message
from isthmus.files.table.archives import check_sizes, open_archive
from isthmus.files.table.errors import TableFault
from isthmus.files.table.features import SheetRows
from isthmus.files.table.foreign import ods_sheets, xls_sheets
from isthmus.files.table.xlsx import sheets_of

__all__ = ["OLE", "Sheets", "open_sheets"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file of old spreadsheet programs begins, and a locked one of newer programs."""

_FRAMES = frozenset(("[Content_Types].xml", "content.xml"))  # one of which every spreadsheet has
_LOCKED = "EncryptedPackage".encode("utf-16-le")

type Sheets = Iterator[tuple[str, SheetRows]]


def open_sheets(stream: IO[bytes], files: ExitStack, *, formulas: bool) -> Sheets | ZipFile | None:
    """Return the sheets of a spreadsheet by name, an archive of something else, or None. Raises `TableFault`."""
    stream.seek(0)
    if stream.read(len(OLE)) == OLE:
        stream.seek(0)
        if any(_LOCKED in piece for piece in iter(lambda: stream.read(1 << 20), b"")):
            raise TableFault(Message("table.locked"), Message("table.locked_fix"))
        return xls_sheets(stream, files)
    archive = open_archive(stream)
    if archive is None:
        return None
    files.enter_context(archive)
    names = frozenset(archive.namelist())
    if not names & _FRAMES:
        return archive
    check_sizes(archive)
    if "[Content_Types].xml" in names:
        return sheets_of(archive, formulas=formulas)
    return ods_sheets(stream, files, archive)
