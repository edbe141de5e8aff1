"""Coding with the script of the page: each step is answered in parts, and nothing is loaded again."""

from typing import Any
from uuid import UUID

from django.test import Client

from isthmus.actions.desk.coding import drafts
from isthmus.store.desk.models import Act, Document, Judgement, Mention, Place, Statement, Status
from isthmus.store.desk.scratch.models import Draft
from tests.accounts import who
from tests.web.writing.test_coding import begin, save, typed
from tests.web.writing.test_coding_fields import key_of


def step(client: Client, uid: UUID, name: str, **fields: str) -> Any:
    """Take a step as the script of the page does."""
    return client.post(f"/code/{uid}/", typed(uid, **fields, step=name), HTTP_ACCEPT="application/json")


def test_a_step_is_answered_with_the_parts_of_the_page(signed_in: Client) -> None:
    uid = begin(signed_in)
    answer = step(signed_in, uid, "next").json()
    assert "Statement 2 of 2" in answer["parts"]["work"]
    assert "A report" in answer["parts"]["about"]
    assert answer["revision"] == Draft.objects.get().revision
    assert answer["address"] == f"/code/{uid}/?statement=1"
    assert "text" not in answer["parts"]


def test_what_is_wrong_comes_in_the_parts_and_a_sound_draft_leads_to_its_document(signed_in: Client) -> None:
    uid = begin(signed_in)
    wrong = step(signed_in, uid, "submit", source__1__kind="").json()
    assert "1 thing to fix" in wrong["parts"]["work"]
    assert "Person B, What is it?" in wrong["parts"]["work"]
    assert step(signed_in, uid, "submit").json() == {"go": f"/document/{Document.objects.get().uid}/"}


def test_back_after_submitting_leads_to_the_document(signed_in: Client) -> None:
    uid = begin(signed_in)
    save(signed_in, uid, step="submit")
    document = Document.objects.get()
    assert signed_in.get(f"/code/{uid}/")["Location"] == f"/document/{document.uid}/"
    more = UUID(signed_in.post(f"/document/{document.uid}/more/")["Location"].split("/")[2])
    assert signed_in.get(f"/code/{more}/").status_code == 200
    save(signed_in, more, step="submit")
    assert signed_in.get(f"/code/{more}/")["Location"] == f"/document/{document.uid}/"
    assert signed_in.get(f"/code/{UUID(int=1)}/").status_code == 404


def test_what_is_typed_is_checked_as_it_is_saved(signed_in: Client) -> None:
    uid = begin(signed_in)
    save(signed_in, uid, step="next")
    answer = step(signed_in, uid, "save", statement="1", mention__0__low="twelve", statement__basis="").json()
    assert answer["problems"]["id_mention-0-low"].startswith("A whole number")
    assert not any(each.startswith("id_source") for each in answer["problems"])
    assert '<option value="Person B">' in answer["names"]["offered"]


def test_a_new_name_asks_for_its_kind_as_soon_as_it_is_typed(signed_in: Client) -> None:
    uid = begin(signed_in)
    answer = step(signed_in, uid, "save", statement__speaker="Outlet Z").json()
    assert "<bdi>Outlet Z</bdi> is new" in answer["names"]["new"]


def test_coded_passages_are_marked_and_lead_to_their_statements(signed_in: Client) -> None:
    uid = begin(signed_in, "First <b>one</b>.\n\nIn all twelve were held there.\n")
    save(signed_in, uid, step="next")
    overlapping = {"statement": "1", "statement__quote": "all twelve were", "step": "next"}
    save(signed_in, uid, **overlapping)
    page = signed_in.get(f"/code/{uid}/").content.decode()
    assert '<div data-place="¶1">First &lt;b&gt;one&lt;/b&gt;.\n\n</div>' in page
    assert 'href="?statement=1#work"' in page
    assert 'title="Statement 2, 1"' in page
    first, second = (each.key for each in drafts.body_of(Draft.objects.get()).statements)
    assert f'data-keys="{second} {first}"' in page


def test_as_before_fills_what_is_empty_and_leaves_what_was_typed(signed_in: Client) -> None:
    uid = begin(signed_in)
    save(signed_in, uid, statement__via="Agency D", step="next")
    now = {"statement": "1", "mentions": "1", "statement-speaker": "Person B", "statement-via": ""}
    bare = dict.fromkeys(("statement-place", "statement-told_by", "statement-quote"), "")
    save(signed_in, uid, **now, **bare, **{"mention-1-name": ""}, step="before")
    said = drafts.body_of(Draft.objects.get()).statements[1]
    assert (said.speaker, said.via, said.place, said.told_by) == ("Person B", "Agency D", "Northtown", "")
    victim, guards = said.mentions
    assert (victim.role, victim.same_as) == ("victim", "")
    assert (guards.name, guards.same_as) == ("the guards", key_of(uid, 0, 1))


