"""The files of drafts: what is shown while one is read, pages as they are printed."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from isthmus.actions.desk import jobs
from isthmus.actions.desk.coding import drafts
from isthmus.actions.desk.coding.transcription import start_transcription
from isthmus.files.document.errors import DocumentFault
from isthmus.store.desk.queries.document_pages import PAGED, printed_page
from isthmus.store.desk.scratch.models import Draft, Job
from isthmus.web.desk.access import asking_again
from isthmus.web.desk.reading.document_page import picture_answer
from isthmus.web.desk.reading.recording import recording_answer
from isthmus.web.desk.requests import actor_of

__all__ = ["being_read", "own_draft", "printed", "recording", "transcribe"]


def own_draft(request: HttpRequest, uid: UUID) -> Draft:
    """One's own draft; anybody else's is not there."""
    found = drafts.find_draft(actor_of(request), uid)
    if found is None:
        raise Http404
    return found


def being_read(request: HttpRequest, found: Draft, job: Job) -> HttpResponse:
    """Show that the file is being read, next of all; the page asks for itself until its text is there."""
    jobs.bring_forward(job)
    response = render(request, "desk/writing/draft_being_read.html", {"draft": found, "job": job})
    response.headers["Refresh"] = asking_again(request, 1)
    return response


@require_safe
def recording(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Send the recording that is being coded, to be played."""
    found = own_draft(request, uid)
    return recording_answer(request, found.blob, found.media_type)


@require_POST
def transcribe(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Have the recording that is being coded written down."""
    start_transcription(own_draft(request, uid), owner=actor_of(request))
    return redirect("draft", uid)


@require_safe
def printed(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """Send a page of the file that is being coded, as a picture."""
    found = own_draft(request, uid)
    if found.media_type not in PAGED or not 0 < number <= len(drafts.places_of(found).starts):
        raise Http404
    try:
        return picture_answer(printed_page(found.pk.hex, number, lambda: bytes(found.content or b"")))
    except DocumentFault:
        raise Http404 from None
