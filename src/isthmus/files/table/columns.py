"""Columns of a table by name, as text: what is read of it, and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from isthmus.core.mapping import Field, map_fields
from isthmus.core.messages import Message
from isthmus.files.table.errors import TableFault, rows_named
from isthmus.files.table.reading import Table, is_text, open_table

__all__ = ["ColumnChunk", "check_decoded", "column_texts"]


@dataclass(frozen=True, slots=True)
class ColumnChunk:
    """Some rows of some columns: the numbers of the rows, and the cells of each column, trimmed."""

    rows: Sequence[int]
    cells: tuple[list[str], ...]


def column_texts(path: Path, wanted: Sequence[str], encoding: str = "") -> Iterator[ColumnChunk]:
    """Yield the columns of these names, some thousand rows at once; other columns are passed over.

    Raises `TableError` where the file is no table, or has not each of the columns once.
    """
    with open_table(path, encoding) as table:
        mapping = map_fields(table.names, [Field(name, required=True) for name in wanted])
        places = mapping.places(table.names)
        for numbers, rows in table.rows():
            cells = tuple([row[place].strip() for row in rows] for place in places)
            for name, column in zip(wanted, cells, strict=True):
                check_decoded(table, name, numbers, column)
            yield ColumnChunk(numbers, cells)


def check_decoded(table: Table, name: str, numbers: Sequence[int], cells: Sequence[str]) -> None:
    """Raise `TableFault` where a cell holds bytes that are no text in the encoding of the table."""
    if is_text("".join(cells)):
        return
    wrong = [number for number, cell in zip(numbers, cells, strict=True) if not is_text(cell)]
    rule = Message("table.not_decoded", column=name, encoding=table.encoding, rows=rows_named(wrong))
    raise TableFault(rule, Message("table.not_decoded_fix"))
