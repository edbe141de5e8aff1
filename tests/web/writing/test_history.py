"""The page of one row's history, and destroying an earlier version of it there."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from isthmus.actions.desk.code_document import code_document
from isthmus.actions.desk.recorded import recorded
from isthmus.actions.desk.verification import verify
from isthmus.core.workbook import rows
from isthmus.store.desk.models import Document, Source, Statement, Version
from isthmus.web.desk.attempts import ATTEMPTS
from tests.accounts import who
from tests.web.reading.pages import text_of

SLIP = "Karim Azul"


@pytest.fixture(autouse=True)
def corrected(db: None, settings: Any) -> Source:
    """A source whose name was typed by mistake, and put right."""
    settings.DESK_PASSPHRASE_HOLDS = lambda secret: secret == "open"
    ATTEMPTS.clear()
    told = rows.Statement("t1", "d1", ("s1",), "asserts", "first_hand")
    page = rows.Document("d1", "A page", ("s1",), "yes")
    code_document(
        rows=rows.Workbook((rows.Source("s1", SLIP, "person"),), documents=(page,), statements=(told,)),
        actor=who("coder"),
    )
    source = Source.objects.get()
    source.name = "regional analyst"
    with recorded(action="import_workbook", actor=who("editor"), reason="A real name.") as event:
        event.commit(source)
    return source


def words(answer: Any) -> str:
    return " ".join(text_of(answer.content).split())


def destroy(browser: Client, source: Source, **given: str) -> Any:
    asked = {"event": "1", "reason": "A real name.", "secret": "open"}
    return browser.post(reverse("history", args=[source.uid]), {**asked, **given}, follow=True)


def test_it_says_who_when_from_what_to_what_and_why(signed_in: Client, corrected: Source) -> None:
    page = words(signed_in.get(reverse("history", args=[corrected.uid])))
    assert "Everything that was done to a source" in page
    assert f"Name {SLIP} → regional analyst" in page
    assert "“ A real name. ”" in page
    assert page.index("Changed as it is now") < page.index("Added")


@pytest.mark.parametrize("kind", ["source", "document"])
def test_the_page_of_a_row_leads_to_its_history_and_back(signed_in: Client, kind: str) -> None:
    row = {"source": Source, "document": Document}[kind].objects.get()  # type: ignore[attr-defined]
    here, there = reverse(kind, args=[row.uid]), reverse("history", args=[row.uid])
    assert there in signed_in.get(here).content.decode()
    assert here in signed_in.get(there).content.decode()


def test_a_statement_leads_to_its_history(signed_in: Client) -> None:
    page = signed_in.get(reverse("document", args=[Document.objects.get().uid])).content.decode()
    assert reverse("history", args=[Statement.objects.get().uid]) in page


def test_an_earlier_version_is_destroyed_and_shown_nowhere(signed_in: Client, corrected: Source) -> None:
    page = destroy(signed_in, corrected)
    assert "1 earlier version was destroyed. Backups made until now still hold it." in words(page)
    assert "What it held then was destroyed" in words(page)
    assert SLIP not in page.content.decode()
    assert not Version.objects.exists()
    assert verify().sound


@pytest.mark.parametrize(
    ("given", "status", "sentence"),
    [
        ({"secret": "shut"}, 403, "not the passphrase of the workspace"),
        ({"secret": ""}, 403, "not the passphrase of the workspace"),
        ({"reason": " "}, 422, "Say why"),
        ({"event": "0"}, 422, "made no earlier version"),
        ({"event": "2"}, 422, "made no earlier version"),
        ({"event": ""}, 422, "made no earlier version"),
        ({"event": "9" * 30}, 422, "made no earlier version"),
        ({"event": "²"}, 422, "made no earlier version"),
    ],
)
def test_what_keeps_it_from_being_destroyed_is_said(
    signed_in: Client, corrected: Source, given: dict[str, str], status: int, sentence: str
) -> None:
    answer = destroy(signed_in, corrected, **given)
    assert (answer.status_code, Version.objects.count()) == (status, 1)
    assert sentence in words(answer)


def test_the_sixth_guess_is_not_looked_at(signed_in: Client, corrected: Source) -> None:
    for _ in range(5):
        destroy(signed_in, corrected, secret="shut")
    assert "Five attempts were wrong" in words(destroy(signed_in, corrected))
    assert Version.objects.count() == 1


def test_a_row_sealed_later_shows_its_earlier_versions_no_more(signed_in: Client, corrected: Source) -> None:
    corrected.protection = "sealed"
    with recorded(action="import_workbook", actor=who("editor")) as event:
        event.commit(corrected)
    page = signed_in.get(reverse("history", args=[corrected.uid]))
    assert "What is sealed is not shown" in words(page)
    assert SLIP not in page.content.decode()
    assert "regional analyst" not in page.content.decode()


def test_names_are_initials_under_the_veil(signed_in: Client, corrected: Source) -> None:
    session = signed_in.session
    session["veil"] = True
    session.save()
    page = signed_in.get(reverse("history", args=[corrected.uid])).content.decode()
    assert SLIP not in page
    assert "K. A." in page


def test_a_destroyed_row_has_a_page_without_content(signed_in: Client) -> None:
    statement = Statement.objects.get()
    with recorded(action="destroy_row", actor=who("editor")) as event:
        event.remove(statement)
    page = words(signed_in.get(reverse("history", args=[statement.uid])))
    assert "This row was destroyed." in page
    assert "Destroyed, with all versions" in page


def test_a_number_that_the_log_never_named_is_not_found(signed_in: Client) -> None:
    assert signed_in.get(reverse("history", args=[uuid4()])).status_code == 404