def test_the_same_as_in_another_statement_is_judged_by_whoever_codes(signed_in: Client) -> None:
    uid = begin(signed_in)
    page = save(signed_in, uid, step="next").content.decode()
    assert "Statement 1: at least 12" in page
    same = {"statement": "1", "mention-0-low": "", "mention-0-same_as": key_of(uid, 0), "mention-1-name": ""}
    save(signed_in, uid, **same, step="submit")
    judgement = Judgement.objects.get(kind="person")
    assert (judgement.decision, judgement.by, judgement.made) == ("same", "coder", "one_by_one")
    first, second = Mention.objects.filter(role="victim").order_by("ref")
    assert first.of_person.person == second.of_person.person
    assert (second.low, second.high, second.kind) == (1, None, "group")
    assert "understood the document to mean the same ones" in signed_in.get("/judge/").content.decode()


def test_two_of_one_act_are_not_the_same(signed_in: Client) -> None:
    uid = begin(signed_in)
    two = {"mention__1__role": "victim", "mention__1__low": "3"}
    save(signed_in, uid, **two)
    keys = {"mention__0__key": key_of(uid, 0), "mention__1__same_as": key_of(uid, 0)}
    page = save(signed_in, uid, **two, **keys, step="submit").content.decode()
    assert "Two people or groups of one act are different ones." in page
    assert not Document.objects.exists()


def test_the_same_as_one_who_was_taken_out_is_asked_about(signed_in: Client) -> None:
    uid = begin(signed_in)
    page = save(signed_in, uid, mention__0__same_as="g-gone", step="submit").content.decode()
    assert "The one that this is said to be was taken out." in page
    assert "somebody who was taken out" in page


def test_arrested_and_killed_are_two_acts_of_one_statement(signed_in: Client) -> None:
    uid = begin(signed_in)
    page = save(signed_in, uid, step="act").content.decode()
    assert "A further act of which statement 1 tells." in page
    further = drafts.body_of(Draft.objects.get()).statements[1]
    fields = {
        **{name: "" for name in typed(uid) if name.startswith("statement-")},
        "statement": "1",
        "statement-key": further.key,
        "statement-act_of": further.act_of,
        "statement-type": "killing",
        "statement-place": "Northtown",
        "statement-date": "2017-03?",
        "mention-0-key": further.mentions[0].key,
        "mention-0-same_as": further.mentions[0].same_as,
        "mention-1-key": further.mentions[1].key,
        "mention-1-same_as": further.mentions[1].same_as,
    }
    page = save(signed_in, uid, **fields).content.decode()
    assert "and: killing" in page
    save(signed_in, uid, **fields, step="submit")
    statement = Statement.objects.get()
    assert list(statement.acts.order_by("ref").values_list("type", flat=True)) == [
        "unlawful_detention",
        "killing",
    ]
    assert Judgement.objects.filter(kind="person", decision="same").count() == 2


def test_a_statement_that_is_taken_out_takes_its_further_acts_with_it(signed_in: Client) -> None:
    uid = begin(signed_in)
    save(signed_in, uid, step="act")
    first = drafts.body_of(Draft.objects.get()).statements[0].key
    save(signed_in, uid, statement__key=first, step="remove:0")
    assert drafts.body_of(Draft.objects.get()).statements == ()


def test_what_became_of_them_and_when_is_a_row_of_its_own(signed_in: Client) -> None:
    uid = begin(signed_in)
    fields = {"mention__0__status": "released", "mention__0__date": "5 May 2017"}
    save(signed_in, uid, **fields)
    fields["mention__0__key"] = key_of(uid, 0)
    save(signed_in, uid, **fields, seen="mention-0-date=5 May 2017", step="submit")
    status = Status.objects.get()
    assert (status.status, status.date, status.mention.role) == ("released", "2017-05-05", "victim")
    assert status.statement == Statement.objects.get()


def test_a_statement_without_an_act_is_background_with_its_place_and_time(signed_in: Client) -> None:
    uid = begin(signed_in)
    bare = {"statement__type": "", "mention__0__low": "", "mention__1__name": ""}
    assert "background" in save(signed_in, uid, **bare).content.decode()
    save(signed_in, uid, **bare, step="submit")
    act = Act.objects.get()
    assert (act.type, act.scope, act.date) == ("", "general", "2017-03?")
    assert act.place == Place.objects.get(name="Northtown")
    page = signed_in.get(f"/document/{Document.objects.get().uid}/").content.decode()
    assert "twelve were held" in page
    assert "Northtown" in page


def test_an_act_without_a_name_is_asked_for_it_where_somebody_was_harmed(signed_in: Client) -> None:
    uid = begin(signed_in)
    page = save(signed_in, uid, statement__type="", step="submit").content.decode()
    assert not Document.objects.exists()
    assert 'href="?statement=0&amp;check=1#id_statement-type"' in page


def test_a_draft_of_somebody_else_is_not_led_anywhere(signed_in: Client) -> None:
    from isthmus.web.desk.one_time_link import LINKS

    uid = begin(signed_in)
    other = Client()
    other.get(f"/enter/{LINKS.issue(who('another'))}/")
    assert other.get(f"/code/{uid}/").status_code == 404
