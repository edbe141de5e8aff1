"""The levels of each comparison as SQL conditions over the plain columns, for Splink on any engine.

Splink finds the level of each part of a name by itself; `folded` reads the lineage off the levels of its three parts.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from isthmus.core.link.model import Comparison
from isthmus.engines.level_conditions import (
    SOUNDS_ROUGHLY,
    Dialect,
    SplinkLevels,
    across,
    banded,
    edits,
    only_if,
)
from isthmus.engines.name_levels_sql import folded_lineage, given_levels, lineage_levels

__all__ = ["folded", "read_columns", "splink_levels"]

_COLUMN = re.compile(r"\b(\w+)_[lr]\b")
_A_YEAR = 365  # days between two spans of a year: ages two years apart leave more
_WIDE = 400  # days that a birth which an age tells may be off by, give or take: a year and a month


def splink_levels(
    comparisons: Sequence[Comparison], columns: set[str], dialect: Dialect
) -> list[SplinkLevels]:
    """Return what Splink is asked for, so that the level of each comparison can be read off; `columns` there are."""
    return [each for one in comparisons for each in _levels_of(one, columns, dialect)]


def folded(comparison: Comparison, columns: set[str]) -> str:
    """Return the level of a comparison as an expression over the levels of what Splink was asked for, -1 not stated."""
    return folded_lineage(columns) if comparison.name == "lineage" else comparison.name


def read_columns(compared: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return the names of columns, and other words, in the conditions of comparisons as Splink takes them."""
    conditions = (level["sql_condition"] for each in compared for level in each["comparison_levels"])
    return {column for condition in conditions for column in _COLUMN.findall(condition)}


def _levels_of(comparison: Comparison, columns: set[str], dialect: Dialect) -> list[SplinkLevels]:
    name = comparison.name
    silent = f"l.{name}_k is null or r.{name}_k is null"
    if name == "given":
        return [given_levels(comparison, columns, dialect)]
    if name == "lineage":
        return lineage_levels(columns, dialect)
    if name in ("born", "died", "date"):
        silent = f"(l.{name}_first is null and l.{name}_k is null) or (r.{name}_first is null and r.{name}_k is null)"
        return [_strongest_first(comparison, silent, _births() if name == "born" else _days(name))]
    if name == "list":
        silent = "l.list is null or r.list is null"
    if name == "identifiers":
        return [_strongest_first(comparison, *_identifiers(dialect))]
    plain = {"place": _place(dialect), "sex": ["l.sex_k = r.sex_k"], "list": ["l.list <> r.list"]}
    return [_strongest_first(comparison, silent, plain.get(name) or _further(name))]


def _strongest_first(comparison: Comparison, silent: str, conditions: Sequence[str]) -> SplinkLevels:
    levels = len(comparison.expanded())
    if len(conditions) != levels - 1:
        raise AssertionError(f"{comparison.name}: {levels} levels, {len(conditions)} conditions.")
    numbers = range(levels - 1, 0, -1)
    return SplinkLevels(comparison.name, silent, tuple(zip(numbers, conditions, strict=True)))


def _first_last(day: str) -> tuple[str, str, str]:
    """Return the later of two first days, the earlier of two last ones, and how wide the wider of both is."""
    first, last = f"greatest(l.{day}_first, r.{day}_first)", f"least(l.{day}_last, r.{day}_last)"
    return first, last, f"greatest(l.{day}_last - l.{day}_first, r.{day}_last - r.{day}_first)"


def _same_or_near(day: str) -> list[str]:
    first, last, wide = _first_last(day)
    return [
        *banded(f"l.{day}_k = r.{day}_k", f"l.{day}_b"),
        _slip(day),
        f"{first} <= {last} and {wide} <= {_WIDE}",
        f"substr(l.{day}_k, 1, 4) = substr(r.{day}_k, 1, 4)",
        f"{first} <= {last}",
    ]


def _days(day: str) -> list[str]:
    first, last, _ = _first_last(day)
    return [*_same_or_near(day), f"{first} - {last} <= 731"]


def _births() -> list[str]:
    first, last, wide = _first_last("born")
    told_by_age = "(l.born_k is null or r.born_k is null)"
    return [
        *_same_or_near("born"),
        f"{told_by_age} and {wide} <= {_WIDE} and {first} - {last} <= {_A_YEAR}",
        _age_slip(),
        f"{first} - {last} <= 731",
        f"{first} - {last} <= 1827",
    ]


def _age_slip() -> str:
    """Return whether two ages have their figures exchanged, or differ by ten years: one figure was misread."""
    tens = "abs(cast(left(l.born_a, 1) as int) - cast(left(r.born_a, 1) as int))"
    return (
        "(l.born_a = reverse(r.born_a) or "
        + only_if("right(l.born_a, 1) = right(r.born_a, 1)", f"{tens} = 1")
        + ")"
    )


def _slip(day: str) -> str:
    """Return whether one digit differs, two digits changed places, or month and day did; `_m`: the digits in order."""
    left, right = f"l.{day}_k", f"r.{day}_k"
    edits, year = f"levenshtein({left}, {right})", f"substr({left}, 1, 4) = substr({right}, 1, 4)"
    month, day_of_month = (
        f"substr({left}, {one}, 2) = substr({right}, {other}, 2)" for one, other in ((5, 7), (7, 5))
    )
    half = f"{year} or substr({left}, 5, 4) = substr({right}, 5, 4)"
    return (
        f"case when l.{day}_m = r.{day}_m then {edits} = 2 or ({year} and {month} and {day_of_month}) "
        f"when {half} then {edits} = 1 else false end"
    )


def _place(dialect: Dialect) -> list[str]:
    # Of two places of one part each, a part agrees only where both are the same.
    several = " or ".join(f"{dialect.members.format(f'{side}.place_parts')} > 1" for side in "lr")
    inside = " or ".join(
        dialect.contains.format(f"{one}.place_parts", f"{other}.place_k") for one, other in ("lr", "rl")
    )
    return [
        *banded("l.place_k = r.place_k", "l.place_b"),
        only_if(several, f"({inside})"),
        f"({edits('place_k', 0.25)} or {across('place', SOUNDS_ROUGHLY)})",
        only_if(several, dialect.overlap.format("l.place_parts", "r.place_parts")),
    ]


def _identifiers(dialect: Dialect) -> tuple[str, list[str]]:
    """Return when nothing is stated, which is also where the two have no scheme in common; then same, and a slip."""
    shared = {
        name: dialect.overlap.format(f"l.identifiers_{name}", f"r.identifiers_{name}")
        for name in ("schemes", "stated", "slips")
    }
    return f"not coalesce({shared['schemes']}, false)", [shared["stated"], shared["slips"]]


def _further(name: str) -> list[str]:
    left, right = f"l.{name}_k", f"r.{name}_k"
    return [
        *banded(f"{left} = {right}", f"l.{name}_b"),
        edits(f"{name}_e", 0.25),
        f"substr({left}, 1, 3) = substr({right}, 1, 3)",
    ]
