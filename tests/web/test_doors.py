"""Who is let in: accounts that the log knows, sessions that a person uses; and what is kept out."""

import time
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from isthmus.actions.desk.accounts import add_account, end_all_sessions
from isthmus.actions.desk.coding.drafts import start_draft
from isthmus.actions.desk.importing import keep_upload
from isthmus.actions.desk.jobs import enqueue
from isthmus.core.custody.rows import commit_row
from isthmus.store.desk.models import Account, Commitment, Event
from isthmus.store.desk.scratch.models import Draft, Job, Upload
from isthmus.web.desk.attempts import ATTEMPTS
from isthmus.web.desk.one_time_link import LINKS
from isthmus.web.desk.settings import IDLE_SECONDS
from tests.accounts import the_owner
from tests.passphrases import ANOTHER, PASSWORD
from tests.web.reading.pages import signed_in, text_of


@pytest.fixture(autouse=True)
def _nobody_guessed_yet() -> None:
    ATTEMPTS.clear()


@pytest.fixture
def mara() -> Account:
    add_account(name="mara", password=PASSWORD, actor=the_owner("tester"))
    return Account.objects.get(name="mara")


def sign_in(password: str = PASSWORD, name: str = "mara") -> tuple[Client, int, str]:
    browser = Client()
    answer = browser.post(reverse("sign_in"), {"name": name, "secret": password})
    return browser, answer.status_code, text_of(answer.content)


def committed(account: Account) -> bytes:
    columns = account.custody_columns
    return commit_row(bytes(account.custody_key), columns, account.custody_cells(columns))


def slipped_in() -> Account:
    """An account row written by hand, with a password that its writer knows."""
    return Account.objects.create(
        name="eve", kind="account", added=timezone.now(), password=make_password(PASSWORD)
    )


