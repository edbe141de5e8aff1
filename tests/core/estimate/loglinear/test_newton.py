"""Fits against another hand's optimiser, and against formulas."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from isthmus.core.estimate.loglinear.cells import over_cells, over_sets, table_of
from isthmus.core.estimate.loglinear.models import hierarchical, independence
from isthmus.core.estimate.loglinear.newton import fit_models
from isthmus.core.estimate.loglinear.search import terms_in_order
from tests.core.estimate.loglinear.published import KOSOVO, SPINA_BIFIDA


def _fitted(model, counts):
    cells = np.ones((1, len(model)), dtype=bool)
    cells[:, 0] = False
    return fit_models(terms_in_order(model[None]), cells, counts)


def _by_bfgs(model, counts):
    """Return the intercept that a general optimiser finds."""
    sets, cells = np.flatnonzero(model), np.arange(1, len(model))
    design = ((cells[:, None] & sets) == sets).astype(float)

    def loss(beta):
        mu = np.exp(design @ beta)
        return mu.sum() - counts[1:] @ (design @ beta), design.T @ (mu - counts[1:])

    start = np.zeros(len(sets))
    start[0] = np.log(counts.mean())
    return minimize(loss, start, jac=True, method="BFGS", options={"gtol": 1e-9, "maxiter": 2000}).x[0]


def test_sums_over_cells_and_sets_are_what_they_say():
    values = np.arange(8.0) ** 2
    assert over_cells(values)[0b101] == values[0b101] + values[0b111]
    assert over_sets(values)[0b101] == values[0] + values[1] + values[0b100] + values[0b101]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 112), st.lists(st.integers(2, 60), min_size=15, max_size=15))
def test_a_general_optimiser_finds_the_same_maximum(which, counts):
    model, table = hierarchical(4)[which], np.array([0, *counts], dtype=float)
    fits = _fitted(model, table)
    assert fits.settled.all()
    assert fits.proven.all()
    assert fits.beta[0, 0] == pytest.approx(_by_bfgs(model, table), abs=1e-4)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 112), st.lists(st.integers(1, 10**7), min_size=15, max_size=15))
def test_the_margins_of_every_term_are_fitted_exactly(which, counts):
    model, table = hierarchical(4)[which], np.array([0, *counts], dtype=float)
    fits = _fitted(model, table)
    assert over_cells(fits.mu)[0][model] == pytest.approx(over_cells(table)[model], rel=1e-7)


def test_two_dependent_lists_and_one_apart_are_two_lists():
    # Decomposable (Bishop, Fienberg and Holland 1975, 6.4): on 1 or 2 times on 3, over those on both, as Petersen's.
    counts = table_of(SPINA_BIFIDA).counts
    model = independence(3)
    model[0b011] = True
    assert 626 + np.exp(_fitted(model, counts).beta[0, 0]) == pytest.approx(379 * 513 / 266)


def test_all_interactions_of_two_give_the_product_of_cells():
    # Fienberg 1972: the estimate of the missing cell is n111 n100 n010 n001 / (n110 n101 n011).
    counts = table_of(SPINA_BIFIDA).counts
    missing = np.exp(_fitted(hierarchical(3)[-1], counts).beta[0, 0])
    assert missing == pytest.approx(12 * 60 * 49 * 247 / (4 * 112 * 142))


@settings(max_examples=10, deadline=None)
@given(st.integers(2, 1000), st.integers(0, 112))
def test_ten_times_the_people_are_ten_times_the_estimate(times, which):
    counts, model = table_of(KOSOVO).counts, hierarchical(4)[which]
    once, often = _fitted(model, counts), _fitted(model, counts * times)
    assert often.beta[0, 0] == pytest.approx(once.beta[0, 0] + np.log(times))
    assert often.variance[0] == pytest.approx(once.variance[0] / times)


def test_many_models_at_once_are_fitted_as_each_alone():
    counts = table_of(KOSOVO).counts
    models = hierarchical(4)
    models = models[models.sum(axis=1) == 9]
    cells = np.ones(models.shape, dtype=bool)
    cells[:, 0] = False
    pooled = fit_models(terms_in_order(models), cells, counts)
    alone = [_fitted(model, counts).beta[0, 0] for model in models]
    assert pooled.beta[:, 0] == pytest.approx(np.array(alone))


def test_an_estimate_that_does_not_exist_is_never_proven():
    counts = np.array([0, 50, 40, 10, 30, 0, 0, 0], dtype=float)  # list 3 meets nobody
    model = independence(3)
    model[0b011] = True
    fits = _fitted(model, counts)
    assert not fits.proven.any()
    assert not fits.settled.any()
