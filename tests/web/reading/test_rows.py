"""The pages of one incident, person, source and document, of the count, and of a search."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Act, Document, Event, Mention, Source, Statement
from tests.web.reading.case import GROUND, HOSTILE, NAMES, small_case
from tests.web.reading.pages import load, text_of

pytestmark = pytest.mark.usefixtures("case")


def page_of(browser: Client, name: str, uid: object) -> str:
    return " ".join(text_of(browser.get(reverse(name, args=[uid])).content).split())


def incident_page(browser: Client, act: str = "a1") -> str:
    return page_of(browser, "incident", Act.objects.get(ref=act).uid)


def test_an_incident_says_what_it_rests_on_in_words(browser: Client) -> None:
    page = incident_page(browser)
    assert "2 independent lines" in page
    assert "It rests on Delta Witnessperson and sealed source" in page
    assert "We know it through The Valley Courier and Delta Witnessperson ." in page


def test_an_incident_is_the_same_by_the_address_of_any_of_its_acts(browser: Client) -> None:
    assert "2 independent lines" in incident_page(browser, "a2")


def test_a_long_list_of_statements_says_that_it_was_cut(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "statements are shown" not in incident_page(browser)
    monkeypatch.setattr("isthmus.web.desk.reading.incident.MOST_STATEMENTS", 1)
    assert "The first 1 of" in incident_page(browser)


def test_a_statement_shows_quote_locator_document_and_how_they_know(browser: Client) -> None:
    page = incident_page(browser)
    assert "“Two people were taken.”" in page
    assert "In Courier report , p. 1 (held)." in page
    assert "Knows from sealed source" in page
    assert "Knows at first hand." in page


def test_the_graph_is_drawn_and_told_as_a_table(browser: Client) -> None:
    page = browser.get(reverse("incident", args=[Act.objects.get(ref="a1").uid])).content.decode()
    assert page.count("<svg") == 2
    assert "The same as a table" in page
    assert "bottleneck" in page
    assert "Chains from different statements of one source are joined at that source." in page


def test_denials_and_retractions_stand_beside(browser: Client) -> None:
    page = incident_page(browser)
    assert "Denied: that it happened. The denial has 0 independent lines." in page
    assert "It is never subtracted" in page
    assert "Nobody has judged this retraction." in page


def test_attribution_and_grounds_have_lines_of_their_own(browser: Client) -> None:
    page = incident_page(browser)
    assert "By whom, as stated" in page
    assert "the district police" in page
    assert f"On what ground, as alleged lines alleged ground of the act 1 1 independent line {GROUND}" in page


def test_a_judgement_shows_who_when_and_why(browser: Client) -> None:
    page = incident_page(browser)
    assert "the same incident" in page
    assert "Judged by analyst on 2 Jan 2026 . “ Same day and place. ”" in page
    assert "No reason was given." in page


def test_an_incident_on_nothing_held_says_so(browser: Client) -> None:
    page = incident_page(browser, "a4")
    assert "0 independent lines" in page
    assert "Not held: it counts for nothing." in page


def test_a_person_has_mentions_parts_and_judgements_and_never_a_ground(browser: Client) -> None:
    page = page_of(browser, "person", Mention.objects.get(ref="m1").uid)
    assert NAMES[0] in page
    assert "Mentioned 2 times , judged to be the same" in page
    assert "released" in page
    assert "not the same person or group" in page
    assert GROUND not in page


def test_a_source_says_what_rests_on_it(browser: Client) -> None:
    page = page_of(browser, "source", Source.objects.get(ref="s2").uid)
    assert "It speaks in 2 statements" in page
    assert "1 incident rests on it" in page
    assert "Spoke once." in page


def test_a_sealed_source_is_a_token_and_never_contacted(browser: Client) -> None:
    page = page_of(browser, "source", Source.objects.get(ref="s3").uid)
    assert "sealed source" in page
    assert "only a keeper may see who this is" in page
    assert "May be approached" not in page


def test_holding_a_document_makes_its_statements_count_and_can_be_undone(browser: Client) -> None:
    memo = Document.objects.get(ref="d3")
    assert "We now hold this article" in page_of(browser, "document", memo.uid)
    given = {
        "kept_at": "the archive",
        "seen": browser.get(reverse("hold_document", args=[memo.uid])).context["seen"],
    }
    browser.post(reverse("hold_document", args=[memo.uid]), given)
    memo.refresh_from_db()
    assert memo.held == "yes"
    asked = browser.get(reverse("unhold_document", args=[memo.uid]))
    browser.post(reverse("unhold_document", args=[memo.uid]), {"seen": asked.context["seen"]})
    memo.refresh_from_db()
    assert memo.held == "no"
    assert Event.objects.filter(actor__name="tester").count() >= 3


def put_in(ref: str, content: bytes, kind: str) -> Document:
    document = Document.objects.get(ref=ref)
    document.content = current_workspace().blobs.add(content)
    document.content_type, document.content_size = kind, len(content)
    document.save()
    return document


def test_quotes_are_marked_in_the_text_that_was_put_in(browser: Client) -> None:
    document = put_in("d1", f"On Monday. Two people were taken. {HOSTILE}".encode(), "text/plain")
    page = browser.get(reverse("document", args=[document.uid])).content.decode()
    uid = Statement.objects.get(ref="t1").uid
    assert f'id="quote-{uid}" href="#s-{uid}"><sup>1</sup><mark>Two people were taken.</mark></a>' in page
    assert "<script>alert" not in page


def test_a_file_is_saved_and_never_shown_as_what_it_is(browser: Client) -> None:
    picture = put_in("d1", b"\x89PNG", "image/png")
    answer = browser.get(reverse("document_file", args=[picture.uid]))
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert b"".join(answer.streaming_content) == b"\x89PNG"  # type: ignore[attr-defined]
    active = put_in("d2", b"<script>alert(1)</script>", "image/svg+xml")
    address = reverse("document_file", args=[active.uid])
    assert browser.get(address).status_code == 404  # confidential: no file leaves
    Document.objects.filter(ref="d2").update(protection="")
    answer = browser.get(reverse("document_file", args=[active.uid]))
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert browser.get(reverse("document_file", args=[Document.objects.get(ref="d3").uid])).status_code == 404


def test_the_count_says_what_its_figures_are_and_are_not(browser: Client) -> None:
    page = " ".join(text_of(browser.get(reverse("count")).content).split())
    assert "At least 2 people are documented" in page
    assert "It is not an estimate" in page
    assert "judgements made by people one by one" in page
    assert "2 events of the custody log" in page


def test_every_figure_of_the_count_leads_to_what_it_rests_on(browser: Client) -> None:
    body = browser.get(reverse("count")).content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    assert "/?lines=1" in body
    assert "/people/?lines=2" in body


def test_an_open_maximum_is_called_open(browser: Client) -> None:
    case = small_case()
    group = replace(case.mentions[0], id="m9", act="a1", high=None, name="", kind="group")
    open_end = '<span class="open-end">open</span>'
    assert open_end not in browser.get(reverse("count")).content.decode()
    load(replace(case, mentions=(*case.mentions, group)))
    assert open_end in browser.get(reverse("count")).content.decode()


def test_a_search_keeps_its_words_out_of_the_address(browser: Client) -> None:
    answer = browser.post(reverse("search"), {"words": "searched"})
    assert answer.headers["Location"] == reverse("search")
    page = browser.get(reverse("search")).content.decode()
    assert "1 statement" in page
    assert "A house was <mark>searched</mark>." in page


def test_a_search_finds_people_by_name_and_survives_any_words(browser: Client) -> None:
    for words, found in (("alpha", True), ('NEAR( " OR *', False), ("'); DROP TABLE", False), ("", False)):
        browser.post(reverse("search"), {"words": words})
        page = browser.get(reverse("search"))
        assert page.status_code == 200
        assert ("Two people were taken." in text_of(page.content)) is found, words


def test_what_does_not_exist_is_said_without_data(browser: Client) -> None:
    for name in ("incident", "person", "source", "document"):
        answer = browser.get(reverse(name, args=["00000000-0000-4000-8000-000000000000"]))
        assert answer.status_code == 404
        assert "This page does not exist." in text_of(answer.content)
