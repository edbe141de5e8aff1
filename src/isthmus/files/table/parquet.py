"""Parquet files as text; pyarrow comes with an extra, and this is imported where such a file is met."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from isthmus.core.messages import Message
from isthmus.files.table.errors import TableFault
from isthmus.files.table.text import ROWS_AT_ONCE

__all__ = ["parquet_columns", "parquet_names", "parquet_rows"]

_LONGEST_NAME = 40


def parquet_names(file: Path | IO[bytes]) -> tuple[str, ...]:
    """Return the names of the columns. Raises `TableFault`."""
    with _readable():
        return tuple(pa.parquet.ParquetFile(file).schema_arrow.names)


def parquet_rows(file: IO[bytes]) -> Iterator[list[str]]:
    """Yield the rows as texts. Raises `TableFault`."""
    with _readable():
        # Without threads: the process that parses has none but its own.
        for batch in pa.parquet.ParquetFile(file, pre_buffer=False).iter_batches(
            ROWS_AT_ONCE, use_threads=False
        ):
            columns = [_as_text(name, batch[name]).to_pylist() for name in batch.schema.names]
            yield from map(list, zip(*columns, strict=True))


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
