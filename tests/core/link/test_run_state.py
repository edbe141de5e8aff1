"""What a run kept, carried over to the records there are now."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.link.block_changes import ALONE, sharing
from isthmus.core.link.pairs import DecidedPairs, Pairs
from isthmus.core.link.recall import candidate_recall
from isthmus.core.link.run_state import LoosePairs, RecordDigests, RunState, TrainingPairs, carried

RECORDS = 8


@st.composite
def memories(draw):
    """A memory of eight records, where they are now, some gone, in another order, beside new ones, and their blocks."""
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    every = [(a, b) for a in range(RECORDS) for b in range(a + 1, RECORDS)]
    left, right = np.array([pair for pair in every if rng.random() < 0.4] or [every[0]], dtype=np.int64).T
    labels = np.array([int(rng.integers(each + 1)) for each in range(RECORDS)], dtype=np.int64)
    labels = labels[labels]
    smallest = np.array([np.flatnonzero(labels == each)[0] for each in labels], dtype=np.int64)
    digests = rng.integers(0, 50, (2, RECORDS)).astype(np.uint64)
    blocks = rng.integers(-1, 3, (RECORDS, 2)).astype(np.int32)
    rarity = rng.integers(0, 3, (RECORDS, 2)).astype(np.int8)
    nobody = np.zeros(0, dtype=np.int64)
    chance = np.zeros(0)
    none = candidate_recall(np.zeros(0, dtype=np.bool_), chance, np.random.default_rng(0))
    memory = RunState(
        basis="",
        records=RecordDigests(digests[0], digests[1], rarity, blocks),
        clusters=[smallest],
        pairs=Pairs(left.copy(), right.copy(), rng.random(len(left))),
        weight=rng.random(len(left)),
        levels=np.zeros((len(left), 1), dtype=np.int8),
        by_rule=sharing(blocks, left, right),
        decided=DecidedPairs(different=np.array(every[:3], dtype=np.int64)),
        taught=TrainingPairs(np.zeros((0, 1), dtype=np.int8), np.zeros(0, dtype=np.bool_), 0),
        candidates=len(left),
        left_out=0,
        missed=LoosePairs(nobody, nobody, chance, np.zeros(0, dtype=np.bool_), none),
    )
    later = rng.integers(-1, 3, (RECORDS + 2, 2)).astype(np.int32)
    now = rng.permutation(RECORDS + 2)[:RECORDS].astype(np.int64)
    now[rng.random(RECORDS) < 0.3] = -1
    edited, rarer = (set(np.flatnonzero(rng.random(RECORDS) < 0.3).tolist()) for _ in range(2))
    return memory, now, later, edited, rarer


def together(blocks, one, other):
    return any(a == b != ALONE for a, b in zip(blocks[one].tolist(), blocks[other].tolist(), strict=True))


@given(memories())
def test_only_pairs_of_two_that_are_compared_as_before_are_carried_over(case):
    memory, now, later, edited, rarer = case
    n = RECORDS + 2
    place = {old: int(new) for old, new in enumerate(now) if new >= 0}
    compared_as, said = (np.full(n, 99, dtype=np.uint64) for _ in range(2))
    rarity, values = np.zeros((n, 2), dtype=np.int8), np.arange(2 * n, dtype=np.int32).reshape(n, 2) % 3
    for old, new in place.items():
        compared_as[new] = memory.records.compared_as[old] + np.uint64(100 * (old in edited))
        said[new] = memory.records.said[old] + np.uint64(100 * (old in edited))
        rarity[new] = memory.records.rarity[old] + (old in rarer)
    held = carried(memory, now, RecordDigests(said, compared_as, rarity, later), values)
    whole = {old for old in place if old not in edited}
    before = list(zip(memory.pairs.left.tolist(), memory.pairs.right.tolist(), strict=True))
    stay = [(a, b) for a, b in before if {a, b} <= whole]
    lasts = {
        (a, b): together(memory.records.blocks, a, b) == together(later, place[a], place[b])
        and not ({a, b} <= rarer and bool((values[place[a]] == values[place[b]]).any()))
        for a, b in stay
    }
    kept = {tuple(sorted((place[a], place[b]))) for a, b in stay if lasts[a, b]}
    pairs = held.memory.pairs
    assert set(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)) == kept
    unchanged = {place[old] for old in whole}
    assert set(np.flatnonzero(~held.changed).tolist()) == unchanged
    assert set(np.flatnonzero(~held.new).tolist()) == unchanged
    ties = [*before, *map(tuple, memory.decided.different.tolist())]
    lost = {one for pair in ties for one, other in (pair, pair[::-1]) if one in place and other not in whole}
    lost |= {each for pair in stay if not lasts[pair] for each in pair}
    assert set(np.flatnonzero(held.bereft).tolist()) == {place[each] for each in lost}
    labels = memory.clusters[0]
    for old, new in place.items():
        beside = [place[each] for each in place if labels[each] == labels[old]]
        assert held.memory.clusters[0][new] == min(beside)
