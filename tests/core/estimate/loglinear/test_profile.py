"""The profile of the multinomial likelihood."""

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import gammaln
from scipy.stats import chi2

from isthmus.core.estimate.loglinear.cells import table_of
from isthmus.core.estimate.loglinear.profile import profile_of
from isthmus.core.estimate.loglinear.search import search
from tests.core.estimate.loglinear.published import KOSOVO, SPINA_BIFIDA, lists_of


def _profiled(lists, place=0):
    table = table_of(lists)
    found = search(table)
    return profile_of(table, found.terms[place], found.cells[place], found.beta[place]), found, table


def _height(table, terms, people):
    """Return the multinomial log likelihood at N people, its probabilities found by a general optimiser."""
    counts = table.counts.copy()
    counts[0] = people - table.n
    sets, cells = np.flatnonzero(terms)[1:], np.arange(len(terms))
    design = ((cells[:, None] & sets) == sets).astype(float)

    def loss(beta):
        eta = design @ beta
        top = eta.max()
        share = np.exp(eta - top)
        total = share.sum()
        value = people * (top + np.log(total)) - counts @ eta
        return value / people, design.T @ (people * share / total - counts) / people

    best = minimize(loss, np.zeros(len(sets)), jac=True, method="BFGS", options={"gtol": 1e-11})
    return gammaln(people + 1) - gammaln(counts[0] + 1) - best.fun * people


def test_kosovo_has_the_published_interval():
    # Rcapture 1.4 (Baillargeon and Rivest), multinomial profile: 8,994 to 12,110; Ball et al. 2002: 9,002 to 12,122.
    profile, _, _ = _profiled(KOSOVO)
    assert [round(end) for end in profile.intervals[95]] == [8994, 12110]


@pytest.mark.parametrize("level", [50, 80, 95])
def test_the_likelihood_falls_by_half_a_quantile_at_the_ends(level):
    profile, found, table = _profiled(SPINA_BIFIDA)
    top = _height(table, found.terms[0], profile.top)
    fall = chi2(1).ppf(level / 100) / 2
    for end in profile.intervals[level]:
        assert top - _height(table, found.terms[0], end) == pytest.approx(fall, abs=1e-4)


def test_intervals_lie_inside_one_another_and_above_the_documented():
    profile, _, table = _profiled(SPINA_BIFIDA)
    lows, highs = zip(*(profile.intervals[level] for level in (95, 80, 50)), strict=True)
    assert [table.n, *lows, profile.top] == sorted([table.n, *lows, profile.top])
    assert list(highs) == sorted(highs, reverse=True)


def test_the_signed_root_at_an_end_is_the_normal_quantile():
    profile, _, _ = _profiled(KOSOVO)
    assert profile.at(np.array([-1.959964, 1.959964])) == pytest.approx(
        np.array(profile.intervals[95]), rel=1e-4
    )


def test_an_interval_reaches_down_to_the_documented_where_nobody_may_be_missing():
    lists = lists_of({"111": 40, "110": 9, "101": 8, "011": 9, "100": 2, "010": 2, "001": 1})
    profile, _, table = _profiled(lists)
    assert profile.intervals[95][0] == table.n
    assert (profile.at(np.linspace(-6, 6, 50)) >= table.n).all()
