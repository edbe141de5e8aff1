"""Dependences between lists among those on yet another list."""

import numpy as np
import pytest
from scipy.stats.contingency import odds_ratio

from benchmarks.estimate_populations import POPULATIONS
from isthmus.core.estimate.heterogeneity import dependences, is_heterogeneous
from isthmus.core.estimate.values import Lists
from tests.core.estimate.made import independent


def share_heterogeneous(name):
    return np.mean(
        [is_heterogeneous(POPULATIONS[name](np.random.default_rng(seed)).lists) for seed in range(60)]
    )


def test_with_three_lists_it_is_the_statistic_of_one_table():
    # People on the third list: 30 on both others, 20 and 25 on one, 40 on neither.
    patterns = np.array([[1, 1, 1], [1, 0, 1], [0, 1, 1], [0, 0, 1], [1, 1, 0]], dtype=bool)
    found = dependences(Lists.of("ABC", patterns, [30, 20, 25, 40, 999]))
    expected = 50 * 55 / 115
    spread = 50 * 55 * 65 * 60 / (115**2 * 114)
    assert found[0] == pytest.approx((30 - expected) / spread**0.5)
    assert (found[0] > 0) == (odds_ratio([[40, 25], [20, 30]]).statistic > 1)


def test_of_independent_lists_it_is_standard_normal():
    found = np.array([dependences(independent(seed, 1_500)) for seed in range(150)])
    assert np.abs(found.mean(axis=0)).max() < 0.35
    assert np.abs(found.std(axis=0) - 1).max() < 0.25


def test_the_order_of_lists_changes_only_the_order():
    lists = independent(7)
    turned = Lists.of(lists.names[::-1], lists.patterns[:, ::-1], lists.counts)
    np.testing.assert_allclose(np.sort(dependences(lists)), np.sort(dependences(turned)))


def test_people_who_are_alike_or_two_lists_that_depend_are_not_heterogeneous():
    assert share_heterogeneous("everybody alike") < 0.1
    assert share_heterogeneous("two lists depend on each other") < 0.12


def test_people_who_differ_for_all_lists_are_mostly_found_heterogeneous():
    assert share_heterogeneous("three classes") > 0.9
    assert share_heterogeneous("two classes") > 0.6
    assert share_heterogeneous("two classes, 70/30") > 0.35
    assert share_heterogeneous("two classes, 5% falsely merged") > 0.8
    assert share_heterogeneous("two classes, 10% falsely merged") > 0.7


@pytest.mark.parametrize("patterns", [[[1, 1]], [[1, 0, 0], [0, 1, 0]], [[1, 1, 1]]])
def test_where_nothing_can_be_told_nothing_is(patterns):
    on = np.array(patterns, dtype=bool)
    assert not is_heterogeneous(Lists.of("ABC"[: on.shape[1]], on, [50] * len(on)))
