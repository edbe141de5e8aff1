"""How many candidates blocking missed: the loose blocker's pairs, scored like all others, and what follows."""

import numpy as np

from isthmus.core.link.recall import candidate_recall
from isthmus.core.link.results import LoosePairs
from isthmus.engines import scoring
from isthmus.engines.connection import Engine, one
from isthmus.engines.recall_blocking import loose_pairs
from isthmus.engines.splink_settings import Backend

__all__ = ["missed"]

SAMPLED = 1_500  # records whose partners are looked for


def missed(engine: Engine, on: Backend, columns: set[str], score: scoring.Score, *, seed: int) -> LoosePairs:
    """Compare the loose blocker's pairs of a sample of records; `scored` is the table of all candidates."""
    sampled = loose_pairs(engine, columns, "loose", sampled=SAMPLED, seed=seed)
    engine.execute("create or replace table loose_once as select distinct l, r from loose")
    on.compare_these("loose_once", "loose_levels")
    patterns = scoring.counted(engine, "loose_levels", score.comparisons)
    weight, probability = score(patterns)
    scoring.scored(engine, "loose_levels", "loose_scored", patterns, weight, probability)
    rows = engine.execute(
        "select s.l, s.r, s.probability, c.l is not null as found from loose_scored s "
        "left join scored c on c.l = s.l and c.r = s.r order by s.l, s.r"
    ).fetchnumpy()
    chance, found = np.asarray(rows["probability"]).astype(np.float64), np.asarray(rows["found"]).astype(bool)
    brought = _brought(engine) if sampled else None
    recall = candidate_recall(found, chance, np.random.default_rng(seed), brought=brought)
    return LoosePairs(
        np.asarray(rows["l"]).astype(np.int64), np.asarray(rows["r"]).astype(np.int64), chance, found, recall
    )


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
