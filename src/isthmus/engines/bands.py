"""How rare each value of the plain columns is, in bands: what two share says the more the fewer have it."""

from isthmus.core.link.fields import PARTS
from isthmus.core.link.model import BANDS
from isthmus.engines.connection import Engine
from isthmus.engines.level_conditions import DECADES

__all__ = ["count_values", "with_bands"]


def _keys(engine: Engine) -> list[str]:
    names = [str(row[0]) for row in engine.execute("describe described").fetchall()]
    return [name for name in names if name.endswith("_k") and name != "sex_k"]


def count_values(engine: Engine) -> None:
    """Make for each key a table of its values with their band, by how many records share them: 0 the rarest quarter.

    And with the half decade of their share of the records.
    """
    for key in _keys(engine):
        engine.execute(
            f"create or replace table b_{key.removesuffix('_k')} as with counted as ("
            f"select {key} as k, count(*) as n from described where {key} is not null group by 1), "
            "ranked as (select k, n, sum(n) over (order by n range unbounded preceding) - n / 2.0 as below, "
            "sum(n) over () as total from counted) "
            f"select k, least(floor({BANDS} * below / total), {BANDS - 1})::tinyint as band, "
            f"least(floor(-2 * log10(n / total)), {DECADES - 1})::tinyint as decade from ranked"
        )


def with_bands(engine: Engine, into: str) -> None:
    """Make a table of what `described` holds, with the band of each value beside it; values without one are rare."""
    columns, joins = ["d.*"], []
    there = {row[0] for row in engine.execute("describe described").fetchall()}
    keys = [f"d.{part}_k" for part in PARTS if f"{part}_k" in there]
    if keys:
        columns.append(f"replace(concat({', '.join(keys)}), ' ', '') as whole")
    for key in _keys(engine):
        stem = key.removesuffix("_k")
        columns.append(f"case when d.{key} is not null then coalesce(b_{stem}.band, 0) end as {stem}_b")
        if stem in PARTS[1:]:
            decade = f"coalesce(b_{stem}.decade, {DECADES - 1})"
            columns.append(f"case when d.{key} is not null then {decade} end as {stem}_f")
        joins.append(f"left join b_{stem} on b_{stem}.k = d.{key}")
    engine.execute(
        f"create or replace table {into} as select {', '.join(columns)} from described d {' '.join(joins)} order by i"
    )
