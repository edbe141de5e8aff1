"""Ranks of the truth under the models' own priors: a short run of what the long benchmark measures."""

import numpy as np
import pytest

from benchmarks.estimate_calibration import DRAWS, by_prior
from benchmarks.estimate_populations import LEAST, MOST, POPULATIONS, from_graphs, from_latent_classes
from benchmarks.estimate_summaries import Ranks, coverages, page

RUNS = 60


@pytest.mark.parametrize("model", ["lcmcr", "dga"])
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


def outcome(low, high, verdict, shown=True):
    models = {"dga": {"median": (low + high) / 2, "interval95": [low, high]}} if shown else {}
    return {"name": "some", "people": 1_000, "verdict": verdict, "models": models}


def test_coverage_counts_what_was_shown_and_misses_that_were_warned_of():
    outcomes = [
        outcome(900, 1_100, "estimate"),
        outcome(1_100, 1_200, "warn"),
        outcome(600, 800, "estimate"),
        outcome(0, 0, "refuse", shown=False),
    ]
    row = next(each for each in coverages(outcomes) if each.model == "dga")
    assert (row.runs, row.shown, row.held, row.refused, row.warned) == (4, 3, 1, 0.25, 0.25)
    assert row.told == 0.5
    assert row.covered == pytest.approx(1 / 3)
    assert row.interval[0] < row.covered < row.interval[1]
    assert "| some | decomposable graphs | 4 | 25% | 25% | 0.33 " in page({}, [row], 1)
