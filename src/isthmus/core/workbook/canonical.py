"""The canonical form of a workbook, and its digest: the same register gives the same bytes, whoever writes them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import batched
from operator import attrgetter
from typing import Any
from unicodedata import is_normalized, normalize

from isthmus.core.workbook.rows import Row, Workbook
from isthmus.core.workbook.schema import SHEETS, Sheet

__all__ = ["canonical_csv", "cells", "digest", "sheet_lines"]

_BATCH = 2_048
_QUOTED = frozenset(',"\r\n')


def cells(row: Row) -> tuple[str, ...]:
    """The row as the cells of its sheet, all columns in their order; text exactly as it is."""
    get = _GETTERS[type(row)]
    return tuple(_cell(value) for value in get(row))


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return ";".join(value)
    return "" if value is None else str(value)


def canonical_csv(workbook: Workbook) -> Iterator[bytes]:
    """The canonical bytes in pieces: every sheet in the order of the model, each with its header even when empty.

    RFC 4180 with `\\n` between records, UTF-8, NFC, all columns, rows by id (vocabulary by list, then code); a field
    is quoted only where it holds a comma, a quotation mark or a line break.
    """
    for sheet in SHEETS:
        yield from sheet_lines(sheet, getattr(workbook, sheet.name))


def digest(workbook: Workbook) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    hashed = sha256()
    for piece in canonical_csv(workbook):
        hashed.update(piece)
    return hashed.hexdigest()


def sheet_lines(sheet: Sheet, rows: Sequence[Row]) -> Iterator[bytes]:
    """One sheet in its canonical form."""
    yield (",".join(column.name for column in sheet.columns) + "\n").encode()
    for batch in batched(_in_order(rows), _BATCH):
        text = "\n".join(",".join(map(_field, map(_cell, get(row)))) for get in (_GETTERS[sheet.row],) for row in batch)
        yield (text if is_normalized("NFC", text) else normalize("NFC", text)).encode() + b"\n"


def _in_order(rows: Iterable[Row]) -> Sequence[Row]:
    return sorted(rows, key=_sort_key)


def _sort_key(row: Any) -> tuple[str, ...]:
    key = (row.id,) if hasattr(row, "id") else (row.list, row.code)
    return tuple(normalize("NFC", part) for part in key)


def _field(cell: str) -> str:
    if _QUOTED.isdisjoint(cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'


_GETTERS: Mapping[type[Row], Callable[[Any], tuple[Any, ...]]] = {
    sheet.row: attrgetter(*(column.name for column in sheet.columns)) for sheet in SHEETS
}
