"""The page that destroys a row: what goes, what changes, what stands in the way; then gone from every page."""

import functools
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from isthmus.actions.desk.code_document import code_document
from isthmus.actions.desk.judge import judge
from isthmus.actions.desk.verification import verify
from isthmus.core.workbook import rows
from isthmus.store.base.lock import locked
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Act, Document, Event, Judgement, Mention, Source, Statement, Term
from isthmus.store.desk.scratch.models import Draft, Job
from isthmus.web.desk.attempts import ATTEMPTS
from tests.accounts import who
from tests.web.crawling import walk
from tests.web.reading.pages import text_of

CANARY = "Zurvqlk"


@pytest.fixture(autouse=True)
def coded(db: None, settings: Any) -> Document:
    """A document with all that can be said in it, each text a canary, beside one that stays."""
    settings.DESK_PASSPHRASE_HOLDS = lambda secret: secret == "open"
    ATTEMPTS.clear()
    code_document(rows=workbook("k", "Stays"), actor=who("coder"))
    made = code_document(rows=workbook("d", CANARY), content=CANARY.encode(), actor=who("coder"))
    judge(
        kind="incident", left="ka", right="da", decision="same", because=f"{CANARY} says so", actor=who("B")
    )
    return made


def workbook(prefix: str, word: str) -> rows.Workbook:
    """One document with one victim."""
    d, t, a, m = (f"{prefix}{letter}" for letter in "dtam")
    new = (rows.Source("s1", "Outlet A", "outlet"),) if prefix == "k" else ()
    return rows.Workbook(
        sources=new,
        documents=(rows.Document(d, f"{word} title", ("s1",), "yes"),),
        statements=(rows.Statement(t, d, ("s1",), "asserts", "first_hand", quote=f"{word} was said"),),
        acts=(rows.Act(a, t, "torture", date="2017-03"),),
        mentions=(rows.Mention(m, a, "victim", 1, 1, kind="individual", name=f"{word} Name"),),
    )


def words(answer: Any) -> str:
    return " ".join(text_of(answer.content).split())


def address(row: Any) -> str:
    return reverse("destroy_row", args=[row.uid])


def asked(browser: Client, row: Any, **given: str) -> Any:
    return browser.post(address(row), {"reason": "Asked for.", "secret": "open", **given}, follow=True)


def seen(browser: Client) -> str:
    """What every page of the desk holds."""
    whole = "".join(
        answer.content.decode()
        for _, answer in walk(browser, f"/search/?q={CANARY}", each_row=False, each_choice=False)
        if answer["Content-Type"].startswith("text/html")
    )
    repeated = (f'value="{CANARY}"', f"q={CANARY}")  # what was searched for
    return functools.reduce(lambda page, each: page.replace(each, ""), repeated, whole).lower()


def test_it_shows_what_goes_and_what_changes_and_changes_nothing(signed_in: Client, coded: Document) -> None:
    before = Event.objects.count(), Statement.objects.count(), Judgement.objects.count()
    page = words(signed_in.get(address(coded)))
    for each in (
        "Documents 1 ( dd )",
        "Statements 1 ( dt )",
        "Mentions 1 ( dm )",
        "Judgements 1",
        "Stored files 1",
    ):
        assert each in page
    assert "People 1 or more 2 1" in page
    assert "We do not hold it after all" in page
    assert (Event.objects.count(), Statement.objects.count(), Judgement.objects.count()) == before
    assert verify().sound


@pytest.mark.any_database
def test_it_is_gone_from_every_page_and_the_page_says_so(signed_in: Client, coded: Document) -> None:
    Draft.objects.create(
        owner=1,
        body={},
        text=f"{CANARY} was said to us",
    )
    assert CANARY.lower() in seen(signed_in)
    answer = asked(signed_in, coded)
    assert answer.status_code == 200
    assert "It is destroyed" in words(answer)
    assert "Asked for." in words(answer)
    assert "Backups made until now hold it" in words(answer)
    assert CANARY.lower() not in seen(signed_in)
    assert not Draft.objects.exists()
    assert verify().sound


@pytest.mark.parametrize("model", [Statement, Act, Mention, Judgement])
def test_any_row_goes_and_the_rest_stays(signed_in: Client, model: Any) -> None:
    row = model.objects.last() if model is Judgement else model.objects.get(ref__startswith="d")
    assert row is not None
    assert "It is destroyed" in words(asked(signed_in, row))
    assert not model.objects.filter(uid=row.uid).exists()
    assert Document.objects.count() == 2
    assert verify().sound


def test_a_source_that_others_name_stays_and_they_are_listed(signed_in: Client) -> None:
    source = Source.objects.get()
    page = words(signed_in.get(address(source)))
    assert "Not yet: rows that stay refer to it" in page
    assert "Documents: dd" in page
    assert "Destroy all of this" not in page
    answer = asked(signed_in, source)
    assert answer.status_code == 422
    assert Source.objects.exists()


@pytest.mark.parametrize(
    ("given", "status", "told"),
    [
        ({"secret": "wrong"}, 403, "not the passphrase"),
        ({"reason": " "}, 422, "needs a reason"),
    ],
)
def test_without_passphrase_or_reason_nothing_goes(
    signed_in: Client, coded: Document, given: dict[str, str], status: int, told: str
) -> None:
    answer = asked(signed_in, coded, **given)
    assert (answer.status_code, told in words(answer)) == (status, True)
    assert Document.objects.count() == 2


def test_passphrases_are_not_tried_at_will(signed_in: Client, coded: Document) -> None:
    for _ in range(5):
        asked(signed_in, coded, secret="wrong")
    assert "Five attempts" in words(asked(signed_in, coded))
    assert Document.objects.count() == 2


def test_it_waits_for_work_that_goes_on(signed_in: Client, coded: Document) -> None:
    Job.objects.create(kind="import", owner=1)
    with locked(current_workspace().folder):  # as while a desk has it open
        assert "Work is going on" in words(asked(signed_in, coded))
    assert Document.objects.count() == 2


def test_a_page_that_names_no_such_row_is_not_there(signed_in: Client) -> None:
    term = Term.objects.create(list="type", code="stoning", label="stoning")
    for uid in (term.uid, "0" * 8 + "-0000-0000-0000-" + "0" * 12):
        assert signed_in.get(reverse("destroy_row", args=[uid])).status_code == 404


def test_row_pages_and_the_history_lead_there(signed_in: Client, coded: Document) -> None:
    for page in ("document", "history"):
        assert address(coded) in signed_in.get(reverse(page, args=[coded.uid])).content.decode()


def test_a_second_post_says_that_it_is_gone(signed_in: Client, coded: Document) -> None:
    asked(signed_in, coded)
    assert "It is destroyed" in words(asked(signed_in, coded))
