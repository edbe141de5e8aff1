"""An independent, loose blocker: records whose names share pieces of their consonants, for a sample of records.

What it finds and the blocking rules do not tells how many candidates were missed. It knows names only, so that records
which both miss (no name, an initial, quite another name) are seen by neither: the recall it gives is an upper bound.
"""

from collections.abc import Sequence

from isthmus.core.link.fields import PARTS
from isthmus.engines.opening import Engine, one

__all__ = ["loose_pairs"]

PIECE = 2  # consonants in a piece
MOST_PARTNERS = 40  # of a sampled record, those that share most
LEAST_SHARED = 0.3  # of the pieces of the record that has more
COMMON = 0.05  # a piece that more of the records have tells nothing, unless there is no rarer one


_MET = f"""
with probed as (select i as probe, piece from pieces join probes using (i) join telling using (piece)),
met as (
    select probe, i as other, count(*) as common from probed join pieces using (piece) where i <> probe group by 1, 2
),
sizes as (select i, count(*) as n from pieces join telling using (piece) group by 1),
shares as (
    select probe, other, common / greatest(a.n, b.n) as shared
    from met join sizes a on a.i = probe join sizes b on b.i = other
)
select least(probe, other) as l, greatest(probe, other) as r, probe, shared from shares where shared >= {LEAST_SHARED}
qualify row_number() over (partition by probe order by shared desc, other) <= {MOST_PARTNERS}
"""


def loose_pairs(engine: Engine, columns: set[str], into: str, *, sampled: int, seed: int) -> int:
    """Make a table (l, r, probe, shared) of sampled records and their partners, l < r; return how many were sampled."""
    bones = [f"{part}_s" for part in PARTS if f"{part}_s" in columns]
    if not bones:
        nobody = "select 0::bigint as l, 0::bigint as r, 0::bigint as probe, 0.0 as shared limit 0"
        engine.execute(f"create or replace table {into} as {nobody}")
        return 0
    _pieces(engine, bones)
    records = int(one(engine, "select count(distinct i) from pieces")[0])
    engine.execute(
        "create or replace table probes as select i from (select distinct i from pieces) "
        f"order by hash(i::varchar || ':{seed}'), i limit {sampled}"
    )
    engine.execute(
        "create or replace table telling as select piece from pieces group by piece "
        f"having count(*) <= greatest({COMMON} * {records}, 50)"
    )
    engine.execute(f"create or replace table {into} as {_MET}")
    for table in ("pieces", "telling"):
        engine.execute(f"drop table {table}")
    return min(sampled, records)


def _pieces(engine: Engine, bones: Sequence[str]) -> None:
    text = "'^' || " + " || '^' || ".join(f"coalesce({each}, '')" for each in bones) + " || '$'"
    longest = len(bones) + PIECE + 1
    pieces = f"[substr(bones, pos::int, {PIECE + 1}) for pos in range(1, length(bones) - {PIECE - 1})]"
    engine.execute(
        f"create or replace table pieces as select i, unnest(list_distinct({pieces})) as piece "
        f"from (select i, {text} as bones from records) where length(bones) > {longest}"
    )
