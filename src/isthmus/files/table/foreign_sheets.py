"""The programs of the parsing process for tables: each answers with sheets and rows, or with what is wrong.

First `["book", names, numbers of those with cells]`; for each sheet with cells `["sheet", merged ranges]`, its rows as
lists of texts, and `["end"]`. What is wrong is `["fault", code, values]`, and the last answer.
"""

from collections.abc import Callable, Iterator
from typing import IO
from zipfile import ZipFile

from isthmus.core.messages import Message
from isthmus.files.table.errors import TableFault

__all__ = ["ods", "parquet", "xls"]


def xls(stream: IO[bytes]) -> Iterator[object]:
    """Answer for a spreadsheet of an old program."""
    return _or_fault(lambda: _book(stream, "table.kind.xls", None))


def ods(stream: IO[bytes]) -> Iterator[object]:
    """Answer for a spreadsheet of OpenDocument."""
    return _or_fault(lambda: _book(stream, "table.kind.ods", ZipFile(stream)))


def parquet(stream: IO[bytes]) -> Iterator[object]:
    """Answer for a Parquet file: one sheet, whose first row are the names of its columns."""
    return _or_fault(lambda: _parquet(stream))


def _or_fault(answers: Callable[[], Iterator[object]]) -> Iterator[object]:
    try:
        yield from answers()
    except TableFault as fault:
        yield [
            "fault",
            fault.rule.code,
            {k: v for k, v in fault.rule.values.items() if not isinstance(v, Message)},
        ]


def _book(stream: IO[bytes], kind: str, archive: ZipFile | None) -> Iterator[object]:
    from isthmus.files.table.calamine import book_of  # noqa: PLC0415

    book = book_of(stream, Message(kind), archive)
    yield ["book", list(book.names), list(book.with_cells)]
    for sheet in book.sheets:
        yield ["sheet", list(sheet.merged)]
        yield from sheet.rows
        yield ["end"]


def _parquet(stream: IO[bytes]) -> Iterator[object]:
    from isthmus.files.table.parquet import parquet_names, parquet_rows  # noqa: PLC0415

    yield ["book", [""], [0]]
    yield ["sheet", []]
    yield list(parquet_names(stream))
    yield from parquet_rows(stream)
    yield ["end"]
