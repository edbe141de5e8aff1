"""Stretches of time as locators."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.reading import TimeStretch, time_stretch


@pytest.mark.parametrize(
    ("typed", "stretch"),
    [
        ("0:12:04-0:12:31", TimeStretch(724, 751)),
        (" 12:04 – 12:31 ", TimeStretch(724, 751)),
        ("1:02:03.5-1:02:04,250", TimeStretch(3723, 3724)),
        ("0:12:04", TimeStretch(724)),
        ("٠:١٢:٠٤-٠:١٢:٣١", TimeStretch(724, 751)),
        ("0:00:05-0:00:05", TimeStretch(5, 5)),
        ("75:00", TimeStretch(4500)),
    ],
)
def test_what_people_type_is_understood(typed: str, stretch: TimeStretch) -> None:
    assert time_stretch(typed) == stretch


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "¶4",
        "p. 3, ¶2",
        "#12",
        "0:12:31-0:12:04",
        "12",
        "0:12:04-",
        "-0:12:04",
        "1:2:3:4",
        "9" * 400 + ":00",
    ],
)
def test_any_other_place_is_no_stretch(typed: str) -> None:
    assert time_stretch(typed) is None


@given(st.integers(0, 3_000_000), st.integers(0, 90_000))
def test_a_stretch_is_found_by_what_it_is_called(start: int, length: int) -> None:
    stretch = TimeStretch(start, start + length)
    assert time_stretch(stretch.locator) == stretch
    assert time_stretch(TimeStretch(start).locator) == TimeStretch(start)


def test_a_browser_is_told_the_stretch_in_seconds() -> None:
    assert TimeStretch(724, 751).fragment == "#t=724,751"
    assert TimeStretch(5, 5).fragment == "#t=5,6"
    assert TimeStretch(5).fragment == "#t=5"
