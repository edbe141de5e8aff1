"""People as they were found and as they are: two tables of id and person, brought together record by record."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from isthmus.files.tables import UnusableTable, rows_named, text_columns

__all__ = ["Compared", "read_people", "read_probabilities"]

_COLUMNS = ("id", "person")
_PAIR_COLUMNS = ("left", "right", "probability")

type Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Compared:
    """The records that both files have, with the number of their person in each."""

    ids: Any  # Arrow's large_string[n]
    found: Numbers
    true: Numbers
    only_found: int
    only_true: int


def read_people(found: Path, true: Path) -> Compared:
    """Read two files, CSV or Parquet, with the columns `id` and `person`; UnusableTable says what is wrong."""
    tables = [_people(found), _people(true)]
    ids = pa.concat_tables(each.select(["id"]) for each in tables)["id"].combine_chunks().dictionary_encode()
    codes = ids.indices.to_numpy(zero_copy_only=False)
    left, right = codes[: tables[0].num_rows], codes[tables[0].num_rows :]
    _check_each_is_there_once(found, left)
    _check_each_is_there_once(true, right)
    place = np.full(len(ids.dictionary), -1, dtype=np.int64)
    place[right] = np.arange(len(right))
    shared = place[left] >= 0
    if not shared.any():
        raise UnusableTable(
            f"{found.name} and {true.name} have no id in common: nothing can be compared. Give the truth under"
            " the ids of the linked table."
        )
    both = int(shared.sum())
    return Compared(
        ids=ids.dictionary.take(pa.array(left[shared])),
        found=_numbered(tables[0]["person"])[shared],
        true=_numbered(tables[1]["person"])[place[left[shared]]],
        only_found=len(left) - both,
        only_true=len(right) - both,
    )


def read_probabilities(
    path: Path, compared: Compared, low: float, high: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Read from pairs.parquet the probabilities in [low, high] of pairs that were compared, and whether each is one.

    UnusableTable where the file is none of ours. A batch at a time: the file may be larger than the memory.
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
        raise UnusableTable(
            f"{path.name} is no file of pairs with the columns {', '.join(_PAIR_COLUMNS)}."
        ) from wrong


def _within(batch: "pa.RecordBatch", low: float, high: float) -> "pa.RecordBatch":
    types = (pa.large_string(), pa.large_string(), pa.float64())
    cast = [batch[name].cast(type_) for name, type_ in zip(_PAIR_COLUMNS, types, strict=True)]
    kept = pc.and_(pc.greater_equal(cast[2], low), pc.less_equal(cast[2], high))
    return pa.record_batch(cast, names=_PAIR_COLUMNS).filter(kept)


def _people(path: Path) -> "pa.Table":
    table = text_columns(path, _COLUMNS)
    for name in _COLUMNS:
        empty = np.flatnonzero(pc.equal(table[name], "").to_numpy())
        if len(empty):
            raise UnusableTable(
                f"{path.name}: no {name} in {rows_named(list(empty + 2))}. Each row needs one; leave out records"
                " whose person is not known."
            )
    return table


def _check_each_is_there_once(path: Path, codes: Numbers) -> None:
    times = np.bincount(codes)
    twice = np.flatnonzero(times[codes] > 1)
    if len(twice):
        raise UnusableTable(
            f"{path.name} has ids twice: {int((times > 1).sum())} id(s) occur more than once, in"
            f" {rows_named(list(twice + 2))}. A record has one id and one person; keep one row for each."
        )


def _numbered(persons: "pa.ChunkedArray") -> Numbers:
    encoded = persons.combine_chunks().dictionary_encode()
    return np.asarray(encoded.indices.to_numpy(zero_copy_only=False), dtype=np.int64)
