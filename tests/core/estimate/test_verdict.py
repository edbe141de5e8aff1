"""When an estimate is shown, shown with a warning, or refused."""

import re

import numpy as np
import pytest

from isthmus.core.estimate import verdict as verdict_module
from isthmus.core.estimate.connected_lists import connected_lists
from isthmus.core.estimate.leave_one_out import LeaveOneOut
from isthmus.core.estimate.values import Lists, Mode, not_computed, refusal
from isthmus.core.estimate.verdict import refused_beforehand, verdict_on
from isthmus.core.messages import Message
from isthmus.language import english
from tests.core.estimate.made import independent, said

THREE = {"lcmcr": said("lcmcr"), "dga": said("dga"), "loglinear": said("loglinear")}
DISAGREE = Message("estimate.chains_disagree", steps=9, rhat=1.2, most_rhat=1.01, ess=40, least_ess=400)


def reasons(lists=None, models=None, left_out=()):
    found = verdict_on(connected_lists(lists or independent(1)), models or THREE, left_out)
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
        (of("110 100 010 001", [40, 50, 60, 70]), "Here at most two do, such as A and B."),
        (of("1100 0011 1000 0010", [40, 50, 60, 70]), "Here at most two do, such as C and D."),
        (of("100 110 101 111", [40, 50, 60, 70]), "Everybody documented is on the list A"),
        (
            of("100 010 001 110 011", [40, 50, 60, 3, 3]),
            "Only 6 people are on two lists or more, of 156 documented",
        ),
        (
            of("1000 0100 0010 1100 0110 0001", [40, 50, 60, 3, 3, 900]),
            "Only 6 people are on two lists or more, of 156",
        ),
    ],
)
def test_lists_that_can_not_carry_an_estimate_are_refused_beforehand(lists, why):
    found = refused_beforehand(connected_lists(lists), lists)
    assert found is not None
    assert why in english(found)


def test_seven_people_of_each_of_three_lists_may_carry_one():
    lists = of("100 010 001 110 011", [40, 50, 60, 7, 7])
    assert refused_beforehand(connected_lists(lists), lists) is None
    all_three = of("100 010 001 111", [40, 50, 60, 7])
    assert refused_beforehand(connected_lists(all_three), all_three) is None


@pytest.mark.parametrize("shared", [1, 3, 6])
def test_a_third_list_of_which_hardly_anybody_is_on_the_others_makes_no_three_lists_of_two(shared):
    lists = of("100 010 110 001 101", [100, 50, 30, 6, shared])
    found = refused_beforehand(connected_lists(lists), lists)
    assert found is not None
    assert english(found).startswith(
        "At least three lists must each have 7 people or more who are on another list, too; "
        f"here C has {shared}. With fewer, the data do not tell"
    )
    among_four = of("1000 0100 1100 0010 1010 0110 0001 1001", [100, 50, 30, 60, 20, 20, 6, shared])
    assert refused_beforehand(connected_lists(among_four), among_four) is None


def test_fewer_than_one_in_a_hundred_on_two_lists_are_within_the_errors_of_matching():
    few = of("100 010 001 110 101 011", [4_000, 4_000, 4_000, 40, 40, 40])
    found = refused_beforehand(connected_lists(few), few)
    assert found is not None
    assert english(found).startswith(
        "Only 120 of 12,120 documented people (0.99%) are on two lists or more. Below 1% that may come from errors"
    )
    more = of("100 010 001 110 101 011", [4_000, 4_000, 4_000, 41, 41, 41])
    assert refused_beforehand(connected_lists(more), more) is None


def test_one_model_that_the_data_refuse_refuses_the_whole():
    verdict, why = reasons(models=THREE | {"dga": refusal("dga", Message("estimate.no_draws"))})
    assert verdict == "refuse"
    assert "There are no draws." in why
    assert ".." not in why


def test_one_model_that_was_not_computed_is_a_warning_and_the_others_stand():
    verdict, why = reasons(models=THREE | {"lcmcr": not_computed("lcmcr", DISAGREE)})
    assert verdict == "warn"
    assert why.startswith(
        "By latent classes there is no figure, and the others are shown. After 9 steps each"
    )


