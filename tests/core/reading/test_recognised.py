"""Words that were recognised on a page: as a text, where they stand, stored, corrected, and held against a layer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.reading import Box, PartKind, Places, StoredText, WordPlaces
from isthmus.core.reading.layer import differs, sample
from isthmus.core.reading.merged import page_texts, realigned, with_pages
from isthmus.core.reading.recognised import (
    RecognisedWord,
    in_lines_across,
    in_reading_order,
    part_of_words,
    sureness,
)
from isthmus.core.reading.regions import PageRegion, page_named, page_region
from isthmus.core.reading.scripts import languages_of_script
from isthmus.core.reading.stored import boxes_json

PAGE = (1000, 2000)


def word(text, line, left=0, width=100, sure=96.0, paragraph=1):
    """A word of a line of the first block, 20 points high."""
    return RecognisedWord(text, left, 40 * line, width, 20, sure, (1, paragraph, line))


def test_lines_of_prose_are_joined_and_broken_ones_stay():
    words = [word("In", 1), word("March", 1, 100, 900), word("two", 2, 0, 300), word("men.", 3, 0, 900)]
    assert part_of_words(words, PAGE).text == "In March two\nmen."


def test_a_word_that_goes_on_in_the_next_line_is_one_and_has_two_places():
    part = part_of_words([word("свиде-", 1, 0, 900), word("телей.", 2), word("Дальше", 2, 200)], PAGE)
    assert part.text == "свидетелей. Дальше"
    assert [part.text[box.start : box.end] for box in part.boxes] == ["свиде", "телей.", "Дальше"]
    assert part.boxes[0] == Box(0, 5, 0, 200, 9000, 100, 96)


def test_a_name_with_a_hyphen_at_the_end_of_a_line_keeps_it():
    assert part_of_words([word("Beta-", 1, 0, 900), word("Gamma", 2)], PAGE).text == "Beta- Gamma"


def test_paragraphs_are_parted_and_dirt_is_left_out():
    words = [word("One.", 1), word("|", 2, sure=12.0), word("Two.", 3, paragraph=2)]
    assert part_of_words(words, PAGE).text == "One.\n\nTwo."


def test_marks_of_direction_around_numbers_are_no_letters():
    assert part_of_words([word("\u200e٢٠١٧\u200f", 1)], PAGE).text == "٢٠١٧"


def test_a_page_is_as_sure_as_its_letters():
    assert sureness([word("abc", 1, sure=90.0), word("d", 1, sure=50.0)]) == 80.0
    assert sureness([]) == 0.0


def test_a_stored_text_is_this_to_the_byte():
    words = WordPlaces((Box(0, 3, 10, 20, 30, 40, 91),), turned=90, languages=("rus",))
    stored = StoredText("Да", Places(PartKind.PAGE, (0,)), {1: boxes_json(1, words)})
    assert stored.as_bytes() == (
        b'{"v":2,"kind":"page","starts":[0],"marks":[],"text":4}\n'
        b"\xd0\x94\xd0\xb0\n"
        b'{"page":1,"turned":90,"languages":["rus"],"corrected":false,"boxes":[[0,3,10,20,30,40,91]]}'
    )
    assert StoredText.from_bytes(stored.as_bytes()).words_of(1) == words
    assert stored.words_of(2) is None


@given(
    st.text().filter(
        lambda text: "\x00" not in text and not any("\ud800" <= each <= "\udfff" for each in text)
    )
)
def test_any_text_is_stored_and_read_again(text):
    stored = StoredText(text, Places(PartKind.WHOLE), {3: boxes_json(3, WordPlaces(()))})
    assert StoredText.from_bytes(stored.as_bytes()) == stored


@pytest.mark.parametrize(
    "stored",
    [
        b'{"v":1,"kind":"whole","starts":[0],"marks":[]}\ntext',
        b'{"v":2,"kind":"whole","starts":[0],"marks":[],"text":9}\ntext',
        b'{"v":2,"kind":"page","starts":[0,9],"marks":[],"text":4}\ntext',
        b'{"v":2,"kind":"whole","starts":[0],"marks":[],"text":4}\ntext\n{"boxes":[]}',
    ],
)
def test_what_is_no_stored_text_is_refused(stored):
    with pytest.raises(ValueError, match=r"reading|places|words"):
        StoredText.from_bytes(stored)


def test_pages_that_were_recognised_take_the_place_of_empty_ones():
    stored = StoredText("One.\n\n\n\nThree.", Places(PartKind.PAGE, (0, 6, 8)))
    merged = with_pages(stored, {2: ("Two\n\ntwo.", b"{}")})
    assert page_texts(merged.text, merged.places) == ["One.", "Two\n\ntwo.", "Three."]
    assert merged.places.starts == (0, 6, 17)
    assert list(merged.words) == [2]


@given(st.lists(st.text(st.characters(categories=["L", "N"]), max_size=8), min_size=1, max_size=8), st.data())
def test_texts_of_pages_are_those_that_were_put_together(texts, data):
    places = Places(
        PartKind.PAGE, (0, *(sum(len(each) + 2 for each in texts[:at]) for at in range(1, len(texts))))
    )
    stored = StoredText("\n\n".join(texts), places)
    number = data.draw(st.integers(1, len(texts)))
    merged = with_pages(stored, {number: ("another", b"{}")})
    texts[number - 1] = "another"
    assert page_texts(merged.text, merged.places) == texts


def test_words_that_are_left_keep_their_places_and_a_changed_one_has_that_of_the_old():
    before = "in 2107 they took"
    boxes = tuple(
        Box(start, end, at * 100, 0, 90, 20, 40)
        for at, (start, end) in enumerate(((0, 2), (3, 7), (8, 12), (13, 17)))
    )
    after = "In March in 2017 they took"
    placed = realigned(WordPlaces(boxes, 90), before, after)
    assert placed.turned == 90
    found = {after[box.start : box.end]: box.left for box in placed.boxes}
    assert found["2017"] == 100
    assert found["they"] == 200
    assert found["took"] == 300


def test_a_part_of_a_page_is_called_as_it_is_understood():
    region = PageRegion(3, 12, 30.5, 40, 10)
    assert region.locator == "p. 3, xywh=percent:12,30.5,40,10"
    assert page_region(region.locator) == region
    assert page_named(region.locator) == page_named("p. 3, ¶2") == 3


@pytest.mark.parametrize(
    "locator",
    [
        "",
        "¶3",
        "p. 0, xywh=percent:1,1,1,1",
        "p. 1, xywh=percent:90,1,20,1",
        "p. 1, xywh=percent:1,1,0,1",
        "p. 1",
    ],
)
def test_what_names_no_part_of_a_page_is_none(locator):
    assert page_region(locator) is None


def test_languages_are_of_their_script():
    languages = ("ara", "eng", "fas", "kat", "rus")
    assert languages_of_script("Arabic", languages) == ["ara", "fas"]
    assert languages_of_script("Latin", languages) == ["eng"]
    assert languages_of_script("Fraktur", languages) == []


PRINTED = "In March 2017 three witnesses spoke about men taken from a village near the station, and nobody knew where. "


def test_a_layer_with_other_words_or_other_years_differs():
    assert not differs(PRINTED, PRINTED)
    assert not differs(PRINTED + "A line that was not recognised.", PRINTED)
    assert differs(PRINTED.replace("2017", "7102"), PRINTED)
    assert differs(
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor. " * 2, PRINTED
    )
    assert not differs("Другое", "too few words to say")


def test_a_digit_that_the_recogniser_took_for_another_is_no_other_year_where_all_words_are_the_same():
    """It reads 1998 as 1993; a layer whose words are wrong, too, was recognised itself, and may have either."""
    assert not differs(PRINTED, PRINTED.replace("2017", "2011"))
    assert differs(PRINTED, PRINTED.replace("2017", "2091"))
    words = PRINTED.split()
    doubtful = " ".join(f"x{word}" if n % 4 == 0 and word.isalpha() else word for n, word in enumerate(words))
    assert differs(doubtful, PRINTED.replace("2017", "2011"))


def test_years_in_other_digits_are_the_same_years():
    assert not differs(PRINTED.replace("2017", "٢٠١٧"), PRINTED)


def test_pages_are_compared_at_the_beginning_in_the_middle_and_at_the_end():
    full = PRINTED * 2
    assert sample(["", full, "p. 3", full, full, full]) == [2, 5, 6]
    assert sample(["", full]) == [2]
    assert sample([]) == []
    assert sample([full] * 20, scans=[4, 7]) == [1, 4, 7, 11, 20]
    assert sample([full] * 30, scans=range(1, 31)) == [1, 6, 10, 14, 16, 18, 22, 26, 30]
    assert sample(["", full], scans=[1]) == [2]


def in_a_line(*words):
    """Words with the places where they are printed, from the left."""
    return [RecognisedWord(text, 100 * left, 0, 90, 20, 90.0, (1, 1, 1)) for text, left in words]


def test_a_line_from_right_to_left_is_read_by_where_its_words_stand():
    """As a recogniser gives it that takes the paragraph for one from left to right: runs between numbers, turned."""
    given = in_a_line(("١٩٥٠", 1), ("فتح", 4), ("الجلسة", 3), ("صباحا", 2), ("٢", 5))
    assert [each.text for each in in_reading_order(given)] == ["٢", "فتح", "الجلسة", "صباحا", "١٩٥٠"]


def test_words_from_left_to_right_within_such_a_line_follow_one_another_as_they_are_read():
    given = in_a_line(("قال", 5), ("Radio", 2), ("Free", 3), ("Europe", 4), ("أمس", 1))
    wanted = ["قال", "Radio", "Free", "Europe", "أمس"]
    assert [each.text for each in in_reading_order(given)] == wanted


def test_a_line_from_left_to_right_stays_in_its_order():
    given = in_a_line(("Встреча", 1), ("с", 2), ("محمد", 3))
    assert in_reading_order(given) == given
    assert in_reading_order([]) == []


def test_words_found_anywhere_are_read_in_lines_over_the_page():
    given = [
        RecognisedWord(text, left, top, 80, 20, 90.0, (at, 1, 1))
        for at, (text, left, top) in enumerate(
            [("محمد", 100, 62), ("two", 100, 2), ("قال", 300, 60), ("one", 0, 0), ("34", 200, 57)]
        )
    ]
    found = in_lines_across(given)
    assert [(each.text, each.line) for each in found] == [
        ("one", (1, 1, 1)),
        ("two", (1, 1, 1)),
        ("قال", (1, 1, 2)),
        ("34", (1, 1, 2)),
        ("محمد", (1, 1, 2)),
    ]
    assert in_lines_across([]) == []
