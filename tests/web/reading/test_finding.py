"""The page of a search, the lists of documents, sources and places, the page of a place, and saved views."""

import csv
import io
import re
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk.models import Document, Place, SavedView
from isthmus.store.desk.scratch.models import Draft
from isthmus.web.desk.shown import SHOWN
from tests.accounts import the_owner, who
from tests.web.reading.case import GROUND, NAMES, SEALED_NAME
from tests.web.reading.pages import text_of

pytestmark = pytest.mark.usefixtures("case")

LISTS = ("documents", "sources", "places")


def page_of(browser: Client, address: str) -> str:
    return " ".join(text_of(browser.get(address).content).split())


def searched(browser: Client, words: str) -> str:
    browser.post(reverse("search"), {"words": words})
    return page_of(browser, reverse("search"))


def table(answer: object) -> list[dict[str, str]]:
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_search_finds_by_kind_and_says_how_many(browser: Client) -> None:
    page = searched(browser, "courier")
    assert "Found: 3 statements , 1 document , 1 source ." in page
    assert "Courier report" in page
    assert "The Valley Courier" in page


def test_what_is_searched_for_lies_in_no_table(browser: Client) -> None:
    searched(browser, "valley")
    assert all("valley" not in repr(each.get_decoded()) for each in Session.objects.all())
    browser.post(reverse("lock"))
    assert "valley" not in repr(SHOWN.__dict__)


def test_what_is_found_by_sound_says_so(browser: Client) -> None:
    assert "sounds alike, in another script" in searched(browser, "Альфа")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("%", "There is no letter and no digit in it"),
        ("a" * 10_000, "A search holds 200 characters"),
        ("nowhere", "Nothing holds every word"),
    ],
)
def test_what_cannot_be_found_is_said_in_words(browser: Client, words: str, told: str) -> None:
    page = searched(browser, words)
    assert told in page
    assert "Found:" not in page


def test_one_kind_has_a_page_of_its_own(browser: Client) -> None:
    searched(browser, "courier")
    page = page_of(browser, reverse("search") + "?kind=sources")
    assert "Found: 1 source ." in page
    assert "Show what was found of every kind" in page


def test_ones_own_drafts_are_searched_and_nobody_elses(browser: Client) -> None:
    Draft.objects.create(owner=the_owner("tester").number, text="a kanarienvogel sang", body={})
    Draft.objects.create(owner=who("another").number, text="another kanarienvogel", body={})
    page = searched(browser, "kanarien")
    assert "1 draft of yours" in page
    assert "another" not in page


def test_no_name_stands_in_what_a_veiled_search_shows(veiled: Client) -> None:
    page = searched(veiled, NAMES[0])
    assert "1 person" in page
    assert not any(word in page for name in NAMES for word in name.split())


def test_what_is_sealed_is_not_found(browser: Client) -> None:
    for words in (SEALED_NAME, "secret memo", "hidden note"):
        assert "Nothing holds every word" in searched(browser, words)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("documents", "3 documents. 2 of them are held."),
        ("sources", "4 sources."),
        ("places", "3 places."),
    ],
)
def test_each_list_opens_with_a_sentence_and_leads_to_its_rows(browser: Client, name: str, told: str) -> None:
    assert told in page_of(browser, reverse(name))
    body = browser.get(reverse(name)).content.decode().partition("<tbody>")[2]
    assert body.count("<tr data-row") == int(told[0])


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("/documents/?sort=title", "Courier report"),
        ("/documents/?sort=-statements", "Courier report"),
        ("/sources/?sort=name", "Delta Witnessperson"),
        ("/sources/?sort=-name", "The Valley Courier"),
        ("/places/?sort=name", "Farhaven"),
        ("/places/?sort=-name", "Upper Valley"),
        ("/places/?sort=nonsense", "Farhaven"),
        ("/people/?sort=-who", "the district police"),
        ("/people/?sort=who", "Alpha Testperson"),
        ("/?sort=when", "house raid"),
        ("/?sort=-when", "unlawful detention"),
    ],
)
def test_a_list_is_sorted_by_its_headings(browser: Client, address: str, first: str) -> None:
    body = browser.get(address).content.decode().partition("<tbody>")[2]
    rows = text_of(body.partition("</tr>")[0].encode())
    assert first in rows


