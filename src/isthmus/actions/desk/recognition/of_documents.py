"""Recognising the pages of a document of the register, and correcting their text: each result is a copy of its own.

Pages that are done are kept in the scratch database until the last one is: then the document has one copy more, and
those before it stay. Quotes are looked for in each of them.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from isthmus.actions.desk import jobs
from isthmus.actions.desk.accounts import actor_numbered
from isthmus.actions.desk.arriving import copy_of
from isthmus.actions.desk.coding.file_reading import FileReading
from isthmus.actions.desk.jobs import Outcome
from isthmus.actions.desk.recognition.of_drafts import drawing
from isthmus.actions.desk.recognition.pages import (
    RecognitionWanted,
    keep_page,
    pages_of,
    reading_with_pages,
    to_recognise,
)
from isthmus.actions.desk.recognition.recognising import recognised_or_empty
from isthmus.actions.desk.recorded import recorded
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.progress import Progress
from isthmus.core.reading import StoredText, WordPlaces
from isthmus.core.reading.merged import page_texts, realigned
from isthmus.core.reading.stored import boxes_json
from isthmus.files.document.kinds import PAGED
from isthmus.files.document.recognition import installed_languages
from isthmus.store.desk.derive import index_words
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Document
from isthmus.store.desk.queries.document_texts import newest_copy, stored_text
from isthmus.store.desk.queries.jobs import last_job, unfinished_jobs
from isthmus.store.desk.scratch.models import Draft, Job, RecognisedPage

__all__ = [
    "KIND",
    "correct_document_page",
    "go_on_with_document",
    "last_document_recognition",
    "recognise_document",
    "start_document_recognition",
]

KIND = "recognise_document"


def start_document_recognition(
    document: Document, *, owner: Actor, wanted: RecognitionWanted | None = None
) -> Job | None:
    """Ask for the letters of a document's pages; None where there are no pages, or nothing recognises letters here."""
    if document.content_type not in PAGED or not installed_languages() or newest_copy(document) is None:
        return None
    for unfinished in unfinished_jobs(KIND, document.uid.hex):
        jobs.cancel(unfinished)
    about = {"document": document.uid.hex, **(wanted or RecognitionWanted()).as_json()}
    return jobs.enqueue(kind=KIND, owner=owner, about=about, subject=document.uid.hex)


def last_document_recognition(document: Document) -> Job | None:
    """Return the work that recognises the document's pages, or did last."""
    return last_job(KIND, document.uid.hex) if document.content_type in PAGED else None


def go_on_with_document(draft: Draft, document: Document, job: Job | None, *, owner: Actor) -> None:
    """Go on recognising what was begun for a draft that went into the register; the draft is still there."""
    if job is None or not job.unfinished or draft.more_of:
        return
    jobs.cancel(job)
    wanted = RecognitionWanted.from_json(job.about)
    pages_of(draft=draft).update(draft=None, document=document.uid)
    start_document_recognition(document, owner=owner, wanted=wanted)


@jobs.kind_of_work(KIND, taken_up=True, is_slow=True)
def recognise_document(job: Job, progress: Progress) -> Outcome:
    """Recognise the pages that are wanted, the first ones first, and keep a copy with them."""
    document = Document.objects.filter(uid=UUID(str(job.about["document"]))).first()
    if document is None or not document.content:
        return {}
    wanted, stored = RecognitionWanted.from_json(job.about), stored_text(document)
    content = bytes(current_workspace().blobs.read(document.content))
    draw = partial(drawing, content, document.content_type)
    kept = list(pages_of(document=document.uid))
    numbers = _numbers(stored, kept, wanted)
    before: Sequence[str] = kept[-1].languages.split("+") if kept else ()
    for done, number in enumerate(numbers):
        progress(done, len(numbers))
        page = recognised_or_empty(number, partial(draw, number), wanted.languages, before)
        before = page.languages or before
        keep_page({"document": document.uid}, number, page, wanted)
    _keep_copy(document, _recognised(document), actor_numbered(job.owner))
    pages_of(document=document.uid).delete()
    progress(len(numbers), len(numbers))
    return {}


def correct_document_page(document: Document, number: int, text: str, *, actor: Actor) -> None:
    """Keep a copy of a document's text with another text of one page, as somebody reads what is printed.

    Words that are left keep their places on the page. Raises ValueError where there is no such page.
    """
    stored = stored_text(document)
    texts = page_texts(stored.text, stored.places)
    if not 0 < number <= len(texts):
        raise ValueError(number)
    before = stored.words_of(number) or WordPlaces(())
    line = boxes_json(number, realigned(before, texts[number - 1], text))
    _keep_copy(document, {number: (text, line)}, actor)


def _numbers(stored: StoredText, kept: Sequence[RecognisedPage], wanted: RecognitionWanted) -> list[int]:
    """Return the pages to recognise: those without words, those recognised before, or all; none that was corrected."""
    done = {each.number for each in kept if each.asked == wanted.asked}
    found = {*to_recognise(stored, kept, wanted), *(number for number in stored.words if number not in done)}
    return sorted(found.difference(stored.corrected()))


def _recognised(document: Document) -> dict[int, tuple[str, bytes]]:
    """Return the pages that were recognised, without those that somebody corrected meanwhile."""
    corrected = set(stored_text(document).corrected())
    pages = pages_of(document=document.uid)
    return {each.number: (each.text, bytes(each.words)) for each in pages if each.number not in corrected}


def _keep_copy(document: Document, pages: Mapping[int, tuple[str, bytes]], actor: Actor) -> None:
    newest = newest_copy(document)
    if newest is None or not pages:
        return
    reading = FileReading(
        stored_text(document), newest.tool, newest.version, newest.parameters, newest.language
    )
    _commit(document, reading_with_pages(reading, pages), actor)


def _commit(document: Document, reading: FileReading, actor: Actor) -> None:
    with recorded(action=Action.READ_FILE, actor=actor) as event:
        still = Document.objects.filter(pk=document.pk, content=document.content).first()
        if still is not None:
            event.commit(copy_of(still.pk, still.content, reading, datetime.now(UTC)))
            index_words("documents", {still.pk})
