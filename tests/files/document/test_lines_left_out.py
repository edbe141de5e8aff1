"""Lines that the recogniser leaves out are found by their ink, and recognised by themselves."""

from collections import Counter

import pytest
from PIL import Image, ImageDraw

from isthmus.core.reading.recognised import RecognisedWord, part_of_words
from isthmus.files.document import recognition
from isthmus.files.document.answers import GreyPage
from isthmus.files.document.lines_left_out import left_out, with_lines
from isthmus.files.document.reading import draw_page_in_grey
from isthmus.files.in_memory import stream_in_memory
from tests.files.document.printed_pages import TEXTS, printed
from tests.walls import reads_foreign_kinds

HEIGHT = 60


def page_of(*boxes, size=(1200, 800)):
    """A page of paper with letters, as it were, in each box: upright strokes with white between them."""
    page = Image.new("L", size, 240)
    draw = ImageDraw.Draw(page)
    for left, top, right, bottom in boxes:
        for at in range(left, right, 20):
            draw.rectangle((at, top, at + 3, bottom - 1), fill=20)
    return GreyPage(*page.size, page.tobytes())


def word(text, left, top, width, line):
    return RecognisedWord(text, left, top, width, HEIGHT, 95.0, line)


def test_ink_that_no_word_covers_is_a_line_and_what_stands_out_of_words_is_none():
    page = page_of((100, 95, 700, 165), (100, 200, 700, 260), (100, 300, 700, 360))
    words = [word("above", 100, 100, 600, (1, 1, 1)), word("below", 100, 300, 600, (1, 1, 2))]
    (found,) = left_out(page, words)
    assert (found.left, found.top) == (80, 180)
    assert (found.picture.height, found.picture.width // 100) == (100, 6)


def test_lines_of_two_columns_are_two_and_rules_and_pictures_are_none():
    page = page_of((100, 200, 500, 260), (700, 200, 1100, 260), (100, 300, 500, 360))
    rule = Image.frombytes("L", (page.width, page.height), page.pixels)
    ImageDraw.Draw(rule).rectangle((100, 400, 1100, 404), fill=0)
    ImageDraw.Draw(rule).rectangle((100, 500, 1100, 600), fill=0)
    words = [word("below", 100, 300, 400, (1, 1, 1))]
    found = left_out(GreyPage(page.width, page.height, rule.tobytes()), words)
    assert [each.left for each in found] == [80, 680]


def test_where_more_is_left_than_a_few_lines_it_is_a_picture():
    rows = [(100, top, 700, top + HEIGHT) for top in range(0, 1600, 80)]
    page = page_of(*rows, size=(1200, 1700))
    assert left_out(page, [word("one", 100, 0, 600, (1, 1, 1))]) == []


def test_a_line_is_put_into_the_paragraph_and_the_column_beside_which_it_stands():
    words = [
        word("left1", 100, 100, 400, (1, 1, 1)),
        word("left3", 100, 300, 400, (1, 1, 2)),
        word("right1", 700, 100, 400, (2, 1, 1)),
        word("right2", 700, 200, 400, (2, 1, 2)),
    ]
    (line,) = left_out(
        page_of(
            *((each.left, each.top, each.left + 400, each.top + HEIGHT) for each in words),
            (100, 210, 500, 270),
        ),
        words,
    )
    whole = with_lines(words, [(line, [word("left2", 20, 20, 400, (1, 1, 1))])])
    assert part_of_words(whole, (1200, 800)).text == "left1 left2 left3\n\nright1 right2"


def test_what_comes_back_with_doubt_is_left_out():
    words = [word("one", 100, 100, 400, (1, 1, 1))]
    (line,) = left_out(page_of((100, 100, 500, 160), (100, 200, 500, 260)), words)
    doubtful = RecognisedWord("x7", 20, 20, 400, HEIGHT, 40.0, (1, 1, 1))
    assert with_lines(words, [(line, [doubtful])]) == words


@reads_foreign_kinds
@pytest.mark.parametrize("language", TEXTS)
def test_a_line_of_which_the_recogniser_says_nothing_is_recognised_by_itself(language, monkeypatch):
    with stream_in_memory(printed(language)) as file:
        page = draw_page_in_grey(file, "application/pdf", 1, 0)
    whole = part_of_words(recognition.recognise(page, [language]), (page.width, page.height)).text
    told = recognition._output

    def without_second_line(page, *asked):
        rows = told(page, *asked).splitlines()
        gone = [row for row in rows if row.startswith("5\t1\t1\t1\t2\t")]
        return "\n".join(row for row in rows if row not in gone or "3" not in asked)

    monkeypatch.setattr(recognition, "_output", without_second_line)
    again = part_of_words(recognition.recognise(page, [language]), (page.width, page.height)).text
    wanted, found = whole.split(), again.split()
    assert (Counter(wanted) - Counter(found)).total() <= 0.05 * len(wanted)  # a line has a tenth of them
    assert found[-20:] == wanted[-20:]
