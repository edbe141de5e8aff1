"""What the log-linear side says of a table, or why it says nothing."""

import json
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.core.estimate import loglinear
from isthmus.core.estimate.values import Lists
from isthmus.core.messages import Message
from isthmus.language import english
from tests.core.estimate.loglinear.published import KOSOVO, SPINA_BIFIDA, UK, from_cells, lists_of


def test_kosovo_is_the_published_estimate():
    # Ball et al. 2002: 10,356; Rcapture 1.4 closedpMS: [123,14,34], N 10,357, standard error 786, BIC 203.0.
    fitted = loglinear.fit(KOSOVO)
    best = fitted.detail["best_bic"]
    assert fitted.detail["model"] == best["model"] == "[123,14,34]"
    assert fitted.median == pytest.approx(10356.5, abs=0.05)
    assert round(best["se"]) == 786
    assert round(best["bic"], 1) == 203.0
    assert [round(end) for end in fitted.intervals[95]] == [8994, 12110]


def test_kosovo_says_how_far_the_models_near_the_best_are_apart():
    detail = loglinear.fit(KOSOVO).detail
    assert detail["models"]["fitted"] == detail["models"]["asked"] == 113
    near = detail["within_6_bic"]
    assert (near["models"], round(near["low"]), round(near["high"])) == (3, 10357, 18393)
    assert len(detail["ten_best"]) == 10
    assert sum(model["share"] for model in detail["ten_best"]) < 1
    assert round(detail["stepwise"]["estimate"]) == 14342


def test_lists_that_do_not_all_overlap_are_read_stepwise_with_the_best_bic_beside():
    fitted = loglinear.fit(UK)
    assert fitted.detail["chosen_by"] == "forward_stepwise"
    assert round(fitted.median) == 11313
    assert [round(end) for end in fitted.intervals[95]] == [9884, 13027]
    assert fitted.detail["best_bic"]["model"] == "[123,25,34]"
    assert fitted.detail["best_bic"]["estimate"] > 2 * fitted.median


def test_the_interactions_are_named_by_their_lists():
    assert loglinear.fit(KOSOVO).detail["interactions"] == [
        ["EXH", "ABA", "OSCE"],
        ["EXH", "HRW"],
        ["OSCE", "HRW"],
    ]


@pytest.mark.parametrize("lists", [KOSOVO, UK, SPINA_BIFIDA])
def test_draws_have_the_quantiles_of_the_intervals(lists):
    fitted = loglinear.fit(lists, draws=40_000)
    for level, ends in fitted.intervals.items():
        drawn = np.quantile(fitted.draws, [0.5 - level / 200, 0.5 + level / 200])
        assert drawn == pytest.approx(np.array(ends), rel=0.02)


def test_the_same_seed_draws_the_same():
    first, again, other = (loglinear.fit(SPINA_BIFIDA, seed=seed, draws=100).draws for seed in (7, 7, 8))
    assert (first == again).all()
    assert not (first == other).all()


def test_the_order_of_the_lists_does_not_matter():
    for order in permutations(range(3)):
        turned = Lists.of(
            [SPINA_BIFIDA.names[j] for j in order], SPINA_BIFIDA.patterns[:, order], SPINA_BIFIDA.counts
        )
        assert loglinear.fit(turned).median == pytest.approx(379 * 513 / 266)


def test_a_population_of_known_size_is_found():
    rng = np.random.default_rng(11)
    on = rng.random((20_000, 4)) < [0.2, 0.3, 0.25, 0.15]
    on[:, 1] ^= on[:, 0] & (rng.random(20_000) < 0.4)
    fitted = loglinear.fit(Lists.of("abcd", on, np.ones(20_000, dtype=np.int64)))
    assert fitted.intervals[95][0] < 20_000 < fitted.intervals[95][1]
    assert ["a", "b"] in fitted.detail["interactions"]


