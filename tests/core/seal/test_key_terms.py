"""From when to when keys run, and when they are destroyed: known days, and every day of a century."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.seal.key_terms import destroy_from, month_terms, year_term

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (date(2026, 12, 1), date(2027, 11, 30)),
        (date(2028, 2, 29), date(2029, 2, 27)),
        (date(2027, 3, 1), date(2028, 2, 29)),
        (date(2027, 1, 1), date(2027, 12, 31)),
    ],
    ids=str,
)
def test_a_year_key_runs_twelve_months(starts, ends):
    assert year_term(starts) == (starts, ends)


@given(days)
def test_month_keys_follow_each_other_and_last_as_long_as_the_year_key(starts):
    terms = month_terms(starts)
    assert terms[0][0] == starts
    assert len(terms) == (12 if starts.day == 1 else 13)
    for (_, ends), (following, _) in pairwise(terms):
        assert following == ends + timedelta(days=1)
        assert following.day == 1
    assert terms[-1][1] >= year_term(starts)[1]


@given(days)
def test_a_year_key_covers_every_day_of_a_year(starts):
    assert year_term(starts)[1] - starts in (timedelta(days=364), timedelta(days=365))


@pytest.mark.parametrize(
    ("kind", "ends", "day"),
    [
        ("month", date(2026, 12, 31), date(2027, 3, 2)),
        ("year", date(2027, 11, 30), date(2028, 5, 31)),
        ("year", date(2027, 8, 31), date(2028, 3, 1)),
    ],
    ids=["month", "year", "a shorter month"],
)
def test_keys_are_destroyed_after_letters_had_time_to_come(kind, ends, day):
    assert destroy_from(kind, ends) == day
