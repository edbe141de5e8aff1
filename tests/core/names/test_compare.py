"""Whole names compared: score, and why."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.core.names.compare import compare, features, scores
from isthmus.core.names.judging import FEATURES, WEIGHTS

NAMES = st.text(alphabet="abim .,-'аимс محن", max_size=24)


@settings(max_examples=100, deadline=None)
@given(NAMES, NAMES)
def test_a_score_lies_between_0_and_1_and_does_not_depend_on_the_side(left, right):
    one, other = scores([left, right], [right, left])
    assert 0 <= one <= 1
    assert one == pytest.approx(other, abs=1e-3) or len(set(left.split()) | set(right.split())) > 2


@pytest.mark.parametrize("text", ["Example", "Пример Иванович", "سالم", "12"])
def test_a_name_is_itself(text):
    assert compare(text, text).score == 1
    assert compare(text, text).why in ("the same text", "no letters on either side")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Образцов Пример Иванович", "Primer Obraztsov"),
        ("M. Obraztsov", "Магомед Образцов"),
        ("سالم محمد حسن", "Salim Mohamed Hassan"),
        ("Obraztsova, Hava", "Хава Образцова"),
        ("Zelimkhan Obraztsov", "Zelimxan Obrastsov"),
    ],
)
def test_one_name_in_two_spellings_scores_above_a_half(left, right):
    assert compare(left, right).score > 0.5


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Магомед Образцов", "Ахмед Образцов"),
        ("Hasan Example", "Husein Example"),
        ("سالم حسن", "كريم حسن"),
        ("Salim bin Hasan Example", "Hasan bin Salim Example"),
        ("Z. Obraztsov", "Магомед Образцов"),
    ],
)
def test_siblings_and_fathers_score_below_a_half(left, right):
    assert compare(left, right).score < 0.5


def test_a_missing_patronymic_is_no_contradiction_but_another_one_is():
    missing = compare("Пример Иванович Образцов", "Primer Obraztsov").score
    other = compare("Пример Иванович Образцов", "Primer Sergeevich Obraztsov").score
    assert missing > 0.5 > other


def test_the_reason_names_roles_and_never_the_name():
    found = compare("Пример Иванович Образцов", "Primer Obraztsov").why
    assert "father's name: not on the right" in found
    assert "in Cyrillic and Latin" in found
    assert "obraz" not in found.casefold()


def test_a_name_without_letters_is_like_no_other():
    assert compare("...", "Example").score == 0
    assert compare("", "").score == 1


def test_the_weights_have_the_sign_that_reason_gives_them():
    seen = dict(zip(FEATURES, WEIGHTS, strict=True))
    against = ("no word", "more", "without an answer", "changed", "father there", "nothing but")
    assert all(weight <= 0 for name, weight in seen.items() if any(part in name for part in against))
    assert all(weight >= 0 for name, weight in seen.items() if "logit" in name or "fit" in name)


def test_the_share_of_changed_letters_is_that_of_levenshtein():
    """kitten and sitting are 3 changes of 7 letters apart (Wagner & Fischer 1974)."""
    found = features(["kitten"], ["sitting"])[0, FEATURES.index("share of letters changed within a script")]
    assert found == pytest.approx(3 / 7)


def test_many_pairs_score_as_each_alone():
    lefts, rights = ["Example A.", "Пример", ""] * 5, ["Example", "Primer", "x"] * 5
    alone = np.array([compare(left, right).score for left, right in zip(lefts, rights, strict=True)])
    assert scores(lefts, rights) == pytest.approx(alone, abs=1e-6)


def test_unequal_sides_are_refused():
    with pytest.raises(ValueError, match="Give pairs"):
        scores(["a"], [])
