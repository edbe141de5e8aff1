"""The sheets of an XLSX file row by row as text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from posixpath import join, normpath
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from isthmus.core.mapping import spelled
from isthmus.core.messages import Message
from isthmus.files.table.archives import BROKEN
from isthmus.files.table.errors import TableFault
from isthmus.files.table.features import SheetFeatures, SheetRows
from isthmus.files.table.xlsx_cells import CellStyles, sheet_rows
from isthmus.files.table.xlsx_frame import read_frame
from isthmus.files.table.xlsx_styles import styles_of
from isthmus.files.table.xlsx_texts import UnreadableXlsx, shared_texts

__all__ = ["MOST_SHEETS", "sheets_of"]

MOST_SHEETS = 255

# What a spreadsheet counts days from; the first is right from March 1900 on, since 1900 is a leap year there.
_EPOCHS = {"1900": datetime(1899, 12, 30), "1904": datetime(1904, 1, 1)}  # noqa: DTZ001  # spreadsheets know no zones
_IGNORED = ("read_me", "readme")
_LARGEST_FRAME = 16 << 20


def sheets_of(archive: ZipFile, *, formulas: bool) -> Iterator[tuple[str, SheetRows]]:
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
    shared, struck = _shared(archive)
    cells = _CellContext(shared, struck, _styles(archive), epoch, formulas)
    names = [name for name, _ in parts if spelled(name) not in _IGNORED]
    for name, part in parts:
        if spelled(name) not in _IGNORED:
            others = tuple(each for each in names if each != name)
            features = _features(archive, part, others)
            yield name, SheetRows(_rows(archive, part, cells, features), features)


def _features(archive: ZipFile, part: str, other_sheets: tuple[str, ...]) -> SheetFeatures:
    names = archive.namelist()
    return SheetFeatures(
        frame=partial(read_frame, archive, part, partial(_frame, archive)),
        macros="xl/vbaProject.bin" in names,
        external=any(each.startswith("xl/externalLinks/") for each in names),
        other_sheets=other_sheets,
    )


@dataclass(frozen=True, slots=True)
class _CellContext:
    """What the cells of all sheets refer to, and how formulas are read."""

    shared: list[str]
    struck: frozenset[int]
    styles: CellStyles
    epoch: datetime
    formulas: bool


def _rows(archive: ZipFile, part: str, cells: _CellContext, features: SheetFeatures) -> Iterator[list[str]]:
    try:
        with archive.open(part) as stream:
            yield from sheet_rows(
                stream,
                features,
                shared=cells.shared,
                struck_texts=cells.struck,
                styles=cells.styles,
                epoch=cells.epoch,
                formulas=cells.formulas,
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


def _shared(archive: ZipFile) -> tuple[list[str], frozenset[int]]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return [], frozenset()
    try:
        with archive.open("xl/sharedStrings.xml") as stream:
            return shared_texts(stream)
    except BROKEN:
        raise UnreadableXlsx from None


def _styles(archive: ZipFile) -> CellStyles:
    if "xl/styles.xml" not in archive.namelist():
        return CellStyles()
    return styles_of(_frame(archive, "xl/styles.xml"))
