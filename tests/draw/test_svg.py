"""Text in drawings: what fits, in which direction, and nothing that could break the page."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from isthmus.draw.svg import clean, is_rtl, shortened, width_of, wrapped


@given(label=st.text())
def test_a_cleaned_label_is_always_sound_xml(label: str) -> None:
    element = ET.Element("text")
    element.text = clean(label)
    assert ET.fromstring(ET.tostring(element)).text in (clean(label), None)


def test_cleaning_keeps_letters_of_any_script_and_drops_what_reorders() -> None:
    assert clean("Ӏа\u202e\tقلم\n\x07漢") == "Ӏа قلم 漢"


def test_the_first_letter_decides_the_direction() -> None:
    assert is_rtl("12 قلم abc")
    assert not is_rtl("abc قلم")
    assert not is_rtl("12")


@given(label=st.text(max_size=200), width=st.floats(20, 300), most=st.integers(1, 4))
def test_lines_fit_and_are_no_more_than_asked_for(label: str, width: float, most: int) -> None:
    lines = wrapped(label, width, 13, most)
    assert len(lines) <= most
    assert all(width_of(each, 13) <= width or each == "…" for each in lines)


def test_what_fits_is_not_cut() -> None:
    assert shortened("short", 100, 13) == "short"
    assert wrapped("one two three", 200, 13, 2) == ["one two three"]


def test_a_word_longer_than_a_line_is_cut_with_an_ellipsis() -> None:
    assert wrapped("a" * 80, 100, 13, 3) == ["a" * 12 + "…"]
