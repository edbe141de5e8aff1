"""Splink on Spark: the comparisons that DuckDB makes, on one machine or many.

Records are prepared and put into blocks in DuckDB, and what Spark finds is read there again: both pass as Parquet files
through a folder that all machines see, which is removed at the end.
"""

import math
import os
import shutil
import weakref
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from isthmus.core.link.model import Comparison
from isthmus.core.messages import Message
from isthmus.engines.comparison_levels_sql import SPARK, splink_comparison
from isthmus.engines.connection import Engine, one, parquet_of, path_in_sql
from isthmus.engines.spark_session import FOLDER, SparkUnusable, plainly, session
from isthmus.engines.splink_settings import PAIR, Shares, compared, levels_of, linker_of, shares_of

__all__ = ["OnSpark", "SparkUnusable"]

_HALF = 1 << 63  # Spark has no unsigned numbers: blocks are shifted, so that equal ones stay equal
_NOT_SENT = ("id", "list")  # nothing is compared by these


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

    def chance(self, seed: int, most: int) -> list[Shares]:
        """Return how often each level comes among random pairs, weakest level first: the pairs that DuckDB draws."""
        chosen = f"select i from blocked where true {self._draw(seed, most)}"
        self._engine.execute(
            f"create or replace table drawn as with chosen as ({chosen}) "
            "select a.i as l, b.i as r from chosen a join chosen b on a.i < b.i"
        )
        self.compare_these("drawn", "drawn_levels")
        shares = [self._shares("drawn_levels", each) for each in self._comparisons]
        self._engine.execute("drop table drawn; drop table drawn_levels")
        return shares

    def _draw(self, seed: int, most: int) -> str:
        """Return the condition by which Splink draws on DuckDB: the hashes of Spark would draw other records."""
        from splink.internals import dialects  # noqa: PLC0415  what it draws with is not public
        from splink.internals.input_column import InputColumn  # noqa: PLC0415

        records = one(self._engine, "select count(*) from blocked")[0]
        share = 0.5 * (math.sqrt(8 * most + 1) + 1) / max(records, 1)
        number = InputColumn("i", sqlglot_dialect_str="duckdb")
        dialect: Any = dialects.DuckDBDialect  # has no types
        return str(dialect().proportion_sample_sql(share, [number], seed))

    def _shares(self, table: str, comparison: Comparison) -> Shares:
        name = comparison.name
        rows = self._engine.execute(
            f"select {name}, count(*) from {table} where {name} >= 0 group by 1"
        ).fetchall()
        counts, stated = dict(rows), sum(count for _, count in rows)
        levels = [
            {"u_probability": counts.get(level, 0) / max(stated, 1)}
            for level in reversed(range(len(comparison.expanded())))
        ]
        return shares_of(
            {"comparisons": [{"output_column_name": name, "comparison_levels": levels}]}, comparison
        )

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
        coded = [splink_comparison(each, self._columns, SPARK, coded=True) for each in self._comparisons]
        found = compared(linker_of(self._table, coded), self._api.register(pairs))
        levels = self._folder / f"{into}.levels"
        self._spark.sql(levels_of(found, self._comparisons)).write.mode("overwrite").parquet(str(levels))
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
