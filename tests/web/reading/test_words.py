"""Dates, people and names in words: as uncertain as they were written."""

import pytest

from isthmus.core.dates import Bounds, bounds
from isthmus.store.desk.models import Mention
from isthmus.web.desk import veil
from isthmus.web.desk.language import renderer
from isthmus.web.desk.reading.dates import shown_date, shown_dates
from isthmus.web.desk.reading.words import crowd, described

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize(
    ("written", "words", "span"),
    [
        ("2017-04-01", "1 Apr 2017", "2017-04-01"),
        ("2017-03?", "Mar 2017?", "2017-03-01 to 2017-03-31"),
        ("2017~", "about 2017", "2017-01-01 to 2017-12-31"),
        ("2017%", "about 2017?", "2017-01-01 to 2017-12-31"),
        ("2017-02/2017-04", "Feb–Apr 2017", "2017-02-01 to 2017-04-30"),
        ("2016-12/2017-01", "Dec 2016–Jan 2017", "2016-12-01 to 2017-01-31"),
        ("../2017-04-01", "by 1 Apr 2017", "open to 2017-04-01"),
        ("2017-04/..", "from Apr 2017 on", "2017-04-01 to open"),
        ("193X", "the 1930s", "1930-01-01 to 1939-12-31"),
        ("1937-1X", "between 1 Oct 1937 and 31 Dec 1937", "1937-10-01 to 1937-12-31"),
        ("2017-22", "summer 2017", "2017-06-01 to 2017-08-31"),
        ("", "not stated", "any day"),
    ],
)
def test_dates_read_as_uncertain_as_they_were_written(written: str, words: str, span: str) -> None:
    shown = shown_date(written)
    assert (shown.words, shown.span) == (words, span)
    assert shown.uncertain == (written != "2017-04-01")


def test_several_dates_of_one_incident_become_their_range() -> None:
    written = ["2017-02", "2017-04-01"]
    shown = shown_dates(written, Bounds(bounds(written[0]).earliest, bounds(written[1]).latest))
    assert shown.words == "Feb–Apr 2017"
    assert shown.uncertain


@pytest.mark.parametrize(
    ("mention", "words"),
    [
        ({"low": 1, "high": 1, "sex": "male", "age": "16"}, "a boy, aged 16"),
        ({"low": 1, "high": 1, "age": "7m"}, "a child, aged 7 months"),
        ({"low": 1, "high": 1, "age": "1d"}, "a child, aged 1 day"),
        ({"low": 1, "high": 1, "sex": "f", "age": "7m/2"}, "a girl, aged 7 months–2 years"),
        ({"low": 1, "high": 1, "age": "230m"}, "a person, aged 230 months"),
        ({"low": 1, "high": 1, "sex": "female", "age": "15/17"}, "a girl, aged 15–17"),
        ({"low": 1, "high": 1, "occupation": "driver"}, "a person, driver"),
        ({"low": 100, "high": None, "sex": "male"}, "at least 100 men"),
        ({"low": 3, "high": 7}, "3 to 7 people"),
        ({"low": 4, "high": 4, "sex": "women"}, "4 women"),
        ({"low": 1, "high": None, "kind": "unit"}, "one or more members of a unit"),
    ],
)
def test_people_are_described_without_a_name(mention: dict[str, object], words: str) -> None:
    assert described(Mention(name="Alpha", **mention)) == words


def test_several_victims_are_a_figure_and_never_a_list_of_names() -> None:
    assert crowd(100, 3) == "at least 100 people; 3 named"
    assert crowd(0, 0) == "nobody stated"


def test_names_in_a_row_read_as_a_list() -> None:
    assert renderer().listed(["a", "b", "c"]) == "a, b and c"
    assert renderer().listed(["a"]) == "a"


def test_the_veil_keeps_a_role_and_hides_a_name() -> None:
    assert veil.capital_initials("the analyst of the Valley") == "the analyst of the V."
    assert veil.initials("Alpha Testperson") == "A. T."
