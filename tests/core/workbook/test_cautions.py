"""What is asked about in a sound workbook: collected beside the problems, and no reason to leave anything out."""

from datetime import date

import pytest

from isthmus.core.dates.years import has_unusual_year
from isthmus.core.workbook.cautions import Caution, Cautions
from isthmus.core.workbook.check import Table, check
from isthmus.core.workbook.problems import KEPT_IN_FULL
from isthmus.language import english
from tests.core.workbook.books import sound_book, table

TODAY = date(2026, 11, 29)


def cautions_of(book) -> Cautions:
    cautions = Cautions(TODAY)
    check({name: table(rows) for name, rows in book.items()}, None, cautions)
    return cautions


def test_a_plain_workbook_is_not_asked_about():
    assert not cautions_of(sound_book())


def test_unusual_years_are_told_by_sheet_row_and_column_and_left_in():
    book = sound_book()
    book["acts"][0]["date"] = "1438-09"
    book["documents"][0]["published"] = "2071-04-01"
    tables = {name: table(rows) for name, rows in book.items()}
    cautions = Cautions(TODAY)
    workbook, problems = check(tables, None, cautions)
    assert not problems
    assert workbook.acts[0].date == "1438-09"
    assert [(each.sheet, each.row, each.column, each.value) for each in cautions.first] == [
        ("documents", 2, "published", "2071-04-01"),
        ("acts", 2, "date", "1438-09"),
    ]
    said = english(cautions.first[0].doubt, cautions.first[0].mend)
    assert said.startswith("The year lies outside 1900 to 2027. Correct it if it is a slip.")
    assert english(cautions.headline).startswith("2 cells of the workbook are unusual.")


def test_a_row_that_is_left_out_is_not_asked_about():
    book = sound_book()
    book["acts"][0] |= {"date": "1438", "type": "nonsense"}
    assert not cautions_of(book)


def test_a_caution_about_what_is_sealed_does_not_repeat_it():
    book = sound_book()
    book["documents"][0] |= {"published": "1438", "protection": "sealed"}
    assert [each.value for each in cautions_of(book).first] == [""]


def test_past_a_thousand_they_are_only_counted():
    rows = [[str(i), str(i), "1438"] for i in range(KEPT_IN_FULL + 5)]
    header = ["id", "title", "published", "author", "held"]
    sources = Table(["id", "name", "kind"], [["s", "S", "outlet"]])
    cautions = Cautions(TODAY)
    check(
        {"sources": sources, "documents": Table(header, [[*row, "s", "yes"] for row in rows])}, None, cautions
    )
    assert (cautions.total, len(cautions.first)) == (KEPT_IN_FULL + 5, KEPT_IN_FULL)


@pytest.mark.parametrize(
    "text",
    [
        "1438",
        "1396-01-01",
        "1899-12-31",
        "2028",
        "0217-03-05",
        "2071/2072",
        "1438/2017",
        "../1399",
        "[1396, 2017]",
    ],
)
def test_years_outside_1900_to_next_year_are_unusual(text):
    assert has_unusual_year(text, TODAY)


@pytest.mark.parametrize(
    "text",
    ["", "1900", "2027-12-31", "2017?", "../2017", "2017/..", "202X", "1900/2027", "XXXX",
     "{2016, 2017..2018}", "1950S2", "2017-21", "XXXX-03-05"],
)  # fmt: skip
def test_what_may_lie_between_them_is_not(text):
    assert not has_unusual_year(text, TODAY)


def test_a_caution_is_kept_as_json():
    caution = cautions_of({**sound_book(), "acts": [{**sound_book()["acts"][0], "date": "1438"}]}).first[0]
    assert isinstance(caution, Caution)
    assert caution.as_json()["doubt"] == {"code": "caution.year", "values": {"first": 1900, "last": 2027}}
