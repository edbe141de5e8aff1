"""Dates in the form: as people write them, shown as EDTF and in words before they are kept, asked about where open."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from isthmus.actions.desk.coding import drafts
from isthmus.store.desk.models import Act, Document
from isthmus.store.desk.scratch.models import Draft
from tests.web.writing.test_coding import begin, save
from tests.web.writing.test_coding import typed as form


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def shown(answer: Any) -> str:
    return plain(answer.content.decode())


def dates(uid: UUID) -> str:
    return drafts.body_of(Draft.objects.get(pk=uid)).statements[0].date


@pytest.mark.parametrize(
    ("typed", "edtf", "words"),
    [
        ("5 March 2017", "2017-03-05", "Understood as 5 Mar 2017: 2017-03-05"),
        ("spring 2017", "2017-21", "Understood as spring 2017: 2017-03-01 to 2017-05-31"),
        ("c. 2017", "2017~", "Understood as about 2017"),
        ("after 5 March 2017", "2017-03-05/..", "Understood as from 5 Mar 2017 on"),
        ("between March and April 2017", "2017-03/2017-04", "Understood as Mar–Apr 2017"),
        ("٥ آذار ٢٠١٧", "2017-03-05", "Understood as 5 Mar 2017"),
    ],
)
def test_what_is_typed_is_understood_and_shown_before_it_is_in_the_register(signed_in, typed, edtf, words):
    uid = begin(signed_in)
    page = shown(save(signed_in, uid, statement__date=typed, step="submit"))
    assert not Document.objects.exists()
    assert "Look at how the dates are understood" in page
    assert words in page
    assert dates(uid) == edtf
    save(signed_in, uid, statement__date=edtf, step="submit")
    assert Act.objects.get().date == edtf


def test_what_the_page_explained_while_it_was_typed_goes_in_at_once(signed_in: Client) -> None:
    uid = begin(signed_in)
    answer = signed_in.post("/code/date/", {"text": "5 March 2017", "field": "statement-date"})
    assert "Understood as 5 Mar 2017, kept as 2017-03-05" in shown(answer)
    found = re.search(r'name="seen" value="([^"]+)"', answer.content.decode())
    assert found
    save(signed_in, uid, statement__date="5 March 2017", seen=found[1], step="submit")
    assert Act.objects.get().date == "2017-03-05"


def test_a_statement_is_left_only_after_its_dates_were_shown(signed_in: Client) -> None:
    uid = begin(signed_in)
    page = save(signed_in, uid, statement__date="05.03.2017", step="next").content.decode()
    assert "Statement 1 of 1" in plain(page)
    assert "Understood as 5 Mar 2017" in plain(page)
    page = save(signed_in, uid, statement__date="2017-03-05", step="next").content.decode()
    assert "Statement 2 of 2" in plain(page)


def test_what_was_typed_elsewhere_is_shown_before_it_is_kept(signed_in: Client) -> None:
    uid = begin(signed_in)
    json = {"HTTP_ACCEPT": "application/json"}
    signed_in.post(f"/code/{uid}/", form(uid, statement__date="5 March 2017"), **json)
    page = save(
        signed_in, uid, statement="1", statement__date="1817", seen="statement-date=1817", step="submit"
    )
    assert not Document.objects.exists()
    assert "Statement 1 of 2" in shown(page)
    assert "Understood as 5 Mar 2017" in shown(page)
    save(signed_in, uid, statement="1", statement__date="1817", seen="statement-date=1817", step="submit")
    assert Document.objects.exists()


def test_what_was_seen_of_another_text_does_not_count(signed_in: Client) -> None:
    uid = begin(signed_in)
    save(signed_in, uid, statement__date="6 March 2017", seen="statement-date=5 March 2017", step="submit")
    assert not Document.objects.exists()


def test_an_ambiguous_date_is_asked_about_and_never_guessed(signed_in: Client) -> None:
    uid = begin(signed_in)
    page = save(signed_in, uid, statement__date="05/03/2017", step="submit")
    assert not Document.objects.exists()
    assert dates(uid) == "05/03/2017"
    assert "Which one is the month?" in shown(page)
    offered = re.findall(r'name="reading-statement-date" value="([^"]+)"', page.content.decode())
    assert offered == ["2017-03-05", "2017-05-03"]
    save(
        signed_in, uid, statement__date="05/03/2017", **{"reading-statement-date": "2017-05-03"},
        seen="statement-date=05/03/2017", step="submit",
    )  # fmt: skip
    assert Act.objects.get().date == "2017-05-03"


def test_a_reading_that_was_not_offered_is_not_taken(signed_in: Client) -> None:
    uid = begin(signed_in)
    save(signed_in, uid, statement__date="05/03/2017", **{"reading-statement-date": "1999-01-01"})
    assert dates(uid) == "05/03/2017"


def test_an_unusual_year_is_asked_about_once_and_may_stay(signed_in: Client) -> None:
    uid = begin(signed_in)
    page = shown(save(signed_in, uid, statement__date="1817-03-05", step="submit"))
    assert not Document.objects.exists()
    assert "The year is unusual" in page
    seen = "statement-date=1817-03-05"
    save(signed_in, uid, statement__date="1817-03-05", seen=seen, step="submit")
    assert Act.objects.get().date == "1817-03-05"


@pytest.mark.parametrize(
    ("typed", "edtf", "calendar"),
    [
        ("١٥ رمضان ١٤٣٨", "2017-06-10", "Hijri calendar (Umm al-Qura)"),
        ("رمضان ۱۴۳۸", "2017-05-27/2017-06-24", "Hijri calendar (Umm al-Qura)"),
        ("فروردین ۱۳۹۶", "2017-03-21/2017-04-20", "Solar Hijri calendar"),
    ],
)
def test_a_date_of_another_calendar_is_converted_and_kept_in_the_note(signed_in, typed, edtf, calendar):
    uid = begin(signed_in)
    said = shown(signed_in.post("/code/date/", {"text": typed, "field": "statement-date"}))
    assert edtf in said
    assert calendar in said
    save(signed_in, uid, statement__date=typed, statement__note="By her diary.")
    kept = drafts.body_of(Draft.objects.get(pk=uid)).statements[0]
    assert kept.date == edtf
    assert kept.note.startswith("By her diary. Date as written: ")
    assert typed in kept.note
    save(signed_in, uid, statement__date=edtf, statement__note=kept.note, step="submit")
    assert typed in Act.objects.get().note


def test_a_number_that_may_be_a_year_of_two_calendars_is_asked_about(signed_in: Client) -> None:
    uid = begin(signed_in)
    page = save(signed_in, uid, statement__date="1396/05/12").content.decode()
    readings = re.findall(r'name="reading-statement-date" value="([^"]+)"', page)
    assert readings == ["2017-08-03", "1976-05-11"]
    save(signed_in, uid, statement__date="1396/05/12", **{"reading-statement-date": "2017-08-03"})
    kept = drafts.body_of(Draft.objects.get(pk=uid)).statements[0]
    assert kept.date == "2017-08-03"
    assert "1396/05/12" in kept.note


def test_nothing_changes_under_the_hands_of_somebody_who_types(signed_in: Client) -> None:
    uid = begin(signed_in)
    data = {"HTTP_ACCEPT": "application/json"}
    signed_in.post(f"/code/{uid}/", form(uid, statement__date="5 March 2017"), **data)
    assert dates(uid) == "5 March 2017"


def test_the_document_s_own_date_is_understood_too(signed_in: Client) -> None:
    uid = begin(signed_in)
    save(signed_in, uid, document__published="1 апреля 2017", statement__said="March 2017")
    body = drafts.body_of(Draft.objects.get(pk=uid))
    assert body.document.published == "2017-04-01"
    assert body.statements[0].said == "2017-03"
