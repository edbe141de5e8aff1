"""Estimates over draws of the linkage."""

import numpy as np
import pytest

from isthmus.core.estimate import linkage
from isthmus.core.estimate.estimating import EstimateSettings
from isthmus.core.estimate.linkage import average_over_draws
from isthmus.core.estimate.values import Lists
from isthmus.language import english
from tests.core.estimate.made import independent, said

DGA = EstimateSettings(models=("dga",), draws=2_000)


def split(lists_of_people, share, seed):
    """The same people, of whom a share of those on two lists or more are taken for several."""
    rng = np.random.default_rng(seed)
    on = np.repeat(lists_of_people.patterns, lists_of_people.counts, axis=0)
    away = on & (on.sum(axis=1) > 1)[:, None] & (rng.random(on.shape) < share)
    alone = np.eye(on.shape[1], dtype=bool)[np.nonzero(away)[1]]
    people = np.concatenate([on & ~away, alone])
    return Lists.of(lists_of_people.names, people, np.ones(len(people), dtype=np.int64))


def test_draws_that_are_all_alike_leave_nothing_to_linking():
    lists = independent(1, 600)
    found = average_over_draws([lists] * 4, DGA)
    assert found.share_of_variance["dga"] < 0.01
    assert found.documented == (lists.n,) * 4
    assert found.refused_draws == 0


def test_draws_that_differ_much_leave_most_to_linking():
    lists = independent(1, 2_000)
    found = average_over_draws([split(lists, share, 1) for share in (0.0, 0.2, 0.4)], DGA)
    assert found.share_of_variance["dga"] > 0.5
    low, high = found.models["dga"].intervals[95]
    alone = average_over_draws([lists], DGA).models["dga"].intervals[95]
    assert high - low > 2 * (alone[1] - alone[0])
    assert max(found.documented) > min(found.documented) == lists.n


def test_the_share_is_the_variance_of_means_over_that_of_the_mixture(monkeypatch):
    about = {0: 1_000.0, 1: 1_300.0, 2: 1_900.0}

    def made(lists, settings, progress=None):
        return {"dga": said("dga", about=about[settings.seed - DGA.seed], spread=0.1, seed=settings.seed)}

    monkeypatch.setattr(linkage, "fitted", made)
    found = average_over_draws([independent(1, 500)] * 3, DGA)
    means = np.array(list(about.values()))
    expected = means.var() / (means.var() + np.mean((0.1 * means) ** 2))
    assert found.share_of_variance["dga"] == pytest.approx(expected, rel=0.03)
    assert found.as_json()["models"]["dga"]["share_of_variance_by_linking"] == found.share_of_variance["dga"]


def test_a_draw_that_carries_no_estimate_is_left_out_and_counted():
    apart = Lists.of("ABCD", np.eye(4, dtype=bool), [100] * 4)
    found = average_over_draws([independent(1, 600), apart], DGA)
    assert found.refused_draws == 1
    assert "Nobody is on two lists" in english(found.refusal)
    assert found.models["dga"].detail["linkages"] == 1
    assert found.on_two_or_more[1] == 0


def test_where_no_draw_carries_one_there_is_no_model():
    found = average_over_draws([Lists.of("ABCD", np.eye(4, dtype=bool), [100] * 4)], DGA)
    assert found.models == {}
    assert found.as_json()["refusal"]


def test_progress_may_stop_it():
    def stop(done, total):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        average_over_draws([independent(1)] * 2, DGA, stop)
