"""Reading the file of a draft, in the background: its text comes when it is there, and typing goes on meanwhile."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone

from isthmus.actions.desk import jobs
from isthmus.actions.desk.accounts import actor_numbered
from isthmus.actions.desk.coding.draft import DraftBody, DraftDocument
from isthmus.actions.desk.coding.draft_files import draft_of_recording
from isthmus.actions.desk.coding.drafts import MOST_FILE_BYTES, plain_text
from isthmus.actions.desk.coding.file_reading import reading_cells, unread_cells
from isthmus.actions.desk.file_kinds import kind_of
from isthmus.actions.desk.jobs import Outcome
from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message
from isthmus.core.progress import Progress
from isthmus.files.document.answers import Attachment
from isthmus.files.document.errors import DocumentFault
from isthmus.files.document.reading import is_read, read
from isthmus.files.in_memory import stream_in_memory
from isthmus.files.recordings import is_recording
from isthmus.store.desk.queries.jobs import unfinished_jobs
from isthmus.store.desk.scratch.models import Draft, Job

__all__ = ["KIND", "read_draft", "reading_job", "start_reading"]

KIND = "read"


def start_reading(draft: Draft, *, owner: Actor) -> Job | None:
    """Ask for the text of a draft's file; None where it needs no program, or none of ours reads its kind."""
    if not (draft.content or draft.blob) or draft.text or draft.media_type.startswith("image/"):
        return None
    if not is_read(draft.media_type):
        _keep(draft, "", unread_cells(Message("document.unread_kind"), Message("document.unread_kind_fix")))
        return None
    return jobs.enqueue(kind=KIND, owner=owner, about={"draft": draft.pk.hex}, subject=draft.pk.hex)


def reading_job(draft: Draft) -> Job | None:
    """Return the work that reads the draft's file, as long as it goes on."""
    if draft.text or not is_read(
        draft.media_type
    ):  # asked at each save: nothing is looked up for what has its text
        return None
    return unfinished_jobs(KIND, draft.pk.hex).first()


@jobs.kind_of_work(KIND)
def read_draft(job: Job, progress: Progress) -> Outcome:
    """Read the file of a draft; what is wrong with it is kept with the draft, which has no text then."""
    draft = Draft.objects.filter(pk=UUID(str(job.about["draft"]))).first()
    if draft is None or not draft.content:
        return {}
    progress(0, 1)
    try:
        with stream_in_memory(bytes(draft.content)) as stream:
            found = read(stream, draft.media_type)
    except DocumentFault as fault:
        _keep(draft, "", unread_cells(fault.rule, fault.fix))
    else:
        _keep(draft, found.reading.text, reading_cells(found.reading))
        _begin_attachments(draft, found.attachments)
    progress(1, 1)
    return {}


def _begin_attachments(draft: Draft, attachments: Iterable[Attachment]) -> None:
    """Begin a draft for each file within the file, which says in which it came; what is empty is left out."""
    for each in attachments:
        if not each.content or len(each.content) > MOST_FILE_BYTES:
            continue
        kind = kind_of(each.content)
        columns: dict[str, Any] = {
            "owner": draft.owner,
            "media_type": kind,
            "file_name": each.name,
            "reading": {"within": draft.file_name},
            "body": DraftBody(DraftDocument(title=each.name)).as_json(),
        }
        if is_recording(kind):
            within = draft_of_recording(each.content, columns)
        else:
            text = plain_text(each.content) if kind == "text/plain" else ""
            within = Draft.objects.create(content=each.content, text=text, **columns)
        start_reading(within, owner=actor_numbered(draft.owner))


def _keep(draft: Draft, text: str, cells: dict[str, object]) -> None:
    """Keep text and reading; what somebody typed meanwhile stays as it is."""
    if "within" in draft.reading:
        cells = {**cells, "within": draft.reading["within"]}
    Draft.objects.filter(pk=draft.pk).update(text=text, reading=cells, saved=timezone.now())
    draft.text, draft.reading = text, cells
