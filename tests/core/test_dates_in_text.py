"""Dates found in a passage: as they stand there, and only where they can be read in one way."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.dates.dates_in_text import dates_in_text
from isthmus.core.dates.written import understand_date

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On 12 October 2014 they took two brothers.", ("12 October 2014",)),
        ("held (from 5 to 8 March 2017), and again in May 2018.", ("5 to 8 March 2017", "May 2018")),
        ("Два человека задержаны 3 мая 2017 года.", ("3 мая 2017",)),
        ("اعتقل في 3 مايو 2017 في البيت", ("3 مايو 2017",)),
        ("before the end of January 2015", ("before the end of January 2015",)),
        ("in March 2017 and in March 2017", ("March 2017",)),
        ("on 05/03/2017 they came", ()),
        ("a list of 2500 names and 12 pages", ()),
        ("nothing here", ()),
        ("", ()),
    ],
)
def test_the_dates_of_a_passage(text: str, found: tuple[str, ...]) -> None:
    assert dates_in_text(text, TODAY) == found


@given(st.text(alphabet="0123456789 .,/-abMarch؟é", max_size=300))
def test_what_is_found_stands_in_the_text_and_has_one_reading(text: str) -> None:
    for each in dates_in_text(text, TODAY):
        assert each in " ".join(text.split())
        assert understand_date(each, TODAY).understood


def test_of_many_dates_a_few_are_found() -> None:
    text = " ".join(f"{day} March {year}," for year in range(1990, 2020) for day in range(1, 29))
    assert len(dates_in_text(text, TODAY)) == 8
