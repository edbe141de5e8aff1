"""Long work: one worker thread, and rows that say what it is doing, how far it is, and how it ended."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from json import dumps
from uuid import UUID

from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django.utils import timezone

from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message, MessageError
from isthmus.core.progress import Progress
from isthmus.store.base.database_errors import is_connection_lost, is_disk_full
from isthmus.store.desk.models.custody import Event, Head
from isthmus.store.desk.queries.jobs import subject_digest
from isthmus.store.desk.scratch.models import Job

__all__ = [
    "JobCancellation",
    "JobRefused",
    "Outcome",
    "Worker",
    "again",
    "bring_forward",
    "cancel",
    "enqueue",
    "interrupt_unfinished",
    "kind_of_work",
    "run_next",
    "wait_again",
]

type Outcome = dict[str, object]
type Work = Callable[[Job, Progress], Outcome]

SECONDS_BETWEEN_ROWS = 0.3
SECONDS_UNTIL_BACK = 1
# Work that outlasts the server three times does so for a reason.
MOST_ATTEMPTS = 3
CUT_OFF: Counter[UUID] = Counter()
KINDS: dict[str, Work] = {}
# Kinds of work that leave nothing half done: what was cut off waits again.
TAKEN_UP: set[str] = set()
# Work that may take hours: it has a thread of its own, so that nothing else waits for it.
SLOW_KINDS: set[str] = set()


class JobCancellation(Exception):
    """Raised inside the work, from its own call of `progress`, once somebody asked it to stop."""


class JobRefused(MessageError):
    """The work cannot be done as asked; `outcome` is what the page shows about it."""

    def __init__(self, message: Message, outcome: Outcome | None = None) -> None:
        super().__init__(message)
        self.outcome = outcome or {}


def kind_of_work(kind: str, *, taken_up: bool = False, is_slow: bool = False) -> Callable[[Work], Work]:
    """Register a function as the work of jobs of this kind; what may take hours is slow.

    `taken_up`: it may be done again from its beginning: one that a stop of the desk cut off waits for its next turn,
    and `about` counts how often it had begun.
    """

    def register(work: Work) -> Work:
        KINDS[kind] = work
        if taken_up:
            TAKEN_UP.add(kind)
        if is_slow:
            SLOW_KINDS.add(kind)
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


def bring_forward(job: Job) -> None:
    """Let work that waits be the next, since somebody waits for it."""
    first = Job.objects.filter(state=Job.State.WAITING).order_by("asked").first()
    if first is not None and first.pk != job.pk:
        earlier = first.asked - timedelta(microseconds=1)
        Job.objects.filter(pk=job.pk, state=Job.State.WAITING).update(asked=earlier)


def cancel(job: Job) -> None:
    """Ask a job to stop: at once if it still waits, otherwise at its next step."""
    now = timezone.now()
    Job.objects.filter(pk=job.pk, state=Job.State.WAITING).update(state=Job.State.CANCELLED, ended=now)
    Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(asked_to_stop=True)


def wait_again(stopped: Iterable[Job]) -> None:
    """Let work that was asked to stop wait for its next turn, where it did stop and is still there."""
    rows = Job.objects.filter(pk__in=[job.pk for job in stopped])
    rows.filter(state=Job.State.RUNNING).update(asked_to_stop=False)
    cancelled = rows.filter(state=Job.State.CANCELLED)
    cancelled.update(state=Job.State.WAITING, started=None, ended=None, asked_to_stop=False)
    WAKE.set()


def interrupt_unfinished() -> int:
    """Mark what an earlier desk left unfinished; called once, before the worker starts.

    What may be done again waits: what had begun is counted, so that a file that ends the desk does not do so for ever.
    """
    unfinished = Job.objects.filter(state__in=(Job.State.WAITING, Job.State.RUNNING))
    for job in unfinished.filter(kind__in=TAKEN_UP, state=Job.State.RUNNING):
        _wait_again(job)
    return unfinished.exclude(kind__in=TAKEN_UP).update(state=Job.State.INTERRUPTED, ended=timezone.now())


def _wait_again(job: Job) -> None:
    begun = job.about.get("begun", 0)
    job.about = {**job.about, "begun": (begun if isinstance(begun, int) else 0) + 1}
    job.state, job.started = Job.State.WAITING, None
    job.save(update_fields=["about", "state", "started"])


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
        if self.stopping.is_set() or self._asked_to_stop(done, total):
            raise JobCancellation

    def _asked_to_stop(self, done: int, total: int) -> bool:
        """Write down how far it is; a server that is away for a moment is no reason to end long work."""
        row = Job.objects.filter(pk=self.job.pk)
        try:
            row.update(done=done, total=total)
            return row.filter(asked_to_stop=True).exists()
        except (DatabaseError, InterfaceError) as error:
            if not is_connection_lost(error):
                raise
            connections["scratch"].close_if_unusable_or_obsolete()
            return False


WAKE = threading.Event()


def run_next(stopping: threading.Event | None = None, *, is_slow: bool = False) -> Job | None:
    """Do the oldest waiting job, slow or not, and write down how it ended; `None` when nothing waits."""
    waiting = Job.objects.filter(state=Job.State.WAITING).order_by("asked")
    job = (waiting.filter(kind__in=SLOW_KINDS) if is_slow else waiting.exclude(kind__in=SLOW_KINDS)).first()
    if job is None:
        return None
    stopping = stopping or threading.Event()
    size = _log_size()
    taken = Job.objects.filter(pk=job.pk, state=Job.State.WAITING)
    if taken.update(state=Job.State.RUNNING, started=timezone.now()):
        try:
            ended = _attempt(job, stopping)
        except (DatabaseError, InterfaceError):
            CUT_OFF[job.pk] += 1
            _when_back(stopping, partial(_cut_off, job, size))
        else:
            _when_back(stopping, partial(_finish, job, *ended))
    job.refresh_from_db()
    return job


def _attempt(job: Job, stopping: threading.Event) -> tuple[Job.State, Outcome, Message | None]:
    """Do the work; raises what the database raised where its server went away meanwhile."""
    try:
        return Job.State.DONE, KINDS[job.kind](job, Steps(job, stopping)), None
    except JobCancellation:
        return (Job.State.INTERRUPTED if stopping.is_set() else Job.State.CANCELLED), {}, None
    except MessageError as refusal:
        outcome = refusal.outcome if isinstance(refusal, JobRefused) else {}
        return Job.State.FAILED, outcome, refusal.message
    except Exception as error:
        if is_connection_lost(error):
            raise
        return Job.State.FAILED, {}, _failure(error)


def _failure(error: Exception) -> Message:
    """Return the kind of the error only: its text may hold a person's data."""
    if is_disk_full(error):
        return Message("job.disk_full")
    return Message("job.error", kind=f"{type(error).__module__}.{type(error).__qualname__}")


