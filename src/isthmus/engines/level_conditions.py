"""What conditions of levels are made of, on any engine, and how Splink is asked for them."""

import re
from dataclasses import dataclass

from isthmus.core.link.model import BANDS

__all__ = [
    "DECADES",
    "DUCKDB",
    "SOUNDS_ALIKE",
    "SOUNDS_REMOTELY",
    "SOUNDS_ROUGHLY",
    "SPARK",
    "Dialect",
    "SplinkLevels",
    "across",
    "banded",
    "edits",
    "edits_between",
    "only_if",
    "unless_unlike",
]

_SIDE = re.compile(
    r"\b([lr])\.(\w+)"
)  # Splink has the columns of both records side by side, as name_l and name_r
# The learned similarity of two words in two scripts from which they count as one name, as roughly alike, as remotely.
SOUNDS_ALIKE, SOUNDS_ROUGHLY, SOUNDS_REMOTELY = 0.8, 0.5, 0.2
# How rare a value that both share is, in half decades of its share of the records: 0 for more than a third of them,
# 8 for one in ten thousand or fewer.
DECADES = 9


@dataclass(frozen=True, slots=True)
class Dialect:
    """What two engines call by different names."""

    name: str
    overlap: str  # whether two lists share a member
    contains: str  # whether a list holds a value
    words: str  # the list of a text's words
    members: str  # how many members a list has


DUCKDB = Dialect(
    "duckdb", "list_has_any({0}, {1})", "list_contains({0}, {1})", "string_split({0}, ' ')", "len({0})"
)
SPARK = Dialect(
    "spark",
    "arrays_overlap({0}, {1})",
    "array_contains({0}, {1})",
    "split({0}, ' ')",
    "size({0})",
)


@dataclass(frozen=True, slots=True)
class SplinkLevels:
    """What Splink is asked to compare: `silent` where nothing is stated, then each level's number and condition.

    In the order in which they are tried: what most pairs reach may come before what is stronger. Else it is `rest`.
    """

    name: str
    silent: str
    numbered: tuple[tuple[int, str], ...]
    rest: int = 0

    def comparison(self) -> dict[str, object]:
        """Return it as Splink takes it, with weights that give the level: 0 for what is not stated, else itself and 1.

        Splink keeps the weight of each comparison, but the level only with all columns.
        """
        levels: list[dict[str, object]] = [
            {"sql_condition": self.silent, "label_for_charts": "not_stated", "is_null_level": True}
        ]
        for number, condition in (*self.numbered, (self.rest, "ELSE")):
            levels.append(
                {
                    "sql_condition": condition,
                    "label_for_charts": f"level {number}",
                    "m_probability": 0.5,
                    "u_probability": 0.5 * 2.0 ** -(number + 1),
                }
            )
        for level in levels:
            level["sql_condition"] = _SIDE.sub(r"\2_\1", str(level["sql_condition"]))
        return {"output_column_name": self.name, "comparison_levels": levels}


def banded(same: str, band: str) -> list[str]:
    """Return a condition for each band of how rare the shared value is."""
    return [f"{same} and {band} = {each}" for each in range(BANDS - 1)] + [same]


def edits(column: str, share: float) -> str:
    """Return whether two texts differ by at most this share of the longer one's letters."""
    return edits_between(column, column, share)


def edits_between(one: str, other: str, share: float = 0.25) -> str:
    """Return whether the text of one column differs from that of another by at most this share of letters."""
    left, right = f"l.{one}", f"r.{other}"
    most = f"{share} * greatest(length({left}), length({right}))"
    return only_if(
        f"abs(length({left}) - length({right})) <= {most}", f"levenshtein({left}, {right}) <= {most}"
    )


def only_if(cheap: str, dear: str) -> str:
    """Return `cheap and dear`, the second looked at only where the first holds: engines may look at both."""
    return f"case when {cheap} then {dear} else false end"


def unless_unlike(one: str, other: str, *alike: str) -> str:
    """Return whether two values are the same or alike in one of these ways, or one is not stated; dear ways last."""
    ways = "".join(f" when {each} then true" for each in alike)
    return f"case when l.{one} is null or r.{other} is null or l.{one} = r.{other} then true{ways} else false end"


def across(part: str, least: float) -> str:
    """Return whether two words in two scripts sound so much alike."""
    return only_if(f"l.{part}_w <> r.{part}_w", f"name_similarity(l.{part}_n, r.{part}_n) >= {least}")
