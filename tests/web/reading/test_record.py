"""The record and people as pages and as CSV: filters, paging, sentences, and never a name beside a ground."""

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from isthmus.core.workbook.rows import Act, Mention, Statement, Workbook
from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk.models import Place
from isthmus.store.desk.queries import counts
from isthmus.store.desk.queries.counts import counted
from isthmus.store.desk.queries.record import RecordFilter
from isthmus.store.desk.scratch.models import Job
from tests.web.reading.case import GROUND, HOSTILE, NAMES, hostile_case, small_case
from tests.web.reading.pages import load, text_of

WORDS = [word for name in NAMES for word in name.split()]


def table(answer: object) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text)))


def test_an_empty_workspace_shows_its_three_doors(browser: Client) -> None:
    page = text_of(browser.get(reverse("record")).content)
    assert "Nothing is recorded yet" in page
    for door in ("Open the sample", "Import a workbook", "Code a document"):
        assert door in page


@pytest.mark.usefixtures("case")
def test_the_record_opens_with_one_sentence_of_its_own_figures(browser: Client) -> None:
    page = " ".join(text_of(browser.get(reverse("record")).content).split())
    assert (
        "3 incidents. 1 of them stands on 2 or more independent lines. At least 2 people are documented."
        in page
    )


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("type=house_raid", "house raid", "unlawful detention"),
        ("lines=2", "unlawful detention", "house raid"),
        ("from=2020-04&to=2020-06", "unlawful detention", "house raid"),
        ("to=2019-12", "house raid", "unlawful detention"),
        (f"ground={GROUND}", "unlawful detention", "house raid"),
    ],
)
def test_filters_leave_what_passes(browser: Client, query: str, shown: str, hidden: str) -> None:
    rows = browser.get(f"/?{query}").content.decode().partition("<tbody>")[2]
    assert shown in rows
    assert hidden not in rows


@pytest.mark.usefixtures("case")
def test_a_place_takes_in_the_places_below_it(browser: Client) -> None:
    region = Place.objects.get(name="Upper Valley")
    rows = browser.get(f"/?place={region.uid}").content.decode().partition("<tbody>")[2]
    assert "Millbridge" in rows
    assert "Farhaven" not in rows


@pytest.mark.usefixtures("case")
def test_a_date_that_is_none_is_said_at_its_field_and_no_figure_is_shown(browser: Client) -> None:
    page = browser.get("/?from=2020-02-31").content.decode()
    assert "This is not a date" in page
    assert 'aria-invalid="true"' in page
    assert "data-row" not in page


@pytest.mark.usefixtures("case")
def test_nothing_that_passes_is_said_with_a_way_back(browser: Client) -> None:
    assert "No incident passes these filters." in text_of(browser.get("/?type=torture").content)


def test_a_long_record_comes_in_pages_that_keep_their_filters(browser: Client) -> None:
    load(many(120))
    first = browser.get("/?type=threat").content.decode()
    assert first.count("<tr data-row>") == 50
    assert 'href="?type=threat&amp;page=2"' in first
    last = browser.get("/?type=threat&page=3").content.decode()
    assert last.count("<tr data-row>") == 20
    assert "101 to 120 of 120" in text_of(last.encode())
    assert browser.get("/?page=99999999999999999999").status_code == 200
    assert browser.get("/?page=-1").content.count(b"<tr data-row>") == 50


@pytest.mark.usefixtures("case")
def test_the_record_as_csv_has_neither_names_nor_grounds(browser: Client) -> None:
    rows = table(browser.get(reverse("record_csv")))
    assert len(rows) == 4
    assert rows[0][:3] == ["lines", "lines_at_most", "type"]
    joined = str(rows)
    assert not [word for word in (*WORDS, GROUND) if word in joined]


@pytest.mark.usefixtures("case")
def test_people_as_csv_carry_tokens_in_the_place_of_names(browser: Client) -> None:
    rows = table(browser.get(reverse("people_csv")))
    assert len({row[1] for row in rows[1:] if is_token(row[1])}) == 3
    assert not [word for word in (*WORDS, GROUND, "district police") if word in str(rows)]


