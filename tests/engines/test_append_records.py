"""Adding records: the same pairs and the same clusters as a full run with the frozen model."""

import numpy as np
import pyarrow as pa
import pytest

from benchmarks.rosters.writing import Roster, chunks
from isthmus.core.link.pairs import DecidedPairs, Pairs
from isthmus.core.link.results import LinkSettings
from isthmus.engines import blocks
from isthmus.engines.append_records import add
from isthmus.engines.comparison import compared
from isthmus.engines.connection import opened
from isthmus.engines.linking import as_raw, fetched
from isthmus.engines.phases import Phases


def roster(people=180):
    return pa.concat_tables([records for records, _ in chunks(Roster("russian", people, lists=3, seed=5))])


def fields_of(table):
    return [name for name in table.column_names if name not in ("id", "list")]


@pytest.mark.long
def test_adding_some_then_more_is_adding_all_at_once(monkeypatch):
    monkeypatch.setattr(blocks, "EVERY_PAIR_OF", 0)  # by rules, as a longer list is
    table, settings = roster(), LinkSettings(pairs_per_record=30)
    old, more = table.slice(0, table.num_rows - 40), table.slice(table.num_rows - 40)
    found = []
    for steps in ((40,), (15, 25)):
        with opened() as engine:
            as_raw(engine, old, fields_of(table))
            base = compared(engine, fields_of(table), settings, Phases())
            pairs, _ = fetched(engine, base)
            at, records, clusters = 0, old.num_rows, ()
            from isthmus.core.link.clustering import partitions

            clusters = partitions(records, pairs, DecidedPairs(), settings.thresholds())
            for step in steps:
                added = add(
                    engine,
                    base,
                    pairs,
                    clusters,
                    more.slice(at, step),
                    decided=DecidedPairs(),
                    settings=settings,
                )
                pairs, clusters, at = added.pairs, added.clusters, at + step
            found.append((ordered(pairs), clusters))
    (one, first), (other, second) = found
    assert one == other
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))
    assert len(np.unique(first[1])) < table.num_rows


def ordered(pairs: Pairs):
    return sorted(
        zip(pairs.left.tolist(), pairs.right.tolist(), pairs.probability.round(9).tolist(), strict=True)
    )


@pytest.mark.parametrize("seed", [0, 3])
def test_the_same_records_and_seed_give_the_same_pairs(seed):
    table, found = roster(80), []
    for _ in range(2):
        with opened() as engine:
            as_raw(engine, table, fields_of(table))
            base = compared(engine, fields_of(table), LinkSettings(seed=seed), Phases())
            found.append(ordered(fetched(engine, base)[0]))
    assert found[0] == found[1] != []
