"""Which pairs are compared: blocking rules chosen among many, as loose as a budget of pairs allows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import duckdb

__all__ = ["Rule", "candidates", "chosen", "with_keys"]

type Engine = duckdb.DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Rule:
    """Records that agree on all of these key columns are compared; `pairs` counts them, `dropped` those of blocks too large."""

    keys: tuple[str, ...]
    pairs: int
    dropped: int = 0

    def sql(self) -> str:
        """Return the rule as a condition."""
        return " and ".join(f"l.{key} = r.{key}" for key in self.keys)
