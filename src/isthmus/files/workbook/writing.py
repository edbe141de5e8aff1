"""Writing a workbook as a folder of CSV files, a ZIP of them, or an XLSX file.

The XLSX is written cell by cell as text.
"""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from isthmus.core.messages import Message, MessageError
from isthmus.core.workbook.canonical import csv_text, in_order, table_of
from isthmus.core.workbook.formula_guard import unguarded
from isthmus.core.workbook.rows import Row, Workbook
from isthmus.core.workbook.schema import SHEETS, Sheet
from isthmus.files.atomic_write import whole_folder, written
from isthmus.files.table.xlsx_cells import MOST_ROWS
from isthmus.files.table.xlsx_writing import (
    LONGEST_XLSX_CELL,
    SHEET_START,
    add_part,
    column_letters,
    text_cell,
    xlsx_frame,
)

__all__ = [
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


class TooLargeForXlsx(MessageError):
    """A spreadsheet cannot hold this workbook; a folder of CSV files can."""


def write_csv(workbook: Workbook, folder: Path, beside: Callable[[Path], None] | None = None) -> None:
    """Write a folder with a CSV file for each sheet; `beside` writes more into it before it takes its name.

    Raises `FileExistsError` over one that is not empty, and `OSError`.
    """
    with whole_folder(folder) as unfinished:
        for sheet in SHEETS:
            with (unfinished / f"{sheet.name}.csv").open("wb") as stream:
                stream.writelines(_csv(sheet, workbook))
        if beside:
            beside(unfinished)


def write_zip(workbook: Workbook, target: Path | BinaryIO) -> None:
    """Write the same CSV files in one archive; the same workbook gives the same bytes."""
    with written(target) as stream, ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for sheet in SHEETS:
            add_part(archive, f"{sheet.name}.csv", _csv(sheet, workbook))


def write_xlsx(workbook: Workbook, target: Path | BinaryIO) -> None:
    """Write an XLSX file in which every cell is text; the same workbook gives the same bytes.

    Raises `TooLargeForXlsx` for what a spreadsheet would cut off, and `OSError`.
    """
    with written(target) as stream, ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, text in _FRAME.items():
            add_part(archive, name, [text.encode()])
        for number, sheet in enumerate(SHEETS, start=1):
            rows = in_order(getattr(workbook, sheet.name))
            add_part(archive, f"xl/worksheets/sheet{number}.xml", _sheet_xml(sheet, rows))


def _csv(sheet: Sheet, workbook: Workbook) -> Iterator[bytes]:
    """Yield the file, after the mark without which spreadsheets take UTF-8 for another encoding."""
    yield BOM_UTF8
    for text in csv_text(sheet, in_order(getattr(workbook, sheet.name)), guard=True):
        yield text.encode()


def _sheet_xml(sheet: Sheet, rows: Iterable[Row]) -> Iterator[bytes]:
    header, listed = table_of(sheet, rows)
    letters = [column_letters(at) for at in range(len(header))]
    yield SHEET_START.format(width=len(letters)).encode()
    yield _row_xml(sheet, 1, letters, header, style=2)
    for number, texts in enumerate(listed, start=2):
        if number > MOST_ROWS:
            raise TooLargeForXlsx(Message("workbook.many_rows", most=MOST_ROWS, sheet=sheet.name))
        yield _row_xml(sheet, number, letters, texts, style=1)
    yield b"</sheetData></worksheet>"


def _row_xml(sheet: Sheet, number: int, letters: list[str], texts: Iterable[str], *, style: int) -> bytes:
    written = [f'<row r="{number}">']
    for letter, text in zip(letters, map(_with_apostrophe, texts), strict=True):
        if text:
            if len(text) > LONGEST_XLSX_CELL // 2:
                _refuse_long(sheet, number, letter, text)
            written.append(text_cell(f"{letter}{number}", text, style))
    written.append("</row>")
    return "".join(written).encode()


def _with_apostrophe(text: str) -> str:
    """Return the text; one that looks like a guarded one gets another apostrophe, since reading takes one away."""
    return text if unguarded(text) == text else f"'{text}"


def _refuse_long(sheet: Sheet, number: int, letter: str, text: str) -> None:
    if len(text.encode("utf-16-le")) // 2 > LONGEST_XLSX_CELL:
        cell = f"{sheet.name} {letter}{number}"
        raise TooLargeForXlsx(Message("workbook.long_cell", most=LONGEST_XLSX_CELL, cell=cell))


_FRAME = xlsx_frame([sheet.name for sheet in SHEETS])
