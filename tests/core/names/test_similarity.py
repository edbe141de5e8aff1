"""The learned similarity: its properties, what it must know, and figures worked out by other means."""

import json
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.core.names.matrix import matrix
from isthmus.core.names.word_similarity import similarity, similarity_utf8
from isthmus.core.names.words import arrow
from tests.english import raises_saying

WORDS = st.text(alphabet="abdehiklmnorstuyzşçж абдимонршухьӏ ابتحخدرسعلمنهوي'-1", max_size=14)
# Words of everyday life as three scripts spell them: no one's name, and in none of the data.
SPELLED = [
    ("telefon", "телефон", "تلفون"),
    ("banan", "банан", "بانان"),
    ("doktor", "доктор", "دكتور"),
    ("shokolad", "шоколад", "شوكولاد"),
    ("internet", "интернет", "انترنت"),
    ("kino", "кино", "كينو"),
    ("salat", "салат", "سلاط"),
    ("limon", "лимон", "ليمون"),
    ("radio", "радио", "راديو"),
    ("metro", "метро", "مترو"),
    ("taksi", "такси", "تاكسي"),
    ("film", "фильм", "فيلم"),
    ("kanal", "канал", "قنال"),
    ("bank", "банк", "بنك"),
    ("sukkar", "сахар", "سكر"),
    ("kofe", "кофе", "كوفي"),
]


@settings(max_examples=150, deadline=None)
@given(WORDS, WORDS)
def test_the_similarity_lies_between_0_and_1_and_does_not_depend_on_the_side(left, right):
    one, other = similarity([left, right], [right, left])
    assert 0 <= one <= 1
    assert one == pytest.approx(other, abs=1e-6)


@settings(deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_a_text_is_itself(text):
    assert similarity([text], [text])[0] == 1


def test_a_text_without_letters_is_like_no_other():
    assert similarity(["", "a", "...", ""], ["a", "", "a", ""]).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("left", "right"), [(0, 1), (0, 2), (1, 2)], ids=["Latin-Cyrillic", "Latin-Arabic", "Cyrillic-Arabic"]
)
def test_a_word_is_likest_to_itself_in_another_script(left, right):
    lefts = [words[left] for words in SPELLED for _ in SPELLED]
    rights = [other[right] for _ in SPELLED for other in SPELLED]
    found = similarity(lefts, rights).reshape(len(SPELLED), -1)
    first = (found.argmax(axis=1) == np.arange(len(SPELLED))).mean()
    assert first >= 0.85
    assert np.median(np.diag(found)) > 0.8
    assert np.median(found[~np.eye(len(SPELLED), dtype=bool)]) < 0.01


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (("abrikos", "abrikoz"), ("abrikos", "abrikol")),  # a sound-alike is nearer than any other letter
        (("marka", "makra"), ("marka", "mutra")),  # so is a letter out of its place
        (("vucić", "vucic"), ("vucić", "vucil")),  # and a mark left out
        (("г1ала", "гӏала"), ("гкала", "гӏала")),  # a palochka typed as a digit
        (("ёлка", "елка"), ("алка", "елка")),
        (("شوكة", "شوكه"), ("شوكة", "شوكر")),
        (("საბა", "saba"), ("საბა", "soda")),
    ],
)
def test_what_sounds_alike_is_nearer_than_what_does_not(near, far):
    found = similarity([near[0], far[0]], [near[1], far[1]])
    assert found[0] > found[1]
    assert found[0] > 0.5


def test_arrow_buffers_give_the_same_as_texts():
    lefts, rights = [words[0] for words in SPELLED], [words[1] for words in SPELLED]
    assert similarity_utf8(*arrow(lefts), *arrow(rights)).tolist() == similarity(lefts, rights).tolist()


def test_broken_utf_8_and_very_long_texts_are_compared_without_harm():
    offsets, broken = np.array([0, 2], np.int32), np.array([0xD8, 0xFF], np.uint8)
    assert 0 <= similarity_utf8(offsets, broken, *arrow(["a"]))[0] <= 1
    assert 0 <= similarity(["a" * 10_000], ["b" * 9_000])[0] <= 1


def test_unequal_sides_are_refused():
    with raises_saying(ValueError, "Give pairs"):
        similarity(["a"], [])


def brute(left: str, right: str) -> float:
    """The sum over all alignments of two words of one-letter groups, by plain recursion."""
    from isthmus.core.names.alphabet import CODES
    from isthmus.core.names.matrix import NONE

    ratios = matrix().ratios

    def ways(i: int, j: int) -> float:
        if i == len(left) and j == len(right):
            return 1.0
        total = 0.0
        if i < len(left):
            total += ratios[CODES[left[i]], NONE] * ways(i + 1, j)
        if j < len(right):
            total += ratios[NONE, CODES[right[j]]] * ways(i, j + 1)
        for group, end in groups(left, i):
            for answer, other_end in groups(right, j):
                total += ratios[group, answer] * ways(end, other_end)
        return total

    def groups(word: str, at: int) -> list[tuple[int, int]]:
        found, group = [], NONE
        for end in range(at, min(at + 3, len(word))):
            group = matrix().following[group, CODES[word[end]]]
            if group < 0:
                break
            found.append((group, end + 1))
        return found

    slope = matrix().slopes[1, 2]
    logit = slope[0] * np.log(ways(0, 0)) + slope[1] * (len(left) + len(right)) + slope[2]
    return float(1 / (1 + np.exp(-logit)))


@pytest.mark.parametrize(
    ("left", "right"), [("shum", "шум"), ("khata", "хата"), ("ana", "они"), ("zhuk", "ж")]
)
def test_the_ratio_is_the_sum_over_every_alignment(left, right):
    assert similarity([left], [right])[0] == pytest.approx(brute(left, right), rel=1e-5)


def test_the_package_of_names_loads_no_numpy():
    probe = "import json, sys, isthmus.core.names, isthmus.core.names.reading; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert not {"numpy", "numba"} & set(json.loads(run.stdout))
