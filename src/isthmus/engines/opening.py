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

from isthmus.core.names.kernel import similarity_utf8

__all__ = ["WORKING", "Engine", "one", "opened", "similar"]

type Engine = duckdb.DuckDBPyConnection

WORKING = ".link-"  # how the folder of a run's database begins
MEMORY = "900MB"  # of DuckDB; what does not fit goes to disk


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
        engine.execute(f"set memory_limit = '{MEMORY}'")
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


def _literal(text: str) -> str:
    return text.replace("'", "''")


def one(engine: Engine, query: str) -> tuple[Any, ...]:
    """Return the one row of a query; all of it, so that nothing of it is left unread."""
    rows: list[tuple[Any, ...]] = engine.execute(query).fetchall()
    return rows[0]


def similar(left: "pa.ChunkedArray | pa.Array", right: "pa.ChunkedArray | pa.Array") -> "pa.Array":
    """Return the learned similarity of each pair of names: a batch at a time, without an object for each."""
    return pa.array(similarity_utf8(*_buffers(left), *_buffers(right)), pa.float32())


def _buffers(
    texts: "pa.ChunkedArray | pa.Array",
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
    whole = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    plain = whole.cast(pa.string()).fill_null("")
    offsets, letters = plain.buffers()[1:3]
    found = np.frombuffer(offsets, np.int32)[plain.offset : plain.offset + len(plain) + 1]
    return found, np.frombuffer(letters, np.uint8) if letters is not None else np.zeros(0, np.uint8)
