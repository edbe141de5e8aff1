"""The header of a table: where it stands, the names of columns in one row or several, and what comes below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from isthmus.core.messages import Message
from isthmus.files.table.errors import TableFault
from isthmus.files.table.features import CellPlace, CellRange, SheetFeatures
from isthmus.files.table.text import Chunk

__all__ = ["TablePlace", "under_header"]

_MOST_COLUMNS = 16_384
_ROWS_BELOW = 3  # that tell a header from a title: one may be odd, three that agree are the table's


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table stands in its file: its sheet, the first row of its header, and how many rows the header has.

    `header_row` 0: the first that is not blank. What a header of several rows says of several columns, it says of each.
    """

    sheet: str = ""
    header_row: int = 0
    header_rows: int = 1


def under_header(
    chunks: Iterator[Chunk], place: TablePlace, features: SheetFeatures | None
) -> tuple[tuple[str, ...], int, Iterator[Chunk]]:
    """Return the names of columns, the row in which they begin, and the rows below. Raises `TableFault`."""
    row, rows, rest = _header(chunks, place)
    last = row + len(rows) - 1
    merged = features.frame().merged if features and (len(rows) > 1 or _is_lonely(rows[0])) else ()
    if not place.header_row and len(rows) == 1:
        _refuse_title(row, merged)
    header = _joined(rows, [each for each in merged if row <= each.top <= last], row)
    if len(header) > _MOST_COLUMNS:
        rule = Message("table.columns", most=_MOST_COLUMNS, n=len(header))
        raise TableFault(rule, Message("table.columns_fix"), row)
    names = tuple(" ".join(name.lstrip("\ufeff").split()) for name in header)
    if not place.header_row and place.header_rows == 1:
        rest = _checked_below(row, header, rest)
    return names, row, rest


def _is_lonely(cells: Sequence[str]) -> bool:
    return sum(map(bool, map(str.strip, cells))) == 1


def _refuse_title(row: int, merged: Sequence[CellRange]) -> None:
    """Raise `TableFault` where a row of one cell spans several columns: it is a title."""
    for each in merged:
        if each.top == row and each.left < each.right:
            raise _no_header(row, 1, each.right - each.left + 1)


def _header(chunks: Iterator[Chunk], place: TablePlace) -> tuple[int, list[list[str]], Iterator[Chunk]]:
    """Return the first row of the header, the cells of its rows, and what comes below."""
    rows: list[list[str]] = []
    start = place.header_row
    for first, some in chunks:
        if not start:
            start = next((first + at for at, row in enumerate(some) if any(map(str.strip, row))), 0)
        if not start or first + len(some) <= start:
            continue
        at = max(0, start - first)
        rows.extend(some[at : at + place.header_rows - len(rows)])
        if len(rows) == place.header_rows:
            below = start + place.header_rows
            return start, rows, _chained((below, some[below - first :]), chunks)
    raise TableFault(Message("table.empty"), Message("table.empty_fix"))


def _joined(rows: list[list[str]], merged: Sequence[CellRange], first: int) -> list[str]:
    """Return the names of columns from several rows of a header; what stands above several is said of each.

    It stands above those that are merged with it, or, where nothing is merged so, up to the next cell that is filled
    or is its own in several rows.
    """
    if len(rows) == 1:
        return rows[0]
    width = max(map(len, rows))
    names = [""] * width
    own, wide = _merged_above(merged, width)
    for depth, row in enumerate(rows):
        above = ""
        for column in range(width):
            place = (first + depth, column + 1)
            cell = row[column].strip() if column < len(row) else ""
            goes_on = depth < len(rows) - 1 and (place in wide if wide else place not in own)
            above = cell or (above if goes_on else "")
            names[column] = " / ".join(filter(None, (names[column], above)))
    return names


def _merged_above(merged: Sequence[CellRange], width: int) -> tuple[set[CellPlace], set[CellPlace]]:
    """Return where merged cells begin, and the places to the right of that over which they go on."""
    own: set[CellPlace] = set()
    wide: set[CellPlace] = set()
    end = (0, 0)
    for each in sorted(merged):
        if (each.top, each.left) <= end:  # cells that are merged twice are not what a program writes
            continue
        end = (each.top, min(each.right, width))
        own.add((each.top, each.left))
        wide.update((each.top, column) for column in range(each.left + 1, end[1] + 1))
    return own, wide


def _chained(first: Chunk, rest: Iterator[Chunk]) -> Iterator[Chunk]:
    if first[1]:
        yield first
    yield from rest


def _checked_below(row: int, header: list[str], rest: Iterator[Chunk]) -> Iterator[Chunk]:
    """Return the chunks below a header. Raises `TableFault` where it is a title or a comment, or not of these rows.

    So it is where the next rows agree on more cells than it has, or fill several where it fills one.
    """
    try:
        chunk = next(rest, None)
    except TableFault as fault:
        return _raised(fault)
    if chunk is None:
        return iter(())
    below = list(islice((cells for cells in chunk[1] if any(map(str.strip, cells))), _ROWS_BELOW))
    widths = {len(cells) for cells in below}
    filled = {sum(map(bool, map(str.strip, cells))) for cells in below}
    had, has = len(header), max(widths, default=0)
    if len(widths) == 1 and had < has and (len(below) > 1 or had == 1):
        raise _no_header(row, had, has)
    if sum(map(bool, map(str.strip, header))) == 1 and had > 2 and min(filled, default=0) > 1:
        raise _no_header(row, 1, min(filled))
    return _chained(chunk, rest)


def _raised(fault: TableFault) -> Iterator[Chunk]:
    """Raise what is wrong with the rows once they are asked for, as if they had not been looked at before."""
    yield from ()
    raise fault


def _no_header(row: int, cells: int, below: int) -> TableFault:
    rule = Message("table.header_cells", n=cells, below=below)
    return TableFault(rule, Message("table.header_cells_fix"), row)
