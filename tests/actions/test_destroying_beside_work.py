"""Work that goes on while a row is destroyed rests meanwhile; what may not be begun again keeps it from being done."""

import ast
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from django.db import connection

import isthmus
from isthmus.actions.desk import destroying, jobs, kinds_of_work, pausing
from isthmus.actions.desk.destroying import DestructionRefused, destroy
from isthmus.actions.desk.history import find_row
from isthmus.actions.desk.recognition import of_documents, of_drafts
from isthmus.actions.desk.recorded import recorded
from isthmus.store.base.lock import locked
from isthmus.store.desk import models
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.scratch.models import Job
from tests.accounts import who
from tests.actions.cases import bring_in
from tests.english import raises_saying


@pytest.fixture(autouse=True)
def register() -> None:
    bring_in()
    with recorded(action="code_document", actor=who("coder")) as event:
        event.commit(models.Source(ref="s9", name="Source that goes", kind="outlet"))


@pytest.fixture
def open_desk() -> Iterator[None]:
    """As while a desk has the workspace open: what is written down as going on does."""
    with locked(current_workspace().folder):
        yield


def work(kind: str, state: str, **about: object) -> Job:
    return Job.objects.create(kind=kind, owner=who("coder").number, state=state, about=about)


def worker_at_its_next_step(_seconds: float) -> None:
    for job in Job.objects.filter(state="running"):
        try:
            jobs.Steps(job, Event())(1, 3)
        except jobs.JobCancellation:
            jobs._finish(job, Job.State.CANCELLED, {}, None)


def destroyed() -> None:
    destroy(find_row("s9"), reason="Asked for.", actor=who("keeper"))


@pytest.mark.usefixtures("open_desk")
def test_pages_are_recognised_no_longer_where_they_go_and_later_where_they_stay(monkeypatch) -> None:
    monkeypatch.setattr("isthmus.actions.desk.pausing.time.sleep", worker_at_its_next_step)
    running = work(of_documents.KIND, "running", document=find_row("s9").uid.hex)
    others = work(of_drafts.KIND, "running", draft="another"), work("read", "waiting", draft="one more")
    destroyed()
    assert not models.Source.objects.filter(ref="s9").exists()
    assert not Job.objects.filter(pk=running.pk).exists()
    for other in others:
        other.refresh_from_db()
        assert (other.state, other.ended, other.asked_to_stop) == ("waiting", None, False)


@pytest.mark.usefixtures("open_desk")
def test_what_does_not_stop_in_time_goes_on_and_nothing_is_destroyed(monkeypatch) -> None:
    monkeypatch.setattr(pausing, "SECONDS", 0.1)
    stuck, waiting = work("read", "running"), work("read", "waiting")
    with raises_saying(DestructionRefused, "did not stop in time. It goes on. Try again"):
        destroyed()
    assert find_row("s9").pk is not None
    told = [(each.state, each.asked_to_stop) for each in Job.objects.filter(pk__in=[stuck.pk, waiting.pk])]
    assert sorted(told) == [("running", False), ("waiting", False)]


@pytest.mark.usefixtures("open_desk")
def test_an_import_is_waited_for_and_nothing_is_stopped() -> None:
    work("import", "waiting")
    work("read", "waiting")
    with raises_saying(DestructionRefused, "Wait until it is done, or cancel it"):
        destroyed()
    assert set(Job.objects.values_list("state", flat=True)) == {"waiting"}


@pytest.mark.usefixtures("open_desk")
def test_somebody_who_stopped_work_meanwhile_is_heeded(monkeypatch) -> None:
    monkeypatch.setattr("isthmus.actions.desk.pausing.time.sleep", worker_at_its_next_step)
    job = work(of_drafts.KIND, "running", draft="another")
    jobs.cancel(job)
    destroyed()
    assert Job.objects.get(pk=job.pk).state == "cancelled"


def test_a_plan_is_made_of_what_is_there_while_it_is_tried(monkeypatch) -> None:
    """A copy that joined a document in between kept it from being tried, and was told as a fault of the database."""
    row, inside = find_row("s9"), []

    def going(asked: models.CommittedRow) -> object:
        inside.append(connection.in_atomic_block and len(connection.savepoint_ids))
        return going_with(asked)

    going_with = destroying._going_with
    monkeypatch.setattr(destroying, "_going_with", going)
    outside = len(connection.savepoint_ids)
    destroying.plan_destruction(row)
    assert inside == [outside + 1]


def test_what_a_killed_desk_left_as_going_on_keeps_nobody_waiting() -> None:
    reading, importing = work("read", "running"), work("import", "running")
    destroyed()
    states = dict(Job.objects.values_list("pk", "state"))
    assert (states[reading.pk], states[importing.pk]) == ("waiting", "interrupted")


def test_every_kind_of_work_is_known_from_the_start() -> None:
    """A kind that is registered later is not taken up again after a kill, nor is it known as slow."""
    known = {Path(str(each.__file__)) for each in kinds_of_work.MODULES}
    source = Path(isthmus.__file__).parent
    registering = {path for path in source.rglob("*.py") if path.name != "jobs.py" and _registers(path)}
    assert registering == known


def _registers(path: Path) -> bool:
    functions = (each for each in ast.walk(ast.parse(path.read_text())) if isinstance(each, ast.FunctionDef))
    return any("kind_of_work" in ast.dump(each) for one in functions for each in one.decorator_list)
