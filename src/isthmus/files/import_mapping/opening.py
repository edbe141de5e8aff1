"""A table opened as a mapping reads it: where a spreadsheet has several sheets, a mapping can say which."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from isthmus.core.messages import Message
from isthmus.files.table import Table, TableError, TablePlace, open_table
from isthmus.files.table.errors import TableFault
from isthmus.files.table.reading import ANYWHERE

__all__ = ["open_mapped_table"]


@contextmanager
def open_mapped_table(
    path: Path,
    encoding: str = "",
    progress: Callable[[int, int], None] | None = None,
    place: TablePlace = ANYWHERE,
) -> Iterator[Table]:
    """Open a table as `open_table` does. Raises `TableError`, also while its rows are read."""
    try:
        with open_table(path, encoding, progress, place) as table:
            yield table
    except TableError as unusable:
        if unusable.fault.rule.code != "table.sheets":
            raise
        fault = TableFault(unusable.fault.rule, Message("mapping_file.sheets_fix"))
        raise TableError(path.name, fault) from None
