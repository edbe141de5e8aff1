"""The sheets of an XLSX file row by row as text."""

from collections.abc import Iterator
from datetime import datetime
from posixpath import join, normpath
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from isthmus.core.workbook.sheets import spelled
from isthmus.files.workbook.xlsx_cells import UnreadableXlsx, shared_texts, sheet_rows

__all__ = ["sheets_of"]

_IGNORED = ("read_me", "readme")
_LARGEST_FRAME = 16 << 20


def sheets_of(archive: ZipFile) -> Iterator[tuple[str, Iterator[list[str]]]]:
    """The name and the rows of every sheet, apart from the one that only explains. Rows are read as they are asked for.

    Raises `UnreadableXlsx`, here and while the rows are read.
    """
    book = _frame(archive, "xl/workbook.xml")
    epoch = MAC_EPOCH if _attribute(book, "workbookPr", "date1904") in ("1", "true") else WINDOWS_EPOCH
    shared, dates = _shared(archive), _date_styles(archive)
    for name, part in _parts(archive, book):
        if spelled(name) not in _IGNORED:
            yield name, _rows(archive, part, shared, dates, epoch)


def _rows(
    archive: ZipFile, part: str, shared: list[str], dates: set[str], epoch: datetime
) -> Iterator[list[str]]:
    try:
        with archive.open(part) as stream:
            yield from sheet_rows(stream, shared=shared, dates=dates, epoch=epoch)
    except (KeyError, BadZipFile, EOFError, NotImplementedError, RuntimeError):
        raise UnreadableXlsx from None


def _frame(archive: ZipFile, name: str) -> ET.Element:
    """One of the small parts that hold the sheets together."""
    try:
        if archive.getinfo(name).file_size > _LARGEST_FRAME:
            raise UnreadableXlsx
        text = archive.read(name)
        if b"<!DOCTYPE" in text:
            raise UnreadableXlsx
        return ET.fromstring(text)  # noqa: S314  # small, and without entities of its own
    except (KeyError, BadZipFile, EOFError, NotImplementedError, RuntimeError, ET.ParseError):
        raise UnreadableXlsx from None


def _parts(archive: ZipFile, book: ET.Element) -> Iterator[tuple[str, str]]:
    """The name of each sheet of cells, and the part that holds it."""
    relations = _frame(archive, "xl/_rels/workbook.xml.rels")
    targets = {one.get("Id"): one.get("Target", "") for one in relations if _is(one, "worksheet")}
    for sheet in book.iterfind(".//{*}sheet"):
        target = next(
            (targets[value] for key, value in sheet.items() if key.endswith("}id") and value in targets), None
        )
        if target is not None:
            yield sheet.get("name", ""), normpath(join("/xl", target)).lstrip("/")


def _is(relation: ET.Element, kind: str) -> bool:
    return relation.get("Type", "").endswith("/" + kind)


def _attribute(book: ET.Element, tag: str, name: str) -> str:
    found = book.find("{*}" + tag)
    return "" if found is None else found.get(name, "")


def _shared(archive: ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    with archive.open("xl/sharedStrings.xml") as stream:
        return shared_texts(stream)


def _date_styles(archive: ZipFile) -> set[str]:
    """The numbers of the styles that show a number as a date."""
    if "xl/styles.xml" not in archive.namelist():
        return set()
    styles = _frame(archive, "xl/styles.xml")
    own = {one.get("numFmtId"): one.get("formatCode") for one in styles.iterfind("{*}numFmts/{*}numFmt")}
    formats = [one.get("numFmtId", "0") for one in styles.iterfind("{*}cellXfs/{*}xf")]
    return {str(i) for i, number in enumerate(formats) if _shows_date(own.get(number), number)}


def _shows_date(code: str | None, number: str) -> bool:
    return bool(is_date_format(code or BUILTIN_FORMATS.get(int(number) if number.isdigit() else 0)))
