"""What the form asks before a draft goes into the register: names like known ones, quotes that are not in the text."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from isthmus.actions.desk.coding.drafts import body_of
from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.core.workbook.rows import Place, Source, Workbook
from isthmus.store.desk.models import Document
from isthmus.store.desk.models import Place as PlaceRow
from isthmus.store.desk.models import Source as SourceRow
from isthmus.store.desk.scratch.models import Draft
from tests.accounts import who

TEXT = "The permit was refused.\r\n\r\nTwo speakers said that twelve were held."
KNOWN = Workbook(
    sources=(
        Source("s0", "Radio Valley", "outlet"),
        Source("s1", "Twice", "outlet"),
        Source("s2", "Twice", "outlet"),
        Source("s9", "Hidden", "person", protection="sealed"),
    ),
    places=(Place("p0", "Northtown", "Норттаун", precision="settlement"),),
)


@pytest.fixture
def uid(db: None, signed_in: Client) -> UUID:
    """Return a draft, beside a register that knows some names."""
    actor = who("tests")
    apply_import(plan_import(KNOWN), actor=actor)
    return UUID(signed_in.post("/code/", {"text": TEXT})["Location"].split("/")[2])


def typed(uid: UUID, **fields: str) -> dict[str, Any]:
    base = {
        "statement": "0",
        "revision": str(Draft.objects.get(pk=uid).revision),
        "mentions": "1",
        "sources": "3",
        "places": "1",
        "document-title": "A report",
        "document-author": "radio valley",
        "document-held": "yes",
        "statement-quote": "twelve  were held",
        "statement-speaker": "radio valley",
        "statement-basis": "told",
        "statement-told_by": "radio valley; Someone",
        "statement-stance": "asserts",
        "statement-type": "unlawful_detention",
        "statement-place": "NORTHTOWN",
        "mention-0-role": "victim",
        "mention-0-low": "12",
        "source-0-name": "radio valley",
        "source-0-kind": "outlet",
        "source-1-name": "Someone",
        "source-1-kind": "person",
        "place-0-name": "NORTHTOWN",
        "place-0-precision": "settlement",
        "step": "save",
    }
    return base | {name.replace("__", "-"): value for name, value in fields.items()}


def send(client: Client, uid: UUID, **fields: Any) -> str:
    return " ".join(client.post(f"/code/{uid}/", typed(uid, **fields), follow=True).content.decode().split())


def asked(page: str) -> list[str]:
    return re.findall(r'name="asked" value="([^"]*)"', page)


def test_a_known_name_is_offered_before_a_new_one_is_made(signed_in: Client, uid: UUID) -> None:
    page = send(signed_in, uid)
    assert "Did you mean <em><bdi>Radio Valley</bdi></em>?" in page
    assert "Did you mean <em><bdi>Northtown</bdi></em>?" in page
    assert asked(page) == ["source:radio valley", "place:NORTHTOWN"]


def test_one_choice_takes_the_known_one_everywhere(signed_in: Client, uid: UUID) -> None:
    page = send(signed_in, uid, step="take:source:0:radio valley")
    assert asked(page) == ["place:NORTHTOWN"]
    body = body_of(Draft.objects.get(pk=uid))
    assert body.document.author == "Radio Valley"
    assert body.statements[0].told_by == "Radio Valley; Someone"
    fields = {
        "document-author": "Radio Valley",
        "statement-speaker": "Radio Valley",
        "statement-told_by": "Radio Valley; Someone",
        "source-0-name": "",
    }
    page = send(signed_in, uid, **fields, step="take:place:0:NORTHTOWN")
    assert asked(page) == []
    send(signed_in, uid, **fields, statement__place="Northtown", place__0__name="", step="submit")
    assert Document.objects.count() == 1
    assert SourceRow.objects.count() == len(KNOWN.sources) + 1
    assert PlaceRow.objects.count() == 1


def test_nothing_goes_in_before_it_was_asked_and_everything_goes_in_afterwards(
    signed_in: Client, uid: UUID
) -> None:
    page = send(signed_in, uid, step="submit")
    assert "Look at what is asked, then go on." in page
    assert not Document.objects.exists()
    send(signed_in, uid, step="submit", asked=asked(page))
    assert Document.objects.count() == 1
    assert SourceRow.objects.filter(name="radio valley").exists()


def test_a_name_that_several_have_is_taken_with_its_id(signed_in: Client, uid: UUID) -> None:
    fields = {"statement-speaker": "TWICE", "source-2-name": "TWICE", "source-2-kind": "outlet"}
    page = send(signed_in, uid, **fields, step="take:source:1:TWICE")
    assert "source:TWICE" not in asked(page)
    assert body_of(Draft.objects.get(pk=uid)).statements[0].speaker == "Twice [s2]"


@pytest.mark.parametrize(
    "choice",
    ["source:9:radio valley", "source:x:radio valley", "source", "place:0:radio valley", "person:0:x"],
)
def test_a_choice_that_was_not_offered_changes_nothing(signed_in: Client, uid: UUID, choice: str) -> None:
    page = send(signed_in, uid, step=f"take:{choice}")
    assert asked(page) == ["source:radio valley", "place:NORTHTOWN"]


def test_a_sealed_source_is_not_offered(signed_in: Client, uid: UUID) -> None:
    page = send(signed_in, uid, statement__speaker="HIDDEN")
    assert "source:HIDDEN" not in asked(page)
    assert "Hidden</bdi>" not in page


def test_a_quote_that_is_not_in_the_text_is_asked_about_once(signed_in: Client, uid: UUID) -> None:
    page = send(signed_in, uid, statement__quote="thirteen were held", step="submit")
    assert "Quotes that are not in the text" in page
    assert any(each.startswith("quote:0:") for each in asked(page))
    assert not Document.objects.exists()
    send(signed_in, uid, statement__quote="thirteen were held", step="submit", asked=asked(page))
    page = signed_in.get(f"/document/{Document.objects.get().uid}/").content.decode()
    assert "Not found in the document" in page


@pytest.mark.parametrize("fields", [{"statement-wording": "paraphrase"}, {"statement-quote": ""}])
def test_what_is_no_quote_is_not_asked_about(signed_in: Client, uid: UUID, fields: dict[str, str]) -> None:
    page = send(signed_in, uid, **({"statement-quote": "thirteen were held"} | fields))
    assert "Quotes that are not in the text" not in page
