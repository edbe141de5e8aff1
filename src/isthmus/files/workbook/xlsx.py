"""The sheets of an XLSX file as text, row by row."""

import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import IO, Any

from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from isthmus.core.workbook.check import Table
from isthmus.core.workbook.sheets import spelled

__all__ = ["IGNORED_SHEETS", "MOST_ROWS", "escaped", "sheet_tables"]

MOST_ROWS = 1_048_576
IGNORED_SHEETS = ("read_me", "readme")

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|\r")


def escaped(text: str) -> str:
    """The text as OOXML writes it: a carriage return, which XML would drop, and what looks like such an escape."""
    return _TO_ESCAPE.sub(lambda found: "_x000D_" if found[0] == "\r" else "_x005F_", text)


def sheet_tables(stream: IO[bytes]) -> dict[str, Table]:
    """Every sheet with something in it, apart from the one that only explains. Rows are read as they are asked for."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of formatting that openpyxl does not keep: it is not read here
        book = load_workbook(stream, read_only=True, data_only=False)
    tables = {}
    for sheet in book.worksheets:
        if spelled(sheet.title) in IGNORED_SHEETS:
            continue
        sheet.reset_dimensions()
        rows = _text_rows(sheet)
        header = next(rows, [])
        if any(header) or any(any(row) for row in rows):
            tables[sheet.title] = Table(header, rows)
    return tables


def _text_rows(sheet: Any) -> Iterator[list[str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number, row in enumerate(sheet.iter_rows(values_only=True)):
            if number >= MOST_ROWS:
                return
            yield [_text(value) if value is not None else "" for value in row]


def _text(value: object) -> str:
    """A cell as text: what a spreadsheet turned into a number, a date or a yes is turned back."""
    match value:
        case str():
            return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value) if "_x" in value else value
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case ArrayFormula() | DataTableFormula():
            return "=" + str(getattr(value, "text", "") or "").removeprefix("=")
        case _:
            return str(value)
