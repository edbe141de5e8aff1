"""An independent, loose blocker: records whose names share pieces of their consonants, for a sample of records.

What it finds and the blocking rules do not tells how many candidates were missed. It knows names only, so that records
which both miss (no name, an initial, quite another name) are seen by neither: the recall it gives is an upper bound.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from isthmus.core.link.fields import PARTS
from isthmus.core.link.pairs import Numbers
from isthmus.core.link.trigrams import PIECE, Texts, partners, sharing
from isthmus.engines.connection import Engine, utf8

__all__ = ["loose_pairs"]

MOST_PARTNERS = 40  # of a sampled record, those that share most
LEAST_SHARED = 0.3  # of the pieces of the record that has more
COMMON = 0.05  # a piece that more of the records have tells nothing, unless there is no rarer one


def loose_pairs(engine: Engine, columns: set[str], into: str, *, sampled: int, seed: int) -> int:
    """Make a table (l, r, probe, shared) of sampled records and their partners, l < r; return how many were sampled.

    The sampled records are in the table `probes` (i) after.
    """
    bones = [f"{part}_s" for part in PARTS if f"{part}_s" in columns]
    probes, texts, records = _named(engine, bones, sampled, seed)
    telling = sharing(texts) <= max(COMMON * len(records), 50)
    one, other, shared = partners(texts, telling, probes, most=MOST_PARTNERS, least=LEAST_SHARED)
    left, right = records[one], records[other]
    found = {"l": np.minimum(left, right), "r": np.maximum(left, right), "probe": left, "shared": shared}
    engine.register("found_loosely", pa.table(found))
    engine.execute(f"create or replace table {into} as select * from found_loosely")
    engine.unregister("found_loosely")
    engine.register("sampled", pa.table({"i": records[probes]}))
    engine.execute("create or replace table probes as select i from sampled")
    engine.unregister("sampled")
    return len(probes)


def _named(engine: Engine, bones: Sequence[str], sampled: int, seed: int) -> tuple[Numbers, Texts, Numbers]:
    """Return the sampled ones among the records with a name, the names of all, and their numbers.

    Signs stand between and around the parts of a name, so that its ends make pieces of their own.
    """
    if not bones:
        nobody = np.zeros(0, np.int64)
        return nobody, Texts(np.zeros(1, np.int32), np.zeros(0, np.uint8)), nobody
    text = "'^' || " + " || '^' || ".join(f"coalesce({each}, '')" for each in bones) + " || '_'"
    named: pa.Table = engine.sql(
        f"with named as (select i, {text} as bones from records where length({text}) > {len(bones) + PIECE}), "
        f"probes as (select i from named order by hash(i::varchar || ':{seed}'), i limit {sampled}) "
        "select i, bones, probes.i is not null as probe from named left join probes using (i) order by i"
    ).to_arrow_table()
    probes = np.flatnonzero(named["probe"].to_numpy())
    return probes.astype(np.int64), Texts(*utf8(named["bones"])), named["i"].to_numpy()
