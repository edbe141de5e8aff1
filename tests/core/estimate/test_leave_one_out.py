"""Each list left out in turn."""

import math

import numpy as np
import pytest

from isthmus.core.estimate.leave_one_out import leave_one_out, people_seen_twice, two_list_draws
from isthmus.core.estimate.values import Lists
from tests.core.estimate.made import independent


def test_overlaps_of_independent_lists_are_mostly_predicted():
    outside = [
        each.outside
        for seed in range(12)
        for each in leave_one_out(independent(seed), seed=seed, draws=1_000)
    ]
    assert len(outside) == 48
    assert sum(outside) <= 8


def test_a_list_made_from_another_is_found_out():
    rng = np.random.default_rng(3)
    on = rng.random((3_000, 4)) < 0.25
    on[:, 3] = on[:, 0] & (rng.random(3_000) < 0.9)
    lists = Lists.of("ABCD", on, np.ones(3_000, dtype=np.int64))
    copy = leave_one_out(lists, draws=1_000)[3]
    assert copy.outside
    assert copy.predicted is not None
    assert copy.overlap == copy.size > copy.predicted[1]


def test_sizes_and_overlaps_are_counted_from_the_table():
    lists = Lists.of(
        "ABC", np.array([[1, 0, 0], [1, 1, 0], [0, 1, 1], [1, 1, 1]], dtype=bool), [50, 20, 30, 10]
    )
    assert people_seen_twice(lists) == 60
    assert [(each.size, each.overlap) for each in leave_one_out(lists, draws=500)] == [
        (80, 30),
        (60, 60),
        (40, 40),
    ]


def test_others_that_share_nobody_predict_nothing():
    lists = Lists.of(
        "ABC", np.array([[1, 1, 0], [1, 0, 1], [0, 1, 0], [0, 0, 1]], dtype=bool), [20, 20, 30, 30]
    )
    first, *rest = leave_one_out(lists, draws=500)
    assert first.predicted is None
    assert first.outside is None
    assert first.as_json()["refusal"] == {"code": "estimate.others_share_nobody", "values": {}}
    assert all(each.predicted is not None for each in rest)


def test_two_lists_have_the_posterior_of_a_plain_sum():
    lists = Lists.of("AB", np.array([[1, 0], [0, 1], [1, 1]], dtype=bool), [30, 20, 15])
    draws = two_list_draws(lists, 1, 20_000)
    n, sizes = 65, (45, 35)
    people = range(n, 20_000)
    logs = np.array(
        [
            math.lgamma(every)
            - math.lgamma(every - n + 1)
            + sum(math.lgamma(every - size + 1) - math.lgamma(every + 2) for size in sizes)
            for every in people
        ]
    )
    mass = np.exp(logs - logs.max())
    below = np.cumsum(mass) / mass.sum()
    for share in (0.05, 0.25, 0.5, 0.75, 0.95):
        at = people[int(np.searchsorted(below, share))]
        assert (draws <= at).mean() == pytest.approx(share, abs=0.03)


def test_the_same_seed_predicts_the_same():
    lists = independent(4)
    assert leave_one_out(lists, seed=3, draws=300) == leave_one_out(lists, seed=3, draws=300)


def test_progress_may_stop_it():
    def stop(done, total):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        leave_one_out(independent(1), progress=stop)
