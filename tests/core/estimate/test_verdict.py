"""When an estimate is shown, shown with a warning, or refused."""

import numpy as np
import pytest

from isthmus.core.estimate import verdict as verdict_module
from isthmus.core.estimate.leave_one_out import LeaveOneOut
from isthmus.core.estimate.values import Lists, Mode, refusal
from isthmus.core.estimate.verdict import refused_beforehand, verdict_on
from isthmus.core.messages import Message
from isthmus.language import english
from tests.core.estimate.made import independent, said

THREE = {"lcmcr": said("lcmcr"), "dga": said("dga"), "loglinear": said("loglinear")}


def reasons(lists=None, models=None, left_out=(), notes=()):
    found = verdict_on(lists or independent(1), models or THREE, left_out, notes)
    return found.verdict, english(*found.reasons)


def of(patterns, counts):
    on = np.array([[letter == "1" for letter in pattern] for pattern in patterns.split()])
    return Lists.of("ABCDEF"[: on.shape[1]], on, counts)


def test_models_that_agree_on_lists_that_overlap_are_an_estimate():
    assert reasons() == ("estimate", "")


@pytest.mark.parametrize(
    ("lists", "why"),
    [
        (of("111", [0]), "Nobody is on any list"),
        (of("100", [40]), "There is 1 list with people"),
        (of("110 100 010", [40, 50, 60]), "There are 2 lists with people"),
        (of("100 010 001", [40, 50, 60]), "Nobody is on two lists"),
        (of("100 010 001 110", [40, 50, 60, 6]), "Only 6 of 156 people"),
    ],
)
def test_lists_that_can_not_carry_an_estimate_are_refused_beforehand(lists, why):
    found = refused_beforehand(lists)
    assert found is not None
    assert found.verdict == "refuse"
    assert why in english(found.reasons[0])


def test_seven_people_on_two_of_three_lists_may_carry_one():
    assert refused_beforehand(of("100 010 001 110", [40, 50, 60, 7])) is None


def test_one_model_that_refuses_refuses_the_whole():
    verdict, why = reasons(models=THREE | {"dga": refusal("dga", Message("estimate.no_draws"))})
    assert verdict == "refuse"
    assert "There are no draws." in why
    assert ".." not in why


def test_a_pair_of_lists_without_a_person_in_common_is_warned_of():
    verdict, why = reasons(of("110 011 100 001 111", [300, 300, 400, 400, 0]))
    assert verdict == "warn"
    assert "A and C" in why


def test_a_list_inside_another_is_warned_of():
    verdict, why = reasons(of("110 011 111 010 001", [300, 300, 80, 400, 400]))
    assert verdict == "warn"
    assert "Everybody on A is on B too" in why


def test_a_list_of_nobody_is_left_out_and_said():
    assert "Nobody is on D" in reasons(of("1100 0110 1110 1010 0010", [300, 300, 80, 400, 400]))[1]


def test_few_people_on_two_lists_are_warned_of():
    many, few = (
        of("100 010 001 110 011 101", [300] * 3 + [34] * 3),
        of("100 010 001 110 011 101", [300] * 3 + [33] * 3),
    )
    assert reasons(many)[0] == "estimate"
    assert "Below 10%" in reasons(few)[1]


@pytest.mark.parametrize(("times", "verdict"), [(1.45, "estimate"), (1.6, "warn")])
def test_models_apart_by_half_or_more_are_warned_of(times, verdict):
    found, why = reasons(models=THREE | {"dga": said("dga", about=3_000 * times)})
    assert found == verdict
    assert ("differ by a factor" in why) == (verdict == "warn")


def test_several_modes_are_warned_of_with_their_masses():
    two = (Mode(12_300.0, 9_000, 15_000, 0.4), Mode(22_000.0, 15_000, 30_000, 0.6))
    verdict, why = reasons(models=THREE | {"lcmcr": said("lcmcr", modes=two)})
    assert verdict == "warn"
    assert "40% near 12,300 and 60% near 22,000" in why


@pytest.mark.parametrize(("edge", "verdict"), [(0.009, "estimate"), (0.012, "warn")])
def test_mass_at_the_edge_is_warned_of(edge, verdict):
    assert reasons(models=THREE | {"dga": said("dga", edge=edge)})[0] == verdict


def test_one_model_alone_is_warned_of():
    assert "Only one model" in reasons(models={"dga": said("dga")})[1]


@pytest.mark.parametrize(("overlap", "word"), [(90, "larger"), (10, "smaller")])
def test_an_overlap_that_others_do_not_predict_is_warned_of(overlap, word):
    out = LeaveOneOut("B", 100, overlap, predicted=(30.0, 60.0), outside=True)
    verdict, why = reasons(left_out=(out,))
    assert verdict == "warn"
    assert f"The overlap is {word} than chance would produce" in why
    assert "30 to 60" in why


def test_an_overlap_within_its_interval_is_not_spoken_of():
    assert (
        reasons(left_out=(LeaveOneOut("B", 100, 45, predicted=(30.0, 60.0), outside=False),))[0] == "estimate"
    )


def test_notes_are_warnings():
    assert reasons(notes=(Message("estimate.graphs_left_out", n=7, most=6),)) == (
        "warn",
        "With 7 lists, the model of graphs was not run: it takes at most 6.",
    )


def test_people_easier_to_reach_for_every_list_are_warned_of(monkeypatch):
    monkeypatch.setattr(verdict_module, "is_heterogeneous", lambda _: True)
    verdict, why = reasons()
    assert verdict == "warn"
    assert "tend to be too low" in why
