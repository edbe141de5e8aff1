"""A sentence for every level of every comparison, and the letters in which two texts differ."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.link import words
from isthmus.core.link.incidents import COMPARISONS
from isthmus.core.link.model import comparisons
from isthmus.core.link.words import clusters, said, unlike

EVERY = (*comparisons(("name", "born", "died", "date", "place", "sex", "x_home", "x_note")), *COMPARISONS)


# ---- sentences ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("comparison", EVERY, ids=lambda each: each.name)
def test_every_level_has_a_sentence_of_its_own(comparison):
    sentences = [said(comparison.name, level) for level in range(-1, len(comparison.expanded()))]
    assert all(sentences)
    assert len(set(sentences)) == len(sentences)
    assert words.BY_EARLIER not in sentences


@pytest.mark.parametrize("comparison", EVERY, ids=lambda each: each.name)
def test_no_sentence_is_a_word_that_says_nothing_away_from_its_field(comparison):
    sentences = [said(comparison.name, level) for level in range(len(comparison.expanded()))]
    assert all(" " in each.partition(",")[0] for each in sentences)


def test_no_sentence_is_left_over_from_a_level_that_is_gone():
    forms = words._FORMS
    levels = {
        (forms.get(name, name), level.name)
        for each in EVERY
        for name in ["x" if each.name.startswith("x_") else each.name]
        for level in each.levels
    }
    assert set(words._PLAINER) <= levels


@pytest.mark.parametrize(
    ("comparison", "name", "sentence"),
    [
        ("given", "initial fits", "initials fit"),
        ("given", "forms of one name", "same name in another spelling or script"),
        ("place", "one lies in the other", "one lies in the other"),
        ("site", "same", "same place, rare"),
        ("born", "different", "different times"),
        ("victims", "one shared", "one victim is the same"),
    ],
)
def test_sentences_are_those_of_their_levels(comparison, name, sentence):
    known = next(each for each in EVERY if each.name == comparison)
    assert said(comparison, known.number(name)) == sentence


def test_what_was_not_stated_or_is_not_known_any_more_is_said_to_be_so():
    assert said("given", -1) == said("x_home", -1) == "not stated"
    assert said("given", 99) == said("hair", 1) == "compared by an earlier version"


# ---- letters that differ -----------------------------------------------------------------------------------

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
    spans = unlike(left, right)
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
    for text, spans in zip((left, right), unlike(left, right), strict=True):
        starts = {sum(map(len, clusters(text)[:at])) for at in range(len(clusters(text)) + 1)}
        assert all(start < end and {start, end} <= starts for start, end in spans)
        assert all(one[1] < other[0] for one, other in pairwise(spans))
        kept = [at for at in range(len(text)) if not any(start <= at < end for start, end in spans)]
        rest.append(words.normalize("NFKC", "".join(text[at] for at in kept)).casefold())
    assert words.normalize("NFKC", rest[0]) == words.normalize("NFKC", rest[1])


@given(ANY)
def test_a_text_differs_from_itself_in_nothing(text):
    assert unlike(text, text) == ([], [])
    assert "".join(clusters(text)) == text


def test_long_texts_are_marked_between_their_first_and_last_difference():
    left, right = "a" + "b" * 30_000 + "z", "a" + "c" * 30_000 + "z"
    assert unlike(left, right) == ([(1, 30_001)], [(1, 30_001)])
