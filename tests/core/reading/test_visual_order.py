"""Lines as they stand from left to right, read again: against the Unicode algorithm, which sets them so."""

from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.reading.visual_order import Glyph, in_reading_order, placed_glyphs, with_brackets_turned

ARABIC = ["رجال", "في", "قتل", "الشاهد", "أطلق"]
HEBREW = ["שלום", "עולם", "איש"]
LATIN = ["Airwars", "Село", "Tbilisi", "თბილისი"]
NUMBERS = ["2017", "5", "12.5", "2017/03/05", "1,250", "14:30"]


def _shown(text: str, *, right_to_left: bool) -> list[Glyph]:
    shown = get_display(text, base_dir="R" if right_to_left else "L")
    assert isinstance(shown, str)
    return [Glyph(letter, at, at + 1) for at, letter in enumerate(shown)]


def _read(text: str, *, right_to_left: bool) -> str:
    line = _shown(text, right_to_left=right_to_left)
    return "".join(each.text for each in in_reading_order(line, right_to_left=right_to_left))


@given(st.lists(st.sampled_from([*ARABIC, "٢٠١٧", *NUMBERS]), min_size=1, max_size=9))
def test_numbers_among_arabic_words_are_read_as_they_were_written(words: list[str]) -> None:
    """A year turned round is a wrong year in a quote."""
    text = " ".join([*words, ARABIC[0]])
    assert _read(text, right_to_left=True) == text


@given(st.lists(st.sampled_from([*HEBREW, *NUMBERS, "2017-03-05", "30%"]), min_size=1, max_size=9))
def test_hebrew_keeps_signs_within_numbers(words: list[str]) -> None:
    text = " ".join([HEBREW[0], *words, HEBREW[1]])
    assert _read(text, right_to_left=True) == text


@given(
    st.lists(st.sampled_from(ARABIC), min_size=1, max_size=4),
    st.lists(st.sampled_from(LATIN), min_size=1, max_size=3),
    st.lists(st.sampled_from(ARABIC), min_size=1, max_size=4),
)
def test_words_from_left_to_right_stay_together(
    before: list[str], latin: list[str], after: list[str]
) -> None:
    text = " ".join([*before, *latin, *after])
    assert _read(text, right_to_left=True) == text


@given(st.lists(st.sampled_from([*LATIN, *NUMBERS]), min_size=1, max_size=9))
def test_a_line_without_any_such_letter_is_as_it_stands(words: list[str]) -> None:
    text = " ".join(words)
    assert _read(text, right_to_left=False) == text


def test_words_from_right_to_left_within_another_line() -> None:
    text = "Он сказал שלום עולם и ушёл"
    assert _read(text, right_to_left=False) == text


def test_signs_after_arabic_letters_are_no_part_of_a_number() -> None:
    """Rule W2: 2017-03-05 is shown as 05-03-2017 there, and 30% with its sign to the left."""
    for text in ("قال الشاهد 5-7 رجال", "العدد 12.5 من 30% رجال", "التاريخ 2017-03-05 في الليل"):
        assert _read(text, right_to_left=True) == text


def test_letters_of_one_glyph_come_in_the_order_of_reading() -> None:
    cases = {"ال": "لا", "هلل": "لله", "أُ"[::-1]: "أُ", "fi": "fi", "يف": "في"}
    for given_letters, wanted in cases.items():
        [glyph] = placed_glyphs([(each, 10.0, 14.0) for each in given_letters])
        assert glyph.text == wanted


def test_a_glyph_that_is_drawn_twice_is_read_once() -> None:
    """As some programs do to make it look bold; two equal letters side by side are two."""
    assert [each.text for each in placed_glyphs([("m", 10.0, 18.0), ("m", 10.3, 18.3)])] == ["m"]
    assert [each.text for each in placed_glyphs([("l", 10.0, 12.0), ("l", 12.0, 14.0)])] == ["l", "l"]


def test_brackets_open_before_a_word_and_close_behind_it() -> None:
    for written in ("(بينهم", ")بينهم"):
        assert with_brackets_turned(written) == "(بينهم"
    for written in ("أطفال)،", "أطفال(،"):
        assert with_brackets_turned(written) == "أطفال)،"
    assert with_brackets_turned(")كلمة(.") == "(كلمة)."
    assert with_brackets_turned("(") == "("
