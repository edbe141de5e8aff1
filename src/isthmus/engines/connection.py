"""The database in which a run works, with the learned similarity of names: on disk in bounded memory, or in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from isthmus.core.names.word_similarity import similarity_utf8

__all__ = ["WORKING", "Engine", "give_room", "one", "opened", "similar", "utf8"]

type Engine = duckdb.DuckDBPyConnection

WORKING = ".link-"  # how the folder of a run's database begins
MEMORY = 900  # MB of DuckDB for up to three million records; what does not fit goes to disk
MEMORY_A_MILLION = 300  # MB for each million of more: tables of records that are joined fit


@contextmanager
def opened(folder: Path | None = None) -> Iterator[Engine]:
    """Yield a database in a folder of its own under this one, which is removed at the end.

    Without a folder it lies in memory alone, and nothing of it is written to a disk: a workspace's names stay sealed.
    """
    if folder is None:
        with _engine(":memory:") as engine:
            engine.execute("set temp_directory = ''")
            yield engine
        return
    with TemporaryDirectory(prefix=WORKING, dir=folder) as own, _engine(f"{own}/link.duckdb") as engine:
        engine.execute(f"set memory_limit = '{MEMORY}MB'")
        engine.execute(f"set temp_directory = '{_literal(own)}/spill'")
        yield engine


@contextmanager
def _engine(path: str) -> Iterator[Engine]:
    engine = duckdb.connect(path)
    try:
        engine.execute("set enable_progress_bar = false")
        register: Any = engine.create_function  # its types know functions of single values only
        register("name_similarity", similar, ["VARCHAR", "VARCHAR"], "FLOAT", type="arrow")
        yield engine
    finally:
        engine.close()


def give_room(engine: Engine, records: int) -> None:
    """Let a database on a disk use the memory that this many records need; one in memory has no limit."""
    if one(engine, "select current_setting('temp_directory')")[0]:
        engine.execute(f"set memory_limit = '{max(MEMORY, MEMORY_A_MILLION * records // 1_000_000)}MB'")


def _literal(text: str) -> str:
    return text.replace("'", "''")


def one(engine: Engine, query: str) -> tuple[Any, ...]:
    """Return the one row of a query; all of it, so that nothing of it is left unread."""
    rows: list[tuple[Any, ...]] = engine.execute(query).fetchall()
    return rows[0]


def similar(left: "pa.ChunkedArray | pa.Array", right: "pa.ChunkedArray | pa.Array") -> "pa.Array":
    """Return the learned similarity of each pair of names: a batch at a time, without an object for each."""
    return pa.array(similarity_utf8(*utf8(left), *utf8(right)), pa.float32())


def utf8(
    texts: "pa.ChunkedArray | pa.Array",
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
    """Return where each text begins, and the bytes of all."""
    whole = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    plain = whole.cast(pa.string()).fill_null("")
    offsets, letters = plain.buffers()[1:3]
    found = np.frombuffer(offsets, np.int32)[plain.offset : plain.offset + len(plain) + 1]
    return found, np.frombuffer(letters, np.uint8) if letters is not None else np.zeros(0, np.uint8)
