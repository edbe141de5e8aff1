"""Splink on DuckDB: candidate pairs and the level of every comparison, on one machine and out of core."""

from collections.abc import Sequence

from splink import DuckDBAPI

from isthmus.core.link.model import Comparison
from isthmus.engines.comparison_levels_sql import read_columns, splink_levels
from isthmus.engines.connection import Engine
from isthmus.engines.level_conditions import DUCKDB
from isthmus.engines.splink_settings import PAIR, compared, levels_of, linker_of

__all__ = ["OnDuckDB"]

AT_ONCE = 24_000_000  # meetings of pairs, three or so for each pair, in one pass: what Splink writes of a pair is wide
_LEFT, _RIGHT = "(pair >> 32)::bigint", "(pair & 4294967295)::bigint"  # of two numbers in one


class OnDuckDB:
    """The comparisons of one run; reads the table `blocked`, writes tables of levels."""

    name = "duckdb"

    def __init__(self, engine: Engine, comparisons: Sequence[Comparison], columns: set[str]) -> None:
        self._engine = engine
        self._comparisons = comparisons
        self._columns = columns
        self._levels = [each.comparison() for each in splink_levels(comparisons, columns, DUCKDB)]
        self._api = DuckDBAPI(connection=engine)
        # Splink copies all columns of its table for each pass: it gets those that are compared.
        read = sorted(columns & set(read_columns(self._levels)))
        engine.execute(f"create or replace view compared as select {', '.join(['i', *read])} from blocked")
        # One for all passes: what Splink reads of its settings takes it longer than comparing a few hundred pairs.
        self._linker = linker_of(self._api.register(engine.table("compared")), self._levels)

    def compare(self, rules: int, into: str) -> None:
        """Make a table (l, r, and the level of each comparison) of all candidate pairs of the first `rules` rules.

        Blocks are joined narrowly, a rule at a time, and pairs that several rules met are told once after: Splink's
        join for each rule but what earlier ones found carries the blocks of all rules for each record.
        """
        met = 0
        self._engine.execute("create or replace table met (pair ubigint)")
        for rule in range(rules):
            met += self._join(f"r{rule}")
        parts = 1 + met // AT_ONCE
        self._empty(into)
        for part in range(parts):
            self._engine.execute(
                f"create or replace table these as select {PAIR.format(l=_LEFT, r=_RIGHT)} from "
                f"(select distinct pair from met where pair % {parts} = {part})"
            )
            self._add(into)
        self._engine.execute("drop table met")

    def compare_these(self, pairs: str, into: str) -> None:
        """Make such a table of the pairs in a table (l, r), l < r."""
        self._engine.execute(
            f"create or replace table these as select {PAIR.format(l='l', r='r')} from {pairs}"
        )
        self._empty(into)
        self._add(into)

    def _join(self, block: str) -> int:
        """Add the pairs of one rule to the table `met`, two numbers in one; return how many."""
        rows = self._engine.execute(
            "insert into met select (l.i::ubigint << 32) | r.i::ubigint "
            f"from blocked l join blocked r on l.{block} = r.{block} and l.i < r.i"
        ).fetchall()
        return int(rows[0][0])

    def _empty(self, into: str) -> None:
        listed = ", ".join(f"{each.name} tinyint" for each in self._comparisons)
        self._engine.execute(f"create or replace table {into} (l bigint, r bigint, {listed})")

    def _add(self, into: str) -> None:
        """Compare the pairs in the table `these` and add their levels."""
        these = self._api.register(self._engine.table("these"))
        found = compared(self._linker, these)
        self._engine.execute(
            f"insert into {into} {levels_of(found, self._comparisons, self._columns, DUCKDB)}"
        )
        self._engine.execute(f"drop table {found}; drop table these")
