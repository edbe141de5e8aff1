"""What a spreadsheet would run leaves behind an apostrophe, and every text comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.workbook.formula_guard import guarded, guarded_cells, runnable, unguarded

SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20'"
BLANKS = " \t\r\n\xa0\ufeff\u200b\u2060\u3000\x0b\x1f"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "@SUM(1+1)",
        "+HYPERLINK(1)",
        "-2+3+cmd|' /C calc'!A0",
        " =1",
        "\xa0=1",
        "\ufeff=1",
        "\uff1d1+1",
        "\n=1",
        "\t=1",
        "\r\n \u200b\ufeff=1",
        "- 3 killed(two of them women)",
        "+7 900 123",
    ],
)
def test_what_a_spreadsheet_would_run_stands_behind_an_apostrophe(text: str) -> None:
    assert runnable(text)
    assert guarded(text) == f"'{text}"
    assert not runnable(guarded(text))


@pytest.mark.parametrize("text", ["", "Person A", "-5", "+43.25", "-0,5", "'quoted'", "a=b", "“- so”", "№ 5"])
def test_other_text_leaves_as_it_is(text: str) -> None:
    assert guarded(text) == text


@given(st.text(st.sampled_from(SIGNS + BLANKS + "a1("), max_size=8) | st.text(max_size=8))
def test_every_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert list(guarded_cells([text, 1, None])) == [guarded(text), 1, None]
