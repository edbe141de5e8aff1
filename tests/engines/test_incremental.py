"""Linking again from what an earlier run kept: the same pairs, people and candidates as comparing everything."""

import numpy as np
import pyarrow as pa
import pytest

from benchmarks.rosters.writing import Roster, chunks
from isthmus.core.link.block_changes import pairs_gained
from isthmus.core.link.labels import Labels
from isthmus.core.link.pairs import DecidedPairs
from isthmus.core.link.results import LinkSettings
from isthmus.core.link.run_state import carried
from isthmus.engines import blocks
from isthmus.engines.linking import EarlierRun, link

ROSTERS = [
    pytest.param("russian", 110, 0, marks=pytest.mark.long),
    pytest.param("arabic", 110, 1, marks=pytest.mark.long),
    ("western", 140, 2),
]


def roster(of, people, seed):
    """A list of records whose ids are in their order, as a register's are."""
    made = pa.concat_tables([records for records, _ in chunks(Roster(of, people, lists=3, seed=seed))])
    order = np.random.default_rng(seed).permutation(made.num_rows)
    ids = pa.array([f"m{at:06}" for at in range(made.num_rows)])
    shuffled = made.take(pa.array(order))
    return shuffled.set_column(shuffled.column_names.index("id"), "id", ids)


def before(linked, table):
    now = {each: at for at, each in enumerate(table.column("id").to_pylist())}
    return EarlierRun(linked.memory, np.array([now.get(each, -1) for each in linked.ids], dtype=np.int64))


def judged(linked, rng, different=True):
    """Some pairs judged against what the run proposed, by ids."""
    same = linked.central[linked.pairs.left] == linked.central[linked.pairs.right]
    at = np.flatnonzero(same == different)
    chosen = rng.choice(at, 6, replace=False)
    return [(linked.ids[linked.pairs.left[i]], linked.ids[linked.pairs.right[i]]) for i in chosen]


def decided(table, same, different):
    now = {each: at for at, each in enumerate(table.column("id").to_pylist())}
    numbered = [
        np.array([(now[a], now[b]) for a, b in pairs if a in now and b in now], dtype=np.int64).reshape(-1, 2)
        for pairs in (same, different)
    ]
    return DecidedPairs(*numbered)


def edited(table, rows, rng):
    """The table, in some rows of which a name is another's and the birth is not stated."""
    cells = table.to_pydict()
    for row in rows.tolist():
        for field in ("given", "name"):
            if field in cells:
                cells[field][row] = cells[field][int(rng.integers(table.num_rows))]
        if "born" in cells:
            cells["born"][row] = None
    return pa.table(cells, schema=table.schema)


def assert_same(one, other):
    assert np.array_equal(one.pairs.left, other.pairs.left)
    assert np.array_equal(one.pairs.right, other.pairs.right)
    assert np.allclose(one.pairs.probability, other.pairs.probability, rtol=0, atol=1e-9)
    assert np.array_equal(one.memory.by_rule, other.memory.by_rule)
    for digests in ("said", "compared_as", "rarity", "blocks"):
        assert np.array_equal(getattr(one.memory.records, digests), getattr(other.memory.records, digests))
    for name, found in one.levels.items():
        assert np.array_equal(found, other.levels[name])
    for each in ("strict", "central", "lenient"):
        assert np.array_equal(getattr(one, each), getattr(other, each))
    assert one.report["people"] == other.report["people"]


@pytest.mark.parametrize(("of", "people", "seed"), ROSTERS)
def test_in_steps_is_the_same_as_everything_at_once_with_the_frozen_model(of, people, seed):
    table, rng = roster(of, people, seed), np.random.default_rng(seed)
    row = rng.permutation(table.num_rows)
    asked, same, different = LinkSettings(seed=seed), [], []
    first = np.sort(row[: int(0.9 * len(row))])
    linked = link(table.take(pa.array(first)), settings=asked)
    assert linked.report["added"] is None
    compared = []
    for step, share in enumerate((0.93, 0.93, 0.97, 1.0)):
        now = np.sort(row[(10 * step) : int(share * len(row))])  # some come, and ten of the oldest go
        there = edited(table.take(pa.array(now)), rng.choice(len(now), 3), rng)
        different += judged(linked, rng)
        same += judged(linked, rng, different=False)
        if step == 3:  # some judgements are withdrawn
            same, different = same[6:], different[6:]
        known = decided(there, same, different)
        full = link(there, model=linked.model, decided=known, settings=asked)
        again = link(there, model=linked.model, decided=known, settings=asked, before=before(linked, there))
        assert_same(again, full)
        compared.append((again.report["added"], full.report["candidate_pairs"]))
        linked = again
    assert all(added["new"] >= 3 for added, _ in compared)
    assert all(added["compared_pairs"] < pairs for added, pairs in compared)