def test_people_as_csv_are_described_by_what_is_not_marked(browser: Client) -> None:
    case = small_case()
    marked = tuple(replace(row, protection="confidential") for row in case.mentions)
    load(replace(case, mentions=marked))
    rows = table(browser.get(reverse("people_csv")))
    assert {row[2] for row in rows[1:]} == {""}


@pytest.mark.usefixtures("case")
def test_what_is_filtered_by_ground_has_no_names_and_no_way_to_a_person(browser: Client) -> None:
    page = browser.get(f"/people/?ground={GROUND}").content.decode()
    rows = page.partition("<tbody>")[2]
    assert "May 2020" in rows
    assert "Upper Valley" in rows
    for close in ("aged 17", "girl", "Millbridge", "1 May", "/person/"):
        assert close not in rows
    assert not [word for word in WORDS if word in page]


@pytest.mark.usefixtures("case")
def test_incidents_filtered_by_ground_have_months_and_regions_and_nobody_described(browser: Client) -> None:
    rows = browser.get(f"/?ground={GROUND}").content.decode().partition("<tbody>")[2]
    assert "Upper Valley" in rows
    assert "Millbridge" not in rows
    assert "May 2020" in rows
    assert "girl" not in rows


def spreadsheet(answer: Any) -> list[list[str]]:
    """Return the cells of an XLSX file, as another program reads them."""
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    [page] = book.worksheets
    return [["" if cell is None else str(cell) for cell in row] for row in page.iter_rows(values_only=True)]


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("name", ["record", "people", "documents", "sources", "places", "count", "grounds"])
def test_a_list_as_a_spreadsheet_has_the_rows_that_it_has_as_csv(browser: Client, name: str) -> None:
    answer = browser.get(reverse(f"{name}_xlsx"))
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
    rows = spreadsheet(answer)
    assert rows == [
        [cell.lstrip("\ufeff") for cell in row] for row in table(browser.get(reverse(f"{name}_csv")))
    ]
    assert not [word for word in WORDS if word in str(rows)]


@pytest.mark.usefixtures("case")
def test_each_list_leads_to_its_spreadsheet_with_its_filters(browser: Client) -> None:
    for name in ("record", "people", "documents", "sources", "places", "count"):
        address = f"{reverse(name)}?q=Hill"
        assert f"{reverse(f'{name}_xlsx')}?q=Hill" in browser.get(address).content.decode(), name
    answer = browser.get(f"{reverse('people_xlsx')}?ground={GROUND}")
    assert answer["Location"].startswith(reverse("grounds_xlsx"))


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("name", ["people_csv", "record_csv", "count_csv"])
def test_a_list_filtered_by_ground_leads_to_the_one_file_by_ground(browser: Client, name: str) -> None:
    answer = browser.get(f"{reverse(name)}?ground={GROUND}&from=2020-05-01&to=2020-05-01")
    assert answer["Location"].startswith(reverse("grounds_csv"))
    assert GROUND not in answer["Location"]
    assert table(browser.get(answer["Location"])) == [["ground", "type", "period", "region", "victims"]]


@pytest.mark.usefixtures("case")
def test_the_count_as_csv_has_the_figures_of_its_page_and_leads_to_what_they_count(browser: Client) -> None:
    header, *rows = table(browser.get(reverse("count_csv")))
    figures = [dict(zip(header, row, strict=True)) for row in rows]
    assert [each["lines"] for each in figures] == ["1", "2", "3"]
    found = counted(RecordFilter())
    for each, of_core in zip(figures, found.k.values(), strict=True):
        assert each["at_least"] == str(of_core.documented_minimum)
        assert each["incidents"] == str(of_core.incidents)
        assert each["named"] == str(of_core.named)
        assert each["at_most"] == ("" if of_core.record_maximum is None else str(of_core.record_maximum))
    assert figures[0]["log_events"] == str(found.log_size)
    incidents = browser.get(figures[0]["link_incidents"]).content.decode()
    assert incidents.count("<tr data-row>") == found.k[1].incidents
    people = browser.get(figures[0]["link_people"]).content.decode()
    assert people.count("<tr data-row>") == found.k[1].people
    assert not [word for word in (*WORDS, GROUND) if word in str(rows)]


