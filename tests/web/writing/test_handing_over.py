"""The page that hands over one incident: two forms, one file, names only with the passphrase for a purpose."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk.models import Incident, NamedExport
from isthmus.web.desk.attempts import ATTEMPTS
from tests.actions.cases import bring_in

NAMED = {"form": "html", "names": "yes", "purpose": "for the court", "secret": "open"}


@pytest.fixture(autouse=True)
def case(db: None, settings: Any) -> None:
    bring_in()
    settings.DESK_PASSPHRASE_HOLDS = lambda secret: secret == "open"
    ATTEMPTS.clear()


@pytest.fixture
def address() -> str:
    return reverse("hand_over", args=[Incident.objects.order_by("-at_least")[0].uid])


def test_the_incident_leads_to_the_page_and_the_page_says_what_is_in_the_file(
    signed_in: Client, address: str
) -> None:
    incident = address.replace("hand-over/", "")
    assert f'href="{address}"' in signed_in.get(incident).content.decode()
    page = signed_in.get(address).content.decode()
    assert "Torture, at least 100 people" in page
    assert "Save as PDF" in page


def test_without_names_the_file_has_tokens_also_while_a_page_would_say_more(
    signed_in: Client, address: str
) -> None:
    answer = signed_in.post(address, {"form": "html"})
    assert answer["Content-Disposition"].endswith('.html"')
    assert not answer["Content-Type"].startswith("text/html")  # what pages say of tokens is not said in it
    text = answer.content.decode()
    assert any(is_token(word) for part in text.split("<") for word in part.split(">"))
    assert "Aliev" not in text
    assert not NamedExport.objects.exists()


def test_a_pdf_is_sent_to_save(signed_in: Client, address: str) -> None:
    answer = signed_in.post(address, {"form": "pdf", "quotes": "open"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content.startswith(b"%PDF-")


def test_names_leave_with_the_passphrase_for_a_purpose_and_are_logged(
    signed_in: Client, address: str
) -> None:
    assert "Ӏалиев" in signed_in.post(address, NAMED).content.decode()
    [logged] = NamedExport.objects.all()
    assert (logged.form, logged.purpose) == ("html", "for the court")


@pytest.mark.parametrize("wrong", [{"secret": "wrong"}, {"secret": ""}, {"purpose": " "}])
def test_names_do_not_leave_otherwise(signed_in: Client, address: str, wrong: dict[str, str]) -> None:
    answer = signed_in.post(address, NAMED | wrong)
    assert answer.status_code == 403
    assert "Ӏалиев" not in answer.content.decode()
    assert not NamedExport.objects.exists()


def test_what_is_no_incident_has_no_such_page(signed_in: Client) -> None:
    assert (
        signed_in.get(reverse("hand_over", args=["00000000-0000-4000-8000-000000000000"])).status_code == 404
    )
