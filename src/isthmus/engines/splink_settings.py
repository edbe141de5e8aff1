"""What Splink is asked for on any engine: its settings, and how its answers are read."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from isthmus.core.link.model import Comparison

__all__ = ["Backend", "Shares", "level_columns", "settings", "shares_of"]

type Shares = npt.NDArray[np.float64]

_UNSEEN = 1e-7  # the share of a level that no random pair reached


class Backend(Protocol):
    """An engine that compares records; what it writes is read in DuckDB."""

    name: str

    def chance(self, seed: int, most: int) -> list[Shares]:
        """Return how often each level comes among random pairs, weakest level first."""

    def compare(self, rules: int, into: str) -> None:
        """Make a table (l, r, and the level of each comparison) of all candidate pairs of the first `rules` rules."""

    def compare_these(self, pairs: str, into: str) -> None:
        """Make such a table of the pairs in a table (l, r), l < r."""


def settings(comparisons: Sequence[Mapping[str, object]], rules: int) -> dict[str, Any]:
    """Return Splink's settings: records by number, one list, the blocks of the first `rules` rules."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "i",
        "comparisons": list(comparisons),
        "blocking_rules_to_generate_predictions": [f"l.r{rule} = r.r{rule}" for rule in range(rules)],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }


def level_columns(comparisons: Sequence[Comparison]) -> str:
    """Return the columns that turn coded weights into levels: -1 for what is not stated."""
    return ", ".join(f"cast(round(mw_{each.name}) - 1 as tinyint) as {each.name}" for each in comparisons)


def shares_of(model: Mapping[str, Any], comparison: Comparison) -> Shares:
    """Return the shares among random pairs that Splink estimated, weakest level first; none is 0."""
    found = next(each for each in model["comparisons"] if each["output_column_name"] == comparison.name)
    levels = [each for each in found["comparison_levels"] if not each.get("is_null_level")]
    seen = np.array([each.get("u_probability") or _UNSEEN for each in reversed(levels)], dtype=np.float64)
    return np.asarray(seen / seen.sum())
