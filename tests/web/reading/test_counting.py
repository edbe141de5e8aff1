"""A count that takes long: how far it is, how it is left, cancelled and run again, and the same figures as core's."""

import re

import pytest
from django.test import Client

from isthmus.actions.desk import jobs
from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.actions.desk.judge import withdraw
from isthmus.core.count import Filter, count
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Workbook
from isthmus.files.sample import sample_path
from isthmus.files.workbook import read_workbook
from isthmus.store.desk.models import Judgement
from isthmus.store.desk.queries import counts
from isthmus.store.desk.queries.counts import kept
from isthmus.store.desk.queries.record import RecordFilter
from isthmus.store.desk.scratch.models import Job
from tests.accounts import who
from tests.web.reading.pages import signed_in

GROUND = "/count/?ground=sexual_orientation"
WANTED = RecordFilter(ground="sexual_orientation")


@pytest.fixture
def sample(monkeypatch: pytest.MonkeyPatch) -> Workbook:
    """The sample is in the register, and two acts that pass are a lot."""
    monkeypatch.setattr(counts, "MOST_ACTS_AT_ONCE", 1)
    monkeypatch.setattr(counts, "INCIDENTS_AT_ONCE", 1)
    monkeypatch.setattr(jobs, "SECONDS_BETWEEN_ROWS", 0)
    found = read_workbook(sample_path())
    actor = who("tester")
    apply_import(plan_import(found), actor=actor)
    return found


@pytest.fixture
def browser() -> Client:
    return signed_in(veil=False)


def run() -> Job:
    job = jobs.run_next()
    assert job
    return job


@pytest.mark.parametrize("wanted", [WANTED, RecordFilter(type="unlawful_detention")])
def test_a_long_count_ends_with_the_figures_of_core(
    sample: Workbook, browser: Client, wanted: RecordFilter
) -> None:
    page = f"/count/?type={wanted.type}&ground={wanted.ground}"
    assert "being counted" in browser.get(page).content.decode()
    assert kept(wanted) is None
    assert run().state == "done"
    found = kept(wanted)
    assert found
    assert found.k == count(Register.of(sample), Filter(wanted.type, ground=wanted.ground)).k
    assert "documented" in browser.get(page).content.decode()
    assert jobs.run_next() is None


def test_the_page_asks_again_by_itself_and_asks_for_one_job_only(sample: Workbook, browser: Client) -> None:
    pages = [browser.get(GROUND), browser.get(GROUND)]
    assert [page["Refresh"].partition(";")[0] for page in pages] == ["1", "1"]
    assert Job.objects.count() == 1


def test_the_page_says_how_far_the_count_is(sample: Workbook, browser: Client) -> None:
    browser.get(GROUND)
    Job.objects.update(state="running", done=1_200, total=5_000)
    page = browser.get(GROUND)
    assert "1,200 of 5,000 incidents" in page.content.decode()
    assert page["Refresh"].startswith("2; url=/count/?")


def test_its_job_leads_back_to_the_count(sample: Workbook, browser: Client) -> None:
    browser.get(GROUND)
    job = run()
    page = browser.get(f"/jobs/{job.pk}/").content.decode()
    assert f'href="{GROUND}"' in page
    assert "Counting under filters" in page


def test_a_count_is_cancelled_at_its_next_step_and_waits_to_be_run_again(
    sample: Workbook, browser: Client
) -> None:
    page = browser.get(GROUND).content.decode()
    job = Job.objects.get()
    assert f'action="/jobs/{job.pk}/cancel/"' in page
    Job.objects.update(asked_to_stop=True)
    assert run().state == "cancelled"
    assert kept(WANTED) is None
    answer = browser.get(GROUND)
    assert "Refresh" not in answer
    again = re.search(r'action="(/jobs/[^"]+/again/)"', answer.content.decode())
    assert again
    assert Job.objects.count() == 1
    browser.post(again[1])
    assert run().state == "done"
    assert kept(WANTED)


def test_a_count_that_the_desk_cut_off_is_run_again(sample: Workbook, browser: Client) -> None:
    browser.get(GROUND)
    jobs.interrupt_unfinished()
    page = browser.get(GROUND).content.decode()
    assert "Interrupted, run again" in page
    assert "Run again</button>" in page


def test_a_register_that_changed_is_counted_anew(sample: Workbook, browser: Client) -> None:
    browser.get(GROUND)
    run()
    standing = Judgement.objects.in_force().first()
    assert standing
    withdraw(standing, actor=who("tester"))
    assert "being counted" in browser.get(GROUND).content.decode()
    assert run().state == "done"


def test_a_small_count_is_shown_at_once(
    sample: Workbook, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "MOST_ACTS_AT_ONCE", 300)
    assert "documented" in browser.get(GROUND).content.decode()
    assert not Job.objects.exists()


def test_the_figure_of_a_large_register_stands_on_the_record_once_it_is_counted(
    sample: Workbook, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "MOST_MENTIONS_AT_ONCE", 1)
    assert "At least" not in browser.get("/").content.decode()
    assert "being counted" in browser.get("/count/").content.decode()
    assert run().state == "done"
    assert jobs.run_next() is None
    figures = count(Register.of(sample)).k[1]
    assert f"At least {figures.documented_minimum} people" in browser.get("/").content.decode()
