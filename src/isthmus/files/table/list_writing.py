"""A list as CSV or XLSX, piece by piece. What a spreadsheet might run stands behind an apostrophe in CSV."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from isthmus.core.workbook.formula_guard import guarded_cells
from isthmus.files.table.xlsx_writing import list_pieces

__all__ = ["csv_lines", "list_bytes"]

type Cell = str | int | None


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        """Return the text."""
        return text


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield the lines of a CSV file with a byte order mark, one by one."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(guarded_cells(header))
    for row in rows:
        yield writer.writerow(guarded_cells(row))


def list_bytes(suffix: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield the pieces of a file with one list; `suffix` is `.csv` or `.xlsx`."""
    if suffix == ".xlsx":
        return list_pieces("list", header, rows)
    return (line.encode() for line in csv_lines(header, rows))