def test_a_list_with_nobody_is_left_out_and_named():
    empty = Lists.of(
        ["a", "b", "nobody", "c"],
        np.insert(SPINA_BIFIDA.patterns, 2, values=False, axis=1),
        SPINA_BIFIDA.counts,
    )
    fitted = loglinear.fit(empty)
    assert fitted.detail["lists_with_nobody"] == ["nobody"]
    assert fitted.median == pytest.approx(379 * 513 / 266)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"10": 5, "01": 4, "11": 3}, "There are 2 lists with people. At least three are needed"),
        (
            {"100": 1, "010": 1, "001": 1},
            "3 people are documented. The simplest log-linear model",
        ),
        (
            {"110": 1, "011": 1, "101": 1},
            "3 people are documented. The simplest log-linear model",
        ),
        ({"100": 90, "010": 80, "001": 70}, "Nobody is on two lists"),
        ({"001": 100, "011": 50, "111": 20}, "Everybody documented is on the list list 3"),
        ({"100": 5000, "010": 5000, "001": 5000, "110": 1, "101": 1, "011": 1}, "more than 1,000 times"),
    ],
)
def test_a_table_that_can_carry_no_figure_is_refused_in_words(counts, said):
    fitted = loglinear.fit(lists_of(counts))
    assert said in english(fitted.refused)
    assert np.isnan(fitted.median)
    assert not len(fitted.draws)
    assert not fitted.intervals


def test_lists_without_anybody_are_refused():
    nobody = Lists.of(["a", "b", "c"], np.zeros((0, 3), dtype=bool), [])
    assert "Nobody is on any list" in english(loglinear.fit(nobody).refused)


def test_too_many_lists_are_refused():
    on = np.random.default_rng(0).random((300, 17)) < 0.2
    found = loglinear.fit(Lists.of("abcdefghijklmnopq", on, [1] * 300))
    assert "At most 16 are fitted" in english(found.refused)


def test_an_interval_without_an_upper_end_is_cut_off_and_says_so():
    near = loglinear.fit(lists_of({"100": 500, "010": 500, "001": 500, "110": 1, "111": 1}))
    assert near.edge == 0.0
    far = loglinear.fit(lists_of({"100": 900, "010": 900, "001": 900, "110": 1, "111": 1}))
    assert far.edge == 1.0
    assert far.intervals[95][1] == pytest.approx(1001 * 2702)
    assert far.draws.max() <= 1001 * 2702
    assert "no upper end" in english(Message.from_json(far.detail["no_upper_bound"]))


def test_a_list_inside_another_is_answered_from_the_models_that_exist():
    fitted = loglinear.fit(lists_of({"010": 100, "110": 50, "111": 20, "001": 30, "011": 5}))
    assert fitted.detail["models"]["not_existing"] > 0
    assert fitted.intervals[95][0] >= 205


def test_ten_million_people_in_a_cell_are_fitted():
    counts = {
        pattern: 10_000_000 // (1 + 3 * place) for place, pattern in enumerate(["100", "010", "001", "110"])
    }
    fitted = loglinear.fit(lists_of(counts | {"101": 500_000, "011": 400_000, "111": 90_000}))
    assert fitted.refused is None
    assert fitted.intervals[95][0] < fitted.median < fitted.intervals[95][1]


def test_many_lists_are_stepwise_and_say_so():
    on = np.random.default_rng(2).random((900, 7)) < 0.2
    fitted = loglinear.fit(Lists.of("abcdefg", on, [1] * 900))
    assert "only interactions of two lists" in english(Message.from_json(fitted.detail["models"]["said"]))
    assert fitted.detail["best_bic"] is None
    assert fitted.intervals[95][0] < 900 < fitted.intervals[95][1]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([8, 16, 64]).flatmap(
        lambda size: st.lists(st.sampled_from([0, 0, 0, 1, 2, 9, 700]), min_size=size - 1, max_size=size - 1)
    )
)
def test_every_table_gets_an_answer_or_a_reason(counts):
    lists = from_cells([0, *counts])
    fitted = loglinear.fit(lists, draws=20)
    json.dumps(dict(fitted.detail), allow_nan=False)
    if fitted.refused is None:
        assert fitted.median >= lists.n
        assert np.isfinite(fitted.draws).all()
        assert all(lists.n <= low <= high <= 1001 * lists.n for low, high in fitted.intervals.values())
