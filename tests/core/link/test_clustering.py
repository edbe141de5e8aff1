import numpy as np
import pytest

from isthmus.core.link.clustering import conflicts, partition, partitions
from isthmus.core.link.pairs import DecidedPairs, Pairs
from tests.core.link import brute
from tests.english import raises_saying

THRESHOLDS = (0.1, 0.3, 0.5, 0.75, 0.95)


def pairs_of(*rows):
    left, right, probability = zip(*rows, strict=True) if rows else ((), (), ())
    return Pairs(np.array(left, np.int64), np.array(right, np.int64), np.array(probability, np.float64))


def decided_of(same=(), different=()):
    return DecidedPairs(*(np.array(each, np.int64).reshape(-1, 2) for each in (same, different)))


def test_a_chain_is_cut_where_its_mean_falls_below_the_threshold():
    chain = pairs_of((0, 1, 0.9), (1, 2, 0.8), (2, 3, 0.95))
    assert partition(5, chain, DecidedPairs(), 0.5).tolist() == [0, 0, 2, 2, 4]
    assert partition(5, chain, DecidedPairs(), 0.2).tolist() == [0, 0, 0, 0, 4]


def test_a_pair_joins_at_its_own_probability():
    assert partition(2, pairs_of((0, 1, 0.9)), DecidedPairs(), 0.9).tolist() == [0, 0]


def test_what_people_joined_stays_together_without_a_candidate_pair():
    assert partition(4, pairs_of(), decided_of(same=[(3, 1), (1, 2)]), 0.5).tolist() == [0, 1, 1, 1]


def test_what_people_kept_apart_is_not_joined_through_a_third():
    triangle = pairs_of((0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.99))
    assert partition(3, triangle, decided_of(different=[(2, 0)]), 0.3).tolist() == [0, 0, 2]


def test_decisions_that_contradict_each_other_leave_records_together_and_are_named():
    decided = decided_of(same=[(0, 1), (1, 2)], different=[(2, 0), (0, 3)])
    assert partition(4, pairs_of((2, 3, 1.0)), decided, 0.1).tolist() == [0, 0, 0, 3]
    assert conflicts(4, decided).tolist() == [[2, 0]]


def test_of_equal_linkages_the_smallest_records_go_first():
    ties = pairs_of((1, 2, 0.8), (0, 1, 0.8), (2, 3, 0.8))
    assert partition(4, ties, DecidedPairs(), 0.5).tolist() == [0, 0, 2, 2]


@pytest.mark.parametrize("seeds", [range(k, k + 500) for k in range(0, 3000, 500)], ids=str)
def test_every_small_case_is_as_by_brute_force(seeds):
    for seed in seeds:
        n, pairs, decided = brute.random_case(seed)
        for threshold, found in zip(THRESHOLDS, partitions(n, pairs, decided, THRESHOLDS), strict=True):
            expected = brute.partition(n, pairs, decided, threshold)
            assert found.tolist() == expected.tolist(), (seed, threshold)


def test_larger_cases_are_as_by_brute_force():
    for seed in range(20):
        n, pairs, decided = brute.random_case(seed, most=40)
        assert partition(n, pairs, decided, 0.2).tolist() == brute.partition(n, pairs, decided, 0.2).tolist()


def test_the_order_of_pairs_and_decisions_does_not_matter():
    for seed in range(200):
        n, pairs, decided = brute.random_case(seed, most=15)
        order = np.random.default_rng(seed).permutation(len(pairs))
        again = Pairs(pairs.left[order], pairs.right[order], pairs.probability[order])
        turned = DecidedPairs(decided.same[::-1, ::-1].copy(), decided.different[::-1, ::-1].copy())
        assert (partition(n, pairs, decided, 0.3) == partition(n, again, turned, 0.3)).all()


def test_clusters_at_a_higher_threshold_lie_inside_those_at_a_lower_one():
    for seed in range(200):
        n, pairs, decided = brute.random_case(seed, most=20)
        lenient, strict = partitions(n, pairs, decided, (0.2, 0.6))
        assert (lenient[strict] == lenient).all()


def test_partitions_at_several_thresholds_are_those_at_each():
    for seed in range(200):
        n, pairs, decided = brute.random_case(seed, most=20)
        for threshold, found in zip(THRESHOLDS, partitions(n, pairs, decided, THRESHOLDS), strict=True):
            assert (found == partition(n, pairs, decided, threshold)).all()


@pytest.mark.parametrize("n", [0, 1, 3])
def test_without_pairs_everybody_stands_alone(n):
    assert partition(n, pairs_of(), DecidedPairs(), 0.5).tolist() == list(range(n))


def test_a_hundred_thousand_records_of_one_name_are_clustered_in_memory_of_their_pairs():
    rng = np.random.default_rng(1)
    ends = np.sort(rng.integers(0, 100_000, (300_000, 2)), axis=1)
    ends = np.unique(ends[ends[:, 0] < ends[:, 1]], axis=0)
    star = np.stack((np.zeros(99_999, np.int64), np.arange(1, 100_000)), axis=1)
    ends = np.unique(np.concatenate((ends, star)), axis=0)
    pairs = Pairs(ends[:, 0].copy(), ends[:, 1].copy(), rng.random(len(ends)))
    seen = []
    strict, lenient = partitions(
        100_000, pairs, DecidedPairs(), (0.9, 0.01), progress=lambda *done: seen.append(done)
    )
    assert (lenient[strict] == lenient).all()
    assert seen[-1][0] == seen[-1][1] <= len(ends)


def test_progress_is_told_up_to_the_end():
    seen = []
    partition(
        5, pairs_of((0, 1, 0.9), (2, 3, 0.9)), DecidedPairs(), 0.5, progress=lambda *each: seen.append(each)
    )
    assert seen == [(2, 2)]


@pytest.mark.parametrize("threshold", [0, -0.1, 1.1, float("nan")])
def test_a_threshold_outside_its_range_is_named(threshold):
    with raises_saying(ValueError, "above 0 and at most 1"):
        partition(2, pairs_of(), DecidedPairs(), threshold)


def test_a_pair_beyond_the_records_is_named():
    with raises_saying(ValueError, "names record 5; there are 3"):
        partition(3, pairs_of((0, 5, 0.5)), DecidedPairs(), 0.5)
    with raises_saying(ValueError, "names record 5; there are 3"):
        partition(3, pairs_of(), decided_of(same=[(0, 5)]), 0.5)
