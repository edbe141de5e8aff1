"""What holds for every page: its headers, its markup, who may see it, and what it says when it may not be seen."""

import re
import time

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from isthmus.actions.desk.accounts import add_account, remove_account
from isthmus.store.desk.models import Account
from isthmus.web.desk.settings import IDLE_SECONDS
from tests.accounts import the_owner
from tests.passphrases import PASSWORD
from tests.web.reading.case import HOSTILE, NAMES, SEALED_NAME, hostile_case
from tests.web.reading.pages import (
    PASSPHRASE,
    every_address,
    load,
    reading_pages,
    sign_in,
    signed_in,
    text_of,
)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
ELSEWHERE = re.compile(r"""(?:src|href|action|srcset|poster|data)\s*=\s*["']?(?![/#?"'])(?!data-)""")


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("veil", [True, False])
def test_every_page_answers_names_veiled_or_shown(*, veil: bool) -> None:
    browser = signed_in(veil=veil)
    assert {address: browser.get(address).status_code for address in reading_pages()} == dict.fromkeys(
        reading_pages(), 200
    )


@pytest.mark.any_database
@pytest.mark.usefixtures("case")
def test_every_page_carries_the_strict_headers_and_is_not_kept(browser: Client) -> None:
    for address in [*reading_pages(), "/no/such/page/", reverse("sign_in")]:
        headers = browser.get(address).headers
        assert headers["Content-Security-Policy"] == POLICY, address
        assert headers["Cache-Control"] == "no-store", address
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.any_database
@pytest.mark.usefixtures("case")
def test_no_page_asks_anything_of_another_host(browser: Client) -> None:
    for address in reading_pages():
        page = browser.get(address).content.decode()
        assert not ELSEWHERE.findall(page), address
        assert not re.findall(r"(?:src|href|action)=\"//", page), address


@pytest.mark.any_database
@pytest.mark.usefixtures("case")
def test_no_page_has_inline_script_or_style(browser: Client) -> None:
    for address in reading_pages():
        page = browser.get(address).content.decode()
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|<[^>]+\son[a-z]+=", page), address


@pytest.mark.any_database
@pytest.mark.usefixtures("case")
def test_titles_and_addresses_name_no_person(browser: Client) -> None:
    for address in reading_pages():
        page = browser.get(address).content.decode()
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
        assert title
        addresses = " ".join(re.findall(r'(?:href|action)="([^"]*)"', page))
        for word in ("Alpha", "Beta", "Testperson", "Witnessperson", "Hiddensource"):
            assert word not in title.group(1)
            assert word not in addresses


@pytest.mark.any_database
@pytest.mark.usefixtures("case")
def test_under_the_veil_no_page_spells_out_a_name(veiled: Client) -> None:
    for address in reading_pages():
        page = veiled.get(address).content.decode()
        for name in (*NAMES, "Delta Witnessperson", "Witnessperson"):
            assert name not in page, address


@pytest.mark.any_database
@pytest.mark.usefixtures("case")
def test_a_sealed_source_is_never_named(browser: Client) -> None:
    for address in reading_pages():
        page = browser.get(address).content.decode()
        assert SEALED_NAME not in page, address
        assert "A hidden note." not in page, address
        assert "Secret memo" not in page, address


@pytest.mark.any_database
def test_markup_in_any_text_field_is_shown_and_never_run() -> None:
    load(hostile_case())
    browser = signed_in(veil=False)
    for address in reading_pages():
        page = browser.get(address).content.decode()
        assert "<script>alert" not in page, address
        assert "<img src=x" not in page, address
    assert "&lt;script&gt;alert(1)" in browser.get(reverse("record")).content.decode() or HOSTILE


@pytest.mark.usefixtures("case")
def test_nobody_sees_anything_without_signing_in() -> None:
    for name, address in every_address():
        for answer in (Client().get(address), Client().post(address)):
            assert answer.status_code in (403, 405), name
            assert "Courier" not in text_of(answer.content), name


@pytest.mark.usefixtures("case")
def test_a_locked_session_gets_nothing_from_any_address() -> None:
    browser = signed_in(veil=False, locked=True)
    for name, address in every_address():
        for answer in (browser.get(address), browser.post(address)):
            assert (answer.status_code, answer.headers["Location"]) == (302, reverse("lock")), name
            assert answer.content == b"", name
    page = text_of(browser.get(reverse("lock")).content)
    assert "Passphrase of the workspace" in page
    assert "Courier" not in page
    assert "Record" not in page


@pytest.mark.usefixtures("case")
def test_locking_takes_a_new_session_key_and_has_the_browser_drop_its_pages(browser: Client) -> None:
    before = browser.session.session_key
    answer = browser.post(reverse("lock"), {"next": reverse("people")})
    assert answer.headers["Location"] == reverse("lock")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert browser.session.session_key != before
    assert browser.get(reverse("people")).status_code == 302


@pytest.mark.usefixtures("case")
def test_the_passphrase_leads_back_to_where_it_was_locked(browser: Client) -> None:
    browser.post(reverse("lock"), {"next": reverse("people")})
    wrong = browser.post(reverse("unlock"), {"secret": "guess"})
    assert wrong.status_code == 403
    assert "That was not right" in text_of(wrong.content)
    assert browser.get(reverse("people")).status_code == 302
    assert browser.post(reverse("unlock"), {"secret": PASSPHRASE}).headers["Location"] == reverse("people")
    assert browser.get(reverse("people")).status_code == 200


def test_after_five_wrong_passphrases_even_the_right_one_waits() -> None:
    browser = signed_in(veil=True, locked=True)
    for _ in range(5):
        assert browser.post(reverse("unlock"), {"secret": "guess"}).status_code == 403
    assert browser.post(reverse("unlock"), {"secret": PASSPHRASE}).status_code == 429