@pytest.mark.usefixtures("case")
def test_the_count_as_csv_has_the_filters_of_its_page_in_words_and_in_its_links(browser: Client) -> None:
    header, *rows = table(browser.get(f"{reverse('count_csv')}?type=house_raid"))
    first = dict(zip(header, rows[0], strict=True))
    assert "house raid" in first["filters"].lower()
    assert "type=house_raid" in first["link_incidents"]
    assert browser.get(f"{reverse('count_csv')}?from=yesterday").status_code == 400


@pytest.mark.usefixtures("case")
def test_a_count_that_takes_long_leads_to_the_page_that_says_how_far_it_is(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "MOST_ACTS_AT_ONCE", 0)
    answer = browser.get(f"{reverse('count_csv')}?type=house_raid")
    assert answer["Location"] == f"{reverse('count')}?type=house_raid"
    assert Job.objects.get().about["page"] == answer["Location"]


@pytest.mark.usefixtures("case")
def test_a_count_by_ground_says_no_day_and_describes_nobody(browser: Client) -> None:
    assert "1 May 2020" in browser.get("/count/").content.decode()
    page = browser.get(f"/count/?ground={GROUND}").content.decode().partition("<tbody>")[2]
    assert "May 2020" in page
    assert "1 May 2020" not in page
    assert "girl" not in page


@pytest.mark.usefixtures("case")
def test_no_list_joins_a_name_to_a_ground(browser: Client) -> None:
    lists = [
        "/",
        "/people/",
        "/count/",
        f"/?ground={GROUND}",
        f"/people/?ground={GROUND}",
        f"/count/?ground={GROUND}",
    ]
    for address in lists:
        rows = browser.get(address).content.decode().partition("<tbody>")[2]
        named = any(word in rows for word in WORDS)
        assert not (named and (GROUND in rows or "ground=" in address)), address


@pytest.mark.usefixtures("case")
def test_people_are_listed_by_role_and_with_their_figures(browser: Client) -> None:
    page = text_of(browser.get(reverse("people")).content)
    assert "Alpha Testperson" in page
    assert "the district police" in page
    assert "3 to 7 people" in page
    assert "perpetrator" in page


@pytest.mark.usefixtures("case")
def test_people_are_filtered_by_what_was_done(browser: Client) -> None:
    rows = browser.get("/people/?type=house_raid").content.decode().partition("<tbody>")[2]
    assert "3 to 7 people" in rows
    assert "Alpha" not in rows


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(browser: Client) -> None:
    case = small_case()
    formula = replace(case.mentions[0], occupation="=1+1", sex="", age="")
    place = replace(case.places[1], name="\N{NO-BREAK SPACE}=1+1")
    load(
        replace(case, mentions=(formula, *case.mentions[1:]), places=(case.places[0], place, case.places[2]))
    )
    rows = table(browser.get(reverse("record_csv")))
    assert "'\N{NO-BREAK SPACE}=1+1" in [row[6] for row in rows]


def test_markup_goes_into_a_csv_as_text(browser: Client) -> None:
    load(hostile_case())
    answer = browser.get(reverse("people_csv"))
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert HOSTILE in str(table(browser.get(reverse("record_csv")))).replace("\\'", "'").replace('\\"', '"')


def many(number: int) -> Workbook:
    """Return so many incidents of one kind."""
    case = small_case()
    ids = [f"n{i:03}" for i in range(number)]
    return Workbook(
        sources=case.sources,
        documents=case.documents,
        statements=tuple(Statement(each, "d1", ("s1",), "asserts", "first_hand") for each in ids),
        acts=tuple(Act(each, each, "threat", "this", "2020") for each in ids),
        mentions=tuple(Mention(each, each, "victim", 1, 1, kind="individual") for each in ids),
    )
