"""A statement that was coded by mistake is shown nowhere but in its history, and is there again when that is undone."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from isthmus.actions.desk import linking
from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.store.desk.models import Act, Document, Incident, Judgement, Mention, Person, Source, Statement
from isthmus.store.desk.queries.linkable import linkable
from isthmus.store.desk.queries.proposals import undecided
from tests.accounts import who
from tests.actions.linking_case import LISTS, fake_engine
from tests.web.crawling import walk
from tests.web.writing.test_coding import begin, save

CANARY = "qvzxwordle"
# The pages on which a withdrawn statement may be read, and where everything leads on for ever.
LEFT = ("/history/", "/custody/", "/lock/", "/sign-out/", "/static/")


@pytest.fixture
def statement(signed_in: Client) -> Statement:
    """Return a statement each of whose texts holds the canary, beside one that holds none."""
    return coded_with_canary(signed_in)


def coded_with_canary(signed_in: Client, **more: str) -> Statement:
    """Return a statement each of whose texts holds the canary; `{first}` stands for the id of the one before it."""
    uid = begin(signed_in)
    save(signed_in, uid, step="next")
    canary = {
        "statement": "1",
        "statement-quote": f"said {CANARY} quoted",
        "statement-wording": "paraphrase",
        "statement-locator": CANARY,
        "statement-note": f"a note of {CANARY}",
        "mention-0-low": "1",
        "mention-0-name": f"Person {CANARY}",
        "mention-0-other_names": CANARY,
        "mention-0-description": CANARY,
        "mention-0-identifiers": f"list:{CANARY}",
        "mention-0-sex": CANARY,
        "mention-1-name": f"Unit {CANARY}",
    }
    more = {name: cell.format(first=f"d-{uid.hex[:10]}.1") for name, cell in more.items()}
    save(signed_in, uid, **canary | more, step="submit")
    return Statement.objects.get(quote__contains=CANARY)


def found_on(browser: Client) -> set[str]:
    searched = browser.post("/search/", {"words": CANARY}, follow=True)
    found = {
        address
        for address, answer in walk(browser, without=LEFT, each_choice=False)
        if CANARY in without_search(text(answer))
    }
    return found | ({"/search/"} if CANARY in without_search(searched.content.decode()) else set())


def text(answer: Any) -> str:
    """Return a page or a file as text."""
    return (b"".join(answer) if answer.streaming else answer.content).decode("utf-8", "replace")


def without_search(text: str) -> str:
    """Return a page without the field in which what was searched for stands, and without what is named by it."""
    return re.sub(r'value="' + CANARY + r'"|“<bdi>' + CANARY + r"</bdi>”|“" + CANARY + "”", "", text)


def withdraw(browser: Client, statement: Statement, because: str = "Coded twice.") -> str:
    return decide(browser, f"/statement/{statement.uid}/withdraw/", because)


def decide(browser: Client, address: str, because: str) -> str:
    """Look at what it changes, then press."""
    looked = browser.get(address, follow=True)
    given = {"because": because, "seen": (looked.context or {}).get("seen", "")}
    return " ".join(browser.post(address, given, follow=True).content.decode().split())


@pytest.mark.any_database
def test_canary_words_are_on_no_page_but_history_and_there_again_after_undo(
    signed_in: Client, statement: Statement
) -> None:
    before = found_on(signed_in)
    document = f"/document/{statement.document.uid}/"
    person = Mention.objects.get(name=f"Person {CANARY}")
    assert {document, "/search/"} <= before
    assert any(each.startswith("/person/") for each in before)
    assert any(each.startswith("/incident/") for each in before)
    shown = withdraw(signed_in, statement)
    assert "1 statement was withdrawn" in shown
    assert found_on(signed_in) == set()
    for gone in (f"/person/{person.uid}/", f"/incident/{statement.acts.get().uid}/"):
        assert signed_in.get(gone).status_code == 404
    assert CANARY in signed_in.get(f"/history/{statement.uid}/").content.decode()
    judgement = Judgement.objects.get()
    assert (judgement.kind, judgement.decision, judgement.made) == ("statement", "withdrawn", "one_by_one")
    signed_in.post(f"/judge/{judgement.uid}/undo/", {"next": document})
    assert found_on(signed_in) == before


BY_STANCE = {
    "suspects": {},
    "denies": {"statement-contests": "general", "mention-0-name": ""},
    "retracts": {"statement-retracts": "{first}"},
}


@pytest.mark.any_database
@pytest.mark.parametrize("stance", [pytest.param(each, marks=pytest.mark.long) for each in BY_STANCE])
def test_the_same_of_what_is_suspected_denied_in_general_or_taken_back(
    signed_in: Client, stance: str
) -> None:
    statement = coded_with_canary(signed_in, **{"statement-stance": stance, **BY_STANCE[stance]})
    first = Incident.objects.order_by("pk")[0]
    before = found_on(signed_in)
    assert before
    if stance != "suspects":
        assert any(each.startswith("/incident/") for each in before)
    withdraw(signed_in, statement)
    assert found_on(signed_in) == set()
    assert Incident.objects.get().denied == 0
    assert signed_in.get(f"/incident/{first.uid}/").status_code == 200
    signed_in.post(f"/judge/{Judgement.objects.get().uid}/undo/", {"next": "/judge/"})
    assert found_on(signed_in) == before


def test_it_stands_after_all_by_a_judgement_with_a_reason(signed_in: Client, statement: Statement) -> None:
    withdraw(signed_in, statement)
    assert Incident.objects.count() == 1
    page = signed_in.get(f"/history/{statement.uid}/").content.decode()
    stand = f"/statement/{statement.uid}/stand/"
    assert f'href="{stand}"' in page
    decide(signed_in, stand, " ")
    assert Incident.objects.count() == 1
    decide(signed_in, stand, "It was right.")
    assert Incident.objects.count() == 2
    assert CANARY in signed_in.get(f"/document/{statement.document.uid}/").content.decode()
    assert list(Judgement.objects.in_force().values_list("decision", flat=True)) == ["stands"]
    assert "It is not withdrawn" in decide(signed_in, stand, "Again.")


def test_what_it_changes_is_shown_before_it_is_done(signed_in: Client, statement: Statement) -> None:
    address = f"/statement/{statement.uid}/withdraw/"
    page = signed_in.get(address).content.decode()
    assert "Lines of incidents" in page
    assert f"said {CANARY} quoted" in page
    asked = signed_in.post(address, {"because": "Coded twice."})
    assert asked.status_code == 200
    assert 'value="Coded twice."' in asked.content.decode()
    assert not Judgement.objects.exists()


def test_it_is_withdrawn_once_and_for_a_reason(signed_in: Client, statement: Statement) -> None:
    assert "Say why" in withdraw(signed_in, statement, " ")
    assert not Judgement.objects.exists()
    withdraw(signed_in, statement)
    assert "It was withdrawn already" in withdraw(signed_in, statement)
    assert Judgement.objects.count() == 1
    assert signed_in.get(f"/statement/{statement.uid}/withdraw/").status_code == 302
    unknown = f"/statement/{uuid4()}/withdraw/"
    assert signed_in.post(unknown, {"because": "x"}).status_code == 404


def test_statements_are_counted_without_it(signed_in: Client, statement: Statement) -> None:
    withdraw(signed_in, statement)
    document = " ".join(signed_in.get(f"/document/{statement.document.uid}/").content.decode().split())
    assert "1 statement was coded from it." in document
    assert "It reports 1 incident." in document
    source = Source.objects.get(name="Outlet A")
    assert len(re.findall(r'id="s-', signed_in.get(f"/source/{source.uid}/").content.decode())) == 1
    assert Person.objects.count() == 2
    assert (Statement.objects.count(), Document.objects.count(), Act.objects.count()) == (2, 1, 2)


def test_withdrawing_is_offered_before_destroying(signed_in: Client, statement: Statement) -> None:
    for row in (statement, statement.acts.get(), Mention.objects.get(name=f"Person {CANARY}")):
        page = signed_in.get(f"/destroy/{row.uid}/").content.decode()
        assert f'href="/statement/{statement.uid}/withdraw/"' in page
    withdraw(signed_in, statement)
    assert "/withdraw/" not in signed_in.get(f"/destroy/{statement.uid}/").content.decode()


def test_what_was_judged_of_it_is_listed_no_longer(signed_in: Client, statement: Statement) -> None:
    first, second = Act.objects.order_by("ref").values_list("uid", flat=True)
    signed_in.post(
        f"/judge/incident/pair/?left={first}&right={second}",
        {"decision": "different", "because": "Two days."},
    )
    assert "Two days." in signed_in.get("/judge/").content.decode()
    withdraw(signed_in, statement)
    page = " ".join(signed_in.get("/judge/").content.decode().split())
    assert "Two days." not in page
    assert "1 judgement is in force" in page
    assert signed_in.get(f"/judge/incident/pair/?left={first}&right={second}").status_code == 404
    assert f'"/history/{statement.uid}/"' in page


def test_no_list_of_linking_holds_it(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    apply_import(plan_import(LISTS), actor=who("coder"))
    fake_engine(monkeypatch)
    run = linking.run_link(kind="person", actor=who("coder"))
    pair = undecided(run).first()
    assert pair is not None
    assert pair.left_mention is not None
    statement = pair.left_mention.act.statement
    before = set(linkable("person").ids)
    assert pair.left_mention.ref in before
    withdraw(signed_in, statement)
    assert not undecided(run).filter(left_mention=pair.left_mention).exists()
    assert not undecided(run).filter(right_mention=pair.left_mention).exists()
    of_it = set(Mention.objects.filter(act__statement=statement).values_list("ref", flat=True))
    assert set(linkable("person").ids) == before - of_it
    assert not set(linkable("incident").ids) & set(statement.acts.values_list("ref", flat=True))
    assert signed_in.get("/link/").status_code == 200
    assert signed_in.get("/link/person/review/proposed/").status_code in (200, 302)
    signed_in.post(f"/judge/{Judgement.objects.get(kind='statement').uid}/undo/", {"next": "/judge/"})
    assert set(linkable("person").ids) == before
    assert undecided(run).filter(pk=pair.pk).exists()
