"""Forward stepwise choice, against the figures of its authors' package."""

import numpy as np
import pytest

from isthmus.core.estimate.loglinear.cells import table_of
from isthmus.core.estimate.loglinear.stepwise import stepwise
from isthmus.core.estimate.values import Lists
from tests.core.estimate.loglinear.published import KOSOVO, UK, lists_of


@pytest.mark.parametrize(("lists", "figures"), [(KOSOVO, (14342, 12541, 16540)), (UK, (11313, 9884, 13027))])
def test_published_tables_give_the_figures_of_sparsemse(lists, figures):
    # Chan, Silverman and Vincent, SparseMSE 2.0.1, estimatepopulation.0(method = "stepwise").
    found = stepwise(table_of(lists))
    ends = found.at(np.array([0, -1.959964, 1.959964]))
    assert tuple(round(end) for end in ends) == figures


def test_independent_lists_that_fit_to_the_person_stay_independent():
    lists = lists_of({"111": 100, "110": 100, "101": 300, "011": 100, "100": 300, "010": 100, "001": 300})
    found = stepwise(table_of(lists))
    assert found.name == "[1,2,3]"
    assert found.estimate == pytest.approx(1600)


def test_a_pair_that_shares_nobody_against_expectation_enters_at_minus_infinity():
    lists = lists_of({"100": 300, "010": 300, "001": 300, "101": 60, "011": 60})
    found = stepwise(table_of(lists))
    assert found.name == "[12,3]"
    # Lists 1 and 2 as one that nobody is on twice: 720 on it, 420 on list 3, 120 on both.
    assert found.estimate == pytest.approx(720 * 420 / 120)


def test_where_independence_has_no_estimate_there_is_none():
    assert stepwise(table_of(lists_of({"001": 100, "011": 50, "111": 20}))) is None


def test_twelve_lists_are_told_what_they_are():
    rng = np.random.default_rng(4)
    on = rng.random((6000, 12)) < np.linspace(0.04, 0.15, 12)
    on[:, 1] |= on[:, 0] & (rng.random(6000) < 0.5)
    found = stepwise(table_of(Lists.of([str(j) for j in range(12)], on, np.ones(6000, dtype=np.int64))))
    assert found.model[0b11]
    assert abs(found.estimate - 6000) < 4 * found.error


def test_a_caller_hears_how_far_it_is_and_can_stop():
    def stop(done, total):
        raise InterruptedError(f"{done} of {total}")

    with pytest.raises(InterruptedError, match="0 of 10"):
        stepwise(table_of(UK), stop)
