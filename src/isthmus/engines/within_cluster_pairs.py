"""Comparing what blocking left out inside loose clusters: a pair counts as unlike only where it was compared."""

import numpy as np
import pyarrow as pa

from isthmus.core.link.clustering import partitions
from isthmus.core.link.pairs import DecidedPairs, Pairs
from isthmus.engines import scoring
from isthmus.engines.connection import Engine, one
from isthmus.engines.splink_settings import Backend

__all__ = ["complete"]

LOOSELY = 0.05  # mean probability from which records lie in one loose cluster
LARGEST = 250  # records of a loose cluster that is completed


def complete(engine: Engine, on: Backend, score: scoring.Score, records: int) -> int:
    """Add to the table `scored` the pairs of records in one loose cluster that no rule proposed; return how many."""
    rows = scoring.fetched(engine, "scored", scoring.FLOOR)
    pairs = Pairs(
        rows["l"].astype(np.int64), rows["r"].astype(np.int64), rows["probability"].astype(np.float64)
    )
    labels = partitions(records, pairs, DecidedPairs(), (LOOSELY,))[0]
    first, size = np.unique(labels, return_counts=True)
    whole = np.isin(labels, first[(size > 2) & (size <= LARGEST)])
    engine.register("loosely", pa.table({"i": np.flatnonzero(whole), "cluster": labels[whole]}))
    engine.execute(
        "create or replace table within as select a.i as l, b.i as r from loosely a "
        "join loosely b on a.cluster = b.cluster and a.i < b.i "
        "where not exists (select 1 from scored s where s.l = a.i and s.r = b.i)"
    )
    engine.unregister("loosely")
    found = int(one(engine, "select count(*) from within")[0])
    if found:
        on.compare_these("within", "within_levels")
        patterns = scoring.counted(engine, "within_levels", score.comparisons)
        scoring.scored(engine, "within_levels", "within_scored", patterns, *score(patterns))
        engine.execute("insert into scored select * from within_scored")
    return found
