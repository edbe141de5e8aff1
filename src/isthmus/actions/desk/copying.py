"""Reading the file of a document of the register in the background: its text is kept as a copy made of the file."""

from datetime import UTC, datetime
from uuid import UUID

from isthmus.actions.desk import jobs
from isthmus.actions.desk.accounts import actor_numbered
from isthmus.actions.desk.arriving import copy_of
from isthmus.actions.desk.coding.file_reading import FileReading
from isthmus.actions.desk.jobs import JobRefused, Outcome
from isthmus.actions.desk.recorded import recorded
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.messages import Message
from isthmus.core.progress import Progress
from isthmus.files.document.errors import DocumentFault
from isthmus.files.document.reading import is_read, read
from isthmus.files.in_memory import stream_in_memory
from isthmus.store.desk.derive import index_words
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import DerivedCopy, Document
from isthmus.store.desk.scratch.models import Job

__all__ = ["KIND", "keep_copy", "make_copy", "start_copy"]

KIND = "copy"


def start_copy(document: Document, *, owner: Actor) -> Job | None:
    """Ask for the text of a document's file; None where it is the text itself, was read before, or no program reads it.

    A file that came in twice is read once.
    """
    if not document.content or not is_read(document.content_type) or _is_made(document):
        return None
    return jobs.enqueue(
        kind=KIND, owner=owner, about={"document": document.uid.hex}, subject=document.uid.hex
    )


def _is_made(document: Document) -> bool:
    return DerivedCopy.objects.filter(document=document.pk, made_of=document.content).exists()


@jobs.kind_of_work(KIND)
def make_copy(job: Job, progress: Progress) -> Outcome:
    """Read the file and keep its text. Raises JobRefused where it cannot be read."""
    document = Document.objects.filter(uid=UUID(str(job.about["document"]))).first()
    if document is None or not document.content:
        return {}
    progress(0, 1)
    content = bytes(current_workspace().blobs.read(document.content))
    try:
        with stream_in_memory(content) as stream:
            reading = FileReading.of(read(stream, document.content_type).reading)
    except DocumentFault as fault:
        raise JobRefused(Message("document.not_read", rule=fault.rule, fix=fault.fix)) from None
    progress(1, 1)
    keep_copy(document, reading, actor=actor_numbered(job.owner), at=datetime.now(UTC))
    return {}


def keep_copy(document: Document, reading: FileReading, *, actor: Actor, at: datetime) -> None:
    """Keep a text that was read in the content of a document, unless it has another content or a text by now."""
    made_of = document.content
    with recorded(action=Action.READ_FILE, actor=actor) as event:
        found = Document.objects.filter(pk=document.pk, content=made_of).first()
        if found is not None and not _is_made(found):
            event.commit(copy_of(found.pk, made_of, reading, at))
            index_words("documents", {found.pk})
