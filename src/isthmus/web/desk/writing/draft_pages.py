"""The pages of a draft's file: as they are printed, with their words where they stand, recognised, and corrected."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from isthmus.actions.desk import jobs
from isthmus.actions.desk.recognition.of_drafts import (
    correct_page,
    last_recognition,
    start_recognition,
    stored_of,
)
from isthmus.actions.desk.recognition.pages import RecognitionWanted, pages_of, pages_without_words
from isthmus.core.reading import Box, PartKind, Places, StoredText
from isthmus.core.reading.merged import page_texts
from isthmus.files.document.errors import DocumentFault
from isthmus.files.document.kinds import PAGED
from isthmus.files.document.recognition import installed_languages
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Document
from isthmus.store.desk.queries.document_pages import PrintedPage, printed_page
from isthmus.store.desk.queries.document_texts import stored_text
from isthmus.store.desk.scratch.models import Draft, Job, RecognisedPage
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.document_page import picture_answer
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.writing.draft_file import own_draft
from isthmus.web.desk.writing.recognised_languages import language_name, named_languages

__all__ = ["PagesShown", "correct", "pages_shown", "printed", "recognise", "recognition", "words"]


@dataclass(frozen=True, slots=True)
class PagesShown:
    """The pages of a draft, and what became of recognising their letters.

    `languages`: the codes and names of those that are recognised here. `wordless`: pages without any word.
    `differing`: pages whose words, as the file has them, are not those that are printed.
    """

    total: int
    wordless: int = 0
    recognised: Sequence[int] = ()
    corrected: Sequence[int] = ()
    spoken: Sequence[str] = ()
    differing: Sequence[int] = ()
    languages: Sequence[tuple[str, str]] = ()
    job: Job | None = None

    @property
    def numbers(self) -> range:
        """Return the numbers of the pages."""
        return range(1, self.total + 1)

    @property
    def spoken_words(self) -> str:
        """Return the languages in which letters were recognised, in a line."""
        return ", ".join(self.spoken) or "–"

    @property
    def is_going_on(self) -> bool:
        """Return whether letters are being recognised."""
        return self.job is not None and self.job.unfinished


@dataclass(frozen=True, slots=True)
class _File:
    """A file with pages: `name` says which it is, `content` gives it."""

    name: str
    kind: str
    content: Callable[[], bytes]
    stored: StoredText

    def printed(self, number: int) -> PrintedPage:
        """Return a page as it is printed, and as it was turned to be read. Raises DocumentFault."""
        words = self.stored.words_of(number)
        return printed_page(self.name, self.kind, number, self.content, words.turned if words else 0)

    def boxes(self, number: int) -> Sequence[Box]:
        """Return where the words of a page stand; nothing where they are not those of the text."""
        if found := self.stored.words_of(number):
            return found.boxes
        part = self.printed(number).part
        return part.boxes if part.text == self.text(number) else ()

    def text(self, number: int) -> str:
        """Return the text of a page."""
        return page_texts(self.stored.text, self.stored.places)[number - 1]


def pages_shown(draft: Draft) -> PagesShown:
    """Return what the page of a draft shows of the pages of its file."""
    found = _file_of(draft)
    if found is None:
        return PagesShown(0)
    total = len(found.stored.places.starts)
    if draft.more_of:
        return PagesShown(total)
    kept = list(pages_of(draft=draft).only("number", "corrected", "languages"))
    codes = dict.fromkeys(code for each in kept for code in each.languages.split("+") if code)
    differing = draft.reading.get("differing", [])
    return PagesShown(
        total,
        len(pages_without_words(found.stored)),
        [each.number for each in kept],
        [each.number for each in kept if each.corrected],
        [language_name(code) for code in codes],
        differing if isinstance(differing, list) else [],
        named_languages(installed_languages()),
        last_recognition(draft),
    )


@require_safe
def printed(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """Send a page of the file that is being coded, as a picture."""
    try:
        return picture_answer(_page(request, uid, number).printed(number))
    except DocumentFault:
        raise Http404 from None


@require_safe
def words(request: HttpRequest, uid: UUID, number: int) -> JsonResponse:
    """Send the size of a page, and where the words of its text stand on it."""
    found = _page(request, uid, number)
    try:
        page = found.printed(number)
        boxes = found.boxes(number)
    except DocumentFault as fault:
        return JsonResponse({"fault": f"{said(fault.rule)} {said(fault.fix)}"})
    placed = [
        [each.start, each.end, each.left, each.top, each.width, each.height, each.sure] for each in boxes
    ]
    return JsonResponse({"width": page.width, "height": page.height, "boxes": placed})


@require_POST
def recognise(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Recognise letters, in languages that were chosen or as is proposed; or stop."""
    found = own_draft(request, uid)
    job = last_recognition(found)
    if "stop" in request.POST:
        if job and job.unfinished:
            jobs.cancel(job)
    else:
        known = installed_languages()
        chosen = tuple(each for each in request.POST.getlist("languages") if each in known)
        wanted = RecognitionWanted(chosen, every="every" in request.POST)
        start_recognition(found, owner=actor_of(request), wanted=wanted)
    return redirect(f"{reverse('draft', args=[found.pk])}#recognition")


@require_safe
def recognition(request: HttpRequest, uid: UUID) -> JsonResponse:
    """Say how far recognising is, to a page that asks now and then."""
    shown = pages_shown(own_draft(request, uid))
    return JsonResponse({"goes_on": shown.is_going_on, "pages": len(shown.recognised)})


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """Correct the text that was recognised on a page, beside its picture."""
    found = own_draft(request, uid)
    page = pages_of(draft=found).filter(number=number).first()
    if page is None or found.more_of:
        raise Http404
    if request.method == "POST":
        text = request.POST.get("text", "").replace("\r\n", "\n").replace("\x00", "")
        try:
            correct_page(found, number, text.strip("\n"))
        except RecognisedPage.DoesNotExist:
            raise Http404 from None
        return redirect(f"{reverse('draft', args=[found.pk])}#text")
    total = len(stored_of(found).places.starts)
    context = {
        "number": number,
        "total": total,
        "text": page.text,
        "picture": reverse("draft_page_picture", args=[uid, number]),
        "back": reverse("draft", args=[uid]),
    }
    return render(request, "desk/writing/correct_page.html", context)


def _page(request: HttpRequest, uid: UUID, number: int) -> _File:
    found = _file_of(own_draft(request, uid))
    if found is None or not 0 < number <= len(found.stored.places.starts):
        raise Http404
    return found


def _file_of(draft: Draft) -> _File | None:
    """Return the file with pages of a draft, or of the document of which more is coded; None without one."""
    if draft.more_of:
        return _file_of_document(draft.more_of)
    stored = stored_of(draft)
    if (
        draft.is_asked and draft.media_type in PAGED
    ):  # it is read once it is said whether it is a page of several
        stored = StoredText("", Places(PartKind.PAGE))
    if draft.media_type not in PAGED or stored.places.kind is not PartKind.PAGE:
        return None
    return _File(draft.pk.hex, draft.media_type, lambda: bytes(draft.content or b""), stored)


def _file_of_document(uid: UUID) -> _File | None:
    row = Document.objects.filter(uid=uid, content_type__in=PAGED).exclude(protection="sealed").first()
    if row is None:
        return None
    stored = stored_text(row)
    if stored.places.kind is not PartKind.PAGE:
        return None
    return _File(
        row.content, row.content_type, lambda: bytes(current_workspace().blobs.read(row.content)), stored
    )
