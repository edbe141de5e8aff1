"""The database in which a run works, with the learned similarity of names: in memory, or in files without a name."""

import glob
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from isthmus.core.link.word_levels import word_levels
from isthmus.core.names.word_similarity import similarity_utf8
from isthmus.engines.working_files import unnamed_spill

__all__ = [
    "Engine",
    "another_cursor",
    "give_room",
    "one",
    "opened",
    "parquet_of",
    "path_in_sql",
    "similar",
    "utf8",
    "word_level",
]

type Engine = duckdb.DuckDBPyConnection

WORKING = "working"  # the database of a run in a file
MEMORY = 900  # MB of DuckDB for up to three million records; what does not fit goes to disk
MEMORY_A_MILLION = 300  # MB for each million of more: tables of records that are joined fit


@contextmanager
def opened(folder: Path | None = None) -> Iterator[Engine]:
    """Yield a database whose files lie in this folder and have no name while anything is in them.

    Without a folder it lies in memory alone, and nothing of it is written to a disk: a workspace's names stay sealed.
    """
    with _engine() as engine:
        if folder is None:
            engine.execute("set temp_directory = ''")
            yield engine
            return
        spill = folder / "spill"
        engine.execute(f"set memory_limit = '{MEMORY}MB'")
        engine.execute(f"set temp_directory = {path_in_sql(spill)}")
        _work_in(engine, folder / f"{WORKING}.duckdb")
        with unnamed_spill(spill):
            yield engine


def _work_in(engine: Engine, file: Path) -> None:
    """Let everything be made in this file, which loses its name before anything is. Nothing is logged ahead of it."""
    engine.execute(f"attach {path_in_sql(file)} as {WORKING} (recovery_mode no_wal_writes)")
    file.unlink()
    engine.execute(f"use {WORKING}")


def another_cursor(engine: Engine) -> Engine:
    """Return a second cursor, which sees the tables that the first one makes."""
    cursor = engine.cursor()
    cursor.execute(f"use {one(engine, 'select current_database()')[0]}")
    return cursor


@contextmanager
def _engine() -> Iterator[Engine]:
    engine = duckdb.connect(":memory:")
    try:
        engine.execute("set enable_progress_bar = false")
        register: Any = engine.create_function  # its types know functions of single values only
        register("name_similarity", similar, ["VARCHAR", "VARCHAR"], "FLOAT", type="arrow")
        register("word_level", word_level, ["VARCHAR", "VARCHAR"], "TINYINT", type="arrow")
        yield engine
    finally:
        engine.close()


def give_room(engine: Engine, records: int) -> None:
    """Let a database on a disk use the memory that this many records need; one in memory has no limit."""
    if one(engine, "select current_setting('temp_directory')")[0]:
        engine.execute(f"set memory_limit = '{max(MEMORY, MEMORY_A_MILLION * records // 1_000_000)}MB'")


def path_in_sql(path: Path) -> str:
    """Return a path as SQL writes a text: to write to, or to attach."""
    return "'" + str(path.absolute()).replace("'", "''") + "'"


def parquet_of(path: Path, *, all_in: bool = False) -> str:
    """Return in SQL the rows of this Parquet file, or of all files in a folder, and of no other.

    DuckDB takes signs of a path as a pattern, so that `g[1].parquet` would be read from `g1.parquet`, and a folder
    `sex=m` as a column.
    """
    named = Path(glob.escape(str(path.absolute())))
    return f"read_parquet({path_in_sql(named / '*.parquet' if all_in else named)}, hive_partitioning = false)"


def one(engine: Engine, query: str) -> tuple[Any, ...]:
    """Return the one row of a query; all of it, so that nothing of it is left unread."""
    rows: list[tuple[Any, ...]] = engine.execute(query).fetchall()
    return rows[0]


def similar(left: "pa.ChunkedArray | pa.Array", right: "pa.ChunkedArray | pa.Array") -> "pa.Array":
    """Return the learned similarity of each pair of names: a batch at a time, without an object for each."""
    return pa.array(similarity_utf8(*utf8(left), *utf8(right)), pa.float32())


def word_level(left: "pa.ChunkedArray | pa.Array", right: "pa.ChunkedArray | pa.Array") -> "pa.Array":
    """Return how alike each pair of romanised words is, see `core.link.word_levels`."""
    found = np.empty(len(left), np.int8)
    word_levels(utf8(left), utf8(right), found)
    return pa.array(found)


def utf8(
    texts: "pa.ChunkedArray | pa.Array",
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
    """Return where each text begins, and the bytes of all."""
    whole = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    plain = whole.cast(pa.string()).fill_null("")
    offsets, letters = plain.buffers()[1:3]
    found = np.frombuffer(offsets, np.int32)[plain.offset : plain.offset + len(plain) + 1]
    return found, np.frombuffer(letters, np.uint8) if letters is not None else np.zeros(0, np.uint8)
