"""Evaluation against counting pair by pair, against scikit-learn, and against known truth."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics.cluster import pair_confusion_matrix

from isthmus.core.link.evaluating import Overlap, calibration_error, f1_intervals
from tests.english import raises_saying

LABELINGS = st.lists(st.tuples(st.integers(-3, 4), st.integers(-3, 4)), min_size=1, max_size=25)


def overlap(found, true):
    return Overlap(np.array(found, dtype=np.int64), np.array(true, dtype=np.int64))


def pair_by_pair(records):
    pairs = [(a[0] == b[0], a[1] == b[1]) for a, b in combinations(records, 2)]
    both, found, true = sum(f and t for f, t in pairs), sum(f for f, _ in pairs), sum(t for _, t in pairs)
    return (
        both / found if found else None,
        both / true if true else None,
        2 * both / (found + true) if found + true else None,
    )


def record_by_record(records):
    def mean_overlap(of):
        shares = []
        for record in records:
            cluster = [each for each in records if each[of] == record[of]]
            shares.append(sum(each == record for each in cluster) / len(cluster))
        return sum(shares) / len(shares)

    precision, recall = mean_overlap(0), mean_overlap(1)
    return precision, recall, 2 * precision * recall / (precision + recall)


@given(LABELINGS)
def test_both_measures_equal_counting_one_by_one(records):
    found = overlap(*zip(*records, strict=True))
    pairwise, bcubed = found.pairwise(), found.bcubed()
    assert (pairwise.precision, pairwise.recall, pairwise.f1) == pytest.approx(pair_by_pair(records))
    assert (bcubed.precision, bcubed.recall, bcubed.f1) == pytest.approx(record_by_record(records))
    assert found.people == len({each[0] for each in records})
    assert found.true_people == len({each[1] for each in records})


def test_the_pairwise_measures_are_those_of_scikit_learn():
    rng = np.random.default_rng(0)
    true = rng.integers(0, 300, 1000)
    found = np.where(rng.random(1000) < 0.1, rng.integers(0, 300, 1000), true)
    (_, wrong), (missed, both) = pair_confusion_matrix(true, found)
    scores = overlap(found, true).pairwise()
    assert scores.precision == pytest.approx(both / (both + wrong))
    assert scores.recall == pytest.approx(both / (both + missed))


def test_bcubed_is_that_of_the_paper_that_defined_it():
    """The two responses of Bagga and Baldwin (1998): precision 76 % and 58 %, with recall 100 %."""
    true = [1] * 5 + [2] * 2 + [3] * 5
    assert overlap([1] * 5 + [2] * 7, true).bcubed().precision == pytest.approx(0.76, abs=0.005)
    assert overlap([1] * 5 + [2] * 2 + [1] * 5, true).bcubed().precision == pytest.approx(0.58, abs=0.005)
    assert overlap([1] * 5 + [2] * 7, true).bcubed().recall == 1


def test_where_nothing_was_joined_precision_is_not_defined():
    scores = overlap([1, 2, 3], [1, 1, 2]).pairwise()
    assert (scores.precision, scores.recall, scores.f1) == (None, 0, 0)
    alone = overlap([1, 2], [1, 2])
    assert alone.pairwise().f1 is None
    assert f1_intervals(alone, np.random.default_rng(0)) == (None, (1, 1))


def test_no_records_have_no_figures():
    none = overlap([], [])
    assert (none.records, none.people, none.true_people) == (0, 0, 0)
    assert none.pairwise().f1 is none.bcubed().f1 is None
    assert f1_intervals(none, np.random.default_rng(0)) == (None, None)


def test_labelings_of_different_lengths_are_refused():
    with raises_saying(ValueError, "one length"):
        overlap([1, 2], [1])


def noisy(people, seed):
    """Three records a person; now and then one was left alone or joined to the next person."""
    rng = np.random.default_rng(seed)
    true = np.repeat(np.arange(people), 3)
    chance = rng.random(len(true))
    found = np.where(chance < 0.1, people + np.arange(len(true)), np.where(chance < 0.15, true + 1, true))
    return Overlap(found.astype(np.int64), true.astype(np.int64))


def test_the_interval_covers_the_figure_of_the_whole_population():
    population = noisy(200_000, 1)
    samples = [noisy(400, seed) for seed in range(100, 200)]
    for measure, which in ((Overlap.pairwise, 0), (Overlap.bcubed, 1)):
        known = measure(population).f1
        intervals = [f1_intervals(each, np.random.default_rng(0), 200)[which] for each in samples]
        assert sum(low <= known <= high for low, high in intervals) >= 88


def test_an_interval_is_the_same_for_the_same_seed():
    sample = noisy(50, 3)
    assert f1_intervals(sample, np.random.default_rng(5)) == f1_intervals(sample, np.random.default_rng(5))


def test_probabilities_that_are_true_have_no_calibration_error():
    rng = np.random.default_rng(0)
    probability = rng.random(200_000)
    is_match = rng.random(200_000) < probability
    assert calibration_error(probability, is_match) < 0.01
    assert calibration_error(probability, is_match, bins=1) < 0.003


def test_probabilities_that_are_all_too_high_are_off_by_just_that():
    rng = np.random.default_rng(0)
    truth = 0.1 + 0.6 * rng.random(400_000)
    is_match = rng.random(400_000) < truth
    assert calibration_error(truth + 0.2, is_match) == pytest.approx(0.2, abs=0.005)


def test_calibration_of_four_pairs_by_hand():
    probability = np.array([0.2, 0.4, 0.6, 0.8, 0.99, 0.01])
    is_match = np.array([False, True, True, True, False, True])
    assert calibration_error(probability, is_match, bins=2) == pytest.approx((0.2 + 0.3) / 2)
    assert calibration_error(probability, is_match, low=0.97, high=0.98) is None


@given(st.permutations(list(range(12))))
def test_the_order_of_pairs_does_not_matter_even_where_probabilities_are_equal(order):
    probability = np.repeat([0.2, 0.5, 0.7], 4)
    is_match = np.arange(12) % 3 == 0
    assert calibration_error(probability[order], is_match[order], bins=5) == pytest.approx(
        calibration_error(probability, is_match, bins=5)
    )
