"""Writing down what is said in a recording, in the background, by the program that the operator named."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings

from isthmus.actions.desk import jobs
from isthmus.actions.desk.accounts import actor_numbered
from isthmus.actions.desk.coding.draft import DraftBody
from isthmus.actions.desk.coding.drafts import keep_reading
from isthmus.actions.desk.coding.file_reading import FileReading, reading_cells
from isthmus.actions.desk.copying import keep_copy
from isthmus.actions.desk.jobs import JobRefused, Outcome
from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message
from isthmus.core.progress import Progress
from isthmus.core.reading import TextReading
from isthmus.files.document.errors import DocumentFault
from isthmus.files.document.reading import read
from isthmus.files.in_memory import stream_in_memory
from isthmus.files.recordings import is_recording
from isthmus.files.transcribing import TranscriptionCommand, transcribed
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Document
from isthmus.store.desk.queries.jobs import last_job
from isthmus.store.desk.scratch.models import Draft, Job

__all__ = [
    "KIND",
    "may_be_transcribed",
    "start_transcription",
    "transcribe_draft",
    "transcription_job",
]

KIND = "transcribe"
# How a file of subtitles may name its language, among its first lines.
_LANGUAGE = re.compile(
    rb"\AWEBVTT[^\n]*\n(?:[^\n]+\n)*?Language: ?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)[ \t]*\r?\n"
)
_HEAD = 4_096


def may_be_transcribed(draft: Draft) -> bool:
    """Return whether a draft is of a recording without a text, and there is a program for it."""
    return bool(_command() and draft.blob and is_recording(draft.media_type) and not draft.text)


def transcription_job(draft: Draft) -> Job | None:
    """Return the last work that wrote a draft's recording down, or is to."""
    return last_job(KIND, draft.pk.hex) if is_recording(draft.media_type) else None


def start_transcription(draft: Draft, *, owner: Actor) -> Job | None:
    """Ask for a recording to be written down; the work that goes on already where there is any, None where none can."""
    if not may_be_transcribed(draft):
        return None
    known = transcription_job(draft)
    if known is not None and known.unfinished:
        return known
    return jobs.enqueue(kind=KIND, owner=owner, about={"draft": str(draft.pk)}, subject=draft.pk.hex)


@jobs.kind_of_work(KIND, taken_up=True, is_slow=True)
def transcribe_draft(job: Job, progress: Progress) -> Outcome:
    """Write the recording of a draft down; its text is kept with the draft. Raises JobRefused, TranscriptionFailed."""
    draft, command = _draft_of(job), _command()
    if draft is None or command is None or not may_be_transcribed(draft):
        return {}
    pieces = current_workspace().blobs.pieces(draft.blob)
    answer = transcribed(command, pieces, lambda: progress(0, 0))  # nobody knows how much there is
    reading = _told_by(command, _read(answer), _language(answer) or _typed_language(draft))
    keep_reading(draft, reading.text, reading_cells(reading))
    if draft.more_of:
        document = Document.objects.filter(uid=draft.more_of, content=draft.blob).first()
        if document is not None:
            keep_copy(
                document, FileReading.of(reading), actor=actor_numbered(job.owner), at=datetime.now(UTC)
            )
    return {}


def _command() -> TranscriptionCommand | None:
    found: TranscriptionCommand | None = getattr(settings, "DESK_TRANSCRIPTION", None)
    return found


def _draft_of(job: Job) -> Draft | None:
    return Draft.objects.filter(pk=UUID(str(job.about["draft"]))).defer("content").first()


def _read(answer: bytes) -> TextReading:
    try:
        with stream_in_memory(answer) as stream:
            return read(stream, "text/vtt").reading
    except DocumentFault as fault:
        raise JobRefused(Message("document.not_read", rule=fault.rule, fix=fault.fix)) from None


def _told_by(command: TranscriptionCommand, reading: TextReading, language: str) -> TextReading:
    return replace(
        reading,
        tool=command.tool,
        version=command.version(),
        parameters=command.parameters,
        language=language,
    )


def _language(answer: bytes) -> str:
    found = _LANGUAGE.match(answer[:_HEAD].removeprefix(b"\xef\xbb\xbf"))
    return found[1].decode().lower() if found else ""


def _typed_language(draft: Draft) -> str:
    return DraftBody.of(draft.body).document.language
