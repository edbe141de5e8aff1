"""Answers to forms have an address of their own: nothing that was posted stays with a page."""

import pytest
from django.test import Client
from django.urls import reverse

from isthmus.web.desk.attempts import ATTEMPTS
from tests.web.reading.pages import signed_in

BROWSER = {"accept": "text/html,application/xhtml+xml"}
WORDS = "Zamirzhan Canaryev"


@pytest.fixture
def browser() -> Client:
    return signed_in(veil=False)


def search(browser: Client) -> str:
    answer = browser.post(reverse("judge_choose", args=["person"]), {"words": WORDS}, headers=BROWSER)
    assert answer.status_code == 303
    return str(answer["Location"])


def test_a_browser_is_sent_to_look_at_what_a_form_answered(browser: Client) -> None:
    address = search(browser)
    assert WORDS not in address
    page = browser.get(address, headers=BROWSER)
    assert page.status_code == 200
    assert f'value="{WORDS}"' in page.content.decode()
    assert page["Content-Security-Policy"]
    assert page["Cache-Control"] == "no-store"


def test_a_refusal_keeps_its_status(browser: Client) -> None:
    fields = {"form": "zip", "names": "yes", "purpose": WORDS, "secret": "wrong"}
    address = browser.post(reverse("export"), fields, headers=BROWSER)["Location"]
    assert browser.get(address).status_code == 403


def test_another_session_sees_nothing_of_it(browser: Client) -> None:
    address = search(browser)
    assert WORDS not in signed_in(veil=False).get(address).content.decode()
    assert Client().get(address).status_code == 403


def test_a_locked_session_sees_nothing_of_it_nor_afterwards(browser: Client, settings) -> None:
    settings.DESK_PASSPHRASE_HOLDS = lambda given: given == "right"
    address = search(browser)
    browser.post(reverse("lock"))
    assert browser.get(address)["Location"] == reverse("lock")
    browser.post(reverse("unlock"), {"secret": "right"})
    assert WORDS not in browser.get(address).content.decode()


def test_a_wrong_passphrase_is_answered_under_an_address_too(browser: Client) -> None:
    ATTEMPTS.clear()
    browser.post(reverse("lock"))
    answer = browser.post(reverse("unlock"), {"secret": "wrong"}, headers=BROWSER)
    page = browser.get(answer["Location"])
    assert page.status_code == 403
    assert "That was not right" in page.content.decode()


def test_what_is_no_longer_kept_leads_to_a_page(browser: Client) -> None:
    assert browser.get(f"{reverse('search')}?shown=gone").status_code == 200
    assert browser.get(f"{reverse('link_start')}?shown=gone")["Location"] == reverse("record")


def test_a_redirect_a_file_and_an_answer_to_a_script_stay_as_they_are(browser: Client) -> None:
    assert browser.post(reverse("veil"), {"next": "/keys/"}, headers=BROWSER).status_code == 302
    file = browser.post(reverse("export"), {"form": "zip"}, headers=BROWSER)
    assert (file.status_code, file["Content-Type"]) == (200, "application/zip")
    script = browser.post(reverse("preview_date"), {"text": "2017"}, headers={"accept": "application/json"})
    assert script.status_code == 200
