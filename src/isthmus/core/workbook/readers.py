"""Reading cells a column at a time: each cell becomes its value, or a `Fault` that says which rule it breaks.

A workbook may hold tens of millions of cells, so a reader takes a whole column, asks first whether anything in it
can be wrong at all, and remembers what it read before.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from unicodedata import is_normalized, normalize

from isthmus.core.mapping import trimmed
from isthmus.core.messages import Message
from isthmus.core.workbook.cells import (
    FORMATS,
    LONGEST_CELL,
    MISSING,
    TOO_LONG,
    Fault,
    ReadCell,
    screened,
    suspicious,
)
from isthmus.core.workbook.schema import Column
from isthmus.core.workbook.tokens import closable, is_token
from isthmus.core.workbook.vocabularies import ALIASES

__all__ = ["ReadColumn", "column_reader"]

type ReadColumn = Callable[[Sequence[str]], Sequence[object]]

_BLANK = re.compile(r"\s")


class _Memo(dict[str, object]):
    """What each spelling was read as; forgets everything when it grows too large."""

    __slots__ = ("read",)
    _LARGEST, _LONGEST = 65_536, 500

    def __init__(self, read: ReadCell) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, cell: str) -> object:
        found = TOO_LONG if len(cell) > LONGEST_CELL else self.read(cell)
        if len(cell) <= self._LONGEST:
            if len(self) >= self._LARGEST:
                self.clear()
            self[cell] = found
        return found


def _each(read: ReadCell) -> ReadColumn:
    """Cell by cell, each spelling read once."""
    memo = _Memo(read)
    return lambda cells: [memo[cell] for cell in cells]


def _texts() -> ReadColumn:
    """Text as it is; only a column with a suspicious cell is looked at cell by cell."""
    pool: dict[str, str] = {}

    def read(cells: Sequence[str]) -> Sequence[object]:
        if not any(cells):
            return cells
        if suspicious(cells):
            return [screened(cell) for cell in cells]
        return [pool.setdefault(cell, cell) for cell in cells] if len(pool) < 20_000 else cells

    return read


def _names(known: Sequence[Mapping[str, str]]) -> ReadColumn:
    """Ids and references: trimmed, NFC, and one string for all cells that name the same row."""

    def read(cells: Sequence[str]) -> Sequence[object]:
        if sum(map(len, cells)) > LONGEST_CELL:
            return [TOO_LONG if len(cell) > LONGEST_CELL else _named(cell) for cell in cells]
        names = _trimmed(cells)
        for ids in known:
            if ids:
                names = [ids.get(name, name) for name in names]
        return names

    return read


def _trimmed(cells: Sequence[str]) -> Sequence[str]:
    joined = "".join(cells)
    if joined.isascii() and not _BLANK.search(joined):
        return cells
    return [_named(cell) for cell in cells]


def _named(cell: str) -> str:
    cell = trimmed(cell)
    return cell if is_normalized("NFC", cell) else normalize("NFC", cell)


def _ids(*, listed: bool) -> ReadColumn:
    """Ids of rows; those that a list may name hold no semicolon."""

    def read(cells: Sequence[str]) -> Sequence[object]:
        names = _trimmed(cells)
        if suspicious(names) or (listed and any(";" in name for name in names)):
            return [_SEMICOLON if listed and ";" in name else screened(name) for name in names]
        return names

    return read


_SEMICOLON = Fault(Message("cell.semicolon"), Message("fix.other_id"))


def _lists(known: Sequence[Mapping[str, str]]) -> ReadColumn:
    ids = known[0] if known else {}

    def read(cell: str) -> tuple[str, ...]:
        parts = (_named(part) for part in cell.split(";"))
        return tuple(ids.get(part, part) for part in parts if part)

    return _each(read)


def _choices(column: Column) -> ReadColumn:
    allowed = {choice: choice for choice in ("", *column.choices)}
    if column.choices == ("yes", "no"):
        allowed |= {"true": "yes", "false": "no"}  # what a spreadsheet makes of a tick
    fault = Fault(Message("cell.one_of", choices=column.choices), _one_of_these(column))

    def read(cell: str) -> object:
        return allowed.get(trimmed(cell).lower(), fault)

    return _each(read)


def _one_of_these(column: Column) -> Message:
    return Message("fix.choose") if column.required else Message("fix.choose_or_empty")


def _reliabilities(column: Column) -> ReadColumn:
    read = _choices(column)
    return lambda cells: read([_two_digits(trimmed(cell)) for cell in cells])


def _two_digits(cell: str) -> str:
    """A spreadsheet takes `01` for a number and writes 1."""
    return "0" + cell if len(cell) == 1 else cell


def _vocabulary_lists(column: Column) -> ReadColumn:
    read = _choices(column)
    return lambda cells: read([ALIASES.get(trimmed(cell).lower(), cell) for cell in cells])


def _codes(column: Column, codes: Mapping[str, str]) -> ReadColumn:
    def read(cell: str) -> object:
        code = codes.get(_named(cell))
        return (
            code
            if code is not None
            else Fault(Message("cell.code", list=column.to), Message("fix.code", codes=tuple(codes)[:20]))
        )

    return _each(lambda cell: read(cell) if trimmed(cell) else "")


def column_reader(
    column: Column, *, known: Sequence[Mapping[str, str]], codes: Mapping[str, str], listed: bool
) -> ReadColumn:
    """Return the reader of one column.

    `known` holds the ids of each sheet it may point into, as far as they were read; `codes` those of its list; `listed`
    says whether lists name the rows of its sheet.
    """
    read = _reader(column, known, codes, listed)
    if closable(column.sheet, column.name):
        read = _or_tokens(read)
    return _required(read) if column.required else read


def _reader(
    column: Column, known: Sequence[Mapping[str, str]], codes: Mapping[str, str], listed: bool
) -> ReadColumn:
    if column.type == "id":
        return _ids(listed=listed)
    if column.type in ("ref", "side"):
        return _names(known)
    if column.type == "refs":
        return _lists(known)
    if column.type == "code":
        return _codes(column, codes)
    return _plain_reader(column)


def _plain_reader(column: Column) -> ReadColumn:
    """Return the reader of a column that points nowhere."""
    if column.type in ("text", "name", "names", "own"):
        return _texts()
    if column.type == "reliability":
        return _reliabilities(column)
    if column.type == "list":
        return _vocabulary_lists(column)
    return _choices(column) if column.type == "choice" else _each(FORMATS[column.type])


def _or_tokens(read: ReadColumn) -> ReadColumn:
    """Read a column whose cells may be closed: a token is taken as it is, whatever the column holds."""

    def closed(cells: Sequence[str]) -> Sequence[object]:
        tokens = {i: cell for i, cell in enumerate(cells) if is_token(cell)}
        if not tokens:
            return read(cells)
        found = read(["" if i in tokens else cell for i, cell in enumerate(cells)])
        return [tokens.get(i, value) for i, value in enumerate(found)]

    return closed


def _required(read: ReadColumn) -> ReadColumn:
    def required(cells: Sequence[str]) -> Sequence[object]:
        found = read(cells)
        if all(found) and "" not in map(trimmed, cells):
            return found
        return [
            value if value and trimmed(cell) else MISSING for value, cell in zip(found, cells, strict=True)
        ]

    return required
