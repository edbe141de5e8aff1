"""The levels of each comparison as SQL conditions over the plain columns, for Splink on any engine."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from isthmus.core.link.fields import PARTS
from isthmus.core.link.model import BANDS, Comparison

__all__ = ["DUCKDB", "SPARK", "Dialect", "conditions", "read_columns", "splink_comparison"]

_SIDE = re.compile(
    r"\b([lr])\.(\w+)"
)  # Splink has the columns of both records side by side, as name_l and name_r
_COLUMN = re.compile(r"\b(\w+)_[lr]\b")
SOUNDS_ALIKE = 0.8  # the learned similarity from which two words in two scripts count as similar


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


def conditions(comparison: Comparison, columns: set[str], dialect: Dialect) -> list[str]:
    """Return a condition for each expanded level but the last, strongest first; `columns` are those there are."""
    name = comparison.name
    if name == "given":
        return _given(columns, dialect)
    if name == "lineage":
        return _lineage(columns, dialect)
    if name in ("born", "died", "date"):
        return _days(name)
    if name == "place":
        return _place(dialect)
    if name == "sex":
        return ["l.sex_k = r.sex_k"]
    return _further(name)


def nothing_stated(comparison: Comparison, columns: set[str]) -> str:
    """Return the condition under which one of the two records says nothing on this."""
    name = comparison.name
    if name == "lineage":
        return " and ".join(f"(l.{part}_k is null or r.{part}_k is null)" for part in _lineage_parts(columns))
    if name in ("born", "died", "date"):
        return f"(l.{name}_first is null and l.{name}_k is null) or (r.{name}_first is null and r.{name}_k is null)"
    return f"l.{name}_k is null or r.{name}_k is null"


def splink_comparison(
    comparison: Comparison, columns: set[str], dialect: Dialect, *, coded: bool = False
) -> dict[str, object]:
    """Return the comparison as Splink takes it.

    `coded`: with weights that give the level itself: 0 for what is not stated, else its number and 1. Splink keeps the
    weight of each comparison, but the level only with all columns.
    """
    found = conditions(comparison, columns, dialect)
    names = [f"{level.code} {level.rarity}".strip() for level in comparison.expanded()]
    if len(found) != len(names) - 1:
        raise AssertionError(f"{comparison.name}: {len(names)} levels, {len(found)} conditions.")
    levels: list[dict[str, object]] = [
        {
            "sql_condition": nothing_stated(comparison, columns),
            "label_for_charts": "not_stated",
            "is_null_level": True,
        }
    ]
    levels += [
        {"sql_condition": sql, "label_for_charts": name} for sql, name in zip(found, names, strict=False)
    ]
    levels.append({"sql_condition": "ELSE", "label_for_charts": names[-1]})
    for number, level in zip(range(len(names), 0, -1), levels[1:], strict=True):
        if coded:
            level |= {"m_probability": 0.5, "u_probability": 0.5 * 2.0**-number}
    for level in levels:
        level["sql_condition"] = _SIDE.sub(r"\2_\1", str(level["sql_condition"]))
    return {"output_column_name": comparison.name, "comparison_levels": levels}


def read_columns(compared: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return the names of columns, and other words, in the conditions of comparisons as Splink takes them."""
    conditions = (level["sql_condition"] for each in compared for level in each["comparison_levels"])
    return {column for condition in conditions for column in _COLUMN.findall(condition)}


def _banded(same: str, band: str) -> list[str]:
    return [f"{same} and {band} = {each}" for each in range(BANDS - 1)] + [same]


def _edits(column: str, share: float) -> str:
    """Return whether two texts differ by at most this share of the longer one's letters."""
    return _edits_between(column, column, share)


def _edits_between(one: str, other: str, share: float = 0.25) -> str:
    left, right = f"l.{one}", f"r.{other}"
    most = f"{share} * greatest(length({left}), length({right}))"
    return _only_if(
        f"abs(length({left}) - length({right})) <= {most}", f"levenshtein({left}, {right}) <= {most}"
    )


def _alike(part: str, share: float = 0.25) -> str:
    """Return whether two parts of names are similar: by letters in one script, by the learned similarity across two."""
    learned = f"name_similarity(l.{part}_n, r.{part}_n) >= {SOUNDS_ALIKE}"
    return f"({_edits(f'{part}_k', share)} or {_only_if(f'l.{part}_w <> r.{part}_w', learned)})"


def _unless_unlike(one: str, other: str, *alike: str) -> str:
    """Return whether two values are the same or alike in one of these ways, or one is not stated; dear ways last."""
    ways = "".join(f" when {each} then true" for each in alike)
    return f"case when l.{one} is null or r.{other} is null or l.{one} = r.{other} then true{ways} else false end"


def _only_if(cheap: str, dear: str) -> str:
    """Return `cheap and dear`, the second looked at only where the first holds: engines may look at both."""
    return f"case when {cheap} then {dear} else false end"