@pytest.fixture
def budget(monkeypatch):
    """Blocks as in a long list, though the list is short; what larger ones may cost is told for each run."""
    monkeypatch.setattr(blocks, "EVERY_PAIR_OF", 0)
    monkeypatch.setattr(blocks, "LEAST_MORE", 0)
    return lambda pairs: monkeypatch.setattr(blocks, "MORE_PAIRS", pairs)


def test_where_blocks_come_in_and_drop_out_the_pairs_and_people_are_those_of_a_full_run(budget):
    table, rng = roster("western", 140, 3), np.random.default_rng(3)
    asked, row = LinkSettings(seed=3, largest_block=4), rng.permutation(table.num_rows)
    budget(2)
    linked = link(table.take(pa.array(np.sort(row[:-9]))), settings=asked)
    assert len(linked.model.rules) > 1
    moved = []
    # A few come, and some say something else; a few go; most go; most come back.
    for more, first, last, edits in ((20, 0, None, 3), (1, 9, -5, 0), (9, 100, None, 2), (0, 0, None, 0)):
        budget(more)
        now = np.sort(row[first:last])
        there = edited(table.take(pa.array(now)), rng.choice(len(now), edits, replace=False), rng)
        earlier = before(linked, there)
        full = link(there, model=linked.model, settings=asked)
        again = link(there, model=linked.model, settings=asked, before=earlier)
        assert_same(again, full)
        assert again.memory.proposed == full.memory.proposed
        assert np.array_equal(again.missed.left, full.missed.left)
        assert np.array_equal(again.missed.right, full.missed.right)
        assert np.allclose(again.missed.probability, full.missed.probability, rtol=0, atol=1e-9)
        digests = full.memory.records
        held = carried(linked.memory, earlier.now, digests, np.zeros(digests.rarity.shape, dtype=np.int32))
        stand, stood, same = digests.blocks, held.memory.records.blocks, ~held.changed
        moved.append((len(pairs_gained(stood, stand, same)[0]), len(pairs_gained(stand, stood, same)[0])))
        linked = again
    gained, lost = np.array(moved).T  # pairs of two that say what they said
    assert gained[0] > 50
    assert lost[1] > 50


def test_a_judgement_alone_lets_only_what_it_touches_be_clustered_again():
    table = roster("russian", 120, 4)
    first = link(table, settings=LinkSettings())
    pair = judged(first, np.random.default_rng(0))[:1]
    known = decided(table, [], pair)
    again = link(
        table, model=first.model, decided=known, settings=LinkSettings(), before=before(first, table)
    )
    assert_same(again, link(table, model=first.model, decided=known, settings=LinkSettings()))
    added = again.report["added"]
    assert (added["new"], added["gone"], added["compared_pairs"]) == (0, 0, 0)
    assert 2 <= added["clustered_again"] < 95
    assert again.report["candidate_pairs"] <= first.report["candidate_pairs"]
    assert len(np.unique(again.central)) > 0


@pytest.mark.parametrize("what", ["basis", "score"])
def test_what_was_kept_in_another_way_is_not_built_upon(what):
    from dataclasses import replace

    table = roster("russian", 60, 5)
    first = link(table, settings=LinkSettings())
    memory = (
        replace(first.memory, basis="{}")
        if what == "basis"
        else replace(first.memory, weight=first.memory.weight + 1)
    )
    kept = replace(first, memory=memory)
    again = link(table, model=first.model, settings=LinkSettings(), before=before(kept, table))
    assert again.report["added"] is None
    assert_same(again, first)


def test_labels_are_learned_from_anew_once_a_fifth_more_have_come():
    table = roster("russian", 300, 6)
    first = link(table, settings=LinkSettings())
    same = first.central[first.pairs.left] == first.central[first.pairs.right]
    pairs = zip(first.pairs.left.tolist(), first.pairs.right.tolist(), same.tolist(), strict=True)
    said = dict(list({(first.ids[a], first.ids[b]): is_same for a, b, is_same in pairs}.items())[:250])
    number = {each: at for at, each in enumerate(first.ids)}

    def labels(n):
        return Labels(dict(list(said.items())[:n]), 0).numbered(number)

    taught = link(
        table, model=first.model, settings=LinkSettings(), labels=labels(210), before=before(first, table)
    )
    assert taught.report["added"] is None
    few = link(table, model=first.model, labels=labels(220), before=before(taught, table))
    assert few.report["added"]["compared_pairs"] == 0
    assert np.array_equal(few.pairs.probability, taught.pairs.probability)
    assert np.array_equal(few.central, taught.central)