def _finish(job: Job, state: Job.State, outcome: Outcome, failure: Message | None) -> None:
    error = dumps(failure.as_json(), ensure_ascii=False) if failure else ""
    row = Job.objects.filter(pk=job.pk)
    if state is Job.State.INTERRUPTED and job.kind in TAKEN_UP:
        row.update(state=Job.State.WAITING, started=None)
    else:
        row.update(state=state, result=outcome, error=error, ended=timezone.now())


def _cut_off(job: Job, size: int) -> None:
    """Let a job whose server went away wait for its next turn, where it is sure that it wrote nothing yet."""
    if Event.objects.filter(sequence__gte=size, actor=job.owner).exists():
        _finish(job, Job.State.INTERRUPTED, {}, None)
    elif CUT_OFF[job.pk] < MOST_ATTEMPTS:
        Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING, started=None)
    else:
        _finish(job, Job.State.FAILED, {}, Message("job.server_away"))


def _log_size() -> int:
    return Head.objects.values_list("size", flat=True).first() or 0


def _when_back(stopping: threading.Event, write: Callable[[], None]) -> None:
    """Write to the database, and where its server is away, try until it is back or the desk stops."""
    while True:
        try:
            write()
        except (DatabaseError, InterfaceError) as error:
            if not is_connection_lost(error) or stopping.wait(SECONDS_UNTIL_BACK):
                raise
            close_old_connections()
        else:
            return


class Worker(threading.Thread):
    """A thread of the desk that does long work, a job after the other: one for what is slow, one for the rest."""

    def __init__(self, *, is_slow: bool = False) -> None:
        super().__init__(name="isthmus-slow-worker" if is_slow else "isthmus-worker", daemon=True)
        self.stopping = threading.Event()
        self._is_slow = is_slow

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
            # No request ever begins in this thread, with which Django would look at its connections.
            close_old_connections()
            job = run_next(self.stopping, is_slow=self._is_slow)
        except (DatabaseError, InterfaceError):  # a full disk, say: wait, the next turn may find room
            job = None
        if job is None:
            WAKE.wait(timeout=5)

    def stop(self, seconds: float = 10) -> None:
        """End after the current step; what was cut off becomes *interrupted*."""
        self.stopping.set()
        WAKE.set()
        self.join(seconds)
