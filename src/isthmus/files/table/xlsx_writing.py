"""Writing an XLSX file piece by piece: its frame, its parts, and one list as its only sheet.

Written here and not with openpyxl, which would put the plain text into temporary files, and take some texts for
formulas.
"""

import re
from collections.abc import Buffer, Iterable, Iterator, Sequence
from io import RawIOBase
from string import ascii_uppercase
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from isthmus.files.table.xlsx_texts import escaped

__all__ = [
    "LONGEST_XLSX_CELL",
    "SHEET_START",
    "add_part",
    "column_letters",
    "list_pieces",
    "text_cell",
    "xlsx_frame",
]

type Cell = str | int | None

LONGEST_XLSX_CELL = 32_767
_CUT = "… "
_TIMELESS = (1980, 1, 1, 0, 0, 0)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AT_ONCE = 500

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

# Style 1 is text (format 49, "@"), so that what a person types over a cell stays text; style 2 is text in bold.
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font/><font><b/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3">'
    '<xf xfId="0"/><xf xfId="0" numFmtId="49" applyNumberFormat="1"/>'
    '<xf xfId="0" numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
SHEET_START = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    '<cols><col min="1" max="{width}" width="18" style="1" customWidth="1"/></cols><sheetData>'
)


def xlsx_frame(names: Sequence[str]) -> dict[str, str]:
    """Return the parts of a file that hold its sheets together, by their names in it."""
    numbered = list(enumerate(names, start=1))
    sheets = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in numbered)
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for n, _ in numbered
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in numbered
    )
    return {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>{parts}</Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
        f'<Relationship Id="rId{len(names) + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": _XML + _STYLES,
    }


def add_part(archive: ZipFile, name: str, pieces: Iterable[bytes]) -> None:
    """Write a part; the same pieces give the same bytes."""
    with archive.open(_part(name), "w", force_zip64=True) as stream:
        stream.writelines(pieces)


def _part(name: str) -> ZipInfo:
    part = ZipInfo(name, _TIMELESS)
    part.compress_type = ZIP_DEFLATED
    return part


def column_letters(at: int) -> str:
    """Return what a spreadsheet calls a column, counted from 0: A to Z, AA and so on."""
    more, last = divmod(at, len(ascii_uppercase))
    return (column_letters(more - 1) if more else "") + ascii_uppercase[last]


def text_cell(place: str, text: str, style: int) -> str:
    """Return a cell of text as XML."""
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
        f"{escape(escaped(text))}</t></is></c>"
    )


def list_pieces(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield a file with one list, as its rows come. Numbers are numbers, all else is text, which is never run.

    A text longer than a spreadsheet holds is cut, with dots in front.
    """
    out = _WrittenPieces()
    letters = [column_letters(at) for at in range(len(header))]
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in xlsx_frame([title]).items():
            add_part(archive, name, [text.encode()])
        with archive.open(_part("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            sheet.write(SHEET_START.format(width=len(header)).encode())
            sheet.write(_row(1, letters, header, 2))
            for number, row in enumerate(rows, start=2):
                sheet.write(_row(number, letters, row, 1))
                if number % _AT_ONCE == 0:
                    yield out.taken()
            sheet.write(b"</sheetData></worksheet>")
    yield out.taken()


def _row(number: int, letters: Sequence[str], cells: Sequence[Cell], style: int) -> bytes:
    found = (
        f'<c r="{letter}{number}"><v>{cell}</v></c>'
        if isinstance(cell, int) and not isinstance(cell, bool)
        else text_cell(f"{letter}{number}", _fitting(str(cell)), style)
        for letter, cell in zip(letters, cells, strict=True)
        if cell is not None and cell != ""
    )
    return f'<row r="{number}">{"".join(found)}</row>'.encode()


def _fitting(text: str) -> str:
    plain = _NOT_XML.sub("\ufffd", text)
    if len(plain) <= LONGEST_XLSX_CELL // 2:
        return plain
    units = plain.encode("utf-16-le")
    if len(units) // 2 <= LONGEST_XLSX_CELL:
        return plain
    most = (LONGEST_XLSX_CELL - len(_CUT)) * 2
    return _CUT + units[:most].decode("utf-16-le", "ignore")


class _WrittenPieces(RawIOBase):
    """A file that is only written on, and hands over what was written since."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def writable(self) -> bool:
        """Return whether it can be written to."""
        return True

    def write(self, piece: Buffer) -> int:
        """Keep a piece."""
        taken = bytes(piece)
        self._written.append(taken)
        return len(taken)

    def taken(self) -> bytes:
        """Return what was written since it was asked last."""
        found, self._written = b"".join(self._written), []
        return found
