"""Makes the empty workbook that explains itself: `python -m tests.house.template` writes the file that is shipped.

The same definition of the sheets gives the same bytes.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from string import ascii_uppercase
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook as Book
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from isthmus.core.workbook.schema import SHEETS, Column, Sheet
from isthmus.core.workbook.vocabularies import VERSION, VOCABULARIES
from isthmus.files.workbook.writing import TEMPLATE
from isthmus.language import english as say

__all__ = ["template"]

_READ_ME = "Read me"
_CODES = "codes"
_LAST_ROW = 1_048_576
_INTRODUCTION = (
    "One row for each thing, in the sheet for it. Empty means not stated.",
    "Columns marked * are required. Several ids in one cell are separated by ; and blanks around it do no harm.",
    "Dates are EDTF: 2017, 2017-03, 2017-03-15, 2017-03? (not sure), 2017-02/2017-04 (from, to), ../2017 (by 2017).",
    "The heading of each column carries its explanation as a comment. This sheet is not imported.",
    "Record what was done and who says so. No column says what a person is: a ground belongs to an act, as alleged.",
)


def template() -> bytes:
    """An XLSX file with every sheet, its columns explained, choices to pick from, and a first sheet to read."""

    book = Book()
    read_me = book.active
    assert isinstance(read_me, Worksheet)  # a new book has one sheet
    read_me.title = _READ_ME
    ranges = _write_read_me(read_me)
    for sheet in SHEETS:
        _write_sheet(book.create_sheet(sheet.name), sheet, ranges)
    stream = BytesIO()
    book.save(stream)
    return _timeless(stream)


def _timeless(made: BytesIO) -> bytes:
    """The archive without the time at which it was made."""
    stream = BytesIO()
    with ZipFile(made) as read, ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name in read.namelist():
            part = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = ZIP_DEFLATED
            content = read.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"[0-9-]{10}T[0-9:]{8}Z", b"1980-01-01T00:00:00Z", content)
            archive.writestr(part, content)
    return stream.getvalue()


def _write_read_me(page: Worksheet) -> dict[str, str]:
    """The explanation of everything; for each vocabulary list the range of cells that holds its codes."""

    for line in _INTRODUCTION:
        page.append([line])
    for sheet in SHEETS:
        page.append([])
        page.append([sheet.name, say(sheet.about)])
        page.cell(page.max_row, 1).font = Font(bold=True)
        for column in sheet.written:
            page.append([f"{column.name}{' *' if column.required else ''}", explanation(column)])
    ranges = {name: _write_codes(page, name) for name in VOCABULARIES}
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 110
    for (cell,) in page.iter_rows(min_col=2, max_col=2):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return ranges


def _write_codes(page: Worksheet, name: str) -> str:

    page.append([])
    page.append([f"{name}: {_CODES}", f"version {VERSION} of the list; the sheet vocabulary adds your own"])
    page.cell(page.max_row, 1).font = Font(bold=True)
    first = page.max_row + 1
    for code in VOCABULARIES[name].values():
        page.append([code.code, f"{say(code.label)}: {say(code.meaning)}"])
    return f"'{_READ_ME}'!$A${first}:$A${page.max_row}"


def explanation(column: Column) -> str:
    """The column in words: what it is for, whether it is needed, what it may hold."""
    return " ".join(_explained(column))


def _explained(column: Column) -> Iterator[str]:
    yield say(column.about)
    yield "Required." if column.required else "May be empty."
    if column.choices:
        yield f"One of: {', '.join(column.choices)}."
    if column.type in ("ref", "refs"):
        yield f"{'Ids' if column.type == 'refs' else 'The id'} of {column.to}."


def _write_sheet(page: Worksheet, sheet: Sheet, ranges: dict[str, str]) -> None:

    page.freeze_panes = "A2"
    for number, (letter, column) in enumerate(zip(ascii_uppercase, sheet.written, strict=False), start=1):
        page.column_dimensions[letter].number_format = "@"  # so that 2017-03 or 01 stays what was typed
        page.column_dimensions[letter].width = 18
        heading = page.cell(1, number, column.name)
        heading.font, heading.number_format = Font(bold=column.required), "@"
        heading.comment = Comment(explanation(column), "Isthmus", height=140, width=320)
        if offered := _offered(column, ranges):
            choice = DataValidation(
                "list", formula1=offered, allow_blank=True, showErrorMessage=column.type == "choice"
            )
            choice.add(f"{letter}2:{letter}{_LAST_ROW}")
            page.add_data_validation(choice)


def _offered(column: Column, ranges: dict[str, str]) -> str:
    """What a spreadsheet offers for the column: a list in the rule itself, or the range with the codes."""
    if column.type == "code":
        return ranges[column.to]
    return f'"{",".join(column.choices)}"' if column.choices else ""


if __name__ == "__main__":
    TEMPLATE.write_bytes(template())
