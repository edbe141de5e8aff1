"""Numbers of a page are cut out with what lies around them, and taken only where they come back with certainty."""

import pytest

from isthmus.core.reading.recognised import RecognisedWord, is_from_right
from isthmus.files.document.answers import GreyPage
from isthmus.files.document.numbers_again import NumberCut, NumberPlace, cut_out, with_numbers

WIDTH, HEIGHT = 300, 100
PAGE = GreyPage(
    WIDTH, HEIGHT, bytes(x for _ in range(HEIGHT) for x in range(200, 256)) + bytes(WIDTH * HEIGHT - 5_600)
)


def word(text, left=0, width=40, line=1, sure=50.0):
    return RecognisedWord(text, left, 10 * line, width, 10, sure, (1, 1, line))


WORDS = [word("في", 250), word("7.", 200), word("رجال", 120, 60)]


def test_a_number_is_cut_out_up_to_the_words_beside_it():
    found = cut_out(PAGE, WORDS)
    assert [place.number for cut in found.cuts for place in cut.places] == [1]
    assert len(found.picture.pixels) == found.picture.width * found.picture.height
    assert found.picture.width == 2 * 40 + (250 - 2) - (180 + 2)


def test_what_has_no_letter_of_its_script_may_be_a_number():
    found = cut_out(PAGE, [word("في", 250), word("Y", 200), word("ABCDEFGHIJKLM", 100)])
    assert [place.number for cut in found.cuts for place in cut.places] == [1]


def test_without_numbers_nothing_is_cut_out():
    assert cut_out(PAGE, [word("في")]) is None


@pytest.mark.parametrize(
    ("again", "text"),
    [
        ([("2017,", 93.0)], "2017."),
        ([("2017", 80.0)], "7."),
        ([("-", 95.0)], "7."),
        ([("20", 95.0), ("17", 95.0)], "7."),
        ([], "7."),
        ([("05/03/2017", 95.0)], "05/03/2017."),
    ],
)
def test_only_what_comes_back_with_certainty_and_alone_is_taken(again, text):
    found = [NumberCut([NumberPlace(1, 0, 1)], 40, 60, 0, 1)]
    looked = [RecognisedWord(each, 40, 42, 30, 12, sure, (1, 1, 1)) for each, sure in again]
    changed = with_numbers(WORDS, found, looked)
    assert [each.text for each in changed] == ["في", text, "رجال"]


def test_a_number_never_loses_digits():
    words = [word("1946")]
    looked = [RecognisedWord("19", 40, 42, 30, 12, 99.0, (1, 1, 1))]
    assert with_numbers(words, [NumberCut([NumberPlace(0, 0, 1)], 40, 60, 0, 1)], looked)[0].text == "1946"


def test_a_page_is_read_from_right_by_most_of_its_letters():
    assert is_from_right(WORDS)
    assert not is_from_right([word("abc"), word("في")])
    assert not is_from_right([])
