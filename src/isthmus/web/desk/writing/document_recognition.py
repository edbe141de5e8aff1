"""The letters of a document's pages: recognised in the background, and corrected beside the picture of a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from isthmus.actions.desk import jobs
from isthmus.actions.desk.recognition.of_documents import (
    correct_document_page,
    last_document_recognition,
    start_document_recognition,
)
from isthmus.actions.desk.recognition.pages import RecognitionWanted, pages_without_words
from isthmus.core.reading import PartKind, StoredText
from isthmus.core.reading.merged import page_texts
from isthmus.files.document.kinds import PAGED
from isthmus.files.document.recognition import installed_languages
from isthmus.store.desk.models import Document
from isthmus.store.desk.queries.document_texts import newest_copy, stored_text
from isthmus.store.desk.scratch.models import Job
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.writing.recognised_languages import named_languages

__all__ = ["DocumentRecognition", "correct_page", "recognise", "recognition_of"]


@dataclass(frozen=True, slots=True)
class DocumentRecognition:
    """What the page of a document shows of recognising its letters, and by what its text was made."""

    wordless: int
    recognised: Sequence[int]
    made_by: str
    languages: Sequence[tuple[str, str]]
    job: Job | None

    @property
    def is_going_on(self) -> bool:
        """Return whether letters are being recognised."""
        return self.job is not None and self.job.unfinished


def recognition_of(row: Document) -> DocumentRecognition | None:
    """Return what is shown of a document with pages; None of any other, and of one that is sealed."""
    if row.content_type not in PAGED or not row.content or row.protection == "sealed":
        return None
    copy = newest_copy(row)
    if copy is None:
        return None
    stored = stored_text(row)
    made = " ".join(
        filter(None, (copy.tool, copy.version, f"({copy.parameters})" if copy.parameters else ""))
    )
    return DocumentRecognition(
        len(pages_without_words(stored)),
        sorted(stored.words),
        made,
        named_languages(installed_languages()),
        last_document_recognition(row),
    )


@require_POST
def recognise(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Recognise letters, in languages that were chosen or as is proposed; or stop."""
    row, _stored = _paged(uid)
    job = last_document_recognition(row)
    if "stop" in request.POST:
        if job and job.unfinished:
            jobs.cancel(job)
        return redirect("document", uid)
    known = installed_languages()
    chosen = tuple(each for each in request.POST.getlist("languages") if each in known)
    wanted = RecognitionWanted(chosen, every="every" in request.POST)
    begun = start_document_recognition(row, owner=actor_of(request), wanted=wanted)
    if begun is None:
        messages.warning(request, _("No program that recognises letters is on this machine."))
        return redirect("document", uid)
    return redirect("job", begun.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def correct_page(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """Correct the text of a page beside its picture; what it was before is kept as a copy, too."""
    row, stored = _paged(uid)
    if number not in stored.words:
        raise Http404
    if request.method == "POST":
        text = request.POST.get("text", "").replace("\r\n", "\n").replace("\x00", "").strip("\n")
        if text != page_texts(stored.text, stored.places)[number - 1]:
            correct_document_page(row, number, text, actor=actor_of(request))
            messages.success(request, _("The text of the page is as you wrote it. The one before is kept."))
        return redirect("document_page", uid, number)
    context = {
        "number": number,
        "total": len(stored.places.starts),
        "text": page_texts(stored.text, stored.places)[number - 1],
        "picture": reverse("document_page_picture", args=[uid, number]),
        "back": reverse("document_page", args=[uid, number]),
    }
    return render(request, "desk/writing/correct_page.html", context)


def _paged(uid: UUID) -> tuple[Document, StoredText]:
    row = get_object_or_404(Document.objects.exclude(protection="sealed"), uid=uid, content_type__in=PAGED)
    stored = stored_text(row)
    if stored.places.kind is not PartKind.PAGE:
        raise Http404
    return row, stored
