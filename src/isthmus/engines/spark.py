"""Splink on Spark: the comparisons that DuckDB makes, on one machine or many.

Records are prepared and put into blocks in DuckDB, and what Spark finds is read there again: both pass as Parquet files
through a folder that all machines see, which is removed at the end.
"""

import os
import shutil
import weakref
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from isthmus.core.link.model import Comparison
from isthmus.core.messages import Message
from isthmus.engines.comparison_levels_sql import splink_levels
from isthmus.engines.connection import Engine, parquet_of, path_in_sql
from isthmus.engines.level_conditions import SPARK
from isthmus.engines.spark_session import FOLDER, SparkUnusable, plainly, session
from isthmus.engines.splink_settings import PAIR, compared, levels_of, linker_of

__all__ = ["OnSpark", "SparkUnusable"]

_HALF = 1 << 63  # Spark has no unsigned numbers: blocks are shifted, so that equal ones stay equal
_NOT_SENT = ("id",)  # nothing is compared by it


class OnSpark:
    """The comparisons of one run; reads the table `blocked`, writes tables of levels. Raises SparkUnusable."""

    name = "spark"

    def __init__(self, engine: Engine, comparisons: Sequence[Comparison], columns: set[str]) -> None:
        self._engine = engine
        self._comparisons = comparisons
        self._columns = columns
        self._folder = Path(mkdtemp(prefix="isthmus-spark-", dir=_folder_of(engine)))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._spark = session(self._folder)
        with plainly():
            self._api = _api(self._spark)
            self._blocked = self._sent("blocked")
            self._table = self._api.register(self._blocked)

    def compare(self, rules: int, into: str) -> None:
        """Make a table (l, r, and the level of each comparison) of all candidate pairs of the first `rules` rules.

        Blocks are joined once for all rules: Splink's join for each rule but what earlier ones found takes Spark
        a minute to plan where there are forty.
        """
        listed = ", ".join(f"r{rule}" for rule in range(rules))
        with plainly():
            self._blocked.selectExpr("i", f"posexplode(array({listed})) as (rule, block)").where(
                "block is not null"
            ).createOrReplaceTempView("members")
            pairs = self._spark.sql(
                f"select distinct {PAIR.format(l='l.i', r='r.i')} from members l join members r "
                "on l.rule = r.rule and l.block = r.block and l.i < r.i"
            )
            self._levels(pairs, into)

    def compare_these(self, pairs: str, into: str) -> None:
        """Make such a table of the pairs in a table (l, r), l < r."""
        self._engine.execute(
            f"create or replace table these as select {PAIR.format(l='l', r='r')} from {pairs}"
        )
        with plainly():
            self._levels(self._sent("these"), into)

    def _levels(self, pairs: Any, into: str) -> None:  # noqa: ANN401  pyspark ships no types
        coded = [each.comparison() for each in splink_levels(self._comparisons, self._columns, SPARK)]
        found = compared(linker_of(self._table, coded), self._api.register(pairs))
        levels = self._folder / f"{into}.levels"
        self._spark.sql(levels_of(found, self._comparisons, self._columns, SPARK)).write.mode(
            "overwrite"
        ).parquet(str(levels))
        self._engine.execute(
            f"create or replace table {into} as select * from {parquet_of(levels, all_in=True)}"
        )
        shutil.rmtree(levels)

    def _sent(self, table: str) -> Any:  # noqa: ANN401
        """Return a table of DuckDB as Spark reads it."""
        described = [
            (str(row[0]), str(row[1])) for row in self._engine.execute(f"describe {table}").fetchall()
        ]
        columns = ", ".join(
            f"({name}::hugeint - {_HALF})::bigint as {name}" if kind == "UBIGINT" else name
            for name, kind in described
            if name not in _NOT_SENT
        )
        file = self._folder / f"{table}.parquet"
        self._engine.execute(f"copy (select {columns} from {table}) to {path_in_sql(file)} (format parquet)")
        return self._spark.read.parquet(str(file))


def _api(spark: Any) -> Any:  # noqa: ANN401
    from splink.backends import spark as splinks  # noqa: PLC0415  an extra of its own

    api: Any = splinks.SparkAPI  # has no types
    return api(spark_session=spark)


def _folder_of(engine: Engine) -> str:
    """Return the folder for the files of a run: the one that was named, else that of the run's database."""
    named = os.environ.get(FOLDER)
    rows = engine.execute(
        "select path from duckdb_databases() where not internal and path is not null"
    ).fetchall()
    if not named and not rows:
        raise SparkUnusable(Message("engines.spark.in_memory", variable=FOLDER))
    return named or str(Path(rows[0][0]).parent)
