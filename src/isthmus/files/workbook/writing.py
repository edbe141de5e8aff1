"""Writing a workbook as a folder of CSV files, a ZIP of them, or an XLSX file.

The XLSX is written here, cell by cell as text: openpyxl would put the plain text into temporary files, and take some
texts for formulas.
"""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import ascii_uppercase
from typing import BinaryIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from isthmus.core.messages import Message, MessageError
from isthmus.core.workbook.canonical import csv_text, in_order, table_of
from isthmus.core.workbook.formula_guard import unguarded
from isthmus.core.workbook.rows import Row, Workbook
from isthmus.core.workbook.schema import SHEETS, Sheet
from isthmus.files.atomic_write import whole_folder, written
from isthmus.files.table.xlsx_cells import MOST_ROWS
from isthmus.files.table.xlsx_texts import escaped

__all__ = [
    "LONGEST_XLSX_CELL",
    "TEMPLATE",
    "TooLargeForXlsx",
    "write_csv",
    "write_template",
    "write_xlsx",
    "write_zip",
]

TEMPLATE = Path(__file__).with_name("template.xlsx")
"""The shipped file: `make template` writes it again from the definition of the sheets."""


def write_template(target: Path | BinaryIO) -> None:
    """Write an XLSX file with every sheet, its columns explained, choices to pick from, and a first sheet to read."""
    with written(target) as stream:
        stream.write(TEMPLATE.read_bytes())


LONGEST_XLSX_CELL = 32_767
_TIMELESS = (1980, 1, 1, 0, 0, 0)


class TooLargeForXlsx(MessageError):
    """A spreadsheet cannot hold this workbook; a folder of CSV files can."""


def write_csv(workbook: Workbook, folder: Path) -> None:
    """Write a folder with a CSV file for each sheet. Raises `FileExistsError` over one that is not empty, `OSError`."""
    with whole_folder(folder) as unfinished:
        for sheet in SHEETS:
            with (unfinished / f"{sheet.name}.csv").open("wb") as stream:
                stream.writelines(_csv(sheet, workbook))


def write_zip(workbook: Workbook, target: Path | BinaryIO) -> None:
    """Write the same CSV files in one archive; the same workbook gives the same bytes."""
    with written(target) as stream, ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for sheet in SHEETS:
            _add(archive, f"{sheet.name}.csv", _csv(sheet, workbook))


def write_xlsx(workbook: Workbook, target: Path | BinaryIO) -> None:
    """Write an XLSX file in which every cell is text; the same workbook gives the same bytes.

    Raises `TooLargeForXlsx` for what a spreadsheet would cut off, and `OSError`.
    """
    with written(target) as stream, ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, text in _FRAME.items():
            _add(archive, name, [text.encode()])
        for number, sheet in enumerate(SHEETS, start=1):
            rows = in_order(getattr(workbook, sheet.name))
            _add(archive, f"xl/worksheets/sheet{number}.xml", _sheet_xml(sheet, rows))


def _csv(sheet: Sheet, workbook: Workbook) -> Iterator[bytes]:
    """Yield the file, after the mark without which spreadsheets take UTF-8 for another encoding."""
    yield BOM_UTF8
    for text in csv_text(sheet, in_order(getattr(workbook, sheet.name)), guard=True):
        yield text.encode()


def _add(archive: ZipFile, name: str, pieces: Iterable[bytes]) -> None:
    part = ZipInfo(name, _TIMELESS)
    part.compress_type = ZIP_DEFLATED
    with archive.open(part, "w", force_zip64=True) as stream:
        stream.writelines(pieces)


def _sheet_xml(sheet: Sheet, rows: Iterable[Row]) -> Iterator[bytes]:
    header, listed = table_of(sheet, rows)
    letters = [_letters(at) for at in range(len(header))]
    yield _SHEET_START.format(width=len(letters)).encode()
    yield _row_xml(sheet, 1, letters, header, style=2)
    for number, texts in enumerate(listed, start=2):
        if number > MOST_ROWS:
            raise TooLargeForXlsx(Message("workbook.many_rows", most=MOST_ROWS, sheet=sheet.name))
        yield _row_xml(sheet, number, letters, texts, style=1)
    yield b"</sheetData></worksheet>"


def _letters(at: int) -> str:
    """Return what a spreadsheet calls a column, counted from 0: A to Z, AA and so on."""
    more, last = divmod(at, len(ascii_uppercase))
    return (_letters(more - 1) if more else "") + ascii_uppercase[last]


def _row_xml(sheet: Sheet, number: int, letters: list[str], texts: Iterable[str], *, style: int) -> bytes:
    written = [f'<row r="{number}">']
    for letter, text in zip(letters, map(_with_apostrophe, texts), strict=True):
        if text:
            if len(text) > LONGEST_XLSX_CELL // 2:
                _refuse_long(sheet, number, letter, text)
            written.append(
                f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
                f"{escape(escaped(text))}</t></is></c>"
            )
    written.append("</row>")
    return "".join(written).encode()


def _with_apostrophe(text: str) -> str:
    """Return the text; one that looks like a guarded one gets another apostrophe, since reading takes one away."""
    return text if unguarded(text) == text else f"'{text}"


def _refuse_long(sheet: Sheet, number: int, letter: str, text: str) -> None:
    if len(text.encode("utf-16-le")) // 2 > LONGEST_XLSX_CELL:
        cell = f"{sheet.name} {letter}{number}"
        raise TooLargeForXlsx(Message("workbook.long_cell", most=LONGEST_XLSX_CELL, cell=cell))


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NUMBERED = list(enumerate((sheet.name for sheet in SHEETS), start=1))

# Style 1 is text (format 49, "@"), so that what a person types over a cell stays text; style 2 is text in bold.
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font/><font><b/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3">'
    '<xf xfId="0"/><xf xfId="0" numFmtId="49" applyNumberFormat="1"/>'
    '<xf xfId="0" numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_SHEET_START = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    '<cols><col min="1" max="{width}" width="18" style="1" customWidth="1"/></cols><sheetData>'
)
_FRAME = {
    "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
    + "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for n, _ in _NUMBERED
    )
    + "</Types>",
    "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    + "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in _NUMBERED)
    + "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in _NUMBERED
    )
    + f'<Relationship Id="rId{len(SHEETS) + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": _XML + _STYLES,
}
