"""What is said without telling of an act: listed with its place and time, filtered, and never taken for an incident."""

import pytest
from django.test import Client

from isthmus.core.workbook.rows import Act, Document, Judgement, Place, Source, Statement, Workbook
from tests.web.reading.pages import load, text_of


@pytest.fixture(autouse=True)
def case() -> None:
    """Four that tell of no act, one of them sealed; a withdrawn one; an act; a denial in general."""
    said = ("s1",)
    load(
        Workbook(
            sources=(Source("s1", "The Valley Courier", "outlet"),),
            places=(
                Place("p1", "Upper Valley", precision="region"),
                Place("p2", "Millbridge", parent="p1"),
                Place("p3", "Farhaven"),
            ),
            documents=(Document("d1", "A report", said, "yes"),),
            statements=(
                Statement("t1", "d1", said, "asserts", "first_hand", quote="People were afraid."),
                Statement("t2", "d1", said, "suspects", "unknown", quote="It may grow worse."),
                Statement("t3", "d1", said, "asserts", "unknown", quote="They beat everybody there."),
                Statement("t4", "d1", said, "asserts", "unknown", quote="A number was published."),
                Statement("t5", "d1", said, "asserts", "unknown", quote="Coded by mistake."),
                Statement("t6", "d1", said, "asserts", "first_hand", quote="A house was searched."),
                Statement("t7", "d1", said, "denies", "unknown", quote="Nothing ever happens."),
            ),
            acts=(
                Act("a1", "t1", "", "general", "2017-03", "p2"),
                Act("a2", "t2", "", "general", "2018/..", "p3"),
                Act("a3", "t3", "torture", "general", "2016", "p1"),
                Act("a5", "t5", "", "general", "2017", "p2"),
                Act("a6", "t6", "house_raid", "this", "2017", "p2"),
                Act("a7", "t7", "", "general", "2017", "p2"),
            ),
            judgements=(
                Judgement("j1", "statement", "t5", "", "withdrawn", "analyst", "2026-01-02T10:00:00Z"),
            ),
        )
    )


def listed(browser: Client, query: str = "") -> str:
    return " ".join(text_of(browser.get(f"/background/{query}").content).split())


def test_the_list_shows_what_tells_of_no_act_with_its_place_and_time(browser: Client) -> None:
    page = listed(browser)
    assert "4 statements tell of no act" in page
    for quote in ("People were afraid", "It may grow worse", "They beat everybody", "A number was published"):
        assert quote in page
    for other in ("Coded by mistake", "A house was searched", "Nothing ever happens"):
        assert other not in page
    assert "Mar 2017" in page
    assert "In general: torture" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?name=afraid", {"People were afraid"}),
        ("?from=2018&to=2019", {"It may grow worse"}),
        ("?to=2016", {"They beat everybody"}),
        ("?from=2017-03&to=2017-03", {"People were afraid"}),
    ],
)
def test_it_is_filtered_by_words_and_by_period(browser: Client, query: str, found: set[str]) -> None:
    page = listed(browser, query)
    quotes = ("People were afraid", "It may grow worse", "They beat everybody", "A number was published")
    assert {each for each in quotes if each in page} == found


def test_a_place_takes_in_what_lies_in_it(browser: Client) -> None:
    from isthmus.store.desk.models import Place as PlaceRow

    page = listed(browser, f"?place={PlaceRow.objects.get(ref='p1').uid}")
    assert "2 statements tell" in page
    assert "People were afraid" in page
    assert "They beat everybody" in page


@pytest.mark.parametrize("query", ["?from=spring", "?from=2018&to=2017", "?place=nowhere"])
def test_a_filter_that_is_not_understood_shows_no_row(browser: Client, query: str) -> None:
    page = listed(browser, query)
    assert "nothing is shown" in page
    assert "People were afraid" not in page


def test_it_is_sorted_by_time_and_what_has_none_stands_last(browser: Client) -> None:
    page = listed(browser, "?sort=when")
    order = ("They beat everybody", "People were afraid", "It may grow worse", "A number was published")
    assert sorted(order, key=page.index) == list(order)


def test_the_record_and_the_statement_lead_there_and_no_incident_is_made_of_it(browser: Client) -> None:
    from isthmus.store.desk.models import Document as DocumentRow
    from isthmus.store.desk.models import Incident

    assert Incident.objects.count() == 1
    assert 'href="/background/"' in browser.get("/").content.decode()
    page = " ".join(text_of(browser.get(f"/document/{DocumentRow.objects.get().uid}/").content).split())
    assert page.count("Background") == 2
    assert "In general: torture" in page


def test_under_the_veil_a_quote_shows_no_name(veiled: Client) -> None:
    assert "Background" in listed(veiled)
