"""Given and family names in the column where most records have them: a row may have exchanged the two."""

import pyarrow as pa

from isthmus.engines.connection import Engine

__all__ = ["PART_COLUMNS", "count_uses", "put_in_place"]

PART_COLUMNS = (
    ("k", pa.string()),
    ("n", pa.string()),
    ("s", pa.string()),
    ("i", pa.string()),
    ("o", pa.bool_()),
    ("w", pa.string()),
    ("u", pa.string()),
    ("x", pa.string()),
    ("l", pa.string()),
)
"""What is compared of one part of a name, by column: see `normalise.NamePart`."""


def _given_and_family(engine: Engine) -> bool:
    names = {row[0] for row in engine.execute("describe described").fetchall()}
    return {"given_k", "family_k"} <= names


def count_uses(engine: Engine) -> None:
    """Make the table `usage`: for each name its log odds of standing as given name, not as family name."""
    if _given_and_family(engine):
        engine.execute(
            "create or replace table usage as select k, ln((sum(g) + 0.5) / (sum(f) + 0.5)) as odds from ("
            "select given_k as k, 1 as g, 0 as f from described where not given_o "
            "union all select family_k, 0, 1 from described where not family_o) where k is not null group by k"
        )


def put_in_place(engine: Engine) -> None:
    """Exchange given and family name where the records use each as the other, by odds of 8 to 1; not initials."""
    if not _given_and_family(engine):
        return
    given, family = ([f"{part}_{column}" for column, _ in PART_COLUMNS] for part in ("given", "family"))
    changed = (
        "not coalesce(given_o, false) and not coalesce(family_o, false) "
        "and coalesce(g.odds, 0) - coalesce(f.odds, 0) <= -ln(8)"
    )
    exchanged = ", ".join(
        f"case when {changed} then d.{other} else d.{one} end as {one}"
        for one, other in zip([*given, *family], [*family, *given], strict=True)
    )
    engine.execute(
        f"create or replace table placed as select d.* replace ({exchanged}) from described d "
        "left join usage g on g.k = d.given_k left join usage f on f.k = d.family_k"
    )
    engine.execute("drop table described")
    engine.execute("alter table placed rename to described")
