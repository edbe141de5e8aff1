"""A posterior in a few figures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from isthmus.core.estimate.posterior import intervals, modes_of, quantile, thinned


def test_one_mode_is_one_mode_near_its_top():
    draws = np.exp(np.random.default_rng(1).normal(np.log(5_000), 0.1, 4_000))
    (mode,) = modes_of(draws)
    assert mode.at == pytest.approx(5_000, rel=0.04)
    assert mode.mass == pytest.approx(1, abs=1e-3)
    assert mode.low <= mode.at <= mode.high


def test_two_modes_are_told_apart_with_their_masses_the_greater_first():
    rng = np.random.default_rng(2)
    draws = np.exp(
        np.concatenate([rng.normal(np.log(12_000), 0.08, 1_200), rng.normal(np.log(22_000), 0.08, 2_800)])
    )
    first, second = modes_of(draws)
    assert (first.at, second.at) == (pytest.approx(22_000, rel=0.04), pytest.approx(12_000, rel=0.04))
    assert (first.mass, second.mass) == (pytest.approx(0.7, abs=0.02), pytest.approx(0.3, abs=0.02))
    assert second.high <= first.low


def test_a_constant_is_one_mode():
    (mode,) = modes_of(np.full(50, 812.0))
    assert (mode.at, mode.low, mode.high, mode.mass) == (812.0, 812.0, 812.0, 1.0)


def test_no_draws_have_no_mode():
    assert modes_of(np.empty(0)) == ()


def test_few_draws_of_one_mode_do_not_make_many():
    rng = np.random.default_rng(3)
    many = [len(modes_of(np.exp(rng.normal(8, 0.3, 4_000)), 400.0)) for _ in range(30)]
    assert np.mean(np.array(many) > 1) < 0.1


def test_whole_numbers_close_together_are_one_mode():
    assert len(modes_of(np.random.default_rng(4).poisson(3, 4_000) + 100.0)) == 1


@given(st.integers(1, 12), st.integers(20, 2_000), st.integers(0, 2**32))
def test_masses_add_up_to_one(groups, size, seed):
    rng = np.random.default_rng(seed)
    draws = np.exp(rng.normal(rng.uniform(3, 9, groups)[rng.integers(groups, size=size)], 0.1))
    found = modes_of(draws)
    assert sum(mode.mass for mode in found) == pytest.approx(1, abs=0.02)
    assert all(mode.low <= mode.high for mode in found)


def test_intervals_are_those_of_a_known_distribution():
    draws = np.random.default_rng(5).normal(1_000, 50, 100_000)
    for level, (low, high) in intervals(draws).items():
        assert (low, high) == pytest.approx(norm(1_000, 50).interval(level / 100), abs=2)


def test_a_quantile_is_the_least_draw_with_that_share_below():
    draws = np.array([4.0, 1.0, 3.0, 2.0])
    assert [quantile(draws, share) for share in (0.25, 0.26, 0.5, 1.0)] == [1.0, 2.0, 2.0, 4.0]


def test_weights_count_as_so_many_draws():
    draws, many = np.array([5.0, 1.0, 3.0]), np.array([2, 5, 3])
    for share in (0.1, 0.5, 0.51, 0.8, 0.9):
        assert quantile(draws, share, many.astype(float)) == quantile(np.repeat(draws, many), share)


def test_thinning_keeps_the_order_and_both_ends():
    draws = np.arange(1_000.0)
    kept = thinned(draws, 10)
    assert len(kept) == 10
    assert (kept[0], kept[-1]) == (0.0, 999.0)
    assert np.all(np.diff(kept) > 0)
    assert thinned(draws, 2_000) is draws
