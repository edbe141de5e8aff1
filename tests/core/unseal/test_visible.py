"""What is printed of a letter runs nothing on a terminal."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.unseal.visible import visible


def test_controls_are_shown():
    assert visible("a\x1b[2J\x07\x00\x7f\x9b\rb") == "a␛[2J␇␀␡⟨U+009B⟩␍b"
    assert visible("left\u202eright\u2069") == "left⟨U+202E⟩right⟨U+2069⟩"


def test_lines_and_tabs_and_words_in_every_script_stay():
    text = "one\ttwo\r\nthree\nдва ثلاثة สี่ 👩‍👩‍👧 e\u0301"
    assert visible(text) == text


@given(st.text())
def test_nothing_that_steers_is_left(text):
    left = visible(text).replace("\r\n", "\n")
    assert not any(unicodedata.category(each) == "Cc" for each in left if each not in "\n\t")
    assert not any(
        unicodedata.bidirectional(each) in {"RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI"}
        for each in left
    )
