"""Taking back what brought many statements, as long work of the desk."""

from isthmus.actions.desk.accounts import actor_numbered
from isthmus.actions.desk.jobs import JobRefused, Outcome, kind_of_work
from isthmus.actions.desk.undoing import plan_undo, undo
from isthmus.core.messages import Message
from isthmus.core.progress import Progress
from isthmus.store.desk.models import Event
from isthmus.store.desk.scratch.models import Job

__all__ = ["undo_beside_page"]


@kind_of_work("undo")
def undo_beside_page(job: Job, progress: Progress) -> Outcome:
    """Take back the event that a job is about; all of it, or nothing."""
    progress(0, 0)
    event = Event.objects.filter(pk=str(job.about.get("event"))).first()
    if event is None:
        raise JobRefused(Message("undo.nothing_left"))
    because = str(job.about.get("because", ""))
    planned = plan_undo(event, actor=actor_numbered(job.owner), because=because)
    left = undo(planned, because=because)
    return {"event": planned.at, "left": [each.as_json() for each in left]}
