"""The ink of a page within its words, and beside them."""

import pytest

from isthmus.core.reading.recognised import RecognisedWord
from isthmus.files.document.answers import GreyPage
from isthmus.files.document.ink import covered

WIDTH, HEIGHT = 400, 200
INK, PAPER = bytes(200), bytes([240]) * 200
PAGE = GreyPage(WIDTH, HEIGHT, (INK + PAPER) * 100 + (PAPER + PAPER) * 100)


def word(left, top, width, height):
    return RecognisedWord("a", left, top, width, height, 90.0, (1, 1, 1))


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ([], 0.0),
        ([word(0, 0, 200, 100)], 1.0),
        ([word(0, 0, 100, 100)], 0.5),
        ([word(0, 0, 100, 100), word(0, 0, 100, 100)], 0.5),
        ([word(200, 0, 200, 100)], 0.0),
        ([word(-50, -50, 900, 900)], 1.0),
    ],
)
def test_the_share_of_ink_within_words(words, share):
    assert covered(PAGE, words) == pytest.approx(share, abs=0.03)


def test_an_empty_page_has_all_its_ink_within_words():
    assert covered(GreyPage(10, 10, bytes([240]) * 100), []) == 1.0
    assert covered(GreyPage(0, 0, b""), []) == 1.0