def test_a_session_left_alone_locks_itself() -> None:
    browser = signed_in(veil=True, seen=time.time() - IDLE_SECONDS - 1)
    assert browser.get(reverse("people")).headers["Location"] == reverse("lock")
    assert browser.session["locked"] is True


def test_a_form_from_elsewhere_is_refused_in_plain_words() -> None:
    browser = Client(enforce_csrf_checks=True)
    sign_in(browser, {})
    for name in ("veil", "lock", "sign_out", "search"):
        answer = browser.post(reverse(name))
        assert answer.status_code == 403, name
        assert "This form was not accepted" in text_of(answer.content), name


def test_pages_that_change_something_do_not_answer_get(browser: Client) -> None:
    for name in ("veil", "unlock", "sign_out"):
        assert browser.get(reverse(name)).status_code == 405, name
    for name in ("record", "people", "count"):
        assert browser.post(reverse(name)).status_code == 405, name


def test_another_host_name_is_refused(browser: Client) -> None:
    answer = browser.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "could not be read" in text_of(answer.content)


def test_nothing_leads_off_the_desk(browser: Client) -> None:
    for path in ("//elsewhere.example/", "https://elsewhere.example/", "javascript:alert(1)"):
        assert browser.post(reverse("veil"), {"next": path}).headers["Location"] == "/"


def test_an_error_shows_no_data(
    browser: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("Alpha Testperson")

    monkeypatch.setattr("isthmus.web.desk.reading.people.concerned", fail)
    browser.raise_request_exception = False
    answer = browser.get(reverse("people"))
    assert answer.status_code == 500
    assert "Alpha" not in answer.content.decode()
    assert "Alpha" not in capsys.readouterr().err


def test_the_veil_is_one_switch() -> None:
    browser = signed_in(veil=True)
    assert "Show names" in text_of(browser.get(reverse("keys")).content)
    browser.post(reverse("veil"), {"next": "/keys/"})
    assert "Veil names" in text_of(browser.get(reverse("keys")).content)


def test_an_account_signs_in_with_its_password() -> None:
    add_account(name="mara", password=PASSWORD, actor=the_owner("tester"))
    browser = Client()
    assert browser.post(reverse("sign_in"), {"name": "mara", "secret": "no"}).status_code == 403
    answer = browser.post(reverse("sign_in"), {"name": "mara", "secret": PASSWORD})
    assert answer.headers["Location"] == reverse("record")
    assert "<bdi>mara</bdi>" in browser.get("/keys/").content.decode()
    browser.post(reverse("lock"))
    assert browser.post(reverse("unlock"), {"secret": PASSPHRASE}).status_code == 403
    assert browser.post(reverse("unlock"), {"secret": PASSWORD}).status_code == 302


def test_a_removed_accounts_open_session_sees_nothing_any_more() -> None:
    add_account(name="mara", password=PASSWORD, actor=the_owner("tester"))
    browser, other = Client(), Client()
    for each in (browser, other):
        each.post(reverse("sign_in"), {"name": "mara", "secret": PASSWORD})
    Account.objects.filter(name="mara").update(removed=timezone.now())  # before its sessions are ended
    assert browser.get(reverse("people")).status_code == 403
    assert browser.post("/custody/backup/").status_code == 403
    Account.objects.filter(name="mara").update(removed=None)
    remove_account(name="mara", actor=the_owner())
    assert not Session.objects.filter(session_key=other.cookies[settings.SESSION_COOKIE_NAME].value).exists()
    assert other.get(reverse("people")).status_code == 403
    assert browser.post(reverse("sign_in"), {"name": "mara", "secret": PASSWORD}).status_code == 403


def test_a_new_account_of_an_old_name_is_not_signed_in_by_the_old_ones_session() -> None:
    add_account(name="mara", password=PASSWORD, actor=the_owner("tester"))
    browser = Client()
    browser.post(reverse("sign_in"), {"name": "mara", "secret": PASSWORD})
    remove_account(name="mara", actor=the_owner())
    add_account(name="mara", password=PASSWORD, actor=the_owner())
    assert browser.get(reverse("people")).status_code == 403


def test_wrong_attempts_on_one_account_do_not_stop_another() -> None:
    add_account(name="mara", password=PASSWORD, actor=the_owner("tester"))
    browser = Client()
    wrong = [browser.post(reverse("sign_in"), {"name": "nobody", "secret": "no"}) for _ in range(6)]
    assert [each.status_code for each in wrong] == [403] * 5 + [429]
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    assert elsewhere.post(reverse("sign_in"), {"name": "nobody", "secret": "no"}).status_code == 403
    right = browser.post(reverse("sign_in"), {"name": "mara", "secret": PASSWORD})
    assert right.status_code == 302


def test_signing_out_ends_the_session(browser: Client) -> None:
    browser.post(reverse("sign_out"))
    assert browser.get(reverse("people")).status_code == 403


@pytest.mark.any_database
def test_static_files_are_the_packages_own_and_no_others(browser: Client) -> None:
    answer = browser.get("/static/desk/desk.css")
    assert answer.headers["Content-Type"] == "text/css"
    assert b"url(" not in answer.content
    assert browser.get("/static/../settings.py").status_code == 404


@pytest.mark.any_database
def test_pages_turn_for_languages_written_from_right_to_left(browser: Client, settings: Settings) -> None:
    settings.LANGUAGE_CODE = "ar"
    settings.LANGUAGES = [("ar", "Arabic")]
    assert 'dir="rtl"' in browser.get(reverse("keys")).content.decode()


def test_a_missing_backup_is_said_on_every_page(browser: Client) -> None:
    assert "No backup has been made yet" in text_of(browser.get(reverse("keys")).content)
