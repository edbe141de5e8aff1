"""Long work: one worker thread, and rows that say what it is doing, how far it is, and how it ended."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from json import dumps

from django.db import DatabaseError, connections
from django.utils import timezone

from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message, MessageError
from isthmus.core.progress import Progress
from isthmus.store.base.database_errors import is_disk_full
from isthmus.store.desk.queries.jobs import subject_digest
from isthmus.store.desk.scratch.models import Job

__all__ = [
    "JobCancellation",
    "JobRefused",
    "Outcome",
    "Worker",
    "again",
    "cancel",
    "enqueue",
    "interrupt_unfinished",
    "kind_of_work",
    "run_next",
]

type Outcome = dict[str, object]
type Work = Callable[[Job, Progress], Outcome]

SECONDS_BETWEEN_ROWS = 0.3
KINDS: dict[str, Work] = {}


class JobCancellation(Exception):
    """Raised inside the work, from its own call of `progress`, once somebody asked it to stop."""


class JobRefused(MessageError):
    """The work cannot be done as asked; `outcome` is what the page shows about it."""

    def __init__(self, message: Message, outcome: Outcome | None = None) -> None:
        super().__init__(message)
        self.outcome = outcome or {}


def kind_of_work(kind: str) -> Callable[[Work], Work]:
    """Register a function as the work of jobs of this kind."""

    def register(work: Work) -> Work:
        KINDS[kind] = work
        return work

    return register


def enqueue(*, kind: str, owner: Actor, about: dict[str, object] | None = None, subject: str = "") -> Job:
    """Ask for a piece of work; the worker takes it when those before it are done.

    `subject` is the thing that it is about, for pages that look for the last work about that thing.
    """
    if kind not in KINDS:
        raise KeyError(kind)
    return _asked(kind, owner, about or {}, subject_digest(kind, subject) if subject else "")


def _asked(kind: str, owner: Actor, about: dict[str, object], digest: str) -> Job:
    job = Job.objects.create(kind=kind, owner=owner.number, about=about, subject=digest)
    WAKE.set()
    return job


def again(job: Job, *, owner: Actor) -> Job:
    """Ask for the same work once more: what was interrupted, cancelled or failed."""
    return _asked(job.kind, owner, job.about, job.subject)


def cancel(job: Job) -> None:
    """Ask a job to stop: at once if it still waits, otherwise at its next step."""
    now = timezone.now()
    Job.objects.filter(pk=job.pk, state=Job.State.WAITING).update(state=Job.State.CANCELLED, ended=now)
    Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(asked_to_stop=True)


def interrupt_unfinished() -> int:
    """Mark what an earlier desk left unfinished; called once, before the worker starts."""
    unfinished = Job.objects.filter(state__in=(Job.State.WAITING, Job.State.RUNNING))
    return unfinished.update(state=Job.State.INTERRUPTED, ended=timezone.now())


@dataclass(slots=True)
class Steps:
    """The `progress` of one job: writes a row now and then, and stops the work when asked."""

    job: Job
    stopping: threading.Event
    last: float = field(default=0.0)

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.last < SECONDS_BETWEEN_ROWS and done != total:
            return
        self.last = now
        Job.objects.filter(pk=self.job.pk).update(done=done, total=total)
        if self.stopping.is_set() or Job.objects.filter(pk=self.job.pk, asked_to_stop=True).exists():
            raise JobCancellation


WAKE = threading.Event()


def run_next(stopping: threading.Event | None = None) -> Job | None:
    """Do the oldest waiting job and write down how it ended; `None` when nothing waits."""
    job = Job.objects.filter(state=Job.State.WAITING).order_by("asked").first()
    if job is None:
        return None
    taken = Job.objects.filter(pk=job.pk, state=Job.State.WAITING)
    if taken.update(state=Job.State.RUNNING, started=timezone.now()):
        _finish(job, *_attempt(job, stopping or threading.Event()))
    job.refresh_from_db()
    return job


def _attempt(job: Job, stopping: threading.Event) -> tuple[Job.State, Outcome, Message | None]:
    try:
        return Job.State.DONE, KINDS[job.kind](job, Steps(job, stopping)), None
    except JobCancellation:
        return (Job.State.INTERRUPTED if stopping.is_set() else Job.State.CANCELLED), {}, None
    except MessageError as refusal:
        outcome = refusal.outcome if isinstance(refusal, JobRefused) else {}
        return Job.State.FAILED, outcome, refusal.message
    except Exception as error:  # noqa: BLE001  the thread must outlive any one job
        return Job.State.FAILED, {}, _failure(error)


def _failure(error: Exception) -> Message:
    """Return the kind of the error only: its text may hold a person's data."""
    if is_disk_full(error):
        return Message("job.disk_full")
    return Message("job.error", kind=f"{type(error).__module__}.{type(error).__qualname__}")


def _finish(job: Job, state: Job.State, outcome: Outcome, failure: Message | None) -> None:
    error = dumps(failure.as_json(), ensure_ascii=False) if failure else ""
    row = Job.objects.filter(pk=job.pk)
    row.update(state=state, result=outcome, error=error, ended=timezone.now())


class Worker(threading.Thread):
    """The one thread of the desk that does long work, a job after the other."""

    def __init__(self) -> None:
        super().__init__(name="isthmus-worker", daemon=True)
        self.stopping = threading.Event()

    def run(self) -> None:
        """Take jobs until told to stop."""
        try:
            while not self.stopping.is_set():
                self._turn()
        finally:
            connections.close_all()

    def _turn(self) -> None:
        WAKE.clear()
        try:
            job = run_next(self.stopping)
        except DatabaseError:  # a full disk, say: wait, the next turn may find room
            job = None
        if job is None:
            WAKE.wait(timeout=5)

    def stop(self, seconds: float = 10) -> None:
        """End after the current step; what was cut off becomes *interrupted*."""
        self.stopping.set()
        WAKE.set()
        self.join(seconds)
