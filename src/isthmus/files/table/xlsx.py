"""The sheets of an XLSX file row by row as text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from posixpath import join, normpath
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from isthmus.core.mapping import spelled
from isthmus.core.messages import Message
from isthmus.files.table.archives import BROKEN
from isthmus.files.table.date_formats import ShownPart, date_format
from isthmus.files.table.errors import TableFault
from isthmus.files.table.xlsx_cells import UnreadableXlsx, shared_texts, sheet_rows

__all__ = ["MOST_SHEETS", "sheets_of"]

MOST_SHEETS = 255

# What a spreadsheet counts days from; the first is right from March 1900 on, since 1900 is a leap year there.
_EPOCHS = {"1900": datetime(1899, 12, 30), "1904": datetime(1904, 1, 1)}  # noqa: DTZ001  # spreadsheets know no zones
_IGNORED = ("read_me", "readme")
_LARGEST_FRAME = 16 << 20


def sheets_of(archive: ZipFile, *, formulas: bool) -> Iterator[tuple[str, Iterator[list[str]]]]:
    """The name and the rows of every sheet, without the one that only explains. Rows are read as they are asked for.

    With `formulas`, a formula is shown as one; without, it is its last value. Raises `TableFault`, here and while the
    rows are read.
    """
    book = _frame(archive, "xl/workbook.xml")
    epoch = _EPOCHS["1904" if _attribute(book, "workbookPr", "date1904") in ("1", "true") else "1900"]
    parts = list(_parts(archive, book))
    if len(parts) > MOST_SHEETS:
        rule = Message("table.too_many_sheets", most=MOST_SHEETS, n=len(parts))
        raise TableFault(rule, Message("table.too_many_sheets_fix"))
    cells = _CellContext(_shared(archive), _date_styles(archive), epoch, formulas)
    for name, part in parts:
        if spelled(name) not in _IGNORED:
            yield name, _rows(archive, part, cells)


@dataclass(frozen=True, slots=True)
class _CellContext:
    """What the cells of all sheets refer to, and how formulas are read."""

    shared: list[str]
    dates: Mapping[str, ShownPart]
    epoch: datetime
    formulas: bool


def _rows(archive: ZipFile, part: str, cells: _CellContext) -> Iterator[list[str]]:
    try:
        with archive.open(part) as stream:
            yield from sheet_rows(
                stream, shared=cells.shared, dates=cells.dates, epoch=cells.epoch, formulas=cells.formulas
            )
    except BROKEN:
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
    except (*BROKEN, LookupError, ET.ParseError):  # LookupError: an encoding that nobody knows
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
    try:
        with archive.open("xl/sharedStrings.xml") as stream:
            return shared_texts(stream)
    except BROKEN:
        raise UnreadableXlsx from None


def _date_styles(archive: ZipFile) -> dict[str, ShownPart]:
    """The numbers of the styles that show a number as a date, with how much of it they show."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    styles = _frame(archive, "xl/styles.xml")
    own = {one.get("numFmtId"): one.get("formatCode") for one in styles.iterfind("{*}numFmts/{*}numFmt")}
    formats = [one.get("numFmtId", "0") for one in styles.iterfind("{*}cellXfs/{*}xf")]
    shown = {str(i): date_format(own.get(number), number) for i, number in enumerate(formats)}
    return {style: each for style, each in shown.items() if each}