def test_with_fewer_than_two_models_left_the_whole_is_refused():
    no = {name: not_computed(name, DISAGREE) for name in ("lcmcr", "dga")}
    verdict, why = reasons(models=THREE | no)
    assert verdict == "refuse"
    assert "Only 1 model is left, and at least two are needed" in why
    verdict, why = reasons(models={"lcmcr": no["lcmcr"]})
    assert verdict == "refuse"
    assert "No model is left" in why


def test_chains_that_have_not_settled_are_a_warning():
    verdict, why = reasons(models=THREE | {"lcmcr": said("lcmcr", unsettled=DISAGREE)})
    assert verdict == "warn"
    assert "The chains of latent classes have not settled" in why
    assert "R-hat is 1.200" in why


def test_lists_that_share_nobody_with_the_others_are_left_out_and_said():
    lists = of("1100 0110 1110 1010 0010 0001", [300, 300, 80, 400, 400, 12])
    verdict, why = reasons(lists)
    assert verdict == "warn"
    assert "D shares nobody with the lists that are used, and is left out." in why
    assert "Who is on it alone (12 people) counts as documented" in why
    assert "share no person" not in why


def test_a_pair_of_lists_without_a_person_in_common_is_warned_of():
    verdict, why = reasons(of("110 011 100 001 111", [300, 300, 400, 400, 0]))
    assert verdict == "warn"
    assert "A and C share no person." in why


def test_a_list_inside_another_is_warned_of():
    verdict, why = reasons(of("110 011 111 010 001 101", [3, 300, 1, 400, 400, 0]))
    assert verdict == "warn"
    assert "Everybody on A is on B too. One may have been made from the other" in why


def test_a_list_of_nobody_is_left_out_and_said():
    assert "Nobody is on D" in reasons(of("1100 0110 1110 1010 0010", [300, 300, 80, 400, 400]))[1]


def test_few_people_on_two_lists_are_warned_of():
    many, few = (
        of("100 010 001 110 011 101", [300] * 3 + [34] * 3),
        of("100 010 001 110 011 101", [300] * 3 + [33] * 3),
    )
    assert reasons(many)[0] == "estimate"
    assert "Below 10%" in reasons(few)[1]


def missing(fewer, more, spread):
    """Two models, which say that so many of a hundred documented people, and so many more, are on no list."""
    lists = independent(1)
    low, high = (lists.n * (1 + each / 100) for each in (fewer, more))
    return reasons(lists, {"dga": said("dga", low, spread), "loglinear": said("loglinear", high, spread)})


@pytest.mark.parametrize(("times", "verdict"), [(1.4, "estimate"), (1.6, "warn")])
def test_models_are_compared_by_how_many_are_on_no_list(times, verdict):
    found, why = missing(10, 10 * times, 0.05)
    assert found == verdict
    assert ("The models disagree" in why) == (verdict == "warn")
    assert ("Their 95 % intervals meet." in why) == (verdict == "warn")


def test_models_whose_intervals_do_not_meet_disagree_however_near_they_are():
    found, why = missing(10, 14, 0.001)
    assert found == "warn"
    assert re.search(
        r"15\d by decomposable graphs, 21\d by log-linear models\. Their 95 % intervals do not meet\.", why
    )


def test_a_difference_that_rounding_hides_is_not_spoken_of():
    assert missing(0.2, 0.8, 0.02)[0] == "estimate"


def test_two_answers_are_warned_of_the_likelier_first():
    two = (Mode(48_412.0, 9_000, 60_000, 0.6), Mode(138_000.0, 60_000, 300_000, 0.4))
    verdict, why = reasons(models=THREE | {"lcmcr": said("lcmcr", modes=two)})
    assert verdict == "warn"
    assert why == "By latent classes, two answers fit: near 48,400 (likelier) and near 138,000. Quote both."


