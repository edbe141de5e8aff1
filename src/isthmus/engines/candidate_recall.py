"""How many candidates blocking missed: pairs of an independent, loose blocker, scored like all others.

It blocks a sample of records by pieces of the consonants of their names. What it finds and the blocking rules do not
tells how many candidates were missed. It knows names only, so that records which both miss (no name, an initial, quite
another name) are seen by neither: the recall it gives is an upper bound.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from isthmus.core.link.fields import PARTS
from isthmus.core.link.pairs import Numbers, Pairs
from isthmus.core.link.recall import Recall, candidate_recall
from isthmus.core.link.results import LoosePairs
from isthmus.core.link.trigrams import PIECE, Texts, partners, sharing
from isthmus.core.messages import Message
from isthmus.engines import scoring
from isthmus.engines.connection import Engine, one, utf8
from isthmus.engines.splink_settings import Backend

__all__ = ["missed", "none_found", "nothing_missed"]

MOST_PARTNERS = 40  # of a sampled record, those that share most
LEAST_SHARED = 0.3  # of the pieces of the record that has more
COMMON = 0.05  # a piece that more of the records have tells nothing, unless there is no rarer one

SAMPLED = 1_500  # records whose partners are looked for
NONE_FOUND = (
    3.0  # so many are expected at most, nineteen times in twenty, where none is found (the rule of three)
)


def missed(
    engine: Engine,
    on: Backend,
    columns: set[str],
    score: scoring.Score,
    *,
    seed: int,
    rules: int,
    known: Pairs | None = None,
) -> LoosePairs:
    """Compare the loose blocker's pairs of a sample of records.

    Of the table of all candidates `scored` those that a rule proposes may be left out, below the floor. `known`: pairs
    of an earlier run that are what they were, with their probabilities.
    """
    sampled = _loose_pairs(engine, columns, "loose", sampled=SAMPLED, seed=seed)
    engine.execute("create or replace table loose_once as select distinct l, r from loose")
    nobody = np.zeros(0, np.int64)
    _put_known(engine, known or Pairs(nobody, nobody, np.zeros(0)))
    engine.execute(
        "create or replace table loose_new as select l, r from loose_once anti join loose_known using (l, r)"
    )
    on.compare_these("loose_new", "loose_levels")
    patterns = scoring.counted(engine, "loose_levels", score.comparisons)
    weight, probability = score(patterns)
    scoring.scored(engine, "loose_levels", "loose_scored", patterns, weight, probability)
    rows = engine.execute(
        f"select s.l, s.r, s.probability, c.l is not null or {_proposed(rules)} as found from ("
        "select l, r, probability from loose_scored union all "
        "select l, r, probability from loose_known semi join loose_once using (l, r)) s "
        "join blocked a on a.i = s.l join blocked b on b.i = s.r "
        "left join scored c on c.l = s.l and c.r = s.r order by s.l, s.r"
    ).fetchnumpy()
    chance, found = np.asarray(rows["probability"]).astype(np.float64), np.asarray(rows["found"]).astype(bool)
    brought = _brought(engine) if sampled else None
    recall = candidate_recall(found, chance, np.random.default_rng(seed), brought=brought)
    return LoosePairs(
        np.asarray(rows["l"]).astype(np.int64), np.asarray(rows["r"]).astype(np.int64), chance, found, recall
    )


def _put_known(engine: Engine, known: Pairs) -> None:
    engine.register(
        "pairs_known", pa.table({"l": known.left, "r": known.right, "probability": known.probability})
    )
    engine.execute("create or replace table loose_known as select * from pairs_known")
    engine.unregister("pairs_known")


def _proposed(rules: int) -> str:
    # One rule of which a key is missing says nothing; another may propose the pair all the same.
    return " or ".join(["false", *(f"coalesce(a.r{rule} = b.r{rule}, false)" for rule in range(rules))])


def nothing_missed() -> LoosePairs:
    """Return what is known where every pair was compared."""
    nobody = np.zeros(0, np.int64)
    every = Recall(1.0, 1.0, 1.0, 0.0, 0, Message("link.recall.every_pair"))
    return LoosePairs(nobody, nobody, np.zeros(0), np.zeros(0, np.bool_), every)


def none_found(records: int) -> float:
    """Return how many matches there may be at most though a sample of the records has none with any other record."""
    share = min(1.0, SAMPLED / max(records, 1))
    return NONE_FOUND / (1 - (1 - share) ** 2)


def _brought(engine: Engine) -> float | None:
    """Return the share of the sampled records' matches among the candidates that the loose blocker brought too."""
    brought, expected = one(
        engine,
        f"with met as (select l, r, probability from scored where probability >= {scoring.FLOOR} "
        "and (l in (select probe from loose) or r in (select probe from loose))) "
        "select coalesce(sum(probability) filter (where o.l is not null), 0), coalesce(sum(probability), 0) "
        "from met left join loose_once o on o.l = met.l and o.r = met.r",
    )
    return float(brought) / float(expected) if expected >= 1 else None


def _loose_pairs(engine: Engine, columns: set[str], into: str, *, sampled: int, seed: int) -> int:
    """Make a table (l, r, probe, shared) of sampled records and their partners, l < r; return how many were sampled.

    The sampled records are in the table `probes` (i) after.
    """
    bones = [f"{part}_s" for part in PARTS if f"{part}_s" in columns]
    probes, texts, records = _named(engine, bones, sampled, seed)
    telling = sharing(texts) <= max(COMMON * len(records), 50)
    these, those, shared = partners(texts, telling, probes, most=MOST_PARTNERS, least=LEAST_SHARED)
    left, right = records[these], records[those]
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
        f"with named as (select i, id, {text} as bones from records where length({text}) > {len(bones) + PIECE}), "
        f"probes as (select i from named order by hash(id || ':{seed}'), i limit {sampled}) "
        "select i, bones, probes.i is not null as probe from named left join probes using (i) order by i"
    ).to_arrow_table()
    probes = np.flatnonzero(named["probe"].to_numpy())
    return probes.astype(np.int64), Texts(*utf8(named["bones"])), named["i"].to_numpy()
