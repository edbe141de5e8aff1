"""Dates and ages as spans of days."""

from datetime import date

import pytest

from isthmus.core.link.spans import Span, born_from_age, span


def day(text: str) -> int:
    """The ordinal of a day."""
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015-03-02", "2015-03-02", "2015-03-02"),
        ("20150302", "2015-03-02", "2015-03-02"),
        ("2015-02", "2015-02-01", "2015-02-28"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016.0", "2016-01-01", "2016-12-31"),
        ("٢٠١٥-٠٣-٠٢", "2015-03-02", "2015-03-02"),
        ("۲۰۱۵", "2015-01-01", "2015-12-31"),
    ],
)
def test_a_date_is_the_days_it_leaves_possible(text: str, first: str, last: str) -> None:
    assert span(text) == Span(day(first), day(last))


@pytest.mark.parametrize("text", ["", "unknown", "20150230", "3.2.2015"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert span(text) is None


def test_somebody_who_is_30_was_born_in_the_year_that_ends_30_years_ago() -> None:
    found = born_from_age("30", "2015-06-01")
    assert found is not None
    assert abs(found.first - day("1984-06-02")) <= 1
    assert abs(found.last - day("1985-06-01")) <= 1


@pytest.mark.parametrize("age", ["٣٠", "30.0", " 30 "])
def test_ages_are_read_in_other_digits_and_as_spreadsheets_write_them(age: str) -> None:
    assert born_from_age(age, "٢٠١٥") == born_from_age("30", "2015")


def test_a_range_of_ages_and_a_year_widen_the_span() -> None:
    found = born_from_age("15/17", "2015")
    assert found is not None
    assert found.last - found.first > 3 * 365


@pytest.mark.parametrize(
    ("age", "on"), [("17/15", "2015"), ("131", "2015"), ("old", "2015"), ("30", ""), ("", "2015")]
)
def test_impossible_ages_say_nothing(age: str, on: str) -> None:
    assert born_from_age(age, on) is None


def test_months_weeks_and_days_place_a_birth_within_their_unit() -> None:
    for age, first, last in [
        ("7m", "2016-07-06", "2016-08-04"),
        ("3w", "2017-02-06", "2017-02-12"),
        ("2d", "2017-03-03", "2017-03-03"),
    ]:
        found = born_from_age(age, "2017-03-05")
        assert found is not None
        assert abs(found.first - day(first)) <= 1, age
        assert abs(found.last - day(last)) <= 1, age


def test_an_interval_may_mix_units() -> None:
    found, years = born_from_age("7m/2", "2017-03-05"), born_from_age("2", "2017-03-05")
    assert found is not None
    assert years is not None
    assert found.first == years.first
    assert found.last > years.last
    assert born_from_age("2/7m", "2017-03-05") is None
