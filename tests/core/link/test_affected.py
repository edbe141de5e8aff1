import numpy as np
import pytest

from isthmus.core.link.affected import affected, changed_decisions, partitions_incrementally
from isthmus.core.link.clustering import partition, partitions
from isthmus.core.link.pairs import DecidedPairs, Pairs
from tests.core.link import brute
from tests.core.link.test_clustering import decided_of, pairs_of
from tests.english import raises_saying


def test_only_components_with_a_change_are_touched():
    pairs = pairs_of((0, 1, 0.9), (2, 3, 0.9), (3, 4, 0.8), (1, 2, 0.1))
    assert affected(5, pairs, DecidedPairs(), 0.5, np.array([4])).tolist() == [2, 3, 4]
    assert affected(5, pairs, decided_of(same=[(1, 2)]), 0.5, np.array([4])).tolist() == [0, 1, 2, 3, 4]


def test_decisions_made_and_withdrawn_are_changes_whichever_way_round_they_are_written():
    before = decided_of(same=[(0, 1), (2, 3)], different=[(4, 5)])
    after = decided_of(same=[(1, 0), (6, 7)], different=[(4, 5)])
    assert changed_decisions(before, after).tolist() == [2, 3, 6, 7]


def earlier(n_old, pairs, rng):
    """The pairs among the first records as an earlier run had them, some of them with another probability."""
    old = np.flatnonzero(pairs.right < n_old)
    probability = pairs.probability[old].copy()
    other = rng.random(len(old)) < 0.1
    probability[other] = rng.random(other.sum())
    changed = np.concatenate((pairs.left[old[other]], pairs.right[old[other]]))
    return Pairs(pairs.left[old], pairs.right[old], probability), changed


def decided_earlier(n_old, decided, rng):
    def some(edges):
        inner = edges[(edges < n_old).all(axis=1)]
        more = np.sort(rng.integers(0, n_old, (int(rng.integers(0, 3)), 2)), axis=1)
        return np.concatenate((inner[rng.random(len(inner)) < 0.8], more[more[:, 0] < more[:, 1]]))

    return DecidedPairs(some(decided.same), some(decided.different))


@pytest.mark.parametrize("most", [9, 40])
def test_clustering_again_what_was_touched_is_as_clustering_everything(most):
    thresholds = (0.25, 0.6)
    for seed in range(400):
        n, pairs, decided = brute.random_case(seed, most=most)
        rng = np.random.default_rng(seed)
        n_old = int(rng.integers(1, n + 1))
        old, changed = earlier(n_old, pairs, rng)
        judged = decided_earlier(n_old, decided, rng)
        before = partitions(n_old, old, judged, thresholds)
        fresh = pairs.right >= n_old
        changed = np.concatenate(
            (changed, pairs.left[fresh], pairs.right[fresh], changed_decisions(judged, decided))
        )
        again = partitions_incrementally(n, pairs, decided, thresholds, before=before, changed=changed)
        for found, expected in zip(again, partitions(n, pairs, decided, thresholds), strict=True):
            assert found.tolist() == expected.tolist(), seed


def test_where_nothing_changed_nothing_changes():
    pairs = pairs_of((0, 1, 0.9), (1, 2, 0.4))
    before = partition(3, pairs, DecidedPairs(), 0.5)
    nothing = np.zeros(0, np.int64)
    assert (
        partitions_incrementally(3, pairs, DecidedPairs(), (0.5,), before=(before,), changed=nothing)[0]
        == before
    ).all()


def test_earlier_partitions_of_other_thresholds_are_named():
    with raises_saying(ValueError, "one for each threshold"):
        partitions_incrementally(
            2, pairs_of(), DecidedPairs(), (0.3, 0.5), before=[np.arange(2)], changed=np.arange(2)
        )
