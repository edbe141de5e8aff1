"""Long work: how it goes on, ends, stops, and is interrupted."""

import errno
import threading

import pytest
from django.test import Client

from isthmus.actions.desk import jobs
from isthmus.actions.desk.jobs import Outcome
from isthmus.core.messages import Message
from isthmus.core.progress import Progress
from isthmus.language import english
from isthmus.store.desk.queries.jobs import last_job, unfinished_jobs
from isthmus.store.desk.scratch.models import Job
from tests.accounts import who


def idle(job: Job, progress: Progress) -> Outcome:
    return {}


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kinds of work that only these tests know."""
    monkeypatch.setattr(jobs, "SECONDS_BETWEEN_ROWS", 0)
    monkeypatch.setattr(jobs, "KINDS", {**jobs.KINDS, "link": idle, "count": idle})


def work_called(kind: str, work: jobs.Work) -> Job:
    jobs.kind_of_work(kind)(work)
    return jobs.enqueue(kind=kind, owner=who("coder"), about={"n": 3})


def test_work_runs_in_the_order_in_which_it_was_asked() -> None:
    done: list[object] = []

    def work(job: Job, progress: Progress) -> Outcome:
        done.append(job.about["n"])
        return {"rows": job.about["n"]}

    jobs.kind_of_work("count")(work)
    for n in (1, 2):
        jobs.enqueue(kind="count", owner=who("coder"), about={"n": n})
    ended = [jobs.run_next(), jobs.run_next(), jobs.run_next()]
    assert done == [1, 2]
    assert [job and (job.state, job.result) for job in ended] == [
        ("done", {"rows": 1}),
        ("done", {"rows": 2}),
        None,
    ]


def test_work_says_how_far_it_is(signed_in: Client) -> None:
    def work(job: Job, progress: Progress) -> Outcome:
        progress(1_200, 5_000)
        page = signed_in.get(f"/jobs/{job.pk}/")
        assert "1,200 of 5,000" in page.content.decode()
        assert page["Refresh"] == f"2; url=/jobs/{job.pk}/?still=1"
        return {}

    work_called("import", work)
    ended = jobs.run_next()
    assert ended
    assert ended.state == "done", ended.error


def test_waiting_work_is_cancelled_at_once(signed_in: Client) -> None:
    job = work_called("import", lambda job, progress: {})
    signed_in.post(f"/jobs/{job.pk}/cancel/")
    assert jobs.run_next() is None
    page = signed_in.get(f"/jobs/{job.pk}/").content.decode()
    assert "cancelled" in page
    assert "Run again" in page


def test_running_work_ends_at_its_next_step_when_cancelled() -> None:
    def work(job: Job, progress: Progress) -> Outcome:
        jobs.cancel(job)
        progress(1, 2)
        raise AssertionError("it went on")

    work_called("import", work)
    ended = jobs.run_next()
    assert ended
    assert (ended.state, ended.error) == ("cancelled", "")


def test_work_that_the_desk_cuts_off_says_so_and_can_be_run_again(signed_in: Client) -> None:
    job = work_called("import", lambda job, progress: {})
    Job.objects.filter(pk=job.pk).update(state="running")
    assert jobs.interrupt_unfinished() == 1
    assert "interrupted, run again" in signed_in.get(f"/jobs/{job.pk}/").content.decode()
    signed_in.post(f"/jobs/{job.pk}/again/")
    ended = jobs.run_next()
    assert ended
    assert ended.pk != job.pk
    assert (ended.state, ended.about) == ("done", {"n": 3})


def test_closing_the_desk_interrupts_work_at_its_next_step() -> None:
    stopping = threading.Event()

    def work(job: Job, progress: Progress) -> Outcome:
        stopping.set()
        progress(1, 2)
        raise AssertionError("it went on")

    work_called("import", work)
    ended = jobs.run_next(stopping)
    assert ended
    assert ended.state == "interrupted"


def failing(error: Exception) -> jobs.Work:
    def work(job: Job, progress: Progress) -> Outcome:
        raise error

    return work


def test_an_error_of_ours_says_what_kind_it_was_and_no_data() -> None:
    work_called("import", failing(RuntimeError("Person A")))
    ended = jobs.run_next()
    assert ended
    assert ended.state == "failed"
    assert "RuntimeError" in english(ended.failure)
    assert "Person A" not in ended.error


def test_a_full_disk_is_said_in_words() -> None:
    work_called("import", failing(OSError(errno.ENOSPC, "No space left")))
    ended = jobs.run_next()
    assert ended
    assert english(ended.failure).startswith("The disk is full")


def test_refused_work_shows_why(signed_in: Client) -> None:
    work_called("other", failing(jobs.JobRefused(Message("import.upload_gone"))))
    ended = jobs.run_next()
    assert ended
    assert "The workbook is no longer kept" in signed_in.get(f"/jobs/{ended.pk}/").content.decode()


def test_work_that_nobody_can_do_is_refused() -> None:
    with pytest.raises(KeyError):
        jobs.enqueue(kind="unheard of", owner=who("coder"))


def test_the_list_shows_what_goes_on(signed_in: Client) -> None:
    assert "Nothing is going on" in signed_in.get("/jobs/").content.decode()
    work_called("import", lambda job, progress: {})
    assert "1 piece of work is going on" in signed_in.get("/jobs/").content.decode()


def test_the_last_work_about_a_thing_is_found_however_much_was_asked_for_since() -> None:
    first = jobs.enqueue(kind="link", owner=who("A"), about={"kind": "person"}, subject="person")
    for _each in range(60):
        jobs.enqueue(kind="link", owner=who("A"), about={"kind": "incident"}, subject="incident")
    assert last_job("link", "person") == first
    assert list(unfinished_jobs("link", "person")) == [first]
    assert unfinished_jobs("link").count() == 61
    assert last_job("count", "person") is None
    jobs.cancel(first)
    again = jobs.again(first, owner=who("B"))
    assert last_job("link", "person") == again
    assert list(unfinished_jobs("link", "person")) == [again]


def test_a_row_does_not_say_what_work_is_about() -> None:
    job = jobs.enqueue(kind="count", owner=who("A"), subject='{"ground": "sexual_orientation"}')
    job.refresh_from_db()
    assert len(job.subject) == 64
    assert (
        job.subject
        != jobs.enqueue(kind="link", owner=who("A"), subject='{"ground": "sexual_orientation"}').subject
    )
