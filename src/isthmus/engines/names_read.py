"""What whole names were read as, carried from run to run: reading them takes longest where few records are new.

Names are known again by a digest; what they were read as is as much of them as the register holds in any case, and
lies in its own encrypted store.
"""

import pyarrow as pa

from isthmus.engines.connection import Engine

__all__ = ["NAMES_TO_READ", "add_names_read", "names_read", "put_names_read"]

NAMES_TO_READ = (
    "select distinct name from raw where name is not null "
    "and hash(name) not in (select digest from names_before)"
)


def names_read(engine: Engine) -> bytes:
    """Return what each whole name of the table `raw` was read as, as an Arrow stream; nothing without names."""
    if not engine.execute("select 1 from duckdb_tables() where table_name = 'f_name'").fetchall():
        return b""
    table: pa.Table = engine.sql(
        "select hash(text) as digest, * exclude (text) from f_name order by digest"
    ).to_arrow_table()
    out = pa.BufferOutputStream()
    packed = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(out, table.schema, options=packed) as stream:
        stream.write_table(table)
    return bytes(out.getvalue())


def put_names_read(engine: Engine, read_before: bytes) -> None:
    """Make the table `names_before` of what an earlier run read; empty where none did."""
    if not read_before:
        engine.execute("create or replace table names_before as select 0::ubigint as digest limit 0")
        return
    engine.register("names_kept", pa.ipc.open_stream(read_before).read_all())
    engine.execute("create or replace table names_before as select * from names_kept")
    engine.unregister("names_kept")


def add_names_read(engine: Engine) -> None:
    """Add to the table `f_name` the names of `raw` that an earlier run read."""
    if engine.execute("select 1 from names_before limit 1").fetchall():
        engine.execute(
            "insert into f_name by name select raw.name as text, b.* exclude (digest) "
            "from (select distinct name from raw) raw join names_before b on b.digest = hash(raw.name)"
        )
    engine.execute("drop table names_before")
