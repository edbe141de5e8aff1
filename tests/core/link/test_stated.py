"""Cells that say that nothing is known."""

import pytest

from isthmus.core.link.stated import says_unknown


@pytest.mark.parametrize(
    "text",
    [
        "unknown",
        "Unknown age",
        "?",
        "???",
        "-",
        "—",
        "n/a",
        "#N/A",
        "NaN",
        "н/д",
        "غير معروف",
        "нет данных",
        "",
    ],
)
def test_signs_and_words_that_say_that_nothing_is_known(text: str) -> None:
    assert says_unknown(text)


@pytest.mark.parametrize(
    "text",
    ["0", "12", "no", "нет", "Nana", "Unknown Street 5", "東京", "x", "unknown village", "M", "2017-05"],
)
def test_what_says_more_is_stated(text: str) -> None:
    assert not says_unknown(text)
