"""The letters in which two texts differ."""

from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.link.letter_diff import clusters, differing_letters

ANY = st.text(
    alphabet=st.sampled_from("abAB é\u0301\u0308Ёеمحد\u064e한ᄀ\u1161\u11a8🇬🇪👩\u200d👧\u0b95\u0bbf"),
    max_size=12,
)


def marked(text, spans):
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("left", "right", "there", "here"),
    [
        ("Zarema", "Zareema", [], ["e"]),
        ("Образцов", "Образцева", ["о"], ["е", "а"]),
        ("محمد", "محمود", [], ["و"]),
        ("Adan", "ADAN", [], []),
        ("\u00e9", "e\u0301", [], []),
        ("Jose", "Jose\u0301", ["e"], ["e\u0301"]),
        ("", "ab", [], ["ab"]),
        ("", "", [], []),
    ],
)
def test_letters_that_differ_are_marked(left, right, there, here):
    spans = differing_letters(left, right)
    assert [marked(left, spans[0]), marked(right, spans[1])] == [there, here]


@pytest.mark.parametrize(
    "letter", ["e\u0301", "مَ", "கி", "한", "\u1112\u1161\u11ab", "👩\u200d👧", "🇬🇪", "👍🏽"]
)
def test_a_letter_with_its_marks_is_one(letter):
    assert clusters(letter + "x" + letter) == [letter, "x", letter]


def test_two_flags_are_two():
    assert clusters("🇬🇪🇫🇷") == ["🇬🇪", "🇫🇷"]


@given(ANY, ANY)
def test_what_is_not_marked_is_the_same_in_both(left, right):
    rest = []
    for text, spans in zip((left, right), differing_letters(left, right), strict=True):
        starts = {sum(map(len, clusters(text)[:at])) for at in range(len(clusters(text)) + 1)}
        assert all(start < end and {start, end} <= starts for start, end in spans)
        assert all(one[1] < other[0] for one, other in pairwise(spans))
        kept = [at for at in range(len(text)) if not any(start <= at < end for start, end in spans)]
        rest.append(normalize("NFKC", "".join(text[at] for at in kept)).casefold())
    assert normalize("NFKC", rest[0]) == normalize("NFKC", rest[1])


@given(ANY)
def test_a_text_differs_from_itself_in_nothing(text):
    assert differing_letters(text, text) == ([], [])
    assert "".join(clusters(text)) == text


def test_long_texts_are_marked_between_their_first_and_last_difference():
    left, right = "a" + "b" * 30_000 + "z", "a" + "c" * 30_000 + "z"
    assert differing_letters(left, right) == ([(1, 30_001)], [(1, 30_001)])
