"""The files of drafts: several begun at once, what is shown while one is read, pages as they are printed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from isthmus.actions.desk.coding import drafts
from isthmus.actions.desk.coding.read_draft import start_reading
from isthmus.files.document.errors import DocumentFault
from isthmus.store.desk.queries.document_pages import PAGED, printed_page
from isthmus.store.desk.scratch.models import Draft, Job
from isthmus.web.desk.access import asking_again
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.document_page import picture_answer
from isthmus.web.desk.reading.recording import recording_answer
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.uploads import SealedUpload

__all__ = [
    "begin_file",
    "begin_several",
    "begin_text",
    "being_read",
    "file_given",
    "own_draft",
    "printed",
    "recording",
]


def files_given(request: HttpRequest) -> list[SealedUpload]:
    """Return the files that came in with a form; one that holds nothing is none."""
    return [each for each in request.FILES.getlist("file") if isinstance(each, SealedUpload) and each.size]


def file_given(request: HttpRequest) -> SealedUpload | None:
    """Return the file that came in with a form, if there is one."""
    return next(iter(files_given(request)), None)


def begin_text(request: HttpRequest, text: str) -> Draft:
    """Begin a draft of a text that was pasted, or of nothing that we hold."""
    return drafts.start_draft(actor=actor_of(request), text=text)


def begin_file(request: HttpRequest, upload: SealedUpload) -> Draft:
    """Begin a draft of a file, and let it be read. Raises UnfitUpload."""
    actor = actor_of(request)
    draft = drafts.start_from_file(upload.arrived, actor=actor, file_name=upload.name or "")
    start_reading(draft, owner=actor)
    return draft


def begin_several(request: HttpRequest) -> HttpResponse:
    """Begin a draft for each file that was chosen, but for those that the register holds already."""
    begun = held = 0
    for upload in files_given(request):
        if drafts.held_named(upload.arrived.measured.name):
            held += 1
            continue
        try:
            begin_file(request, upload)
        except drafts.UnfitUpload as unfit:
            messages.warning(request, said(unfit.message))
            continue
        begun += 1
    if held:
        told = ngettext("%(n)d file is held already.", "%(n)d files are held already.", held)
        messages.info(request, told % {"n": held})
    told = ngettext("%(n)d draft was begun.", "%(n)d drafts were begun.", begun)
    messages.success(request, told % {"n": begun})
    return redirect("code")


def own_draft(request: HttpRequest, uid: UUID) -> Draft:
    """One's own draft; anybody else's is not there."""
    found = drafts.find_draft(actor_of(request), uid)
    if found is None:
        raise Http404
    return found


def being_read(request: HttpRequest, found: Draft, job: Job) -> HttpResponse:
    """Show that the file is being read; the page asks for itself until its text is there."""
    response = render(request, "desk/writing/draft_being_read.html", {"draft": found, "job": job})
    response.headers["Refresh"] = asking_again(request, 1)
    return response


@require_safe
def recording(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Send the recording that is being coded, to be played."""
    found = own_draft(request, uid)
    return recording_answer(request, found.blob, found.media_type)


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
