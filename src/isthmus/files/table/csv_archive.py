"""A ZIP of CSV files, as ODK Central gives it: each file is a sheet, named without its ending."""

from collections.abc import Iterator
from posixpath import basename
from typing import IO
from zipfile import ZipFile, ZipInfo

from isthmus.core.mapping import spelled
from isthmus.core.messages import Message
from isthmus.files.table.archives import BROKEN, check_parts, check_paths
from isthmus.files.table.errors import TableFault
from isthmus.files.table.text import Chunk, Dialect, dialect_of, text_chunks

__all__ = ["csv_parts", "csv_sheet"]

_CSV = ".csv"
_MEDIA = "media/"
_OTHERS = "__MACOSX/"  # what one system adds to each file that it packs


def csv_parts(archive: ZipFile) -> dict[str, ZipInfo]:
    """Return the tables of an archive by name; none where it holds other things. Raises `TableFault`."""
    found: dict[str, ZipInfo] = {}
    listed = [each for each in archive.infolist() if _is_table(each.filename)]
    for part in listed:
        name = basename(part.filename)[: -len(_CSV)]
        if name in found:
            raise TableFault(Message("archive.same_name", name=name[:40]), Message("archive.fix"))
        found[name] = part
    if listed:
        check_paths(archive.infolist())
        check_parts(listed)
    return found


def csv_sheet(archive: ZipFile, parts: dict[str, ZipInfo], wanted: str, encoding: str) -> Iterator[Chunk]:
    """Return the rows of the table of that name; of the only one, where none is asked for. Raises `TableFault`."""
    names = [each for each in parts if spelled(wanted.removesuffix(_CSV)) == spelled(each) or not wanted]
    if len(names) > 1:
        raise TableFault(Message("table.sheets", names=tuple(names[:10])), Message("table.sheets_fix"))
    if not names:
        listed = tuple(list(parts)[:10])
        raise TableFault(
            Message("table.no_sheet", sheet=wanted[:40]), Message("table.no_sheet_fix", names=listed)
        )
    try:
        stream = archive.open(parts[names[0]])
        return _readable(stream, dialect_of(stream, encoding))
    except BROKEN:
        raise _unreadable() from None


def _readable(stream: IO[bytes], dialect: Dialect) -> Iterator[Chunk]:
    try:
        yield from text_chunks(stream, dialect)
    except BROKEN:
        raise _unreadable() from None


def _unreadable() -> TableFault:
    return TableFault(Message("archive.broken"), Message("archive.fix"))


def _is_table(name: str) -> bool:
    plain = name.casefold()
    return (
        plain.endswith(_CSV)
        and not basename(name).startswith(".")
        and _MEDIA not in plain
        and not name.startswith(_OTHERS)
    )
