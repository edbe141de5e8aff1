import numpy as np
import pytest

from isthmus.core.link.cluster_splits import weakest_split
from isthmus.core.link.clustering import merges_of, partition
from isthmus.core.link.components import component_of
from isthmus.core.link.pairs import DecidedPairs, Pairs
from tests.core.link import brute
from tests.core.link.test_clustering import decided_of, pairs_of

BRIDGE = pairs_of((1, 2, 0.95), (2, 3, 0.9), (1, 3, 0.9), (3, 4, 0.6), (2, 4, 0.2), (4, 5, 0.97), (0, 5, 0.9))


def test_a_cluster_is_split_where_it_was_joined_last():
    split = weakest_split(np.array([5, 4, 3, 2, 1]), BRIDGE, DecidedPairs(), 6)
    assert (split.left.tolist(), split.right.tolist()) == ([1, 2, 3], [4, 5])
    assert split.linkage == pytest.approx(0.8 / 6)
    assert split.between.tolist() == [3, 4]


def test_what_people_joined_is_not_proposed_for_splitting():
    assert weakest_split(np.array([1, 2]), BRIDGE, decided_of(same=[(1, 2)]), 6) is None
    split = weakest_split(np.array([1, 2, 3, 4, 5]), BRIDGE, decided_of(same=[(3, 4), (4, 5)]), 6)
    assert (split.left.tolist(), split.right.tolist()) == ([1, 2], [3, 4, 5])


def test_what_hangs_together_by_nothing_is_split_at_nothing():
    split = weakest_split(np.array([0, 1, 2]), BRIDGE, DecidedPairs(), 6)
    assert (split.left.tolist(), split.right.tolist(), split.linkage) == ([0], [1, 2], 0.0)


def test_what_was_judged_different_is_split_apart():
    split = weakest_split(np.array([1, 2, 3]), BRIDGE, decided_of(different=[(1, 3)]), 6)
    assert (split.left.tolist(), split.right.tolist()) == ([1, 2], [3])


def last_linkages(labels, pairs, decided):
    """Return float64[n]: for each record the linkage at which its cluster became whole, to put the weakest first.

    1 where the record is alone or people judged the whole cluster the same; 0 where the cluster does not hang together.
    """
    n = len(labels)
    inner = np.flatnonzero(labels[pairs.left] == labels[pairs.right])
    within = Pairs(pairs.left[inner], pairs.right[inner], pairs.probability[inner])
    left, right, linkage = merges_of(n, within, decided)
    same = component_of(n, (decided.same[:, 0], decided.same[:, 1]))
    whole = component_of(n, (np.arange(n), same), (left, right))
    last = np.ones(n)
    np.minimum.at(last, labels[left], linkage)
    last[labels[whole != labels]] = 0.0
    return last[labels]


def test_the_weakest_linkage_of_each_cluster_is_that_of_its_split():
    for seed in range(300):
        n, pairs, decided = brute.random_case(seed)
        labels = partition(n, pairs, decided, 0.25)
        found = last_linkages(labels, pairs, decided)
        for label in np.unique(labels):
            split = weakest_split(np.flatnonzero(labels == label), pairs, decided, n)
            assert found[label] == pytest.approx(split.linkage if split else 1.0, abs=1e-8)
            assert (found[labels == label] == found[label]).all()
