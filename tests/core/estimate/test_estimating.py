"""All models side by side."""

import json
from dataclasses import replace

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


def test_no_model_is_shown_where_the_data_refuse_another(monkeypatch):
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


HASTY = lcmcr.ChainSettings(chains=2, steps=80, doublings=0, ess=10**6)


def test_chains_that_have_not_settled_have_a_span_and_no_middle():
    unsettled = replace(HASTY, worst_rhat=9.0, worst_ess=1.0)
    found = estimate(independent(3), EstimateSettings(chains=unsettled, draws=200))
    assert found.verdict == "warn"
    shown = found.as_json()["models"]["lcmcr"]
    assert shown["unsettled"]["code"] == "estimate.chains_disagree"
    assert not {"median", "mean", "modes", "interval50", "chain_medians"} & set(shown)
    low, high = shown["interval95"]
    assert found.quotable.span[0] <= low < high <= found.quotable.span[1]


def test_chains_far_from_settling_have_no_figure_and_the_others_do():
    far = replace(HASTY, worst_ess=10**6)
    found = estimate(independent(3), EstimateSettings(chains=far, draws=200))
    assert found.verdict == "warn"
    assert english(found.quotable.message).endswith("latent classes gave no figure.")
    assert found.models["lcmcr"].by_computing
    assert {"refused", "by_computing", "rhat", "ess"} <= set(found.as_json()["models"]["lcmcr"])
    assert "interval95" in found.as_json()["models"]["dga"]


def test_one_model_alone_that_could_not_be_computed_is_refused():
    far = replace(HASTY, worst_ess=10**6)
    found = estimate(independent(3), EstimateSettings(models=("lcmcr",), chains=far, draws=200))
    assert found.verdict == "refuse"
    assert "cannot show" in english(found.quotable.message)


@pytest.mark.parametrize("model", ["dga", "loglinear"])
def test_a_figure_without_an_upper_limit_refuses_the_whole(monkeypatch, model):
    monkeypatch.setattr(
        getattr(estimating, model),
        "average" if model == "dga" else "fit",
        lambda *_, **__: said(model, edge=0.03),
    )
    found = estimate(independent(3), EstimateSettings(models=("dga", "loglinear"), draws=200))
    assert found.verdict == "refuse"
    assert "Nothing limits the number of people from above" in english(*found.reasons)


def test_models_that_were_not_asked_are_named_in_every_verdict():
    two = EstimateSettings(models=("dga", "loglinear"), draws=200, checks=False)
    for lists, may_differ in ((independent(3), True), (TWO, False)):
        said = english(estimate(lists, two).reasons[-1])
        assert said.startswith("2 models were not asked: latent classes, ")
        assert ("may say something else" in said) == may_differ
    assert "of all models together" not in english(estimate(independent(3), two).quotable.message)


def with_list_apart(people):
    """Four lists, and a fifth that shares nobody with them."""
    four = independent(3, 1_000)
    on = np.vstack([np.pad(four.patterns, [(0, 0), (0, 1)]), [[False] * 4 + [True]]])
    return four, Lists.of("ABCDE", on, [*four.counts, people])


QUICK = EstimateSettings(models=("dga", "loglinear"), draws=400)


def test_a_list_that_shares_nobody_is_left_out_and_its_people_count_as_documented():
    four, five = with_list_apart(20)
    alone, found = estimate(four, QUICK), estimate(five, QUICK)
    assert (found.left_out, found.unestimated, found.lower_bound) == (("E",), 20, False)
    for name in QUICK.models:
        assert found.models[name].median == alone.models[name].median + 20
    assert english(found.quotable.message).startswith(
        f"{four.n + 20} people are documented. This rests on 4 lists."
    )
    assert found.reasons[0].code == "estimate.lists_apart"
    priors = [[each["median"] for each in one.diagnostics["priors"]] for one in (alone, found)]
    assert [each + 20 for each in priors[0]] == priors[1]


def test_a_large_list_that_shares_nobody_makes_the_total_a_lower_bound():
    _, five = with_list_apart(900)
    found = estimate(five, QUICK)
    assert found.lower_bound
    said = english(found.quotable.message)
    assert "In all there were at least" in said
    assert "900 of the" in said
    models = found.as_json()["models"]
    assert all(
        "at_least" in each and "median" not in each and "interval95" not in each for each in models.values()
    )


def test_the_same_seed_gives_the_same_json():
    lists = independent(5, 600)
    assert estimate(lists, SHORT).as_json() == estimate(lists, SHORT).as_json()


@pytest.mark.parametrize("models", [(), ("lcmcr", "magic")])
def test_a_model_that_there_is_not_is_an_error(models):
    with pytest.raises(MessageError) as wrong:
        estimate(independent(1), EstimateSettings(models=models))
    assert "lcmcr, dga, loglinear and mth" in told(wrong.value)


def test_models_that_do_not_take_so_many_lists_are_left_out_and_named():
    lists = independent(2, 3_000, chances=(0.3,) * 7)
    found = estimate(lists, EstimateSettings(models=("dga", "loglinear", "mth"), checks=False, draws=200))
    assert found.verdict == "refuse"  # one model is left
    for why, model in zip(found.reasons[:2], ("dga", "mth"), strict=True):
        assert "takes at most 6 lists, and there are 7" in english(why)
        assert found.models[model].by_computing


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
    assert english(*found.reasons) == "By log-linear models there is no figure. There are no draws."
    assert all(model.refused for model in found.models.values())


def test_graphs_alone_of_too_many_lists_are_refused_with_the_reason():
    on = np.random.default_rng(1).random((300, 8)) < 0.3
    eight = Lists.of("ABCDEFGH", on, np.ones(300, dtype=np.int64))
    found = estimate(eight, EstimateSettings(models=("dga",)))
    assert found.verdict == "refuse"
    assert "takes at most 6 lists" in english(found.reasons[0])
