"""People as they were found and as they are: two tables of id and person, brought together record by record."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from isthmus.core.mapping import Field, MappingError, map_fields
from isthmus.core.messages import Message
from isthmus.files.table import TableError, TableFault, column_texts, is_parquet, rows_named

__all__ = ["SharedRecords", "read_people", "read_probabilities"]

_COLUMNS = ("id", "person")
_PAIR_COLUMNS = ("left", "right", "probability")

type Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class SharedRecords:
    """The records that both files have, with the number of their person in each."""

    ids: Any  # Arrow's large_string[n]
    found: Numbers
    true: Numbers
    only_found: int
    only_true: int


def read_people(found: Path, true: Path, encoding: str = "") -> SharedRecords:
    """Read two tables with the columns `id` and `person`; `TableError` says what is wrong."""
    tables = [_people(found, encoding), _people(true, encoding)]
    ids = pa.concat_tables(each.select(["id"]) for each in tables)["id"].combine_chunks().dictionary_encode()
    codes = ids.indices.to_numpy(zero_copy_only=False)
    left, right = codes[: tables[0].num_rows], codes[tables[0].num_rows :]
    for path, table, own in zip((found, true), tables, (left, right), strict=True):
        _check_each_is_there_once(path, table, own)
    place = np.full(len(ids.dictionary), -1, dtype=np.int64)
    place[right] = np.arange(len(right))
    shared = place[left] >= 0
    if not shared.any():
        fault = TableFault(
            Message("people.nothing_shared", other=true.name), Message("people.nothing_shared_fix")
        )
        raise TableError(found.name, fault)
    both = int(shared.sum())
    return SharedRecords(
        ids=ids.dictionary.take(pa.array(left[shared])),
        found=_numbered(tables[0]["person"])[shared],
        true=_numbered(tables[1]["person"])[place[left[shared]]],
        only_found=len(left) - both,
        only_true=len(right) - both,
    )


def read_probabilities(
    path: Path, compared: SharedRecords, low: float, high: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Read from pairs.parquet the probabilities in [low, high] of pairs that were compared, and whether each is one.

    `TableError` where the file is none of ours. A batch at a time: the file may be larger than the memory.
    """
    pairs = _pairs_within(path, low, high)
    left, right = (
        pc.fill_null(pc.index_in(pairs[side], value_set=compared.ids), -1).to_numpy().astype(np.int64)
        for side in ("left", "right")
    )
    known = (left >= 0) & (right >= 0)
    is_match = compared.true[left[known]] == compared.true[right[known]]
    return pairs["probability"].to_numpy()[known].astype(np.float64), is_match


def _pairs_within(path: Path, low: float, high: float) -> "pa.Table":
    try:
        file = pa.parquet.ParquetFile(path)
        batches = [
            _within(batch, low, high) for batch in file.iter_batches(1 << 18, columns=list(_PAIR_COLUMNS))
        ]
        schema = pa.schema(
            [("left", pa.large_string()), ("right", pa.large_string()), ("probability", pa.float64())]
        )
        return pa.Table.from_batches(batches, schema=schema)
    except (pa.ArrowException, KeyError, OSError) as wrong:
        rule = Message("people.no_pairs", columns=_PAIR_COLUMNS)
        raise TableError(path.name, TableFault(rule, Message("people.no_pairs_fix"))) from wrong


def _within(batch: "pa.RecordBatch", low: float, high: float) -> "pa.RecordBatch":
    types = (pa.large_string(), pa.large_string(), pa.float64())
    cast = [batch[name].cast(type_) for name, type_ in zip(_PAIR_COLUMNS, types, strict=True)]
    kept = pc.and_(pc.greater_equal(cast[2], low), pc.less_equal(cast[2], high))
    return pa.record_batch(cast, names=_PAIR_COLUMNS).filter(kept)


def _people(path: Path, encoding: str) -> "pa.Table":
    """Return the table with the numbers of its rows."""
    table = _from_parquet(path) if is_parquet(path) else _from_text(path, encoding)
    if not table.num_rows:
        raise TableError(path.name, TableFault(Message("table.no_rows"), Message("table.no_rows_fix")))
    for name in _COLUMNS:
        empty = np.flatnonzero(pc.equal(table[name], "").to_numpy())
        if len(empty):
            rule = Message("people.empty", column=name, rows=_rows(table, empty))
            raise TableError(path.name, TableFault(rule, Message("people.empty_fix")))
    return table


def _rows(table: "pa.Table", places: Numbers) -> Message:
    return rows_named(table["row"].take(pa.array(places)).to_pylist())


def _from_text(path: Path, encoding: str) -> "pa.Table":
    schema = pa.schema([("id", pa.large_string()), ("person", pa.large_string()), ("row", pa.int64())])
    parts = (
        pa.record_batch([*each.cells, list(each.rows)], schema=schema)
        for each in column_texts(path, _COLUMNS, encoding)
    )
    return pa.Table.from_batches(parts, schema=schema)


def _from_parquet(path: Path) -> "pa.Table":
    from isthmus.files.table.parquet import parquet_columns, parquet_names  # noqa: PLC0415

    try:
        names = parquet_names(path)
        places = map_fields(names, [Field(name, required=True) for name in _COLUMNS]).places(names)
        columns = [pc.utf8_trim_whitespace(each) for each in parquet_columns(path, places)]
    except TableFault as fault:
        raise TableError(path.name, fault) from None
    except MappingError as error:
        raise TableError(path.name, TableFault(error.rule, error.fix)) from None
    rows = pa.array(np.arange(2, 2 + len(columns[0])))
    return pa.table([*columns, rows], names=[*_COLUMNS, "row"])


def _check_each_is_there_once(path: Path, table: "pa.Table", codes: Numbers) -> None:
    times = np.bincount(codes)
    twice = np.flatnonzero(times[codes] > 1)
    if len(twice):
        rule = Message("people.twice", n=int((times > 1).sum()), rows=_rows(table, twice))
        raise TableError(path.name, TableFault(rule, Message("people.twice_fix")))


def _numbered(persons: "pa.ChunkedArray") -> Numbers:
    encoded = persons.combine_chunks().dictionary_encode()
    return np.asarray(encoded.indices.to_numpy(zero_copy_only=False), dtype=np.int64)
