"""Counting under a filter that very many acts pass, as long work of the desk."""

import json
from typing import cast

from isthmus.actions.desk.jobs import Outcome, enqueue, kind_of_work
from isthmus.core.custody.actors import Actor
from isthmus.core.progress import Progress
from isthmus.store.desk.queries.counts import StoredFigures, counted, kept, takes_long
from isthmus.store.desk.queries.jobs import last_job
from isthmus.store.desk.queries.record import RecordFilter
from isthmus.store.desk.scratch.models import Job

__all__ = ["count_filtered", "figures_or_job"]


def figures_or_job(wanted: RecordFilter, *, owner: Actor, page: str) -> StoredFigures | Job:
    """Return the figures, or where they take long the job that counts them; `page` is where they will be shown.

    A job that was cancelled, cut off or failed is returned as it is: it is run again when somebody asks.
    """
    found = kept(wanted)
    if found is not None:
        return found
    if not takes_long(wanted):
        return counted(wanted)
    return _asked_before(wanted) or enqueue(
        kind="count",
        owner=owner,
        about={"filter": wanted.as_json(), "page": page},
        subject=_subject(wanted),
    )


def _asked_before(wanted: RecordFilter) -> Job | None:
    """Return the last job about this filter, unless it is done: then the register has changed since."""
    last = last_job("count", _subject(wanted))
    return None if last is None or last.state == Job.State.DONE else last


@kind_of_work("count")
def count_filtered(job: Job, progress: Progress) -> Outcome:
    """Count; the figures are kept where the page finds them, as long as the register stays as it is."""
    found = counted(RecordFilter.from_json(cast(dict[str, str], job.about["filter"])), progress)
    return {"incidents": found.k[1].incidents}


def _subject(wanted: RecordFilter) -> str:
    return json.dumps(wanted.as_json())
