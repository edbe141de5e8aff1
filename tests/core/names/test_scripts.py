"""Names in scripts that are read, and in those that are compared with themselves alone."""

import pytest

from isthmus.core.names.compare import compare
from isthmus.core.names.reading import read
from isthmus.core.names.romanising import romanised
from isthmus.core.names.scripts import READ, script_of
from isthmus.language import english


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sami", "L"), ("сами", "C"), ("سامي", "A"), ("სამი", "G"), ("שמי", "H"), ("σαμι", "E"), ("սամի", "R"),
        ("李明", "CJK"), ("さくら", "CJK"), ("김철수", "HANGUL"), ("नाम", "DEVANAGARI"), ("12", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_script_of_a_word(text, expected):
    assert script_of(text) == expected
    assert (expected in READ) == (len(expected) == 1)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("משה כהן", "Moshe Cohen"),
        ("דוד לוי", "David Levi"),
        ("יוסף מזרחי", "Yosef Mizrahi"),
        ("שרה גולן", "Sarah Golan"),
        ("רחל ביטון", "Rachel Bitton"),
        ("יצחק פרץ", "Yitzhak Perez"),
        ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"),
        ("Νίκος Αντωνίου", "Nikos Antoniou"),
        ("Μαρία Μπαλή", "Maria Bali"),
        ("Ελένη Νικολάου", "Елени Николау"),
        ("გიორგი მაისურაძე", "Giorgi Maisuradze"),
        ("გიორგი მაისურაძე", "Георгий Майсурадзе"),
        ("Արամ Սարգսյան", "Aram Sargsyan"),
    ],
)
def test_a_name_is_one_name_across_the_scripts_that_are_read(left, right):
    assert compare(left, right).score > 0.5
    assert compare(right, left).score > 0.5


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("שרה גולן", "Dina Golan"),
        ("משה כהן", "משה לוי"),
        ("Νίκος Αντωνίου", "Maria Antoniou"),
        ("გიორგი მაისურაძე", "Nino Maisuradze"),
    ],
)
def test_other_names_stay_other_names_in_them(left, right):
    assert compare(left, right).score < 0.5


def test_greek_pairs_of_letters_are_one_sound():
    assert romanised("Μπαλή") == "bali"
    assert romanised("Αντωνίου") == "antoniou"
    assert romanised("Ντίνος") == "dinos"


@pytest.mark.parametrize(
    ("left", "right"), [("李明", "Li Ming"), ("김철수", "Kim Cheolsu"), ("李明", "김철수"), ("नाम", "نام")]
)
def test_a_script_that_is_not_read_cannot_be_compared_with_another(left, right):
    found = compare(left, right)
    assert found.score == 0
    assert english(found.why).startswith("cannot be compared")


def test_within_such_a_script_equal_texts_are_the_same_and_others_are_compared_by_letters():
    assert compare("李明", "李明").score == 1
    assert compare("李明 ", "李明").score > 0.85
    assert compare("김철수", "김철소").score > compare("김철수", "박영희").score
    assert compare("李明", "王芳").score < 0.5
    assert read("李明").tokens[0].key == "李明"


def test_a_name_written_in_two_scripts_is_compared_in_the_one_that_both_have():
    assert compare("Li Ming 李明", "Li Ming").score > 0.85
    assert compare("Li Ming 李明", "李明").score > 0.5
    assert compare("Li Ming 李明", "王芳").score < 0.5
