"""The canonical form of a workbook, and its digest: the same register gives the same bytes, whoever writes them."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import batched
from operator import attrgetter
from typing import Any
from unicodedata import is_normalized, normalize

from isthmus.core.workbook.formula_guard import guarded_cells
from isthmus.core.workbook.own_columns import own_cells, own_names
from isthmus.core.workbook.rows import Row, Term, Workbook
from isthmus.core.workbook.schema import SHEETS, Column, Sheet

__all__ = ["canonical_csv", "cells", "csv_text", "digest", "in_order", "table_of"]

_BATCH = 2_048


def cells(row: Row) -> tuple[str, ...]:
    """Return the row as the cells of its sheet, all columns in their order; text exactly as it is."""
    return tuple(_cell(value) for value in _FIELDS[type(row)](row))


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return ";".join(value)
    return "" if value is None else str(value)


def canonical_csv(workbook: Workbook) -> Iterator[bytes]:
    """Yield the canonical bytes in pieces: the eight sheets in their order, headers also where a sheet is empty.

    A vocabulary comes last, and only where it has rows: who adds no code need not know of that sheet.

    RFC 4180 with a line feed after each record, UTF-8, NFC, all columns, rows by id (vocabulary by list, then code);
    a field is quoted only where it holds a comma, a quotation mark or a line break.
    """
    for sheet in SHEETS:
        rows = in_order(getattr(workbook, sheet.name))
        if sheet.row is Term and not rows:
            continue
        for text in csv_text(sheet, rows):
            yield (text if is_normalized("NFC", text) else normalize("NFC", text)).encode()


def digest(workbook: Workbook) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    hashed = sha256()
    for piece in canonical_csv(workbook):
        hashed.update(piece)
    return hashed.hexdigest()


def in_order[R: Row](rows: Iterable[R]) -> Sequence[R]:
    """Return the rows by id, in code point order; terms by list, then code."""
    return sorted(rows, key=_sort_key)


def _sort_key(row: Row) -> tuple[str, ...]:
    key = (row.list, row.code) if isinstance(row, Term) else (row.id,)
    return tuple(normalize("NFC", part) for part in key)


def csv_text(sheet: Sheet, rows: Iterable[Row], *, guard: bool = False) -> Iterator[str]:
    """Yield one sheet as CSV in pieces, header first, the rows as they come and their text exactly as it is.

    With `guard`, what a spreadsheet might run stands behind an apostrophe: for files that somebody opens.
    """
    listed = list(rows)
    own = own_names(row.own for row in listed)
    yield ",".join((*(column.name for column in sheet.written), *map(_quoted, own))) + "\n"
    for batch in batched(listed, _BATCH):
        columns = [_as_cells(column, map(attrgetter(column.name), batch)) for column in sheet.written]
        if own:
            columns += zip(*(own_cells(row.own, own) for row in batch), strict=True)
        if guard:
            columns = [guarded_cells(list(column)) for column in columns]
        lines = _Lines()
        # The writer quotes a lone line break only if its own records end with both characters of one.
        csv.writer(lines, lineterminator="\r\n").writerows(zip(*columns, strict=True))
        yield "".join(line[:-2] + "\n" for line in lines)


def table_of(sheet: Sheet, rows: Iterable[Row]) -> tuple[list[str], Iterator[list[str]]]:
    """Return a sheet as a file has it: its header with own columns, and the cells of its rows; text as it is."""
    listed = list(rows)
    own = own_names(row.own for row in listed)
    header = [*(column.name for column in sheet.written), *own]
    return header, ([*cells(row)[: len(sheet.written)], *own_cells(row.own, own)] for row in listed)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"' if any(each in name for each in ',"\r\n') else name


def _as_cells(column: Column, values: Iterable[Any]) -> Iterable[str]:
    return map(";".join, values) if column.type == "refs" else values


class _Lines(list[str]):
    """A list that the csv module can write to, a record at a time."""

    write = list.append


_FIELDS: Mapping[type[Row], Callable[[Any], tuple[Any, ...]]] = {
    sheet.row: attrgetter(*(column.name for column in sheet.columns)) for sheet in SHEETS
}
