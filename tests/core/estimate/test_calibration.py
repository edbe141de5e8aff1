"""Ranks of the truth under the models' own priors: a short run of what the long benchmark measures."""

import numpy as np
import pytest

from benchmarks.estimate_calibration import DRAWS, by_prior
from benchmarks.estimate_populations import LEAST, MOST, POPULATIONS, from_graphs, from_latent_classes
from benchmarks.estimate_summaries import Ranks

RUNS = 60


@pytest.mark.parametrize("model", [pytest.param("lcmcr", marks=pytest.mark.long), "dga"])
def test_ranks_under_the_prior_are_uniform_and_intervals_hold_the_truth(model):
    ranks = Ranks.of([by_prior(number, model) for number in range(RUNS)], DRAWS)
    assert ranks.worst < ranks.bound
    assert ranks.p > 0.005
    assert ranks.covered[95] >= 0.88
    assert ranks.covered[50] > 0.35  # and more than half where a posterior is all but one number


@pytest.mark.parametrize("made", [from_latent_classes, from_graphs])
def test_tables_of_the_prior_can_carry_an_estimate(made):
    rng = np.random.default_rng(1)
    for many in (3, 4):
        known = made(rng, many)
        assert LEAST <= known.lists.n <= known.people <= MOST
        assert len(known.lists.names) == many


def test_splits_add_people_and_merges_take_them_away():
    sizes = {name: made(np.random.default_rng(1)).lists.n for name, made in POPULATIONS.items()}
    plain = sizes["two classes"]
    for share in ("1%", "5%", "10%"):
        assert (
            sizes[f"two classes, {share} falsely split"]
            > plain
            > sizes[f"two classes, {share} falsely merged"]
        )


def ranked(numbers):
    return Ranks.of(
        [{"rank": each, "inside": {"50": True, "80": True, "95": True}} for each in numbers], DRAWS
    )


def test_ranks_that_crowd_together_are_found_out():
    rng = np.random.default_rng(2)
    even, crowded = ranked(rng.integers(0, 100, 500)), ranked(rng.binomial(99, 0.5, 500))
    assert even.p > 0.01
    assert even.worst < even.bound
    assert crowded.p < 1e-6
    assert crowded.worst > crowded.bound
