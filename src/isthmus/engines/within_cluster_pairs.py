"""Comparing what blocking left out inside loose clusters: a pair counts as unlike only where it was compared."""

import numpy as np
import pyarrow as pa

from isthmus.core.link.clustering import partitions
from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs
from isthmus.engines import scoring
from isthmus.engines.connection import Engine, one
from isthmus.engines.splink_settings import Backend

__all__ = ["complete"]

LOOSELY = 0.05  # mean probability from which records lie in one loose cluster
LARGEST = 400  # records of a loose cluster that is completed: as many as of a block that is compared whole
TIGHTER = (LOOSELY, 0.1, 0.2, 0.4, 0.8)  # of a larger one the parts that lie together at the next of these


def complete(engine: Engine, on: Backend, score: scoring.Score, records: int) -> int:
    """Add to the table `scored` the pairs of records in one loose cluster that no rule proposed; return how many."""
    rows = scoring.fetched(engine, "scored", scoring.FLOOR)
    pairs = Pairs(
        rows["l"].astype(np.int64), rows["r"].astype(np.int64), rows["probability"].astype(np.float64)
    )
    labels = _loose_clusters(records, pairs)
    whole = np.bincount(labels, minlength=records)[labels] > 2
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


def _loose_clusters(records: int, pairs: Pairs) -> Numbers:
    """Return int64[n]: the cluster of each record at the first threshold at which it is not too large, else itself."""
    found = np.arange(records)
    for labels in reversed(partitions(records, pairs, DecidedPairs(), TIGHTER)):
        small = np.bincount(labels, minlength=records)[labels] <= LARGEST
        found = np.where(small, labels, found)
    return found
