"""The people whom all lists together hardly reach, told apart in the figure of latent classes."""

import numpy as np
import pytest

from isthmus.core.estimate import lcmcr
from isthmus.core.estimate.lcmcr.chains import Convergence, Walk
from isthmus.core.estimate.lcmcr.fitting import _out_of_reach
from isthmus.core.estimate.lcmcr.tempering import _unreached
from isthmus.core.messages import Message
from isthmus.language import english
from tests.core.estimate.made import independent

SHORT = lcmcr.ChainSettings(chains=4, steps=600, doublings=1, rhat=1.5, ess=10)


def test_the_share_of_classes_that_hardly_any_list_reaches():
    caught = np.array([[0.3, 0.01, 0.03], [0.4, 0.02, 0.03]])  # together 58 %, 3 % and 6 % are on a list
    weights = np.array([0.1, 0.2, 0.1])
    assert _unreached(caught, weights, weights.sum()) == 0.5
    assert _unreached(caught[:, ::2], weights[::2], 0.2) == 0
    assert _unreached(caught, np.zeros(3), 0.0) == 0


def test_where_lists_reach_everybody_nobody_is_out_of_reach():
    found = lcmcr.fit(independent(1), SHORT, seed=1, class_numbers=False)
    assert found.detail["out_of_reach"]["interval95"][0] == 0
    assert found.detail["fit"] is None
    told = english(Message.from_json(found.detail["out_of_reach"]["message"]))
    assert "out of reach of all lists" in told


def test_people_whom_lists_nearly_never_reach_are_told_apart():
    people = np.full((4, 500), 3_000, dtype=np.int64)
    half = np.full(people.shape, 0.5)
    walk = Walk(people, people, half, np.ones(1), np.ones(0), 500, Convergence(1.0, 2_000.0, 2_000.0))
    out = _out_of_reach(walk, 1_000, seed=1)
    assert out["below"] == 0.05
    assert out["median"] == pytest.approx(1_000, abs=5)  # half of the 2,000 on no list
    low, high = out["interval95"]
    assert 900 < low < 980
    assert 1_020 < high < 1_100
    assert "below 5%" in english(Message.from_json(out["message"]))
