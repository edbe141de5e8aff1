"""What Splink is asked for on any engine: its settings, the pairs it compares, and how its answers are read."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from splink import Linker

from isthmus.core.link.model import Comparison
from isthmus.engines.comparison_levels_sql import folded, splink_levels
from isthmus.engines.level_conditions import Dialect

__all__ = ["PAIR", "Backend", "compared", "levels_of", "linker_of"]

PAIR = (
    "{l} as join_key_l, {r} as join_key_r, '0' as match_key"  # a pair as Splink's own blocking would name it
)


class Backend(Protocol):
    """An engine that compares records; what it writes is read in DuckDB."""

    name: str

    def compare(self, rules: int, into: str) -> None:
        """Make a table (l, r, and the level of each comparison) of all candidate pairs of the first `rules` rules."""

    def compare_these(self, pairs: str, into: str) -> None:
        """Make such a table of the pairs in a table (l, r), l < r."""


def linker_of(table: Any, levels: Sequence[Mapping[str, object]]) -> Linker:  # noqa: ANN401  Splink's own, of any engine
    """Return Splink on a table that was registered: records by number, one list, and no blocks, which are ours."""
    settings = {
        "link_type": "dedupe_only",
        "unique_id_column_name": "i",
        "comparisons": list(levels),
        "blocking_rules_to_generate_predictions": [],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }
    # What Splink would look for, mistakes of people, takes it longer than comparing a small list.
    return Linker(table, settings, log_level=logging.ERROR, validate_settings=False)


def compared(linker: Linker, pairs: Any) -> str:  # noqa: ANN401
    """Compare the pairs of a registered table with the columns of PAIR; return the name of what Splink made."""
    linker.table_management.register_blocked_pairs_for_predict(pairs)
    return str(linker.inference.predict(warning_mode="never").physical_name)


def levels_of(found: str, comparisons: Sequence[Comparison], columns: set[str], dialect: Dialect) -> str:
    """Return the query that reads l, r and the level of each comparison: coded weights, -1 for what is not stated."""
    asked = splink_levels(comparisons, columns, dialect)
    levels = ", ".join(f"cast(round(mw_{each.name}) - 1 as int) as {each.name}" for each in asked)
    read = ", ".join(f"cast({folded(each, columns)} as tinyint) as {each.name}" for each in comparisons)
    return (
        f"select l, r, {read} from "
        f"(select least(i_l, i_r) as l, greatest(i_l, i_r) as r, {levels} from {found}) as levels"
    )
