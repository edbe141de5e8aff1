"""Export: names leave only with the passphrase, for a purpose, and logged."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from isthmus.actions.desk import jobs
from isthmus.actions.desk.custody import signed_head
from isthmus.actions.desk.importing import import_sample
from isthmus.files.workbook import read_workbook
from isthmus.store.desk.models import Account, Event, Mention, NamedExport, Statement
from isthmus.web.desk.attempts import ATTEMPTS
from isthmus.web.desk.writing import exporting
from tests.accounts import who
from tests.web.writing.test_importing import upload

NAME = "Person Alpha"


@pytest.fixture(autouse=True)
def somebody_named(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import_sample(actor=who("tests"))
    Mention.objects.filter(pk=Mention.objects.filter(role="victim").order_by("ref").values("pk")[:1]).update(
        name=NAME
    )
    settings.DESK_PASSPHRASE_HOLDS = lambda secret: secret == "open"
    ATTEMPTS.clear()


def names_in(content: bytes) -> bool:
    return NAME in {mention.name for mention in read_workbook(BytesIO(content)).mentions}


@pytest.mark.parametrize("form", ["zip", "xlsx"])
def test_names_are_closed_unless_asked_for(signed_in: Client, form: str) -> None:
    answer = signed_in.post("/export/", {"form": form})
    assert answer["Content-Disposition"].endswith(f'.{form}"')
    assert not names_in(answer.content)
    assert not NamedExport.objects.exists()


def test_the_archive_carries_the_head(signed_in: Client) -> None:
    archive = ZipFile(BytesIO(signed_in.post("/export/", {"form": "zip"}).content))
    assert archive.read("head.txt").decode() == signed_head()


def test_a_closed_export_is_read_back_without_a_change(signed_in: Client) -> None:
    content = signed_in.post("/export/", {"form": "zip"}).content
    assert "0 rows are new, 0 were changed" in upload(signed_in, content)
    assert jobs.run_next() is None


def test_names_leave_with_the_passphrase_for_a_purpose_and_are_logged(signed_in: Client) -> None:
    events = Event.objects.count()
    asked = {"form": "zip", "names": "yes", "purpose": "for the court", "secret": "open"}
    assert names_in(signed_in.post("/export/", asked).content)
    [logged] = NamedExport.objects.all()
    assert (logged.purpose, logged.by.name) == ("for the court", "coder")
    assert Event.objects.count() == events + 1


@pytest.mark.parametrize(
    ("purpose", "secret", "words"),
    [
        ("for the court", "wrong", "That was not right"),
        ("for the court", "", "That was not right"),
        (" ", "open", "purpose"),
    ],
)
def test_names_stay_without_purpose_or_passphrase(
    signed_in: Client, purpose: str, secret: str, words: str
) -> None:
    answer = signed_in.post("/export/", {"form": "zip", "names": "yes", "purpose": purpose, "secret": secret})
    assert answer.status_code == 403
    assert words in answer.content.decode()
    assert not NamedExport.objects.exists()


def test_guessing_is_slowed(signed_in: Client) -> None:
    asked = {"form": "zip", "names": "yes", "purpose": "for the court", "secret": "wrong"}
    for _ in range(5):
        signed_in.post("/export/", asked)
    answer = signed_in.post("/export/", {**asked, "secret": "open"})
    assert "in a minute" in answer.content.decode()


def test_an_accounts_own_password_opens_no_names(signed_in: Client) -> None:
    account = Account.objects.get(name="coder")
    account.set_password("the account's own password")
    account.save()
    asked = {
        "form": "zip",
        "names": "yes",
        "purpose": "for the court",
        "secret": "the account's own password",
    }
    assert signed_in.post("/export/", asked).status_code == 403
    assert not NamedExport.objects.exists()


def test_the_page_says_what_is_closed_what_is_left_open_and_that_names_join_grounds(
    signed_in: Client,
) -> None:
    page = " ".join(signed_in.get("/export/").content.decode().split())
    assert "It joins names to the grounds" in page
    assert "alleged ground" in page
    assert "quotes as written, which may name people and grounds" in page


def test_quotes_with_a_name_are_listed_and_closed_on_request(signed_in: Client) -> None:
    statement = Statement.objects.exclude(quote="").order_by("ref")[0]
    Statement.objects.filter(pk=statement.pk).update(quote="They took alpha away.")
    assert "Look at 1 quote in which a closed name stands" in signed_in.get("/export/").content.decode()
    listed = signed_in.get("/export/quotes/").content.decode()
    assert "They took alpha away." in listed
    assert f"#quote-{statement.uid}" in listed
    for quotes, stands in (("leave", True), ("close_named", False), ("close_all", False)):
        content = signed_in.post("/export/", {"form": "zip", "quotes": quotes}).content
        found = {row.quote for row in read_workbook(BytesIO(content)).statements}
        assert ("They took alpha away." in found) == stands
        assert "0 rows are new, 0 were changed" in upload(signed_in, content)


def test_no_quote_with_a_name_is_said_in_one_sentence(signed_in: Client) -> None:
    assert "No quote was found" in signed_in.get("/export/quotes/").content.decode()


def test_of_a_large_register_it_is_counted_when_asked(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST_COUNTED_AT_ONCE", 0)
    page = signed_in.get("/export/").content.decode()
    assert "Left open" not in page
    assert "Count what is closed" in page
    assert "Left open" in signed_in.get("/export/?count=1").content.decode()
