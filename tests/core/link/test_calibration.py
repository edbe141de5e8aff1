"""The second stage on pairs whose probabilities are known, and its parts against scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from isthmus.core.link.calibration import second_stage, unsupervised
from isthmus.core.link.evaluating import calibration_error
from isthmus.core.link.logistic import fitted, inverse_logit, logit, one_column_a_level
from isthmus.language import english

PAIRS = 60_000


@pytest.fixture(scope="module")
def world():
    """Five comparisons; two depend on each other; the weights are too sure by 1.7 and all too high."""
    rng = np.random.default_rng(0)
    levels = rng.integers(-1, 4, (PAIRS, 5)).astype(np.int8)
    speaks = np.where(levels < 0, 0, np.array([-2.0, -0.7, 0.6, 2.0])[levels])
    naive = speaks.sum(axis=1) + rng.normal(0, 0.7, PAIRS) - 3
    odds = naive - 3 * ((levels[:, 0] == 0) & (levels[:, 1] == 3)) - 0.5 * np.maximum(speaks[:, 1], 0)
    truth = inverse_logit(odds)
    return levels, (1.7 * naive + 1) / np.log(2), truth, rng.random(PAIRS) < truth


def reviewed(world, budget, seed=1):
    """Labels of pairs drawn where the weight is not sure, and one over their chances."""
    _, weight, _, same = world
    rng = np.random.default_rng(seed)
    unsure = unsupervised().probability(*world[:2])
    chance = np.sqrt(unsure * (1 - unsure)) + 0.03
    chance = np.minimum(1, chance * budget / chance.sum())
    labelled = np.flatnonzero(rng.random(len(weight)) < chance)
    return labelled, same[labelled], 1 / chance[labelled]


def learned(world, budget, seed=1):
    labelled, labels, weights = reviewed(world, budget, seed)
    return second_stage(world[0], world[1], labelled, labels, sampling_weights=weights)


def test_without_labels_the_weight_is_the_logarithm_of_the_odds():
    found = unsupervised().probability(np.zeros((3, 1), dtype=np.int8), np.array([0.0, 1.0, -3000.0]))
    assert found == pytest.approx([1 / 2, 2 / 3, 0])


@pytest.mark.parametrize(("budget", "most"), [(1200, 0.03), (4000, 0.025)])
def test_probabilities_learned_from_labels_are_true(world, budget, most):
    levels, weight, truth, same = world
    before = unsupervised().probability(levels, weight)
    model = learned(world, budget)
    after = model.probability(levels, weight)
    assert model.method in {"logistic", "boosted"}
    assert calibration_error(before, same) > 0.1
    assert calibration_error(after, same) <= most
    assert calibration_error(after, truth) <= most
    assert after.sum() == pytest.approx(same.sum(), rel=0.06)


def test_between_30_and_200_labels_the_weight_is_shifted_and_the_better_for_it(world):
    model = learned(world, 120)
    assert model.method == "shifted"
    assert "From 200 labels on" in english(model.message)
    levels, weight, _, same = world
    assert calibration_error(model.probability(levels, weight), same) < 0.09


def test_boosted_trees_are_taken_where_comparisons_act_on_each_other():
    rng = np.random.default_rng(0)
    levels = rng.integers(0, 2, (20_000, 2)).astype(np.int8)
    weight = rng.normal(0, 0.1, len(levels))
    truth = np.where(levels[:, 0] == levels[:, 1], 0.9, 0.1)
    same = rng.random(len(levels)) < truth
    model = second_stage(levels, weight, np.arange(1000), same[:1000])
    assert model.method == "boosted"
    assert "boosted" in english(model.message)
    assert np.abs(model.probability(levels, weight) - truth).mean() < 0.05


@pytest.mark.parametrize(("same", "different"), [(0, 0), (20, 5), (60, 2), (0, 400)])
def test_with_too_few_labels_the_weight_stands_as_it_is(same, different):
    labels = np.arange(same + different) < same
    levels, weight = np.zeros((500, 1), dtype=np.int8), np.linspace(-9, 9, 500)
    model = second_stage(levels, weight, np.arange(len(labels)), labels)
    assert model.method == "em"
    assert f"{same} same, {different} different" in english(model.message)
    assert model.probability(levels, weight) == pytest.approx(1 / (1 + 2**-weight))


def test_labels_that_agree_with_the_weight_change_little():
    rng = np.random.default_rng(0)
    weight = rng.normal(0, 4, 20_000)
    truth = 1 / (1 + 2**-weight)
    same = rng.random(len(weight)) < truth
    levels = rng.integers(-1, 3, (len(weight), 3)).astype(np.int8)
    for labelled, most in ((100, 0.04), (1500, 0.03)):
        models = [
            second_stage(levels, weight, each, same[each])
            for each in np.arange(10 * labelled).reshape(10, -1)
        ]
        off = [np.abs(model.probability(levels, weight) - truth).mean() for model in models]
        assert np.mean(off) < most


def test_the_same_input_gives_the_same_model_in_any_batches(world):
    levels, weight, _, _ = world
    first, second = learned(world, 400), learned(world, 400)
    assert first.message == second.message
    assert (first.probability(levels, weight) == second.probability(levels, weight)).all()
    assert first.probability(levels[:7], weight[:7]) == pytest.approx(first.probability(levels, weight)[:7])


@settings(max_examples=15)
@given(st.integers(0, 2**32), st.sampled_from([40, 260]), st.booleans())
def test_the_probability_never_falls_with_the_weight(seed, labelled, contrary):
    """Even where labels say that it should."""
    rng = np.random.default_rng(seed)
    levels, weight = rng.integers(-1, 3, (300, 2)).astype(np.int8), rng.normal(0, 3, 300)
    labels = (rng.random(labelled) < 0.3) ^ (contrary & (weight[:labelled] < 0))
    model = second_stage(levels, weight, np.arange(labelled), labels)
    grid = np.linspace(-40, 40, 500)
    for level in np.unique(levels, axis=0)[:3]:
        found = model.probability(np.tile(level, (500, 1)), grid)
        assert (np.diff(found) >= -1e-9).all()
        assert ((found >= 0) & (found <= 1)).all()


def test_no_pairs_have_no_probabilities():
    model = unsupervised()
    assert len(model.probability(np.zeros((0, 2), dtype=np.int8), np.zeros(0))) == 0
    assert "no labels" in english(model.message)


def test_the_regression_is_that_of_scikit_learn():
    rng = np.random.default_rng(0)
    features = rng.normal(0, 1, (400, 3))
    same = rng.random(400) < inverse_logit(features @ np.array([2.0, -1.0, 0.0]))
    weights = rng.random(400) + 0.5
    known = LogisticRegression(C=4.0, fit_intercept=False, tol=1e-10, max_iter=1000).fit(
        features, same, weights
    )
    found = fitted(features, np.zeros(400), same.astype(float), weights, np.full(3, 2.0))
    assert found == pytest.approx(known.coef_[0], abs=1e-5)


def test_the_regression_finds_its_way_from_an_offset_that_is_far_too_sure():
    rng = np.random.default_rng(5)
    odds = rng.normal(0, 1, 2000)
    same = rng.random(2000) < inverse_logit(odds)
    features = np.column_stack([20 * odds, np.ones(2000)])
    found = fitted(features, 20 * odds, same.astype(float), np.ones(2000), np.array([10.0, 10.0]))
    assert found == pytest.approx([-0.95, 0], abs=0.15)


@given(st.floats(1e-8, 1 - 1e-8))
def test_odds_and_probabilities_are_each_others_inverse(probability):
    assert inverse_logit(logit(np.array([probability]))) == pytest.approx([probability])


def test_a_missing_or_a_new_level_has_no_column():
    levels = np.array([[0, 1], [-1, 0], [7, 1]], dtype=np.int8)
    assert one_column_a_level(levels, (2, 2)).tolist() == [[1, 0, 0, 1], [0, 0, 1, 0], [0, 0, 0, 1]]
    assert one_column_a_level(levels, ()).shape == (3, 0)
