"""A denial is of something: of a statement of its document, of an incident in the record, or of a kind in general."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from isthmus.actions.desk.coding import drafts
from isthmus.actions.desk.coding.submission import submit_draft
from isthmus.store.desk import derive
from isthmus.store.desk.models import Act, Document, Event, Incident, Judgement, Statement
from isthmus.store.desk.scratch.models import Draft
from tests.accounts import who
from tests.web.writing.test_coding import begin, save

DENIAL = {
    "statement-stance": "denies",
    "statement-speaker": "Outlet A",
    "statement-basis": "first_hand",
    "statement-told_by": "",
    "statement-quote": "it never happened",
    "statement-wording": "paraphrase",  # the text does not hold it
    "statement-type": "",
    "statement-date": "",
    "statement-place": "",
    "mention-0-low": "",
    "mention-1-name": "",
}


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def offered(page: str) -> dict[str, str]:
    """Return what the form offers to deny: its value by its words."""
    fieldset = page[page.index('id="denied"') : page.index("Find incidents")]
    found = re.findall(r'value="([^"]*)"[^>]*>\s*([^<]+?)\s*</label>', fieldset)
    return {words: value for value, words in found}


def with_denial(browser: Client, **more: str) -> tuple[UUID, dict[str, str]]:
    """Return a draft with an assertion and an open denial of it, and the fields of the denial."""
    uid = begin(browser)
    save(browser, uid, step="next")
    return uid, {"statement": "1", **DENIAL, **more}


def test_a_statement_of_the_document_is_denied_at_once(signed_in: Client) -> None:
    uid, denial = with_denial(signed_in)
    page = text_of(save(signed_in, uid, **denial))
    value = next(value for words, value in offered(page).items() if words.startswith("Statement 1: "))
    events = Event.objects.count()
    save(signed_in, uid, **denial, **{"statement-contests": value}, step="submit")
    assert Event.objects.count() == events + 1
    act = Act.objects.get(statement__stance="denies")
    first = Act.objects.get(statement__stance="asserts")
    assert (act.type, act.date, act.place, act.scope) == (first.type, first.date, first.place, "")
    judgement = Judgement.objects.get()
    assert (judgement.kind, judgement.decision, judgement.made) == ("incident", "same", "one_by_one")
    assert (judgement.left, judgement.right, judgement.by) == (act, first, "coder")
    assert judgement.actor_id == who("coder").number
    incident = Incident.objects.get()
    assert (incident.denied, [each["denies"] for each in incident.denials]) == (1, ["occurrence"])
    page = text_of(signed_in.get(f"/incident/{incident.uid}/"))
    assert "One statement denies what the other says." in page
    assert "Denied by" in page


def test_an_incident_of_the_record_is_found_and_denied(signed_in: Client) -> None:
    save(signed_in, begin(signed_in), step="submit")
    incident = Incident.objects.get()
    uid = begin(signed_in)
    fields = DENIAL | {"statement-contests_words": "twelve held"}
    page = text_of(save(signed_in, uid, **fields, step="find"))
    value = f"incident:{incident.ref}"
    assert value in offered(page).values()
    assert "Northtown" in next(words for words, each in offered(page).items() if each == value)
    fields |= {"statement-contests": value, "statement-date": "2017"}
    save(signed_in, uid, **fields, step="submit")
    act = Act.objects.get(statement__stance="denies")
    assert (act.type, act.date) == ("unlawful_detention", "2017")
    found = Incident.objects.get()
    assert found.denied == 1
    assert found.members.count() == 2


def test_undoing_leaves_a_denial_of_its_own(signed_in: Client) -> None:
    uid, denial = with_denial(signed_in)
    value = f"statement:{drafts.body_of(Draft.objects.get(pk=uid)).statements[0].key}"
    save(signed_in, uid, **denial, **{"statement-contests": value}, step="submit")
    signed_in.post(f"/judge/{Judgement.objects.get().uid}/undo/", {"next": "/judge/"})
    assert Incident.objects.count() == 2
    assert "only denied (1)" in text_of(signed_in.get("/"))


def test_everything_of_a_kind_is_denied_in_general(signed_in: Client) -> None:
    uid, denial = with_denial(signed_in, **{"statement-contests": "general"})
    denial |= {
        "statement-type": "unlawful_detention",
        "statement-place": "Northtown",
        "statement-date": "2017",
    }
    save(signed_in, uid, **denial, step="submit")
    assert Act.objects.get(statement__stance="denies").scope == "general"
    assert not Judgement.objects.exists()
    assert Incident.objects.get().denied == 1


def test_what_nobody_else_speaks_of_is_denied_alone(signed_in: Client) -> None:
    uid, denial = with_denial(signed_in, **{"statement-contests": "alone", "statement-type": "killing"})
    save(signed_in, uid, **denial, step="submit")
    assert Incident.objects.count() == 2
    assert not Judgement.objects.exists()


def test_what_is_denied_is_asked_for(signed_in: Client) -> None:
    uid, denial = with_denial(signed_in, **{"statement-type": "killing"})
    page = text_of(save(signed_in, uid, **denial, step="submit"))
    assert not Document.objects.exists()
    assert "A denial is of something. Choose what is denied." in page
    assert 'href="?statement=1&amp;check=1#id_statement-contests"' in page


@pytest.mark.parametrize("gone", ["statement:t-nothing", "incident:a-nothing", "something else"])
def test_what_is_gone_is_denied_by_nobody(signed_in: Client, gone: str) -> None:
    uid, denial = with_denial(signed_in, **{"statement-contests": gone})
    page = text_of(save(signed_in, uid, **denial, step="submit"))
    assert not Document.objects.exists()
    assert "What it denies is no longer there. Choose what is denied." in page
    assert "something that is no longer there" in offered(page)


def test_a_statement_that_denies_or_is_open_itself_is_not_offered(signed_in: Client) -> None:
    uid, denial = with_denial(signed_in)
    save(signed_in, uid, **denial, step="next")
    page = text_of(save(signed_in, uid, **denial | {"statement": "2"}))
    assert [words[:11] for words in offered(page) if words.startswith("Statement")] == ["Statement 1"]


def test_a_submission_that_is_cut_leaves_nothing_and_is_done_again_once(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid, denial = with_denial(signed_in)
    value = f"statement:{drafts.body_of(Draft.objects.get(pk=uid)).statements[0].key}"
    save(signed_in, uid, **denial, **{"statement-contests": value})
    draft, kept, actor = Draft.objects.get(), Draft.objects.get(), who("coder")

    def cut(_touched: object) -> None:
        raise OSError("cut off")

    with monkeypatch.context() as patch:
        patch.setattr("isthmus.actions.desk.code_document.refresh", cut)
        with pytest.raises(OSError, match="cut off"):
            submit_draft(draft, actor=actor, at=draft.saved)
    assert not Document.objects.exists()
    assert not Judgement.objects.exists()
    assert Draft.objects.exists()
    submit_draft(draft, actor=actor, at=draft.saved)
    kept.save(force_insert=True)
    submit_draft(Draft.objects.get(), actor=actor, at=draft.saved)
    assert (Document.objects.count(), Statement.objects.count(), Judgement.objects.count()) == (1, 2, 1)
    before = set(Incident.objects.values_list("ref", "lines", "denied"))
    derive.rebuild_derived()
    assert set(Incident.objects.values_list("ref", "lines", "denied")) == before


def test_a_withdrawn_incident_cannot_be_denied(signed_in: Client) -> None:
    save(signed_in, begin(signed_in), step="submit")
    statement, incident = Statement.objects.get(), Incident.objects.get()
    withdraw = f"/statement/{statement.uid}/withdraw/"
    signed_in.post(withdraw, {"because": "Twice.", "seen": signed_in.get(withdraw).context["seen"]})
    uid = begin(signed_in)
    fields = DENIAL | {
        "statement-contests_words": "twelve held",
        "statement-contests": f"incident:{incident.ref}",
    }
    page = text_of(save(signed_in, uid, **fields, step="submit"))
    assert "What it denies is no longer there" in page
    assert Document.objects.count() == 1
