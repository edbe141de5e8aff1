"""How many people a cell says there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.import_mapping.counts import PeopleCount, read_count


@pytest.mark.parametrize(
    ("text", "low", "high", "as_said"),
    [
        ("4", 4, 4, ""),
        (" 12 ", 12, 12, ""),
        ("٤", 4, 4, ""),
        ("4-6", 4, 6, ""),
        ("4 to 6", 4, 6, ""),
        ("between 4 and 6", 4, 6, ""),
        ("от 4 до 6", 4, 6, ""),
        ("at least 4", 4, None, ""),
        ("не менее 20", 20, None, ""),
        ("ما لا يقل عن 5", 5, None, ""),
        ("30+", 30, None, ""),
        ("5 أو أكثر", 5, None, ""),
        ("more than 100", 100, None, ""),
        ("up to 6", 1, 6, ""),
        ("до 6", 1, 6, ""),
        ("about 10", 1, None, "about 10"),
        ("~10", 1, None, "~10"),
        ("Dozens", 2, None, "Dozens"),
        ("десятки", 2, None, "десятки"),
        ("1,200", 1200, 1200, ""),
        ("1 200", 1200, 1200, ""),
        ("1.200.000", 1_200_000, 1_200_000, ""),
        ("four", 4, 4, ""),
        ("ثلاثة", 3, 3, ""),
        ("0", 0, 0, ""),
    ],
)
def test_what_people_write_is_a_number_from_to(text: str, low: int, high: int | None, as_said: str) -> None:
    assert read_count(text) == PeopleCount(low, high, as_said)


@pytest.mark.parametrize(
    "text", ["", "N/A", "?", "6-4", "-3", "1.200", "1,20", "2 men and a boy", "12/03/2016", "1e9"]
)
def test_what_may_mean_two_things_or_nothing_is_not_guessed(text: str) -> None:
    assert read_count(text) is None


@given(st.integers(0, 999_999_999))
def test_a_number_is_that_number(number: int) -> None:
    assert read_count(str(number)) == PeopleCount(number, number)


@given(st.text(max_size=20))
def test_no_text_gives_a_minimum_above_its_own_figures(text: str) -> None:
    found = read_count(text)
    figures = "".join(str(int(each)) if each.isdecimal() else " " for each in text)
    if found is not None and any(map(str.isdigit, figures)):
        assert found.low <= int(figures.replace(" ", ""))
        assert found.high is None or found.low <= found.high
