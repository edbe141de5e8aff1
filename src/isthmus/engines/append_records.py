"""Adding records: only pairs with a new record are compared, and only what they touch is clustered again.

The model stays as it was fitted, and so do the counts of values and the blocks that are too large: a full run with that
model over all records gives the same pairs and the same clusters.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from isthmus.core.link.affected import partitions_incrementally
from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs
from isthmus.core.link.results import LinkSettings
from isthmus.engines import blocks, scoring
from isthmus.engines.changed_pairs import met
from isthmus.engines.comparison import ComparisonResult, backend, count
from isthmus.engines.connection import Engine
from isthmus.engines.features import prepare_more
from isthmus.engines.linking import as_raw

__all__ = ["AppendedRecords", "add"]


@dataclass(frozen=True, eq=False)
class AppendedRecords:
    """All pairs above the floor, old and new, and the clusters of all records: strict, central, lenient."""

    pairs: Pairs
    clusters: Sequence[Numbers]
    compared: int  # pairs with a new record


def add(
    engine: Engine,
    found: ComparisonResult,
    pairs: Pairs,
    clusters: Sequence[Numbers],
    more: "pa.Table",
    *,
    decided: DecidedPairs,
    settings: LinkSettings,
) -> AppendedRecords:
    """Add the records of a table to those of an engine in which `compared` ran, with its pairs and clusters."""
    before = len(clusters[0])
    as_raw(engine, more, found.fields, first=before)
    prepare_more(engine, found.fields, "records_more")
    blocks.block_more(engine, found.model.rules, "records_more", "blocked_more")
    met(engine, len(found.model.rules), "blocked_more", "blocked")
    engine.execute("insert into blocked select * from blocked_more")
    engine.execute("insert into records select * from records_more")
    on = backend(engine, found.comparisons, set(found.columns), settings.engine)
    on.compare_these("met", "more_levels")
    patterns = scoring.counted(engine, "more_levels", found.comparisons)
    scoring.scored(engine, "more_levels", "more_scored", patterns, *found.score(patterns))
    engine.execute("insert into scored select * from more_scored")
    fresh = scoring.fetched(engine, "more_scored", scoring.FLOOR)
    together = Pairs(
        np.concatenate([pairs.left, fresh["l"].astype(np.int64)]),
        np.concatenate([pairs.right, fresh["r"].astype(np.int64)]),
        np.concatenate([pairs.probability, fresh["probability"].astype(np.float64)]),
    )
    changed = np.arange(before, before + more.num_rows)
    again = partitions_incrementally(
        before + more.num_rows,
        together,
        decided,
        settings.thresholds(),
        before=clusters,
        changed=changed,
        sizes=found.model.sizes,
    )
    return AppendedRecords(together, again, count(engine, "met"))
