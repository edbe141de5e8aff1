"""The files of drafts: what is shown while one is read, pages as they are printed."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from isthmus.actions.desk import jobs
from isthmus.actions.desk.coding import drafts
from isthmus.actions.desk.coding.transcription import start_transcription
from isthmus.store.desk.scratch.models import Draft, Job
from isthmus.web.desk.access import asking_again
from isthmus.web.desk.reading.recording import recording_answer
from isthmus.web.desk.requests import actor_of

__all__ = ["being_read", "own_draft", "recording", "transcribe"]


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
