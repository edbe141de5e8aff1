"""Recognising the pages of a draft that have no words, in the background: each page is there as soon as it is done."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.db import transaction

from isthmus.actions.desk import jobs
from isthmus.actions.desk.coding.drafts import note_words, places_of
from isthmus.actions.desk.coding.file_reading import FileReading
from isthmus.actions.desk.jobs import Outcome
from isthmus.actions.desk.recognition.pages import (
    RecognitionWanted,
    keep_page,
    pages_of,
    reading_with_pages,
    to_recognise,
)
from isthmus.actions.desk.recognition.recognising import PageInWords, recognised_or_empty
from isthmus.core.custody.actors import Actor
from isthmus.core.progress import Progress
from isthmus.core.reading import StoredText
from isthmus.core.reading.layer import differs, sample
from isthmus.core.reading.merged import page_texts, realigned, with_pages
from isthmus.core.reading.stored import boxes_from_bytes, boxes_json
from isthmus.files.document.answers import GreyPage
from isthmus.files.document.kinds import PAGED
from isthmus.files.document.reading import draw_page_in_grey
from isthmus.files.document.recognition import installed_languages
from isthmus.files.in_memory import stream_in_memory
from isthmus.store.desk.queries.jobs import last_job, unfinished_jobs
from isthmus.store.desk.scratch.models import Draft, Job, RecognisedPage

__all__ = [
    "KIND",
    "correct_page",
    "drawing",
    "last_recognition",
    "reading_of",
    "recognise_draft",
    "start_recognition",
    "stored_of",
]

KIND = "recognise"
# Words of which the recogniser is as sure as this stand for what is printed.
_SURE = 80


def start_recognition(draft: Draft, *, owner: Actor, wanted: RecognitionWanted | None = None) -> Job | None:
    """Ask for the letters of a draft's pages; None where there are no pages, or nothing recognises letters here."""
    if draft.media_type not in PAGED or not draft.content or not installed_languages():
        return None
    for unfinished in unfinished_jobs(KIND, draft.pk.hex):
        jobs.cancel(unfinished)
    about = {"draft": draft.pk.hex, **(wanted or RecognitionWanted()).as_json()}
    return jobs.enqueue(kind=KIND, owner=owner, about=about, subject=draft.pk.hex)


def last_recognition(draft: Draft) -> Job | None:
    """Return the work that recognises the draft's pages, or did last."""
    return last_job(KIND, draft.pk.hex) if draft.media_type in PAGED else None


@jobs.kind_of_work(KIND, taken_up=True, is_slow=True)
def recognise_draft(job: Job, progress: Progress) -> Outcome:
    """Recognise the pages without words, the first ones first; then hold words of the file against what is printed."""
    draft = _draft(job)
    if draft is None or not draft.content:
        return {}
    wanted = RecognitionWanted.from_json(job.about)
    content = bytes(draft.content)
    draw = partial(drawing, content, draft.media_type)
    stored, kept = stored_of(draft), list(pages_of(draft=draft))
    numbers = to_recognise(stored, kept, wanted)
    compared = [] if kept or wanted.languages else _compared(draft, stored)
    total = len(numbers) + len(compared)
    before: Sequence[str] = kept[-1].languages.split("+") if kept else ()
    for done, number in enumerate(numbers):
        progress(done, total)
        page = recognised_or_empty(number, partial(draw, number), wanted.languages, before)
        before = page.languages or before
        if not _kept(draft.pk, number, page, wanted):
            return {}
    differing = []
    for done, number in enumerate(compared, start=len(numbers)):
        progress(done, total)
        if _differs(page_texts(stored.text, stored.places)[number - 1], number, draw):
            differing.append(number)
    note_words(draft.pk)
    _tell(draft.pk, {"compared": compared, "differing": differing} if compared else {})
    progress(total, total)
    return {}


def drawing(content: bytes, kind: str, number: int, turned: int) -> GreyPage:
    """Draw a page of a file in grey. Raises DocumentFault."""
    with stream_in_memory(content) as stream:
        return draw_page_in_grey(stream, kind, number, turned)


def stored_of(draft: Draft) -> StoredText:
    """Return the text of a draft with its places, and where words stand that were recognised."""
    rows = pages_of(draft=draft).values_list("number", "words")
    return StoredText(draft.text, places_of(draft), {number: bytes(words) for number, words in rows})


def reading_of(draft: Draft) -> FileReading | None:
    """Return what was read, and recognised, in the file of a draft; None where its file is the text."""
    reading = FileReading.of_draft(draft.text, draft.reading)
    return reading and reading_with_pages(
        reading, {each.number: (each.text, bytes(each.words)) for each in pages_of(draft=draft)}
    )


def correct_page(draft: Draft, number: int, text: str) -> None:
    """Put another text in place of the one that was recognised on a page; words that are left keep their places.

    Raises RecognisedPage.DoesNotExist where the page was not recognised.
    """
    page = RecognisedPage.objects.get(draft=draft, number=number)
    before = boxes_from_bytes(bytes(page.words))
    page.words = boxes_json(number, realigned(before, page.text, text))
    page.text, page.corrected = text, True
    with transaction.atomic(using="scratch"):
        page.save(update_fields=["text", "words", "corrected"])
        _merge(draft.pk, number, text)


def _draft(job: Job) -> Draft | None:
    return Draft.objects.filter(pk=UUID(str(job.about["draft"]))).first()


def _kept(draft: UUID, number: int, page: PageInWords, wanted: RecognitionWanted) -> bool:
    """Keep a page that was recognised; return whether the draft is still there."""
    with transaction.atomic(using="scratch"):
        if not Draft.objects.filter(pk=draft).exists():
            return False
        keep_page({"draft_id": draft}, number, page, wanted)
        _merge(draft, number, page.text)
    return True


def _merge(draft: UUID, number: int, text: str) -> None:
    """Put the text of a page into that of its draft; what somebody typed meanwhile stays as it is."""
    row = Draft.objects.only("text", "reading").get(pk=draft)
    merged = with_pages(StoredText(row.text, places_of(row)), {number: (text, b"")})
    reading = {**row.reading, "places": merged.places.as_json()}
    Draft.objects.filter(pk=draft).update(text=merged.text, reading=reading)


def _compared(draft: Draft, stored: StoredText) -> list[int]:
    """Return the pages whose words, as the file has them, are held against what is printed; once a draft."""
    if draft.media_type != "application/pdf" or "compared" in draft.reading:
        return []
    scans = draft.reading.get("scans", [])
    return sample(page_texts(stored.text, stored.places), scans if isinstance(scans, list) else [])


def _differs(layer: str, number: int, draw: "partial[GreyPage]") -> bool:
    page = recognised_or_empty(number, partial(draw, number))
    sure = [page.text[box.start : box.end] for box in boxes_from_bytes(page.words).boxes if box.sure >= _SURE]
    return differs(layer, " ".join(sure))


def _tell(draft: UUID, cells: dict[str, object]) -> None:
    row = Draft.objects.only("reading").filter(pk=draft).first()
    if row is not None and cells:
        Draft.objects.filter(pk=draft).update(reading={**row.reading, **cells})
