"""Coding a document: drafts that are never lost, and one action that puts them into the register."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from isthmus.actions.desk.coding import drafts
from isthmus.core.workbook.schema import SHEETS
from isthmus.store.desk.models import Act, Document, Event, Judgement, Mention, Place, Source, Statement
from isthmus.store.desk.scratch.models import Draft
from isthmus.web.desk.one_time_link import LINKS
from tests.accounts import the_owner, who

TEXT = "The permit was refused.\r\n\r\nTwo speakers said that twelve were held."
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def begin(signed_in: Client, text: str = TEXT) -> UUID:
    answer = signed_in.post(
        "/code/", {"text": text, "anew": "1"}
    )  # some begin a second one with the same words
    assert answer.status_code == 302
    return UUID(answer["Location"].split("/")[2])


def typed(uid: UUID, **fields: str) -> dict[str, str]:
    """A whole form as a browser sends it, with some fields filled in."""
    base = {
        "statement": "0",
        "revision": str(Draft.objects.get(pk=uid).revision),
        "mentions": "2",
        "sources": "3",
        "places": "1",
        "document-title": "A report",
        "document-author": "Outlet A",
        "document-held": "yes",
        "statement-quote": "twelve were held",
        "statement-speaker": "Outlet A",
        "statement-basis": "told",
        "statement-told_by": "Person B; Person C",
        "statement-stance": "asserts",
        "statement-type": "unlawful_detention",
        "statement-date": "2017-03?",
        "statement-place": "Northtown",
        "mention-0-role": "victim",
        "mention-0-low": "12",
        "mention-1-role": "perpetrator",
        "mention-1-name": "the guards",
        "source-0-name": "Outlet A",
        "source-0-kind": "outlet",
        "source-1-name": "Person B",
        "source-1-kind": "protected",
        "source-2-name": "Person C",
        "source-2-kind": "protected",
        "place-0-name": "Northtown",
        "place-0-precision": "settlement",
        "step": "save",
    }
    return base | {name.replace("__", "-"): value for name, value in fields.items()}


def save(signed_in: Client, uid: UUID, **fields: str) -> Any:
    return signed_in.post(f"/code/{uid}/", typed(uid, **fields), follow=True)


def test_a_document_is_coded_in_one_action_with_sources_and_places_made_in_passing(signed_in: Client) -> None:
    uid = begin(signed_in)
    events = Event.objects.count()
    page = save(signed_in, uid, step="submit")
    document = Document.objects.get()
    assert page.redirect_chain[-1][0] == f"/document/{document.uid}/"
    assert Event.objects.count() == events + 1
    assert not Draft.objects.exists()
    statement = Statement.objects.get()
    assert (statement.quote, statement.basis, statement.coder) == ("twelve were held", "told", "coder")
    assert [voice.source.name for voice in statement.voices.filter(part="told_by")] == [
        "Person B",
        "Person C",
    ]
    act = Act.objects.get()
    assert (act.type, act.date, act.place) == ("unlawful_detention", "2017-03?", Place.objects.get())
    mentions = Mention.objects.order_by("role").values_list("role", "low", "high", "kind")
    assert list(mentions) == [("perpetrator", 1, None, "unit"), ("victim", 12, None, "group")]


def test_known_sources_are_used_again(signed_in: Client) -> None:
    for _ in range(2):
        save(signed_in, begin(signed_in), step="submit")
    assert Source.objects.count() == 3
    assert Document.objects.count() == 2


def test_a_name_that_two_sources_have_is_asked_about(signed_in: Client) -> None:
    save(signed_in, begin(signed_in), step="submit")
    twin = Source.objects.get(name="Outlet A")
    uid = begin(signed_in)
    save(signed_in, uid, document__author="Outlet Z", source__0__name="Outlet Z", step="submit")
    Source.objects.filter(name="Outlet Z").update(name="Outlet A")
    page = save(signed_in, begin(signed_in), step="submit")
    assert "More than one row is called “Outlet A”" in page.content.decode()
    exact = f"Outlet A [{twin.ref}]"
    uid = begin(signed_in)
    save(signed_in, uid, document__author=exact, statement__speaker=exact, step="submit")
    assert Document.objects.filter(authors=twin).count() == 2


def test_nothing_of_a_draft_is_in_the_register_or_its_log(signed_in: Client) -> None:
    events = Event.objects.count()
    save(signed_in, begin(signed_in))
    assert Event.objects.count() == events
    assert not Statement.objects.exists()
    assert not Source.objects.exists()


def test_what_was_typed_is_there_again_after_a_crash(signed_in: Client) -> None:
    uid = begin(signed_in)
    save(signed_in, uid, statement__date="some time in 2017-1")
    later = Client()
    later.get(f"/enter/{LINKS.issue(the_owner('coder'))}/")
    page = later.get(f"/code/{uid}/").content.decode()
    for text in ("twelve were held", "Person B; Person C", "some time in 2017-1", "the guards", "A report"):
        assert text in page
    assert f"/code/{uid}/" in later.get("/code/").content.decode()


def test_a_draft_is_saved_while_it_is_typed(signed_in: Client) -> None:
    uid = begin(signed_in)
    answer = signed_in.post(f"/code/{uid}/", typed(uid), headers={"accept": "application/json"})
    assert answer.json()["revision"] == 1
    assert drafts.body_of(Draft.objects.get()).statements[0].quote == "twelve were held"


def test_a_second_window_overwrites_nothing_unseen(signed_in: Client) -> None:
    uid = begin(signed_in)
    stale = typed(uid, statement__quote="from the second window")
    save(signed_in, uid, statement__quote="from the first window")
    answer = signed_in.post(f"/code/{uid}/", stale)
    assert answer.status_code == 409
    assert "Another window saved this draft" in answer.content.decode()
    assert "from the second window" in answer.content.decode()
    assert drafts.body_of(Draft.objects.get()).statements[0].quote == "from the first window"
    quiet = signed_in.post(f"/code/{uid}/", stale, headers={"accept": "application/json"})
    assert quiet.status_code == 409


def test_a_draft_is_its_coder_s_alone(signed_in: Client) -> None:
    uid = begin(signed_in)
    other = Client()
    other.get(f"/enter/{LINKS.issue(who('another'))}/")
    assert other.get(f"/code/{uid}/").status_code == 404
    assert other.post(f"/code/{uid}/", {}).status_code == 404
    assert "Not titled yet" not in other.get("/code/").content.decode()


def test_several_statements_are_coded_edited_and_removed(signed_in: Client) -> None:
    uid = begin(signed_in)
    save(signed_in, uid, step="next")
    page = save(signed_in, uid, statement="1", statement__quote="refused", step="next")
    assert "Statement 3 of 3" in page.content.decode()
    save(signed_in, uid, statement="0", statement__quote="mended")
    body = drafts.body_of(Draft.objects.get())
    assert [each.quote for each in body.statements] == ["mended", "refused"]
    save(signed_in, uid, statement="0", statement__quote="mended", step="remove:0")
    assert [each.quote for each in drafts.body_of(Draft.objects.get()).statements] == ["refused"]


def test_one_more_row_for_a_person_is_given_when_asked(signed_in: Client) -> None:
    page = save(signed_in, begin(signed_in), step="more").content.decode()
    assert 'name="mention-2-low"' in page


def test_a_draft_that_breaks_rules_says_which_at_the_field_and_above(signed_in: Client) -> None:
    uid = begin(signed_in)
    page = save(signed_in, uid, statement__date="someday", source__1__kind="", step="submit").content.decode()
    assert not Document.objects.exists()
    assert "2 things to fix" in page
    assert re.search(r'id="id_statement-date_error">[^<]*not understood', page)
    assert 'href="?statement=0&amp;check=1#id_statement-date"' in page
    assert 'href="?statement=0&amp;check=1#id_source-1-kind"' in page
    assert 'aria-invalid="true"' in page


def test_problems_in_another_statement_lead_there(signed_in: Client) -> None:
    uid = begin(signed_in)
    save(signed_in, uid, step="next")
    page = save(signed_in, uid, statement="1", statement__basis="", step="submit")
    assert "statement=1" in page.redirect_chain[-1][0]
    assert "1 to fix" in page.content.decode()


def test_statements_are_not_lost_to_blank_ones(signed_in: Client) -> None:
    uid = begin(signed_in)
    save(signed_in, uid, step="next")
    blank = {name: "" for name in typed(uid) if name.startswith(("statement-", "mention-"))}
    save(signed_in, uid, **{**blank, "statement": "1", "statement-stance": "asserts", "step": "submit"})
    assert Statement.objects.count() == 1


def test_submitting_again_after_a_cut_puts_nothing_in_twice(signed_in: Client) -> None:
    uid = begin(signed_in)
    save(signed_in, uid)
    kept = Draft.objects.get()
    save(signed_in, uid, step="submit")
    kept.save(force_insert=True)
    save(signed_in, uid, step="submit")
    assert Document.objects.count() == 1
    assert not Draft.objects.exists()


def test_a_draft_is_deleted_only_after_asking(signed_in: Client) -> None:
    uid = begin(signed_in)
    assert "cannot be undone" in signed_in.get(f"/code/{uid}/discard/").content.decode()
    assert Draft.objects.exists()
    signed_in.post(f"/code/{uid}/discard/")
    assert not Draft.objects.exists()


def test_text_is_shown_as_text(signed_in: Client) -> None:
    uid = begin(signed_in, "<script>alert(1)</script>")
    page = signed_in.get(f"/code/{uid}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("size", [drafts.MOST_TEXT_BYTES + 1, drafts.MOST_FILE_BYTES + 1])
def test_a_text_that_is_too_large_is_refused_with_the_reason(signed_in: Client, size: int) -> None:
    answer = signed_in.post("/code/", {"file": SimpleUploadedFile("file", b"a" * size)})
    assert answer.status_code == 422
    assert "larger than 4 MB" in answer.content.decode()
    assert not Draft.objects.exists()


def test_an_uploaded_text_is_kept_byte_for_byte(signed_in: Client) -> None:
    content = "\ufeffOne line.\r\nAnother.".encode()
    signed_in.post("/code/", {"file": SimpleUploadedFile("a.txt", content)})
    draft = Draft.objects.get()
    assert draft.text == "One line.\nAnother."
    assert draft.content == content


def test_dates_are_explained_as_they_are_typed(signed_in: Client) -> None:
    def explained(text: str) -> str:
        return signed_in.post("/code/date/", {"text": text}).content.decode()

    assert "2017-03-01 to 2017-03-31" in explained("2017-03?")
    assert "kept as <code>2017-03</code>" in " ".join(explained("March 2017").split())
    assert "not understood" in explained("some day")
    assert explained("").strip() == ""


def test_known_names_are_offered_as_they_are_typed(signed_in: Client) -> None:
    save(signed_in, begin(signed_in), step="submit")

    def offered(kind: str, text: str) -> list[str]:
        found: list[str] = signed_in.post(f"/code/{kind}/", {"text": text}).json()["offered"]
        return found

    assert offered("sources", "person") == ["Person B", "Person C"]
    assert offered("sources", "Outlet A; person c") == ["Person C"]
    assert offered("places", "north") == ["Northtown"]


def test_the_name_of_a_sealed_source_is_never_offered(signed_in: Client) -> None:
    save(signed_in, begin(signed_in), step="submit")
    Source.objects.filter(name="Person B").update(protection="sealed")
    offered = signed_in.post("/code/sources/", {"text": "person"}).json()["offered"]
    found = signed_in.post("/judge/source/choose/", {"words": "person"}).content.decode()
    assert offered == ["Person C"]
    assert "Person B" not in found
    assert "Person C" in found


def test_no_draft_holds_a_ground_beside_a_person() -> None:
    columns = {column.name for sheet in SHEETS if sheet.name == "mentions" for column in sheet.columns}
    assert "ground" not in columns


def test_drafts_are_sealed_in_the_database(signed_in: Client) -> None:
    from django.db import connections

    save(signed_in, begin(signed_in))
    with connections["scratch"].cursor() as cursor:
        cursor.execute("SELECT body, text FROM scratch_draft")
        row = b"".join(bytes(each) for each in cursor.fetchone())
    assert b"twelve" not in row
    assert b"permit" not in row


def test_a_quote_is_taken_by_its_characters_where_there_is_no_script(signed_in: Client) -> None:
    uid = begin(signed_in)
    fields = {"statement__quote": "", "quote__from": "26", "quote__to": "37"}
    save(signed_in, uid, **fields)
    statement = drafts.body_of(Draft.objects.get()).statements[0]
    assert (statement.quote, statement.locator) == ("Two speakers", "¶2")


def test_a_quote_that_the_text_does_not_have_is_pointed_out(signed_in: Client) -> None:
    uid = begin(signed_in)
    assert "exactly" not in save(signed_in, uid, statement__quote="twelve  were\nheld").content.decode()
    assert "exactly" in save(signed_in, uid, statement__quote="thirteen were held").content.decode()


def test_a_speaker_tells_what_was_done_to_them(signed_in: Client) -> None:
    uid = begin(signed_in)
    alone = {
        "statement__basis": "first_hand",
        "statement__told_by": "",
        "mention__0__low": "",
        "sources": "1",
    }
    save(signed_in, uid, **alone, mention__0__speaks="yes", step="submit")
    victim = Mention.objects.get(role="victim")
    assert victim.speaker == Source.objects.get(name="Outlet A")
    assert (victim.low, victim.high, victim.kind) == (1, 1, "individual")


def test_a_statement_that_takes_another_back_is_coded_and_judged(signed_in: Client) -> None:
    save(signed_in, begin(signed_in), step="submit")
    first = Statement.objects.get()
    told = {"statement__stance": "retracts", "statement__retracts": first.ref, "statement__told_by": ""}
    nothing = {"statement__type": "", "statement__date": "", "statement__place": "", "mention__0__low": ""}
    basis = {
        "statement__basis": "first_hand",
        "mention__1__name": "",
        "statement__quote": "I was made to say so",
    }
    save(signed_in, begin(signed_in, "I was made to say so."), **told, **nothing, **basis, step="submit")
    back = Statement.objects.get(stance="retracts")
    assert [each.retracted for each in back.retractions.all()] == [first]
    found = signed_in.post("/judge/retraction/choose/", {"words": "made to say"}).content.decode()
    assert f"?left={back.uid}" in found
    page = signed_in.get(f"/judge/retraction/pair/?left={back.uid}").content.decode()
    assert "twelve were held" in page
    judged = {"decision": "coerced", "because": "said under pressure"}
    signed_in.post(f"/judge/retraction/pair/?left={back.uid}", judged)
    assert [(each.decision, each.left) for each in Judgement.objects.all()] == [("coerced", back)]
    assert "Retraction made under pressure" in signed_in.get("/judge/").content.decode()


def test_a_retraction_of_nothing_known_is_asked_about(signed_in: Client) -> None:
    uid = begin(signed_in)
    page = save(signed_in, uid, statement__stance="retracts", statement__retracts="nowhere", step="submit")
    shown = page.content.decode()
    assert "must name a row of statements" in shown
    assert "retracts must name" not in shown


def test_every_field_of_a_draft_keeps_out_of_the_browsers_profile(signed_in):
    draft = drafts.start_draft(actor=the_owner("coder"), text="words", content=None)
    page = signed_in.get(f"/code/{draft.pk}/?more=1").content.decode()
    fields = re.findall(r"<(?:input|textarea|select)\b[^>]*>", page)
    typed = [each for each in fields if 'type="hidden"' not in each]
    assert len(typed) > 30
    assert [each for each in typed if 'autocomplete="off"' not in each] == []
