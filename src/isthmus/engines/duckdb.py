"""Splink on DuckDB: candidate pairs and the level of every comparison, on one machine and out of core."""

import logging
from collections.abc import Sequence

from splink import DuckDBAPI, Linker

from isthmus.core.link.model import Comparison
from isthmus.engines.comparing import DUCKDB, splink_comparison
from isthmus.engines.opening import Engine
from isthmus.engines.vectors import Shares, level_columns, settings, shares_of

__all__ = ["OnDuckDB"]


class OnDuckDB:
    """The comparisons of one run; reads the table `blocked`, writes tables of levels."""

    name = "duckdb"

    def __init__(self, engine: Engine, comparisons: Sequence[Comparison], columns: set[str]) -> None:
        self._engine = engine
        self._comparisons = comparisons
        self._columns = columns
        self._api = DuckDBAPI(connection=engine)
        self._table = self._api.register(engine.table("blocked"))

    def _linker(self, rules: int, *, coded: bool) -> Linker:
        levels = [splink_comparison(each, self._columns, DUCKDB, coded=coded) for each in self._comparisons]
        return Linker(self._table, settings(levels, rules), log_level=logging.ERROR)

    def chance(self, seed: int, most: int) -> list[Shares]:
        """Return how often each level comes among random pairs, weakest level first."""
        linker = self._linker(0, coded=False)
        linker.training.estimate_u_using_random_sampling(max_pairs=most, seed=seed, num_chunks=1)
        return [shares_of(linker.misc.save_model_to_json(), each) for each in self._comparisons]

    def compare(self, rules: int, into: str) -> None:
        """Make a table (l, r, and the level of each comparison) of all candidate pairs of the first `rules` rules."""
        found = self._linker(rules, coded=True).inference.predict(warning_mode="never")
        self._keep(found.physical_name, into)

    def compare_these(self, pairs: str, into: str) -> None:
        """Make such a table of the pairs in a table (l, r), l < r."""
        self._engine.execute(
            f"create or replace table these as select l as join_key_l, r as join_key_r, '0' as match_key from {pairs}"
        )
        linker = self._linker(0, coded=True)
        linker.table_management.register_blocked_pairs_for_predict(
            self._api.register(self._engine.table("these"))
        )
        self._keep(linker.inference.predict(warning_mode="never").physical_name, into)

    def _keep(self, predicted: str, into: str) -> None:
        self._engine.execute(
            f"create or replace table {into} as select least(i_l, i_r) as l, greatest(i_l, i_r) as r, "
            f"{level_columns(self._comparisons)} from {predicted}"
        )
        self._engine.execute(f"drop table {predicted}")
