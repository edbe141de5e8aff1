"""Whole names compared: score, and why."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.core.names.compare import FEATURES, WEIGHTS, compare, features, scores
from isthmus.core.names.nameless import names_nobody
from isthmus.core.names.reading import read
from isthmus.language import english
from tests.english import raises_saying

NAMES = st.text(alphabet="abim .,-'аимс محن", max_size=24)


@settings(max_examples=100, deadline=None)
@given(NAMES, NAMES)
def test_a_score_lies_between_0_and_1_and_that_of_single_words_does_not_depend_on_the_side(left, right):
    one, other = scores([left, right], [right, left])
    assert 0 <= one <= 1
    several = max(len(read(left).tokens), len(read(right).tokens)) > 1
    assert one == pytest.approx(other, abs=1e-3) or several


ODD = [
    "", " ", "0", "12 34", "007-A", "😀", "😀 👩‍👩‍👧 😀", "\u200b", "\u200e\u202b\u2066", "\ufeffSalim",
    "ـــ", "َُِّ", "سـالـم", "سَالِم", "علی",
    "ٹھاکر", "سالمSalim", "Салим سالم Salim", "Ӏийса", "1ийса", "Iийса", "lийса", "ӏийса", "1", "I", "l", "Ӏ",
    "a" * 10_000, "ab " * 3_334,
    "م" * 10_000, "م " * 5_000, "😀" * 10_000, "\x00", "\ud800", ".", "A.",
    "A. B. C. D. E. F. G. H. I. J.",
    "al", "ال", "عبد", "abd", "bin", "بن",
    "oglu", "bin oglu", "ابو", "mr", "allah", "الله", "الدين", "李明", "김철수", "ნინო", "नमस्ते",
    "ﷺ", "ﻣﺤﻤﺪ", "é", "e\u0301", "İ", "ß",
]  # fmt: skip


def test_odd_texts_are_compared_with_each_other_without_harm():
    lefts, rights = [one for one in ODD for _ in ODD], [other for _ in ODD for other in ODD]
    found = scores(lefts, rights)
    assert ((found >= 0) & (found <= 1)).all()
    same = {left: score for left, right, score in zip(lefts, rights, found, strict=True) if left == right}
    assert same == {odd: float(bool(read(odd).tokens) and not names_nobody(odd)) for odd in ODD}
    assert all(compare(odd, "Example").why for odd in ODD)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_have_a_score(left, right):
    assert 0 <= scores([left], [right])[0] <= 1


def test_a_palochka_typed_in_any_way_makes_no_difference():
    typed = ["Iийса Хьамидов", "Ӏийса Хьамидов", "1ийса Хьамидов", "lийса Хьамидов", "ӏийса Хьамидов"]
    assert (scores(typed[:1] * 4, typed[1:]) > 0.9).all()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("هدى رائد عائد", "هدي رايد عايد"),
        ("رؤى لؤي", "روي لوي"),
        ("آمنة سؤدد", "امنه سودد"),
        ("عبدالله حسن", "عبد الله حسن"),
        ("ابو بكر حسن", "أبو بكر حسن"),
        ("ابي بكر حسن", "أبو بكر حسن"),
        ("محمد أحمد علي حسن", "محمد حسن"),
        ("محمد أحمد علي حسن", "محمد علي حسن"),
        ("محمد أحمد علي حسن", "محمد أحمد حسن"),
        ("علی کریم", "علي كريم"),
        ("Salim Alkassaf", "سالم القصاف"),
        ("Salim Elqassaf", "Salim Al-Kassaf"),
    ],
)
def test_spellings_of_one_arabic_name_score_high(left, right):
    assert compare(left, right).score > 0.8


@pytest.mark.parametrize("text", ["Example", "Пример Иванович", "سالم"])
def test_a_name_is_itself(text):
    assert compare(text, text).score == 1
    assert english(compare(text, text).why) in ("the same text", "no letters on either side")


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
    found = english(compare("Пример Иванович Образцов", "Primer Obraztsov").why)
    assert "father's name: not on the right" in found
    assert "in Cyrillic and Latin" in found
    assert "obraz" not in found.casefold()


def test_a_name_without_letters_is_like_no_other():
    assert compare("...", "Example").score == 0
    assert compare("", "").score == 0


def test_the_weights_have_the_sign_that_reason_gives_them():
    seen = dict(zip(FEATURES, WEIGHTS, strict=True))
    against = ("no word", "more", "without an answer", "changed", "father there", "nothing but")
    assert all(weight <= 0 for name, weight in seen.items() if any(part in name for part in against))
    assert all(weight >= 0 for name, weight in seen.items() if "logit" in name or "fit" in name)


def test_the_share_of_changed_letters_is_that_of_levenshtein():
    """kitten and sitting are 3 changes of 7 letters apart (Wagner & Fischer 1974)."""
    found = features(["kitten"], ["sitting"])[0, FEATURES.index("letters_changed_within_a_script")]
    assert found == pytest.approx(3 / 7)


def test_many_pairs_score_as_each_alone():
    lefts, rights = ["Example A.", "Пример", ""] * 5, ["Example", "Primer", "x"] * 5
    alone = np.array([compare(left, right).score for left, right in zip(lefts, rights, strict=True)])
    assert scores(lefts, rights) == pytest.approx(alone, abs=1e-6)


def test_unequal_sides_are_refused():
    with raises_saying(ValueError, "Give pairs"):
        scores(["a"], [])


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("wife of Sami Darzal", "Sami Darzal", "the left is no name: it says whose relative somebody is"),
        ("Sami Darzal", "жена Сами Дарзала", "the right is no name: it says whose relative somebody is"),
        ("unknown", "Unknown", "the left is no name: it says that the name is not known"),
        ("N.N.", "N.N.", "the right is no name: it says that the name is not known"),
        ("body 7", "body 7", "the left is no name: it is a number or a code"),
    ],
)
def test_what_names_nobody_is_compared_with_nothing(left, right, said):
    found = compare(left, right)
    assert found.score == 0
    assert said in english(found.why)


def test_kunyas_are_names():
    assert compare("أم سامي", "ام سامى").score > 0.5
    assert compare("Umm Sami", "Umm Sami").score == 1