def _initial(part: str) -> str:
    return f"((l.{part}_o or r.{part}_o) and l.{part}_i = r.{part}_i)"


def _lineage_parts(columns: set[str]) -> Sequence[str]:
    return [part for part in PARTS[1:] if f"{part}_k" in columns]


def _given(columns: set[str], dialect: Dialect) -> list[str]:
    share_a_word = dialect.overlap.format(
        dialect.words.format("l.given_n"), dialect.words.format("r.given_n")
    )
    holds = [_only_if("l.given_n like '% %' or r.given_n like '% %'", share_a_word)]
    if "others" in columns:
        holds += [
            dialect.contains.format("l.others", "r.given_k"),
            dialect.contains.format("r.others", "l.given_k"),
        ]
    return [
        *_banded("l.given_n = r.given_n", "l.given_b"),
        "l.given_k = r.given_k",
        f"({' or '.join(f'coalesce({each}, false)' for each in holds)})",
        _alike("given", 0.34),
        _initial("given"),
        _places_changed(columns),
    ]


def _lineage(columns: set[str], dialect: Dialect) -> list[str]:
    parts = _lineage_parts(columns)
    agree = {part: f"coalesce((l.{part}_k = r.{part}_k)::int, 0)" for part in parts}
    stated = {part: f"(l.{part}_k is not null and r.{part}_k is not null)::int" for part in parts}
    if dialect.name == "spark":
        agree = {part: f"coalesce(cast(l.{part}_k = r.{part}_k as int), 0)" for part in parts}
        stated = {part: f"cast(l.{part}_k is not null and r.{part}_k is not null as int)" for part in parts}
    agreeing, both = " + ".join(agree.values()), " + ".join(stated.values())
    band = (
        "coalesce("
        + ", ".join(f"case when l.{part}_k = r.{part}_k then l.{part}_b end" for part in reversed(parts))
        + ")"
    )
    alike = " and ".join(
        _unless_unlike(f"{part}_k", f"{part}_k", _initial(part), _alike(part)) for part in parts
    )
    crossed = [_places_changed(columns), *_skipped(parts)]
    if "others" in columns and "family_k" in columns:
        for one, other in (("l", "r"), ("r", "l")):
            holds = dialect.contains.format(f"{one}.others", f"{other}.family_k")
            crossed.append(f"coalesce({holds}, false)")
    return [
        f"({agreeing}) >= 2 and ({agreeing}) = ({both})",
        *_banded(f"({agreeing}) >= 1 and ({agreeing}) = ({both})", band),
        alike,
        f"({' or '.join(crossed)})",
        f"({' or '.join(f'{agree[part]} = 1' for part in parts if part != 'family') or '1 = 0'})",
        f"({agreeing}) >= 1",
    ]


def _places_changed(columns: set[str]) -> str:
    """Return whether each one's given name is the other's family name, as far as both are stated, and once at least."""
    if not {"given_k", "family_k"} <= columns:
        return "1 = 0"
    there, back = (
        _unless_unlike(f"{one}_k", f"{other}_k", _edits_between(f"{one}_k", f"{other}_k"))
        for one, other in (("given", "family"), ("family", "given"))
    )
    return f"((l.given_k = r.family_k or l.family_k = r.given_k) and {there} and {back})"


def _skipped(parts: Sequence[str]) -> list[str]:
    """Return whether a generation was left out: one's father is the other's grandfather, and families do not differ."""
    if not {"father", "grandfather"} <= set(parts):
        return []
    family = _unless_unlike("family_k", "family_k", _alike("family")) if "family" in parts else "1 = 1"
    return [
        f"(coalesce(l.{one}_k = r.{other}_k, false) and {family})"
        for one, other in (("father", "grandfather"), ("grandfather", "father"))
    ]


def _days(day: str) -> list[str]:
    exact = f"l.{day}_k = r.{day}_k"
    first, last = f"greatest(l.{day}_first, r.{day}_first)", f"least(l.{day}_last, r.{day}_last)"
    wide = f"greatest(l.{day}_last - l.{day}_first, r.{day}_last - r.{day}_first)"
    return [
        *_banded(exact, f"l.{day}_b"),
        _slip(day),
        f"{first} <= {last} and {wide} <= 400",
        f"substr(l.{day}_k, 1, 4) = substr(r.{day}_k, 1, 4)",
        f"{first} <= {last}",
        f"{first} - {last} <= 731",
    ]


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
        *_banded("l.place_k = r.place_k", "l.place_b"),
        _only_if(several, f"({inside})"),
        _edits("place_k", 0.25),
        _only_if(several, dialect.overlap.format("l.place_parts", "r.place_parts")),
    ]


def _further(name: str) -> list[str]:
    left, right = f"l.{name}_k", f"r.{name}_k"
    return [
        *_banded(f"{left} = {right}", f"l.{name}_b"),
        _edits(f"{name}_e", 0.25),
        f"substr({left}, 1, 3) = substr({right}, 1, 3)",
    ]