@pytest.mark.parametrize(
    ("address", "shown", "hidden"),
    [
        ("/documents/?held=no", "sealed document", "Courier report"),
        ("/documents/?name=courier", "Courier report", "Own account"),
        ("/sources/?kind=authority", "the ministry", "Courier"),
        ("/sources/?name=hiddensource", "No source", "sealed source"),
        ("/places/?name=millbrij", "No place", "Millbridge"),
        ("/places/?name=mill", "Millbridge", "Farhaven"),
        ("/people/?name=alpha", "Alpha Testperson", "Beta"),
        ("/people/?name=Альфа", "Alpha Testperson", "Beta"),
        ("/?name=alpha", "unlawful detention", "house raid"),
    ],
)
def test_lists_are_filtered(browser: Client, address: str, shown: str, hidden: str) -> None:
    main = browser.get(address).content.decode().partition("<main")[2].partition("</main>")[0]
    rows = text_of(main[main.rindex("</form>") :].encode())
    assert shown in rows
    assert hidden not in rows


@pytest.mark.parametrize(
    "query",
    [
        *("type=nonsense", "ground=nonsense", "place=nonsense", "lines=9", "said=x", "who=x", "from=soon"),
        *("from=2021&to=2020", "name=alpha&ground=" + GROUND, "place=00000000-0000-4000-8000-000000000000"),
    ],
)
@pytest.mark.parametrize("name", ["record", "people", "count"])
def test_a_filter_that_is_not_understood_shows_no_figures(browser: Client, name: str, query: str) -> None:
    page = browser.get(f"{reverse(name)}?{query}").content.decode()
    assert "A filter was not understood, so nothing is shown." in text_of(page.encode())
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "data-row" not in main
    assert "incidents" not in text_of(main.partition("<form")[0].encode())


@pytest.mark.parametrize("query", ["type=nonsense", "document=nonsense", "stance=x"])
def test_no_file_is_sent_under_a_filter_that_is_not_understood(browser: Client, query: str) -> None:
    assert browser.get(f"{reverse('record_csv')}?{query}").status_code == 400


def test_filters_stand_in_words_in_the_sentence(browser: Client) -> None:
    page = page_of(browser, "/?type=house_raid&lines=1&name=alpha")
    assert "Only: house raid; on 1 or more lines." in page
    assert "Only those whose name answers to “ alpha ”." in page


def test_files_have_ids_and_links_and_close_what_is_marked(browser: Client) -> None:
    record = table(browser.get(reverse("record_csv")))
    assert {row["id"] for row in record} >= {"a1", "a5"}
    assert all(row["link"].startswith("/incident/") for row in record)
    documents = {row["link"]: row for row in table(browser.get(reverse("documents_csv")))}
    rows = {each.ref: documents[f"/document/{each.uid}/"] for each in Document.objects.all()}
    assert (rows["d1"]["id"], rows["d1"]["title"], rows["d1"]["authors"]) == ("d1", "Courier report", "s1")
    assert all(is_token(rows[ref][column]) for ref in ("d2", "d3") for column in ("id", "title", "authors"))
    sources = table(browser.get(reverse("sources_csv")))
    assert sum(is_token(row["name"]) for row in sources) == 2
    places = {row["id"]: row for row in table(browser.get(reverse("places_csv")))}
    assert (places["p2"]["lies_in"], places["p1"]["incidents"]) == ("p1", "1")


