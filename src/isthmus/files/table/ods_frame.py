"""What a sheet of an ODS file says beside its words: hidden rows and columns, merged cells, notes, links, formulas."""

from collections.abc import Mapping
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from isthmus.core.messages import Message
from isthmus.files.table.archives import BROKEN
from isthmus.files.table.errors import TableFault
from isthmus.files.table.features import CellPlace, CellRange, SheetFeatures, SheetFrame

__all__ = ["read_ods_frame"]

_PIECE = 1 << 18
_MOST = 200_000  # of each kind that are looked at: a list of more is no list
_LONGEST = 20_000
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_XLINK = "http://www.w3.org/1999/xlink"
_LINK = f"{_XLINK} href"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def read_ods_frame(archive: ZipFile, number: int, features: SheetFeatures) -> SheetFrame:
    """Return the frame of a sheet, counted from 0; its hidden rows and formulas go into its features.

    Raises `TableFault`.
    """
    found = _OdsSheet(number, features)
    try:
        with archive.open("content.xml") as stream:
            while piece := stream.read(_PIECE):
                found.parser.Parse(piece, False)
    except (*BROKEN, ExpatError, LookupError):
        rule = Message("table.spreadsheet", kind=Message("table.kind.ods"))
        raise TableFault(rule, Message("table.spreadsheet_fix")) from None
    return SheetFrame(found.hidden, found.merged, found.filtered, found.notes, found.links)


class _OdsSheet:
    """Follows the rows and cells of one sheet; rows and columns count from 1."""

    def __init__(self, number: int, features: SheetFeatures) -> None:
        self.number, self.features = number, features
        self.sheet, self.depth, self.inside = -1, 0, False
        self.row = self.next_row = self.column = self.next_column = self.columns = 1
        self.visibility, self.filled = "", False
        self.hidden: list[tuple[int, int]] = []
        self.merged: list[CellRange] = []
        self.filtered = False
        self.notes: dict[CellPlace, str] = {}
        self.links: dict[CellPlace, str] = {}
        self.note: list[str] | None = None
        self.saying = False
        self.parser = ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = _refuse_entities

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == f"{_TABLE}table":
            self.depth += 1  # a cell may hold a table of its own
            self.sheet += self.depth == 1
        self.inside = self.sheet == self.number and self.depth == 1
        if not self.inside:
            return
        if name == f"{_TABLE}table-column":
            self._column(attributes)
        elif name == f"{_TABLE}table-row":
            self.row, self.column, self.next_column = self.next_row, 1, 1
            self.next_row += _times(attributes, "number-rows-repeated")
            self.visibility, self.filled = attributes.get(f"{_TABLE}visibility", ""), False
        elif name in _CELLS:
            self._cell(attributes)
        elif name == f"{_OFFICE}annotation":
            self.note = []
        elif name == f"{_TEXT}p":
            self.saying = True
        elif name == f"{_TEXT}a" and len(self.links) < _MOST:
            self.links[self.row, self.column] = attributes.get(_LINK, "")[:_LONGEST]

    def _column(self, attributes: Mapping[str, str]) -> None:
        last = self.columns + _times(attributes, "number-columns-repeated") - 1
        if attributes.get(f"{_TABLE}visibility", "visible") != "visible":
            self.hidden.append((self.columns, last))
        self.columns = last + 1

    def _cell(self, attributes: Mapping[str, str]) -> None:
        self.column = self.next_column
        self.next_column += _times(attributes, "number-columns-repeated")
        self.filled |= f"{_OFFICE}value-type" in attributes
        if f"{_TABLE}formula" in attributes:
            self.features.formulas[self.column].append(self.row)
        down, across = _times(attributes, "number-rows-spanned"), _times(attributes, "number-columns-spanned")
        if (down > 1 or across > 1) and len(self.merged) < _MOST:
            bottom, right = self.row + down - 1, self.column + across - 1
            self.merged.append(CellRange(self.row, self.column, bottom, right))

    def _end(self, name: str) -> None:
        if name == f"{_TABLE}table":
            self.depth -= 1
        if not self.inside:
            return
        if name == f"{_TABLE}table-row" and self.visibility in ("collapse", "filter") and self.filled:
            self.features.hidden_rows.append(self.row)
            self.filtered |= self.visibility == "filter"
        elif name == f"{_OFFICE}annotation" and self.note is not None:
            text = "".join(self.note).strip()[:_LONGEST]
            if text and len(self.notes) < _MOST:
                self.notes[self.row, self.column] = text
            self.note = None
        elif name == f"{_TEXT}p":
            self.saying = False

    def _text(self, text: str) -> None:
        if self.note is not None and self.saying:
            self.note.append(text)


def _times(attributes: Mapping[str, str], name: str) -> int:
    found = attributes.get(f"{_TABLE}{name}", "1")
    return int(found) if found.isascii() and found.isdecimal() and 0 < len(found) < 8 else 1


def _refuse_entities(*_: object) -> None:
    raise ValueError
