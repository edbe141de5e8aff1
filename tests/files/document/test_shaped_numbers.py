"""Numbers by the shapes of their digits: Eastern or Western, which the page decides where a number cannot."""

from dataclasses import replace

import pytest
from PIL import Image, ImageDraw, ImageFont

from isthmus.core.reading.recognised import RecognisedWord
from isthmus.files.document.answers import GreyPage
from isthmus.files.document.digit_shapes import shapes_in
from isthmus.files.document.numbers_again import cut_out
from isthmus.files.document.shaped_numbers import (
    ShapedNumber,
    longer,
    numbers_by_shape,
    with_doubt,
    with_shaped_numbers,
)

FONT = ImageFont.truetype(
    "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf", 46, layout_engine=ImageFont.Layout.BASIC
)
SANS = ImageFont.truetype(
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", 46, layout_engine=ImageFont.Layout.BASIC
)
LINE, WIDE = 120, 500


def page_of(*numbers, font=FONT):
    """A page with a number in each line, and its words as if each had been taken for a seven; `_` is a hyphen."""
    page = Image.new("L", (WIDE, LINE * len(numbers)), 240)
    drawing = ImageDraw.Draw(page)
    words = []
    for at, number in enumerate(numbers):
        x = 200.0
        for each in number:
            if each == "_":  # which fonts of Arabic have no more than a slash
                drawing.rectangle((x + 2, at * LINE + 58, x + 14, at * LINE + 61), fill=0)
            else:
                drawing.text((x, at * LINE + 20), each, font=SANS if each == "/" else font, fill=0)
            x += 18 if each in "_/" else font.getlength(each)
        _, top, _, bottom = drawing.textbbox((200, at * LINE + 20), number, font=font)
        place = (200, int(top), int(x) - 200, int(bottom - top))
        words.append(RecognisedWord("7", *place, 50.0, (1, 1, at + 1)))
    return GreyPage(WIDE, page.height, page.tobytes()), words


def told(*numbers, font=FONT):
    page, words = page_of(*numbers, font=font)
    found = numbers_by_shape(cut_out(page, words))
    return [found[at].text if at in found else None for at in range(len(numbers))]


def test_eastern_digits_are_told_by_their_shapes():
    numbers = ["٢٠١٧", "١٩٩٠", "١٢٣٤٥٦٧٨٩٠", "٥", "٣٦٥", "٨٤"]
    assert told(*numbers) == numbers


def test_western_digits_are_told_by_their_shapes():
    numbers = ["2017", "1990", "365", "84"]
    assert told(*numbers, font=SANS) == numbers


def test_a_number_that_could_be_of_either_kind_is_of_that_of_its_page():
    assert told("٢٠١٧", "٣٤", "١٩٥١") == ["٢٠١٧", "٣٤", "١٩٥١"]
    assert told("2017", "34", "1901", font=SANS) == ["2017", "34", "1901"]


def test_between_eastern_digits_a_hyphen_leads_to_the_left():
    """Printed from the left 12-03-2017, it is read from the right: 2017-03-12."""
    assert told("١٢_٠٣_٢٠١٧") == ["٢٠١٧-٠٣-١٢"]
    assert told("١٢/٣/٢٠١٧", "٢٦٣٤") == ["١٢/٣/٢٠١٧", "٢٦٣٤"]


def test_what_is_no_number_is_not_told():
    assert told("فبع", "سلك") == [None, None]


def test_a_particle_before_a_number_stays_before_it():
    """Print from the left: the digits, then the letter, which is read first."""
    page, [word] = page_of("٢٠١٤و")
    words = [replace(word, text="و15١7")]
    found = numbers_by_shape(cut_out(page, words))
    assert [each.text for each in with_shaped_numbers(words, found)] == ["و٢٠١٤"]


def test_an_empty_picture_has_no_shapes():
    assert shapes_in(GreyPage(20, 20, bytes([240]) * 400)) == []
    assert shapes_in(GreyPage(0, 0, b"")) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("٠١7", "٢٠١٧"),
        ("(٠١7).", "(٢٠١٧)."),
        ("Y،", "٢٠١٧،"),
        ('7"', "٢٠١٧"),
        ("1.9", "٢٠١٧"),
        (".", "٢٠١٧."),
    ],
)
def test_a_number_takes_the_place_of_digits_and_leaves_brackets_and_points(before, after):
    word = RecognisedWord(before, 0, 0, 10, 10, 40.0, (1, 1, 1))
    told = with_shaped_numbers([word, word], {1: ShapedNumber("٢٠١٧", 0.9, is_eastern=True)})
    assert [each.text for each in told] == [before, after]
    assert told[1].sure == 90


def word(text, left=0, width=40):
    return RecognisedWord(text, left, 0, width, 30, 90.0, (1, 1, 1))


def test_a_number_that_came_as_two_words_is_one():
    page, [whole] = page_of("٢٠١٧")
    half = whole.width // 2
    words = [
        RecognisedWord(
            "17", whole.left + half, whole.top, whole.width - half, whole.height, 50.0, whole.line
        ),
        RecognisedWord("7.", whole.left, whole.top, half, whole.height, 50.0, whole.line),
    ]
    found = numbers_by_shape(cut_out(page, words))
    assert [each.text for each in with_shaped_numbers(words, found)] == ["٢٠١٧", ""]


def test_a_word_in_the_gap_between_two_shapes_is_no_number():
    """Beside a number that stands where its word does."""
    page, [whole, *others] = page_of("٢٠      ٣٤٧", "١٢٣٤٥", "٥٦٧٨٩")
    right = replace(whole, left=whole.left + whole.width - 60, width=60)
    words = [right, replace(whole, text=".", left=whole.left + 19, width=1), *others]
    found = numbers_by_shape(cut_out(page, words))
    assert {at: each.text for at, each in found.items()} == {0: "٣٤٧", 2: "١٢٣٤٥", 3: "٥٦٧٨٩"}


def test_digits_that_nothing_tells_are_unsure_where_others_were_told():
    words = [word("١990"), word("سنة"), word("٢٠١٧")]
    told = {2: ShapedNumber("٢٠١٧", 0.9, is_eastern=True)}
    assert [each.sure for each in with_doubt(words, told)] == [40.0, 90.0, 90.0]


def test_a_western_number_takes_the_place_of_one_that_lost_a_digit():
    words = [word("201"), word("2016"), word("٢٠١")]
    told = {at: ShapedNumber("2017", 0.9, is_eastern=at == 2) for at in range(3)}
    assert set(longer(words, told)) == {0}