def test_the_page_of_a_place_shows_where_it_lies_and_what_happened_there(browser: Client) -> None:
    page = page_of(browser, reverse("place", args=[Place.objects.get(ref="p1").uid]))
    assert "1 incident in this place or in a place within it." in page
    assert "In it lie Millbridge" in page
    assert "Two people were taken." in page
    below = page_of(browser, reverse("place", args=[Place.objects.get(ref="p2").uid]))
    assert "Lies in Upper Valley" in below


def test_a_place_is_a_link_where_it_is_named(browser: Client) -> None:
    address = reverse("place", args=[Place.objects.get(ref="p2").uid])
    source = page_of(browser, reverse("documents"))
    assert source
    document = Document.objects.get(ref="d1")
    assert address in browser.get(reverse("document", args=[document.uid])).content.decode()


def test_a_view_is_kept_renamed_and_deleted(browser: Client) -> None:
    back = "/?type=house_raid&sort=when"
    browser.post(reverse("save_view", args=["record"]), {"view": "Raids", "next": back})
    view = SavedView.objects.get()
    page = browser.get(reverse("record")).content.decode()
    [address] = re.findall(r'<a href="([^"]*)"><bdi>Raids</bdi></a>', page)
    assert "house_raid" not in address
    assert "Only: house raid." in page_of(browser, unescape(address))
    browser.post(reverse("rename_view", args=[view.uid]), {"view": "House raids", "next": back})
    assert SavedView.objects.get().name == "House raids"
    browser.post(reverse("delete_view", args=[view.uid]), {"next": back})
    assert not SavedView.objects.exists()


def test_a_heading_sorts_the_list_under_its_filters(browser: Client) -> None:
    answer = browser.post(
        reverse("sort_list"), {"next": "/documents/?held=yes&page=2&sort=title", "sort": "-title"}
    )
    assert answer.headers["Location"] == "/documents/?held=yes&sort=-title"
    page = browser.get(answer.headers["Location"]).content.decode()
    assert 'aria-sort="descending"' in page
    assert (
        browser.post(reverse("sort_list"), {"next": "//elsewhere.example/"}).headers["Location"][0:2] == "/?"
    )


def test_a_view_needs_a_name_of_its_own(browser: Client) -> None:
    for name in ("", "x" * 61):
        answer = browser.post(
            reverse("save_view", args=["people"]), {"view": name, "next": "/people/?lines=2"}, follow=True
        )
        assert "view" in text_of(answer.content).lower()
    assert not SavedView.objects.exists()
    assert browser.post(reverse("save_view", args=["custody"]), {"view": "x"}).status_code == 404


def test_nobody_elses_view_is_shown_or_changed(browser: Client) -> None:
    view = SavedView.objects.create(
        owner_id=who("another").number, page="record", name="Not mine", query="lines=2"
    )
    assert "Not mine" not in page_of(browser, reverse("record"))
    for name in ("rename_view", "delete_view"):
        assert browser.post(reverse(name, args=[view.uid]), {"view": "x"}).status_code == 404


@pytest.mark.parametrize(
    "name", ["record", "people", "count", "documents", "sources", "places", "background", "judge"]
)
def test_filters_that_another_key_sealed_show_nothing(browser: Client, name: str) -> None:
    page = page_of(browser, f"{reverse(name)}?kept=of-another-workspace")
    assert "nothing is shown" in page
    assert "cannot be read here" in page


@pytest.mark.parametrize("query", ["kind=x", "made=x", "decision=x", "from=soon"])
def test_judgements_under_a_filter_that_is_not_understood_show_no_figures(
    browser: Client, query: str
) -> None:
    page = page_of(browser, f"{reverse('judge')}?{query}")
    assert "nothing is shown" in page
    assert "in force" not in page


@pytest.mark.parametrize("address", ["/documents/?held=x", "/sources/?kind=x", "/places/?precision=x"])
def test_a_list_says_what_it_does_not_understand_beside_a_name(browser: Client, address: str) -> None:
    page = browser.get(f"{address}&name=alpha")
    assert page.status_code == 200
    assert "nothing is shown" in text_of(page.content)
