"""Background work that rests while rows are destroyed: it may hold what goes, and would write it down afterwards.

Only work that may be taken up again rests; it goes on afterwards from where it was, or from its beginning.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import QuerySet

from isthmus.actions.desk import jobs
from isthmus.actions.desk.kinds_of_work import MODULES
from isthmus.core.messages import Message, MessageError
from isthmus.store.base.lock import holder
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.scratch.models import Job

__all__ = ["WorkGoesOn", "work_resting"]

assert MODULES  # which registers what may be taken up again

# Recognising a page takes seconds, and on a slow machine, in a language still to be found, up to a minute.
SECONDS = 90.0
_BETWEEN_LOOKS = 0.2
_UNFINISHED = (Job.State.WAITING, Job.State.RUNNING)


class WorkGoesOn(MessageError):
    """Some work does not rest: it may not be begun again, or did not end its step in time."""


@contextmanager
def work_resting() -> Iterator[None]:
    """Let all work in the background end its step and rest; it waits for its next turn afterwards.

    Raises WorkGoesOn; then all of it goes on.
    """
    if holder(current_workspace().folder) is None:
        jobs.interrupt_unfinished()  # what is written down as going on was cut off with its desk
    if _unfinished().exclude(kind__in=jobs.TAKEN_UP).exists():
        raise WorkGoesOn(Message("destroy.work_goes_on"))
    asked = list(_unfinished().filter(asked_to_stop=False))
    try:
        _stop(asked)
        yield
    finally:
        jobs.wait_again(asked)


def _stop(asked: list[Job]) -> None:
    for each in asked:
        jobs.cancel(each)
    end = time.monotonic() + SECONDS
    while _unfinished().exists():
        if time.monotonic() > end:
            raise WorkGoesOn(Message("destroy.work_not_ended"))
        time.sleep(_BETWEEN_LOOKS)


def _unfinished() -> "QuerySet[Job]":
    return Job.objects.filter(state__in=_UNFINISHED)