class TestAnAccountBehindTheLogsBack:
    def refused(self, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        browser, status, text = sign_in(name=name)
        assert status == 403
        assert "The custody log does not know it as it stands" in text
        assert "isthmus custody verify" in text
        assert browser.get(reverse("people")).status_code == 403

    def test_does_not_sign_in_and_the_terminal_is_told(self, caplog, capsys, monkeypatch):
        slipped_in()
        told: list[str] = []
        monkeypatch.setattr("isthmus.web.desk.access.TERMINAL.error", told.append)
        self.refused("eve", capsys)
        assert len(told) == 1
        assert "isthmus custody verify" in told[0]
        assert "eve" not in told[0]

    def test_does_not_with_a_loose_entry_under_an_event_that_does_not_exist(self, mara, capsys):
        eve = slipped_in()
        Commitment.objects.bulk_create(
            [
                Commitment(
                    event_id=Event.objects.count() - 1,
                    position=900,
                    operation="add",
                    table="account/1",
                    row=eve.uid.bytes,
                    root=committed(eve),
                ),
            ]
        )
        self.refused("eve", capsys)

    def test_does_not_with_a_changed_password_even_if_its_commitment_is_entered(self, mara, capsys):
        mara.password = make_password(ANOTHER)
        mara.save()
        assert sign_in(ANOTHER)[1] == 403
        entry = Commitment.objects.filter(row=mara.uid.bytes).get()
        Commitment.objects.filter(pk=entry.pk).update(root=committed(mara))
        browser, status, text = sign_in(ANOTHER)
        assert (status, "does not know it" in text) == (403, True)
        assert browser.get(reverse("people")).status_code == 403

    @pytest.mark.parametrize("change", [{"name": "maria"}, {"kind": "owner2"}, {"custody_key": b"x" * 32}])
    def test_is_signed_out_at_its_next_request(self, mara, change):
        browser, status, _ = sign_in()
        assert (status, browser.get(reverse("people")).status_code) == (302, 200)
        if "kind" not in change:
            Account.objects.filter(pk=mara.pk).update(**change)
            assert browser.get(reverse("people")).status_code == 403

    def test_has_no_use_of_a_one_time_link_either(self):
        owner = the_owner("tester")
        Account.objects.filter(pk=owner.number).update(name="somebody")
        answer = Client().get(f"/enter/{LINKS.issue(owner)}/")
        assert answer.status_code == 403
        assert "does not know it" in text_of(answer.content)


class TestTheLock:
    def test_a_page_that_refreshes_itself_is_no_use(self):
        job = enqueue(kind="verify", owner=the_owner("tester"))
        browser = signed_in(veil=False, seen=time.time() - 120)
        header = browser.get(reverse("job", args=[job.pk]))["Refresh"]
        session = browser.session
        session["seen"] = before = time.time() - IDLE_SECONDS + 30
        session.save()
        for _ in range(3):
            assert browser.get(header.partition("url=")[2]).status_code == 200
        assert browser.session["seen"] == before
        assert browser.get(reverse("keys")).status_code == 200
        assert browser.session["seen"] > before

    def test_a_restart_ends_every_session(self, mara):
        browser, _, _ = sign_in()
        end_all_sessions()
        assert not Session.objects.exists()
        assert browser.get(reverse("people")).status_code == 403


class TestHead:
    @pytest.mark.parametrize("name", ["record", "people", "people_csv", "sign_in", "export_template"])
    def test_has_no_body_and_the_same_headers(self, name):
        browser = signed_in(veil=False)
        whole, head = browser.get(reverse(name)), browser.head(reverse(name))
        body = b"".join(head.streaming_content) if head.streaming else head.content
        assert (head.status_code, body) == (whole.status_code, b"")
        assert head["Content-Type"] == whole["Content-Type"]

    def test_of_a_missing_page_neither(self):
        assert signed_in(veil=False).head("/nowhere/").content == b""


class TestAnothersWork:
    """What one account imports, drafts and has computed is out of another's reach."""

    @pytest.fixture
    def stranger(self, mara) -> Client:
        return sign_in()[0]

    def of_the_owner(self, state: str = Job.State.FAILED) -> Job:
        owner = the_owner("tester")
        upload = keep_upload(owner=owner, name="Canary.xlsx", content=b"canary")
        job = enqueue(kind="import", owner=owner, about={"upload": str(upload.pk)})
        Job.objects.filter(pk=job.pk).update(state=state, ended=timezone.now())
        return job

    @pytest.mark.parametrize("name", ["job", "cancel_job", "again_job", "import_anyway", "leave_import"])
    def test_an_import(self, stranger, name):
        job = self.of_the_owner()
        before = Job.objects.count()
        ask = stranger.get if name == "job" else stranger.post
        assert ask(reverse(name, args=[job.pk])).status_code == 404
        assert (Job.objects.count(), Upload.objects.count()) == (before, 1)

    @pytest.mark.parametrize("name", ["draft", "draft_recognition", "discard_draft"])
    def test_a_draft(self, stranger, name):
        draft = start_draft(actor=the_owner("tester"), text="Canary", content=None)
        assert stranger.get(reverse(name, args=[draft.pk])).status_code == 404
        if name != "draft_recognition":
            assert stranger.post(reverse(name, args=[draft.pk]), {"step": "save"}).status_code == 404
        assert Draft.objects.get(pk=draft.pk).text == "Canary"
        assert "Canary" not in text_of(stranger.get(reverse("code")).content)

    def test_lists_do_not_show_it(self, stranger):
        job = self.of_the_owner()
        for name in ("jobs", "import"):
            assert str(job.pk) not in stranger.get(reverse(name)).content.decode()

    def test_what_is_computed_for_all_is_seen_and_not_cancelled(self, stranger):
        job = enqueue(kind="verify", owner=the_owner("tester"))
        page = stranger.get(reverse("job", args=[job.pk]))
        assert page.status_code == 200
        assert "Cancel this work" not in text_of(page.content)
        assert stranger.post(reverse("cancel_job", args=[job.pk])).status_code == 404
        assert Job.objects.get(pk=job.pk).state == Job.State.WAITING


class TestWhatIsNoText:
    @pytest.mark.parametrize(
        ("name", "fields"),
        [
            ("search", {"words": "a\0b"}),
            ("sign_in", {"name": "a\0b", "secret": "x"}),
            ("verify", {"kept": "a\0b"}),
            ("keep_filters", {"from": "2017\0"}),
            ("export", {"form": "zip", "purpose": "\0"}),
            ("code", {"text": "words\0"}),
            ("search", {"a\0b": "words"}),
        ],
    )
    def test_is_refused_in_a_sentence(self, name, fields):
        answer = signed_in(veil=False).post(reverse(name), fields)
        assert answer.status_code == 422
        assert "a sign that is no text" in text_of(answer.content)

    def test_in_an_address_too(self):
        answer = signed_in(veil=False).get(reverse("record"), {"from": "2017\0"})
        assert answer.status_code == 422

    def test_a_draft_that_saves_itself_is_told_so(self):
        browser = signed_in(veil=False)
        draft = start_draft(actor=the_owner("tester"), text="words", content=None)
        answer = browser.post(
            reverse("draft", args=[draft.pk]),
            {"document-title": "a\0b"},
            headers={"accept": "application/json"},
        )
        assert answer.status_code == 422
        assert "a sign that is no text" in answer.json()["problem"]

    def test_an_address_of_nothing_is_a_page(self):
        assert signed_in(veil=False).get(f"/person/{uuid4()}/").status_code == 404


class TestFilters:
    def test_what_is_typed_into_them_stands_in_no_address(self):
        browser = signed_in(veil=False)
        typed = {"next": "/people/", "from": "2017-03", "ground": "religion", "type": ""}
        address = browser.post(reverse("keep_filters"), typed)["Location"]
        assert address.startswith("/people/?kept=")
        assert "2017-03" not in address
        assert "religion" not in address
        page = browser.get(address).content.decode()
        assert 'name="from" value="2017-03"' in page
        again = browser.get(f"{address}&ground=").content.decode()
        assert 'name="from" value="2017-03"' in again

    def test_none_leave_the_page_as_it_is(self):
        assert (
            signed_in(veil=False).post(reverse("keep_filters"), {"next": "/count/"})["Location"] == "/count/"
        )

    @pytest.mark.parametrize("token", ["x", "gAAAAA", "é", "a" * 5000])
    def test_an_altered_address_filters_nothing(self, token):
        assert signed_in(veil=False).get(reverse("record"), {"kept": token}).status_code == 200

    def test_they_lead_nowhere_else(self):
        answer = signed_in(veil=False).post(reverse("keep_filters"), {"next": "https://elsewhere.example/"})
        assert answer["Location"] == "/"
