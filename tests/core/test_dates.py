"""Uncertain dates: bounds that ISO 8601-2 and its EDTF text give, what is refused, and what always holds."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.dates import Bounds, DateError, bounds, overlap

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


# Forms and readings as the EDTF text of ISO 8601-2 gives them; an empty bound is open or unknown.
KNOWN = [
    ("1985-04-12", "1985-04-12", "1985-04-12"),
    ("1985-04", "1985-04-01", "1985-04-30"),
    ("1985", "1985-01-01", "1985-12-31"),
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20:30-04:00", "1985-04-12", "1985-04-12"),
    ("1985-04-12T24:00:00", "1985-04-12", "1985-04-12"),
    ("1964/2008", "1964-01-01", "2008-12-31"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31"),
    ("2001-21", "2001-03-01", "2001-05-31"),
    ("2001-24", "2001-12-01", "2002-02-28"),
    ("2003-24", "2003-12-01", "2004-02-29"),
    ("2001-30", "2001-12-01", "2002-02-28"),
    ("2001-32", "2001-06-01", "2001-08-31"),
    ("2001-34", "2001-04-01", "2001-06-30"),
    ("2001-41", "2001-07-01", "2001-12-31"),
    ("1984?", "1984-01-01", "1984-12-31"),
    ("2004-06~", "2004-06-01", "2004-06-30"),
    ("2004-06-11%", "2004-06-11", "2004-06-11"),
    ("2004-06~-11", "2004-06-11", "2004-06-11"),
    ("?2004-06-~11", "2004-06-11", "2004-06-11"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("2004-XX", "2004-01-01", "2004-12-31"),
    ("1985-04-XX", "1985-04-01", "1985-04-30"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31"),
    ("156X-12-25", "1560-12-25", "1569-12-25"),
    ("15XX-12-25", "1500-12-25", "1599-12-25"),
    ("1560-XX-25", "1560-01-25", "1560-12-25"),
    ("XXXX-12-XX", "", ""),
    ("1XXX-XX", "1000-01-01", "1999-12-31"),
    ("19XX-02-29", "1904-02-29", "1996-02-29"),
    ("1937-1X", "1937-10-01", "1937-12-31"),
    ("1937-1X/..", "1937-10-01", ""),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"),
    ("1985-04-12/..", "1985-04-12", ""),
    ("1985/", "1985-01-01", ""),
    ("../1985-04-12", "", "1985-04-12"),
    ("/1985", "", "1985-12-31"),
    ("1984~/2004-06", "1984-01-01", "2004-06-30"),
    ("2017-02?/2017-04-01", "2017-02-01", "2017-04-01"),
    ("1950S2", "1900-01-01", "1999-12-31"),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
    ("[..1760-12-03]", "", "1760-12-03"),
    ("[1760-12..]", "1760-12-01", ""),
    ("[1760-01,1760-02,1760-12..]", "1760-01-01", ""),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31"),
    ("{1667,1668,1670..1672}", "1667-01-01", "1672-12-31"),
    ("{1960, 1961-12}", "1960-01-01", "1961-12-31"),
    ("{..1984}", "", "1984-12-31"),
    ("", "", ""),
]

REFUSED = [
    "2017-02-30",
    "2017-02-29",
    "2017-04-31",
    "2017-13",
    "2017-00",
    "2017-03-00",
    "2017-3X",
    "2017-02-3X",
    "2017-42",
    "2017-03-15/2017-03-01",
    "2018/2017",
    "/",
    "../..",
    "/..",
    "2017/2018/2019",
    "[..]",
    "[]",
    "{2017",
    "[2017}",
    "[2018..2017]",
    "0000",
    "-0100",
    "Y17E7",
    "Y12017",
    "9999-24",
    "17.03.2017",
    "2017-3-1",
    "20170301",
    "03/15/2017",
    "spring 2017",
    "2017 - 03",
    "2017-03-01T25:00:00",
    "2017-03-01T10:00",
    "٢٠١٧",
    "2017-03-01\n",
    "2017-21^x",
    "[" + "2017," * 500 + "2017]",
]


@pytest.mark.parametrize(("text", "earliest", "latest"), KNOWN)
def test_a_date_has_the_bounds_that_the_standard_gives(text: str, earliest: str, latest: str) -> None:
    assert bounds(text) == Bounds(_day(earliest), _day(latest))


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date_is_refused_and_not_repeated(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DateError) as refused:
        bounds(text)
    assert text == "/" or text not in str(refused.value)
    assert capsys.readouterr() == ("", "")


@given(DAYS)
def test_a_full_date_is_its_own_bounds_and_lies_in_its_month_and_year(day: date) -> None:
    assert bounds(day.isoformat()) == Bounds(day, day)
    month = bounds(day.isoformat()[:7])
    assert month == Bounds(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
    assert bounds(day.isoformat()[:4]) == Bounds(date(day.year, 1, 1), date(day.year, 12, 31))


@given(DAYS, st.sampled_from(["?", "~", "%"]))
def test_a_mark_of_doubt_widens_nothing(day: date, mark: str) -> None:
    assert bounds(day.isoformat() + mark) == bounds(day.isoformat())


@given(DAYS, st.sets(st.sampled_from([1, 2, 3, 5, 6, 8, 9]), min_size=1))
def test_a_day_with_unknown_digits_may_still_be_that_day(day: date, hidden: set[int]) -> None:
    text = "".join("X" if i in hidden else digit for i, digit in enumerate(day.isoformat()))
    found = bounds(text)
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= day <= found.latest


@given(DAYS, DAYS)
def test_an_interval_runs_from_one_end_to_the_other_or_is_refused(a: date, b: date) -> None:
    first, last = sorted((a, b))
    assert bounds(f"{first}/{last}") == Bounds(first, last)
    assert bounds(f"{first}/..") == Bounds(first, None)
    assert bounds(f"[{last},{first}]") == Bounds(first, last)
    if a > b:
        with pytest.raises(DateError):
            bounds(f"{a}/{b}")


@given(st.text("0123456789X-/.?~%[]{},STZYE:+ ", max_size=24))
def test_any_text_is_refused_or_has_bounds_in_order(text: str) -> None:
    try:
        found = bounds(text)
    except DateError:
        return
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest


@given(
    DAYS.filter(lambda day: day.year >= 1000),
    st.sampled_from(["", "?", "~", "%"]),
    st.sampled_from([4, 7, 10]),
)
def test_everyday_forms_agree_with_the_edtf_library(day: date, mark: str, length: int) -> None:
    text = day.isoformat()[:length] + mark
    parsed, found = parse_edtf(text), bounds(text)
    assert found == Bounds(date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3]))


def test_periods_overlap_when_they_may_share_a_day() -> None:
    assert overlap(bounds("2017-02/2017-04"), bounds("2017-04-30"))
    assert not overlap(bounds("2017-02/2017-04"), bounds("2017-05-01"))
    assert overlap(bounds("2017/.."), bounds("../2017-01-01"))
    assert not overlap(bounds("2017/.."), bounds("../2016"))


@given(DAYS, DAYS, st.integers(0, 400))
def test_overlap_does_not_depend_on_the_order(a: date, b: date, days: int) -> None:
    start = min(a, date(9998, 1, 1))
    period, other = Bounds(start, start + timedelta(days)), Bounds(b, None)
    assert overlap(period, other) == overlap(other, period) == (start + timedelta(days) >= b)
