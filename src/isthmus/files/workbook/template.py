"""An empty workbook that explains itself; filled in, it imports as it is.

openpyxl is imported on use: it is slow to load, brings numpy along where that is installed, and serves only here.
"""

# ruff: noqa: PLC0415

from collections.abc import Callable, Iterator
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING, BinaryIO

from isthmus.core.messages import Message
from isthmus.core.workbook.schema import SHEETS, Column, Sheet
from isthmus.core.workbook.vocabularies import VERSION, VOCABULARIES
from isthmus.files.workbook.atomic_write import written

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["write_template"]

# What puts messages in words.
type Say = Callable[[Message], str]

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


def write_template(target: Path | BinaryIO, say: Say) -> None:
    """Write an XLSX file with every sheet, its columns explained, choices to pick from, and a first sheet to read."""
    from openpyxl import Workbook as Book
    from openpyxl.worksheet.worksheet import Worksheet

    book = Book()
    read_me = book.active
    assert isinstance(read_me, Worksheet)  # a new book has one sheet
    read_me.title = _READ_ME
    ranges = _write_read_me(read_me, say)
    for sheet in SHEETS:
        _write_sheet(book.create_sheet(sheet.name), sheet, ranges, say)
    with written(target) as stream:
        book.save(stream)


def _write_read_me(page: "Worksheet", say: Say) -> dict[str, str]:
    """The explanation of everything; for each vocabulary list the range of cells that holds its codes."""
    from openpyxl.styles import Alignment, Font

    for line in _INTRODUCTION:
        page.append([line])
    for sheet in SHEETS:
        page.append([])
        page.append([sheet.name, say(sheet.about)])
        page.cell(page.max_row, 1).font = Font(bold=True)
        for column in sheet.columns:
            page.append([f"{column.name}{' *' if column.required else ''}", explanation(column, say)])
    ranges = {name: _write_codes(page, name, say) for name in VOCABULARIES}
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 110
    for (cell,) in page.iter_rows(min_col=2, max_col=2):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return ranges


def _write_codes(page: "Worksheet", name: str, say: Say) -> str:
    from openpyxl.styles import Font

    page.append([])
    page.append([f"{name}: {_CODES}", f"version {VERSION} of the list; the sheet vocabulary adds your own"])
    page.cell(page.max_row, 1).font = Font(bold=True)
    first = page.max_row + 1
    for code in VOCABULARIES[name].values():
        page.append([code.code, f"{say(code.label)}: {say(code.meaning)}"])
    return f"'{_READ_ME}'!$A${first}:$A${page.max_row}"


def explanation(column: Column, say: Say) -> str:
    """The column in words: what it is for, whether it is needed, what it may hold."""
    return " ".join(_explained(column, say))


def _explained(column: Column, say: Say) -> Iterator[str]:
    yield say(column.about)
    yield "Required." if column.required else "May be empty."
    if column.choices:
        yield f"One of: {', '.join(column.choices)}."
    if column.type in ("ref", "refs"):
        yield f"{'Ids' if column.type == 'refs' else 'The id'} of {column.to}."


def _write_sheet(page: "Worksheet", sheet: Sheet, ranges: dict[str, str], say: Say) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.worksheet.datavalidation import DataValidation

    page.freeze_panes = "A2"
    for number, (letter, column) in enumerate(zip(ascii_uppercase, sheet.columns, strict=False), start=1):
        page.column_dimensions[letter].number_format = "@"  # so that 2017-03 or 01 stays what was typed
        page.column_dimensions[letter].width = 18
        heading = page.cell(1, number, column.name)
        heading.font, heading.number_format = Font(bold=column.required), "@"
        heading.comment = Comment(explanation(column, say), "Isthmus", height=140, width=320)
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
