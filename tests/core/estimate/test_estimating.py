"""All models side by side."""

import json

import numpy as np
import pytest

from isthmus.core.estimate import estimating, lcmcr
from isthmus.core.estimate.estimating import EstimateSettings, estimate
from isthmus.core.estimate.values import Lists, refusal
from isthmus.core.messages import Message, MessageError
from isthmus.language import english
from tests.core.estimate.made import independent, said
from tests.english import told

SHORT = EstimateSettings(
    chains=lcmcr.ChainSettings(chains=4, steps=600, doublings=1, rhat=1.3, ess=20), draws=500
)
TWO = Lists.of("ABC", np.array([[1, 0, 0], [0, 1, 0], [1, 1, 0]], dtype=bool), [40, 30, 20])


def test_every_model_speaks_of_independent_lists_and_holds_the_truth():
    found = estimate(independent(3), SHORT)
    assert found.verdict in ("estimate", "warn")
    assert set(found.models) == {"lcmcr", "dga", "loglinear", "mth"}
    for model in found.models.values():
        low, high = model.intervals[95]
        assert low < 2_000 < high
    said = json.loads(json.dumps(found.as_json(), allow_nan=False))
    assert said["n"] == said["documented"] == found.lists.n
    assert said["digest"] == found.lists.digest()
    assert len(said["diagnostics"]["leave_one_out"]) == 4
    assert all(model["assumption"] and model["prior"] for model in said["models"].values())


def test_two_lists_are_refused_and_chapman_is_a_diagnostic_that_rests_on_independence():
    found = estimate(TWO, SHORT)
    assert found.verdict == "refuse"
    assert found.diagnostics["chapman"]["estimate"] == pytest.approx(61 * 51 / 21 - 1)
    assert found.diagnostics["chapman"]["rests_on"]["code"] == "estimate.chapman_rests_on"
    assert all(model.refused and np.isnan(model.median) for model in found.models.values())
    assert not {"median", "interval95"} & set(found.as_json()["models"]["dga"])


def test_no_model_is_shown_where_another_refuses(monkeypatch):
    no = refusal("lcmcr", Message("estimate.no_draws"), rhat=2.5, ess=8.0, chain_medians=[1.0, 9.0], mean=5.0)
    monkeypatch.setattr(
        estimating, "fitted", lambda *_: {"lcmcr": no, "dga": said("dga"), "loglinear": said("loglinear")}
    )
    found = estimate(independent(3), SHORT)
    shown = json.dumps(found.as_json()["models"])
    assert found.verdict == "refuse"
    assert "There are no draws" in english(*found.reasons)
    assert found.models["dga"].refused == Message("estimate.not_shown")
    assert "median" not in shown
    assert "mean" not in shown
    assert found.as_json()["models"]["lcmcr"]["rhat"] == 2.5
    assert "priors" not in found.diagnostics


def test_chains_too_short_to_agree_refuse_the_whole():
    hasty = EstimateSettings(
        chains=lcmcr.ChainSettings(chains=2, steps=80, doublings=0, ess=10**6), draws=200
    )
    found = estimate(independent(3), hasty)
    assert found.verdict == "refuse"
    assert all(model.refused for model in found.models.values())


def test_the_same_seed_gives_the_same_json():
    lists = independent(5, 600)
    assert estimate(lists, SHORT).as_json() == estimate(lists, SHORT).as_json()


@pytest.mark.parametrize("models", [(), ("lcmcr", "magic")])
def test_a_model_that_there_is_not_is_an_error(models):
    with pytest.raises(MessageError) as wrong:
        estimate(independent(1), EstimateSettings(models=models))
    assert "lcmcr, dga, loglinear and mth" in told(wrong.value)


def test_more_lists_than_a_model_takes_are_said_so():
    lists = independent(2, 3_000, chances=(0.3,) * 7)
    found = estimate(lists, EstimateSettings(models=("dga", "loglinear", "mth"), checks=False, draws=200))
    assert set(found.models) == {"loglinear"}
    assert "the model of graphs was not run" in english(found.reasons[0])
    assert "people who differ was not run: it takes at most 6" in english(found.reasons[1])


def test_progress_rises_to_the_end_and_may_stop_the_work():
    told = []
    estimate(independent(1, 400), SHORT, lambda *part: told.append(part))
    shares = [done / total for done, total in told]
    assert np.all(np.diff(shares) >= 0)
    assert shares[-1] == 1

    def stop(done, total):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        estimate(independent(1, 400), SHORT, stop)


def test_a_refusal_of_a_quick_model_does_not_wait_for_the_chains(monkeypatch):
    monkeypatch.setattr(
        estimating.loglinear, "fit", lambda *_, **__: refusal("loglinear", Message("estimate.no_draws"))
    )
    monkeypatch.setattr(estimating.lcmcr, "fit", lambda *_, **__: pytest.fail("the chains were walked"))
    found = estimate(independent(3), SHORT)
    assert english(*found.reasons) == "The log-linear model gives no estimate. There are no draws."
    assert all(model.refused for model in found.models.values())


def test_graphs_alone_of_too_many_lists_are_refused_with_the_reason():
    on = np.random.default_rng(1).random((300, 8)) < 0.3
    eight = Lists.of("ABCDEFGH", on, np.ones(300, dtype=np.int64))
    found = estimate(eight, EstimateSettings(models=("dga",)))
    assert found.verdict == "refuse"
    assert "the model of graphs was not run" in english(found.reasons[0])
