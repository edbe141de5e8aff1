"""Models of pairs of lists and of people who differ: R's figures, known truth, and what they leave out."""

from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.core.estimate import mth
from isthmus.core.estimate.loglinear.cells import table_of
from isthmus.core.estimate.mth.design import columns, effect
from isthmus.core.estimate.mth.mixture import Mixture
from isthmus.core.estimate.mth.search import every_model, nearby_models
from isthmus.core.estimate.values import Lists
from isthmus.language import english
from tests.core.estimate.made import independent
from tests.core.estimate.mth.published import REFERENCES, TABLES, figures_of, lists_of, place_of


@pytest.mark.parametrize("table", TABLES)
def test_every_figure_that_rcapture_prints_is_ours_to_the_printed_digit(table):
    lists, compared = lists_of(table), 0
    for each in (one for one in REFERENCES if one["table"] == table):
        fits, at = figures_of(table, each["h"]), place_of(each["model"], len(lists.names))
        if not fits.identifiable[at]:
            continue  # R leaves the last column out, without a word: it is the model without heterogeneity
        cells = 2 ** len(lists.names) - 1
        assert f"{lists.n + fits.missing[at]:.2f}" == each["abundance"]
        assert f"{abs(fits.deviance[at]):.4f}" == each["deviance"].lstrip("-")
        assert f"{fits.bic[at]:.4f}" == each["bic"]
        assert cells - fits.parameters[at] == int(each["df"])
        compared += 1
    assert compared >= 29


@pytest.mark.parametrize("table", TABLES)
def test_the_best_models_are_those_that_rcapture_finds_best(table):
    models = every_model(table_of(lists_of(table)))
    least = min(float(each["bic"]) for each in REFERENCES if each["table"] == table)
    assert models.fits.bic[0] == pytest.approx(least, abs=5e-5)
    assert (np.diff(models.fits.bic) >= 0).all()
    assert models.shares().sum() == pytest.approx(1)


def test_the_columns_of_heterogeneity_are_nothing_on_no_list_and_as_published():
    for kind in ("none", "poisson", "darroch", "gamma"):
        assert effect(kind, 5)[0] == 0
    assert list(effect("poisson", 3)) == [0, 1, 3, 7]
    assert list(effect("darroch", 3)) == [0, 0.5, 2, 4.5]
    assert effect("gamma", 3)[2] == pytest.approx(log(3.5) - log(5.5))
    assert columns("darroch", 4).shape == (15, 1 + 4 + 6 + 1)


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(4)), st.integers(1, 40))
def test_the_order_of_lists_does_not_matter(order, seed):
    lists = independent(seed, 400)
    other = Lists.of("ABCD", lists.patterns[:, order], lists.counts)
    first, second = mth.fit(lists, draws=50), mth.fit(other, draws=50)
    assert second.median == pytest.approx(first.median, rel=1e-6)
    assert second.intervals[95] == pytest.approx(first.intervals[95], rel=1e-6)


@pytest.mark.parametrize(
    ("kind", "strength", "lists"), [("poisson", 0.35, -2.2), ("darroch", 0.9, -2.2), ("gamma", 14.0, 1.0)]
)
def test_people_who_differ_as_a_kind_says_are_found_and_kinds_are_told_apart(kind, strength, lists):
    """Counts as the model expects them, with two lists that depend on each other besides."""
    terms = [9.0, lists, lists + 0.2, lists - 0.2, lists + 0.1, 0.8, *[0.0] * 5, strength]
    expected = np.exp(columns(kind, 4) @ np.array(terms))
    on = (np.arange(1, 16)[:, None] >> np.arange(4) & 1).astype(bool)
    found = mth.fit(Lists.of("ABCD", on, expected.round().astype(np.int64)))
    low, high = found.intervals[95]
    assert low < expected.sum() + np.exp(9.0) < high
    assert found.detail["best"][0]["model"] == "[12,3,4]"
    assert found.detail["kinds"].get("none", {"share": 0})["share"] < 0.05


def test_independent_lists_give_their_number_and_prefer_no_heterogeneity():
    found = mth.fit(independent(8, 5_000))
    low, high = found.intervals[95]
    assert low < 5_000 < high
    assert found.detail["best"][0]["h"] == "none"
    assert found.detail["fit"]["df"] > 5


