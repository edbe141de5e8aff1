"""How well models fit the documented patterns, on one scale."""

import numpy as np
import pytest

from isthmus.core.estimate import dga, loglinear, mth
from isthmus.core.estimate.goodness_of_fit import goodness_of_fit
from isthmus.core.estimate.lcmcr.class_number import best_class_number
from isthmus.core.estimate.loglinear.cells import table_of
from isthmus.core.estimate.mth.search import fits_of
from isthmus.core.estimate.values import Lists
from tests.core.estimate.made import independent
from tests.core.estimate.mth.published import lists_of

ON = (np.arange(1, 16)[:, None] >> np.arange(4) & 1).astype(bool)


def of_classes(shares, chances, people=100_000):
    """The counts that classes of people are expected to leave."""
    each = np.where(ON[:, None, :], chances, 1 - np.array(chances)).prod(axis=2)
    return Lists.of("ABCD", ON, (people * each @ np.array(shares)).round().astype(np.int64))


def test_one_class_fits_as_independent_lists_do():
    lists = independent(3, 900)
    independence = fits_of(table_of(lists), "none", np.zeros((1, 6), dtype=bool))
    found = best_class_number(lists, most=1)
    assert found.bic == pytest.approx(independence.bic[0], abs=1e-4)
    assert found.deviance == pytest.approx(independence.deviance[0], abs=1e-4)
    assert (found.df, found.model) == (10, "1 class")


def test_as_many_classes_are_found_as_there_are_and_fit_exactly():
    found = best_class_number(of_classes([0.6, 0.4], [[0.1, 0.15, 0.1, 0.05], [0.6, 0.5, 0.7, 0.4]]))
    assert found.model == "2 classes"
    assert found.deviance < 0.05
    assert found.df == 5


def test_people_alike_are_one_class():
    assert best_class_number(independent(4, 3_000)).model == "1 class"


def test_a_graph_that_is_a_log_linear_model_has_its_fit():
    lists = lists_of("spina bifida")
    graphs, models = dga.average(lists, looser=()), loglinear.fit(lists)
    pairs = mth.fit(lists)
    assert pairs.detail["fit"]["model"] == "[23,1] none"
    for one in (graphs, models):
        assert one.detail["fit"]["bic"] == pytest.approx(pairs.detail["fit"]["bic"], abs=1e-6)
        assert one.detail["fit"]["deviance"] == pytest.approx(4.3267, abs=5e-5)
        assert one.detail["fit"]["df"] == 2


def test_a_sparse_table_has_the_fit_of_the_model_that_speaks():
    found = loglinear.fit(lists_of("netherlands"))
    assert found.detail["chosen_by"] == "forward_stepwise"
    assert found.detail["fit"]["bic"] == pytest.approx(found.detail["stepwise"]["bic"])
    assert found.detail["fit"]["deviance"] >= 0


def test_the_deviance_follows_from_the_bic():
    lists = independent(6, 700)
    fits = fits_of(table_of(lists), "darroch", np.eye(6, dtype=bool)[:1])
    found = goodness_of_fit(lists, float(fits.bic[0]), int(fits.parameters[0]), "some")
    assert found.deviance == pytest.approx(fits.deviance[0], abs=1e-6)
    assert found.df == 15 - 7