def test_more_answers_are_warned_of_all():
    modes = [Mode(1_000.0 * at, 500.0 * at, 1_400.0 * at, 1 / at) for at in (2, 4, 6)]
    _, why = reasons(models=THREE | {"lcmcr": said("lcmcr", modes=tuple(modes))})
    assert (
        "3 answers fit: near 2,000, near 4,000 and near 6,000, the likeliest first. Quote all of them." in why
    )


@pytest.mark.parametrize(("edge", "verdict"), [(0.009, "estimate"), (0.012, "warn")])
def test_mass_at_the_edge_is_warned_of(edge, verdict):
    assert reasons(models=THREE | {"dga": said("dga", edge=edge)})[0] == verdict


def test_one_model_alone_is_warned_of():
    assert "Only one model" in reasons(models={"dga": said("dga")})[1]


def test_an_overlap_that_others_do_not_predict_is_warned_of():
    others = [LeaveOneOut(name, 50, 20, predicted=(10.0, 30.0), outside=False) for name in "AC"]
    out = LeaveOneOut("B", 100, 90, predicted=(30.0, 60.0), outside=True)
    verdict, why = reasons(left_out=(*others, out))
    assert verdict == "warn"
    assert why == (
        "Going by the other 2 lists alone, 30 to 60 of the 100 people on B should be on another list; 90 are. "
        "B and the others seem not to have worked independently: leave B out and compare."
    )


def test_several_overlaps_are_warned_of_in_one_sentence():
    outside = [LeaveOneOut(name, 100, 90, predicted=(30.0, 60.0), outside=True) for name in "AB"]
    within = LeaveOneOut("C", 50, 20, predicted=(10.0, 30.0), outside=False)
    assert reasons(left_out=(*outside, within))[1] == (
        "Going by the other lists alone, more or fewer people should be on another list, too: 30 to 60 of the 100 "
        "people on A (90 are); 30 to 60 of the 100 people on B (90 are). Each of these lists and the others seem "
        "not to have worked independently: leave it out and compare."
    )


def with_fit(bic, df=3, **other):
    return {"detail": {"fit": {"bic": bic, "deviance": 1.0, "df": df, "model": "x"}, **other}}


def test_models_that_fit_much_worse_than_the_best_are_said():
    fits = {"lcmcr": 121.0, "dga": 100.0, "loglinear": 109.9}
    verdict, why = reasons(models={name: said(name, **with_fit(bic)) for name, bic in fits.items()})
    assert verdict == "warn"
    assert why.startswith(
        "Compared with decomposable graphs, the documented people are described much worse by latent classes "
        "(21 more of BIC)."
    )
    near = {"lcmcr": 109.0, "dga": 100.0, "loglinear": 101.0}
    assert reasons(models={name: said(name, **with_fit(bic)) for name, bic in near.items()})[0] == "estimate"


def test_a_model_that_nothing_is_left_to_test_is_warned_of():
    _, why = reasons(models=THREE | {"loglinear": said("loglinear", **with_fit(100.0, df=0))})
    assert why == (
        "By log-linear models, the chosen model has as many parameters as there are patterns of lists: nothing is left "
        "to test it by."
    )
    assert reasons(models=THREE | {"lcmcr": said("lcmcr", **with_fit(100.0, df=-1))})[0] == "estimate"


@pytest.mark.parametrize(("share", "verdict"), [(0.4, "estimate"), (0.97, "warn")])
def test_a_left_out_graph_with_most_of_the_mass_is_warned_of(share, verdict):
    found, why = reasons(models=THREE | {"dga": said("dga", detail={"saturated": share})})
    assert found == verdict
    assert ("It would have 97% of the mass" in why) == (verdict == "warn")


def test_an_overlap_within_its_interval_is_not_spoken_of():
    assert (
        reasons(left_out=(LeaveOneOut("B", 100, 45, predicted=(30.0, 60.0), outside=False),))[0] == "estimate"
    )


def test_people_easier_to_reach_for_every_list_are_warned_of(monkeypatch):
    monkeypatch.setattr(verdict_module, "is_heterogeneous", lambda _: True)
    verdict, why = reasons()
    assert verdict == "warn"
    assert "mostly too low; with five lists or more" in why