def test_kinds_that_fit_about_as_well_count_alike_and_the_interval_spans_them():
    kosovo, scotland = (mth.fit(lists_of(name)) for name in ("kosovo", "scotland"))
    assert set(kosovo.detail["kinds"]) == {"darroch", "gamma"}  # the others are worse by 12 and 20 of BIC
    assert set(scotland.detail["kinds"]) == {"none", "poisson", "darroch", "gamma"}
    for found in (kosovo, scotland):
        kinds = found.detail["kinds"].values()
        assert {round(each["share"], 9) for each in kinds} == {1 / len(kinds)}
        assert found.intervals[95][0] == min(each["interval95"][0] for each in kinds)
        assert found.intervals[95][1] == max(each["interval95"][1] for each in kinds)
        assert found.intervals[95][0] < found.median < found.intervals[95][1]


def test_a_walk_finds_what_all_models_say():
    for name in ("uk", "netherlands"):
        table = table_of(lists_of(name))
        every, near = every_model(table), nearby_models(table)
        assert near.asked < every.asked
        assert near.name(0) == every.name(0)
        means = [models.shares() @ np.log(models.fits.missing) for models in (every, near)]
        assert means[1] == pytest.approx(means[0], abs=0.02)


def test_six_lists_are_searched_and_more_are_refused():
    six = mth.fit(independent(2, 800, chances=(0.3, 0.3, 0.25, 0.25, 0.2, 0.2)), draws=100)
    assert six.refused is None
    assert six.detail["searched"]
    assert six.detail["models"]["asked"] < six.detail["models"]["all"] == 131_072
    seven = mth.fit(independent(2, 800, chances=(0.3,) * 7))
    assert "takes at most 6 lists, and there are 7" in english(seven.refused)


def test_models_that_cannot_be_told_from_others_or_do_not_exist_are_left_out_and_counted():
    kosovo = mth.fit(lists_of("kosovo"), draws=100).detail["models"]
    assert kosovo["not_identifiable"] == 1  # Darroch's column is the sum of all lists and pairs
    dutch = mth.fit(lists_of("netherlands"), draws=100).detail["models"]
    assert dutch["not_existing"] > 0
    for said in (kosovo, dutch):
        left = said["not_identifiable"] + said["not_existing"] + said["too_far"]
        assert said["fitted"] + left == said["asked"]


@pytest.mark.parametrize(
    ("patterns", "counts", "words"),
    [
        ([[1, 0], [0, 1], [1, 1]], [4, 5, 6], "At least three are needed"),
        ([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [4, 5, 6], "Nobody is on two lists"),
        ([[1, 1, 1]], [9], "overlap too little"),
    ],
)
def test_tables_that_say_nothing_are_refused_in_words(patterns, counts, words):
    names = "ABC"[: len(patterns[0])]
    found = mth.fit(Lists.of(names, np.array(patterns, dtype=bool), counts))
    assert words in english(found.refused)


def test_a_list_without_people_is_left_out():
    lists = independent(4, 500, chances=(0.4, 0.4, 0.3))
    wider = Lists.of(
        "ABCD", np.column_stack([lists.patterns, np.zeros(len(lists.counts), bool)]), lists.counts
    )
    assert mth.fit(wider).median == pytest.approx(mth.fit(lists).median)
    assert mth.fit(wider).detail["lists_with_nobody"] == ["D"]


def test_the_same_seed_gives_the_same_draws_and_they_lie_within_the_interval():
    found = mth.fit(lists_of("scotland"), seed=3)
    assert (found.draws == mth.fit(lists_of("scotland"), seed=3).draws).all()
    assert np.median(found.draws) == pytest.approx(found.median, rel=0.01)
    low, high = found.intervals[95]
    assert ((found.draws < low) | (found.draws > high)).mean() < 0.05


def test_a_mixture_of_one_model_has_the_intervals_of_chao():
    mixture = Mixture.of(np.array([100.0]), np.array([0.04]), np.array([1.0]))
    times = np.exp(1.959964 * np.sqrt(np.log1p(0.01 + 0.04)))
    assert mixture.intervals(50)[95] == pytest.approx((50 + 100 / times, 50 + 100 * times), rel=1e-6)
    assert mixture.quantiles(np.array(0.5)) == pytest.approx(100)
