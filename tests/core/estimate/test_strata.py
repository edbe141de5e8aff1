"""Strata estimated apart, and their totals."""

import numpy as np
import pytest

from isthmus.core.estimate import strata
from isthmus.core.estimate.estimate import Estimate, Verdict
from isthmus.core.estimate.estimating import EstimateSettings, versions
from isthmus.core.estimate.strata import estimate_strata, pooled
from isthmus.core.estimate.values import Lists, not_computed, refusal
from isthmus.core.messages import Message
from isthmus.language import english
from tests.core.estimate.made import independent, said

NO = Message("estimate.no_draws")
QUICK = EstimateSettings(models=("dga", "loglinear"), draws=1_000, checks=False)
FEW = Lists.of("ABCD", np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]], dtype=bool), [1, 1, 1])


def test_totals_are_the_sums_of_the_strata():
    parts = {"north": independent(1, 800), "south": independent(2, 1_200)}
    found = estimate_strata(parts, QUICK, by="region")
    assert not found.lower_bound
    assert found.stratified_by == "region"
    assert found.lists.n == parts["north"].n + parts["south"].n
    medians = sum(part.models["dga"].median for part in found.strata.values())
    assert found.models["dga"].median == pytest.approx(medians, rel=0.01)
    low, high = found.models["dga"].intervals[95]
    assert low < 2_000 < high


def test_independent_errors_add_up_as_squares(monkeypatch):
    spread = {"north": 0.05, "south": 0.03}

    def made(lists, settings, progress=None):
        name = "north" if lists.n < 1_000 else "south"
        models = {
            model: said(model, about=lists.n * 2.0, spread=spread[name], seed=len(name))
            for model in QUICK.models
        }
        return Estimate(lists, Verdict("estimate"), models, {}, 1, versions())

    monkeypatch.setattr(strata, "estimate", made)
    parts = {"north": independent(1, 800), "south": independent(2, 2_400)}
    total = estimate_strata(parts, QUICK).models["dga"].draws
    expected = np.hypot(*(2.0 * parts[name].n * spread[name] for name in parts))
    assert total.std() == pytest.approx(expected, rel=0.1)


def test_a_refused_stratum_counts_with_its_documented_and_the_total_is_a_lower_bound():
    found = estimate_strata({"north": independent(1, 800), "islands": FEW}, QUICK)
    alone = estimate_strata({"north": independent(1, 800)}, QUICK)
    assert found.lower_bound
    assert found.verdict == "warn"
    assert "islands cannot be estimated, and counts with who is documented there (3 people)." in english(
        found.reasons[0]
    )
    assert f"3 of the {found.lists.n:,} documented people" in english(found.quotable.message)
    assert all("median" not in each for each in found.as_json()["models"].values())
    for model in QUICK.models:
        assert found.models[model].median == alone.models[model].median + 3
    assert found.as_json()["strata"]["islands"]["verdict"] == "refuse"


def test_of_many_strata_the_first_are_named():
    found = estimate_strata({"north": independent(1, 800)} | {f"s{at}": FEW for at in range(9)}, QUICK)
    assert english(found.reasons[0]) == (
        "s0, s1, s2, s3, s4, s5 and 3 others cannot be estimated, and count with who is documented there (27 people)."
    )


def test_where_every_stratum_is_refused_so_is_the_total():
    found = estimate_strata({"one": FEW, "two": FEW}, QUICK)
    assert found.verdict == "refuse"
    assert not found.lower_bound
    assert all(model.refused for model in found.models.values())
    assert all(np.isnan(model.median) for model in found.models.values())


def models_of(monkeypatch, small, large, verdict="warn"):
    """Estimate two strata whose models are made up: the smaller one's, the larger one's."""

    def made(lists, settings, progress=None):
        models = small if lists.n < 1_000 else large
        return Estimate(
            lists, Verdict(verdict if models is small else "estimate", (NO,)), models, {}, 1, versions()
        )

    monkeypatch.setattr(strata, "estimate", made)
    return estimate_strata({"small": independent(1, 800), "large": independent(2, 2_400)}, QUICK)


TWO = {"dga": said("dga", about=4_000), "loglinear": said("loglinear", about=4_000)}


def test_a_refused_stratum_counts_its_documented_in_every_model(monkeypatch):
    found = models_of(monkeypatch, {name: refusal(name, NO) for name in TWO}, TWO, "refuse")
    small = found.strata["small"].lists.n
    assert found.models["dga"].draws.min() > small
    assert found.models["dga"].median == pytest.approx(4_000 + small, rel=0.01)


def test_chains_that_have_not_settled_count_with_their_draws_and_the_total_has_no_middle(monkeypatch):
    small = {"dga": said("dga", about=1_000, unsettled=NO), "loglinear": said("loglinear", about=1_000)}
    found = models_of(monkeypatch, small, TWO)
    assert not found.lower_bound
    assert np.median(found.models["dga"].draws) == pytest.approx(5_000, rel=0.01)
    assert found.models["dga"].unsettled == Message("estimate.unsettled_in_strata", n=1, strata=["small"])
    assert "median" not in found.as_json()["models"]["dga"]
    assert found.models["loglinear"].unsettled is None


def test_a_model_that_was_not_computed_in_one_stratum_has_no_total(monkeypatch):
    small = {"dga": not_computed("dga", NO), "loglinear": said("loglinear", about=1_000)}
    found = models_of(monkeypatch, small, TWO)
    assert found.models["dga"].refused == Message("estimate.not_computed_in_strata", n=1, strata=["small"])
    assert found.verdict == "refuse"  # fewer than two models are left
    assert found.models["loglinear"].refused


def test_a_reason_that_strata_share_is_said_once(monkeypatch):
    found = models_of(monkeypatch, TWO, TWO)
    assert english(found.reasons[0]) == "small and large: There are no draws."


def test_together_all_strata_are_one_table():
    parts = {"north": independent(1, 300), "south": independent(2, 200)}
    whole = pooled(parts)
    assert whole.n == sum(part.n for part in parts.values())
    np.testing.assert_array_equal(whole.sizes(), sum(part.sizes() for part in parts.values()))


def test_progress_goes_up_to_the_end_of_all_strata():
    told = []
    estimate_strata(
        {"one": independent(1, 300), "two": independent(2, 300)}, QUICK, lambda *part: told.append(part)
    )
    assert np.all(np.diff([done for done, _ in told]) >= 0)
    assert told[-1] == (2_000, 2_000)
