"""How many pairs of two people blocking compares: learned from known shares, bounded, kept as JSON."""

import json
from itertools import product

import numpy as np
import pytest

from isthmus.core.link.coverage import LEAST, Coverage, learned_coverage
from isthmus.core.link.pair_classes import FittedClasses

LEVELS = np.array(list(product(range(-1, 4), repeat=3)), dtype=np.int8)


def share(levels):
    """Pairs alike in the first two are all compared, those alike in one half of the time, others seldom."""
    alike = (levels[:, :2] >= 2).sum(axis=1)
    return np.array([0.001, 0.5, 1.0])[alike]


def learned(weight=None):
    of = np.full(len(LEVELS), 1_000.0) if weight is None else weight
    found = learned_coverage(LEVELS, of, of * share(LEVELS))
    assert found is not None
    return found


def test_shares_by_which_pairs_were_compared_are_found_again():
    assert learned().of(LEVELS) == pytest.approx(share(LEVELS), abs=0.02)


def test_where_all_was_compared_nothing_is_learned():
    assert learned_coverage(LEVELS, np.ones(len(LEVELS)), np.ones(len(LEVELS))) is None
    assert learned_coverage(LEVELS, np.zeros(len(LEVELS)), np.zeros(len(LEVELS))) is None


def test_patterns_that_nobody_has_teach_nothing():
    weight = np.where(LEVELS[:, 2] == 3, 0.0, 1_000.0)
    there = weight > 0
    assert learned(weight).of(LEVELS[there]) == pytest.approx(share(LEVELS[there]), abs=0.02)


def test_no_share_is_nothing_or_more_than_all():
    compared = np.where(LEVELS[:, 0] > 1, 2_000.0, 0.0)
    found = learned_coverage(LEVELS, np.full(len(LEVELS), 1_000.0), compared)
    assert found is not None
    assert found.of(LEVELS).min() == LEAST
    assert found.of(LEVELS).max() == 1.0


def test_it_is_the_same_each_time_and_kept_as_json():
    one, again = learned(), Coverage.from_json(json.loads(json.dumps(learned().as_json())))
    assert one.of(LEVELS).tolist() == again.of(LEVELS).tolist()
    assert one.as_json() == again.as_json()


def test_unrelated_pairs_of_which_few_are_compared_speak_less_against_one_person_by_hand():
    leaf, none = np.array([-1]), np.zeros(1, np.int64)
    of_tenth = Coverage(leaf, np.zeros(1), none, none, np.array([0.1]))
    chances = ((np.array([0.1, 0.9]),), (np.array([0.99, 0.01]),))
    whole = FittedClasses(np.array([0.01, 0.99]), chances)
    tenth = FittedClasses(np.array([0.01, 0.99]), chances, coverage=of_tenth)
    pattern = np.array([[1]], dtype=np.int8)
    assert tenth.log_odds(pattern) == pytest.approx(whole.log_odds(pattern) + np.log2(10))
    assert tenth.of_any_two(pattern) == pytest.approx(whole.posterior(pattern))
