"""Parquet files as text; pyarrow comes with an extra, and this is imported where such a file is met."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from isthmus.core.messages import Message
from isthmus.files.table.errors import TableFault
from isthmus.files.table.text import ROWS_AT_ONCE, Chunk

__all__ = ["parquet_chunks", "parquet_columns", "parquet_names"]

_LONGEST_NAME = 40


def parquet_names(path: Path) -> tuple[str, ...]:
    """Return the names of the columns. Raises `TableFault`."""
    with _readable():
        return tuple(pa.parquet.ParquetFile(path).schema_arrow.names)


def parquet_chunks(path: Path) -> Iterator[Chunk]:
    """Yield the rows as texts, a batch at a time; row 2 is the first. Raises `TableFault`."""
    first = 2
    with _readable():
        for batch in pa.parquet.ParquetFile(path).iter_batches(ROWS_AT_ONCE):
            columns = [_as_text(name, batch[name]).to_pylist() for name in batch.schema.names]
            yield first, [list(row) for row in zip(*columns, strict=True)]
            first += batch.num_rows


def parquet_columns(path: Path, places: Sequence[int]) -> "list[pa.ChunkedArray]":
    """Return these columns as text (large_string), an empty text where there is none. Raises `TableFault`."""
    with _readable():
        file = pa.parquet.ParquetFile(path)
        names = [file.schema_arrow.names[place] for place in places]
        table = file.read(columns=names)
        return [_as_text(name, table[name]) for name in names]


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (pa.ArrowException, OSError):
        raise TableFault(Message("table.parquet"), Message("table.parquet_fix")) from None


def _as_text(name: str, column: "pa.ChunkedArray | pa.Array") -> "pa.ChunkedArray | pa.Array":
    kind = column.type
    try:
        if pa.types.is_timestamp(kind):
            column = column.cast(pa.date32(), safe=False)
        return pc.fill_null(column.cast(pa.large_string()), "")
    except pa.ArrowException:
        rule = Message("table.not_plain", column=name[:_LONGEST_NAME], type=str(kind))
        raise TableFault(rule, Message("table.not_plain_fix")) from None
