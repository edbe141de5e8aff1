"""A table on which chains do not settle: people who inject drugs, Scotland 2006, by four lists and by age.

Counts and the published 31,700 (24,900 to 38,700) are King, Bird, Overstall, Hay and Hutchinson's (2013, Statistics in
Medicine 32).
"""

import numpy as np
import pytest

from isthmus.core.estimate.estimating import EstimateSettings, estimate
from isthmus.core.estimate.lcmcr import ChainSettings
from isthmus.core.estimate.strata import estimate_strata
from isthmus.core.estimate.values import Lists
from isthmus.language import english

PUBLISHED = (24_900, 38_700)
OLD = (302, 720, 17, 345, 24, 45, 2, 152, 1, 23, 1, 4, 1, 2, 0)
YOUNG = (382, 2372, 52, 406, 19, 76, 7, 502, 12, 175, 6, 15, 1, 6, 0)

# So short that the chains cannot have settled, whatever the machine; and whatever they say counts.
HASTY = EstimateSettings(
    chains=ChainSettings(steps=1_600, doublings=0, worst_rhat=3.0, worst_ess=4.0), draws=1_000, checks=False
)


def table(*counts):
    """People by pattern, the patterns counted up from those on the last list alone."""
    on = np.array([[number >> at & 1 for at in (3, 2, 1, 0)] for number in range(1, 16)], dtype=bool)
    return Lists.of(("S1", "S2", "S3", "S4"), on, np.sum(counts, axis=0))


@pytest.fixture(scope="module")
def whole():
    return estimate(table(OLD, YOUNG), HASTY)


def test_the_table_comes_out_with_warnings_and_holds_the_published_figure(whole):
    assert whole.lists.n == 5_670
    assert whole.verdict == "warn"
    low, high = whole.quotable.span
    assert low <= PUBLISHED[0]
    assert PUBLISHED[1] <= high


def test_the_chains_are_said_to_have_not_settled_and_the_range_spans_all_their_draws(whole):
    assert "The chains of latent classes have not settled" in english(*whole.reasons)
    low, high = whole.models["lcmcr"].intervals[95]
    assert whole.quotable.span[0] <= low
    assert high <= whole.quotable.span[1]
    assert "median" not in whole.as_json()["models"]["lcmcr"]


def test_by_age_too():
    found = estimate_strata({"Old": table(OLD), "Young": table(YOUNG)}, HASTY, by="Age")
    assert found.verdict == "warn"
    assert not found.lower_bound
    assert found.models["lcmcr"].unsettled
    low, high = found.quotable.span
    assert low <= PUBLISHED[0]
    assert PUBLISHED[1] <= high


def test_without_a_figure_of_latent_classes_the_others_are_quoted():
    far = EstimateSettings(chains=ChainSettings(steps=200, doublings=0), draws=1_000, checks=False)
    found = estimate(table(OLD, YOUNG), far)
    assert english(found.quotable.message).endswith("latent classes gave no figure.")
    low, high = found.quotable.span
    assert low <= 31_700 <= high
