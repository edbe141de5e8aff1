"""No page shows plain English in another language: a crawl in a pseudo-locale, in every state of the desk."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from isthmus.actions.desk import jobs
from isthmus.actions.desk.importing import import_sample
from isthmus.core.workbook.schema import SHEETS
from isthmus.store.desk.scratch.models import Job
from isthmus.web.desk.attempts import ATTEMPTS
from tests.accounts import who
from tests.actions.estimating_case import bring_in_overlapping, fake_models, planned
from tests.plain_english import CODES, english_on, said_in_workspace
from tests.web.crawling import crawl, linked_from
from tests.web.reading.case import small_case
from tests.web.reading.pages import load, signed_in
from tests.web.writing.test_coding import TEXT, begin, typed
from tests.web.writing.test_importing import upload, zipped

pytestmark = [pytest.mark.usefixtures("pseudo"), pytest.mark.any_database]
ESTIMATING = ("/estimate/", "/jobs/")


def test_an_empty_desk_speaks_the_readers_language() -> None:
    assert crawl(signed_in(veil=False)).left == {}


@pytest.mark.parametrize(
    ("veil", "each_row"), [(False, False), (True, False), pytest.param(False, True, marks=pytest.mark.long)]
)
def test_the_small_case_speaks_the_readers_language(veil: bool, each_row: bool) -> None:
    load(small_case())
    more = ("/people/?ground=religion", "/?type=torture", "/?from=soon&place=x")
    crawled = crawl(signed_in(veil=veil), *more, each_row=each_row, each_choice=not veil)
    assert crawled.left == {}


@pytest.mark.parametrize("each_choice", [False, pytest.param(True, marks=pytest.mark.long)])
def test_the_sample_speaks_the_readers_language(each_choice: bool) -> None:
    import_sample(actor=who("tester"))
    assert crawl(signed_in(veil=False), each_row=False, each_choice=each_choice).left == {}


@pytest.mark.parametrize("verdict", ["estimate", "refuse"])
def test_an_estimate_speaks_the_readers_language(monkeypatch: pytest.MonkeyPatch, verdict: str) -> None:
    bring_in_overlapping(people=9)
    fake_models(monkeypatch, verdict)
    browser, plan = signed_in(veil=False), planned()
    browser.post(f"/estimate/{plan.uid}/start/", {"seed": "7"})
    assert crawl(browser, within=ESTIMATING, each_row=False, each_choice=False).left == {}
    assert jobs.run_next()
    browser.post(f"/estimate/{plan.uid}/start/", {"seed": "often"})
    assert crawl(browser, within=ESTIMATING, each_row=False, each_choice=False).left == {}


def test_long_lists_speak_the_readers_language() -> None:
    bring_in_overlapping()
    browser = signed_in(veil=False)
    assert {"?page=2"} <= {each[-7:] for each in linked_from(browser.get("/people/").content.decode(), "/")}
    assert crawl(browser, within=("/people/", "/search/", "/count/", "/estimate/")).left == {}


@pytest.mark.parametrize("state", Job.State.values)
@pytest.mark.parametrize("kind", ["link", "estimate", "count", "verify"])
def test_long_work_speaks_the_readers_language(kind: str, state: str) -> None:
    job = jobs.enqueue(kind=kind, owner=who("tester"), about={})
    Job.objects.filter(pk=job.pk).update(
        state=state, done=3, total=7, ended=None if state in ("waiting", "running") else timezone.now()
    )
    browser = signed_in(veil=False)
    pages = {each: browser.get(each) for each in (f"/jobs/{job.pk}/", "/jobs/")}
    left = {each: english_on(page.content.decode(), {"tester"}) for each, page in pages.items()}
    assert [page.status_code for page in pages.values()] == [200, 200]
    assert not any(left.values()), left


def test_a_draft_and_its_problems_speak_the_readers_language() -> None:
    browser = signed_in(veil=False)
    begin(browser)
    assert crawl(browser).left == {}
    for wrong in (
        {"step": "submit"},
        {"statement-quote": "", "statement-date": "soon", "mention-0-low": "many", "step": "submit"},
        {"document-title": "", "document-author": "", "source-0-kind": "", "step": "submit"},
        {"mention-0-high": "1", "place-0-precision": "", "step": "add"},
    ):
        draft = begin(browser)
        said = {
            "tester",
            "soon",
            "many",
            *(
                " ".join(part.split())
                for line in TEXT.splitlines()
                for part in (line, line.partition("twelve")[0])
            ),
            *typed(draft).values(),
        }
        answer = browser.post(f"/code/{draft}/", typed(draft, **wrong), follow=True)
        assert english_on(answer.content.decode(), said_in_workspace() | said) == []


@pytest.mark.parametrize(
    "content",
    [
        b"no workbook",
        zipped(places="id,name\np1,Northtown\n"),
        zipped(places="id,name\np1,Northtown\n", sources="id,name,kind\ns1,Outlet A,newspaper\n"),
        zipped(places="id,name\np1,Northtown\n", acts="id,statement,type\na1,t1,torture\n"),
        zipped(places="id,nom\np1,Northtown\n"),
    ],
)
def test_a_finished_import_and_its_problems_speak_the_readers_language(content: bytes) -> None:
    browser = signed_in(veil=False)
    page = upload(browser, content)
    said = {"Northtown", "Outlet A", "newspaper", "w.zip", "nom", "tester"}
    said |= CODES | {
        name for sheet in SHEETS for name in (sheet.name, *(column.name for column in sheet.columns))
    }
    assert english_on(page, said_in_workspace() | said) == []


def test_what_is_refused_speaks_the_readers_language(settings: Settings) -> None:
    load(small_case())
    browser, stranger = signed_in(veil=False), Client()
    browser.raise_request_exception = False
    forging = Client(enforce_csrf_checks=True)
    answers = {
        "400": browser.get("/", HTTP_HOST="elsewhere.example"),
        "403": forging.post(reverse("sign_in"), {"secret": "x"}),
        "404": browser.get("/incident/00000000-0000-4000-8000-000000000000/"),
        "405": browser.get(reverse("veil")),
        "signed out": stranger.get("/", follow=True),
        "sign in": stranger.get(reverse("sign_in")),
        "wrong": stranger.post(reverse("sign_in"), {"name": "tester", "secret": "wrong"}),
        "no link": stranger.get("/enter/nothing/"),
        "locked": browser.post(reverse("lock"), follow=True),
        "lock": browser.get(reverse("lock"), follow=True),
        "unlock": browser.post(reverse("unlock"), {"secret": "wrong"}),
    }
    left = {what: english_on(each.content.decode(), {"tester"}) for what, each in answers.items()}
    assert not any(left.values()), left


@pytest.mark.parametrize("door", ["sign_in", "unlock"])
def test_too_many_attempts_are_refused_in_the_readers_language(door: str) -> None:
    ATTEMPTS.clear()
    browser = signed_in(veil=False) if door == "unlock" else Client()
    browser.post(reverse("lock"))
    tried = [browser.post(reverse(door), {"name": "tester", "secret": "wrong"}) for _ in range(6)]
    assert [each.status_code for each in tried] == [403] * 5 + [429]
    left = [english_on(each.content.decode(), {"tester"}) for each in tried]
    assert not any(left), left


def test_a_failure_speaks_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(request: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("isthmus.web.desk.reading.record.asked", broken)
    load(small_case())
    browser = signed_in(veil=False)
    browser.raise_request_exception = False
    answer = browser.get("/")
    assert answer.status_code == 500
    assert english_on(answer.content.decode(), {"tester"}) == []
