"""The files of drafts: several begun at once, what is shown while one is read, pages as they are printed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
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
from isthmus.web.desk.requests import actor_of

__all__ = ["begin_several", "being_read", "own_draft", "printed"]


def begin_several(request: HttpRequest) -> HttpResponse:
    """Begin a draft for each file that was chosen, but for those that the register holds already."""
    begun = held = 0
    for upload in request.FILES.getlist("file"):
        content = upload.read()
        if drafts.held_as("", content):
            held += 1
            continue
        try:
            draft = drafts.start_draft(actor=actor_of(request), content=content, file_name=upload.name or "")
        except drafts.UnfitUpload as unfit:
            messages.warning(request, said(unfit.message))
            continue
        start_reading(draft, owner=actor_of(request))
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
def printed(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """Send a page of the file that is being coded, as a picture."""
    found = own_draft(request, uid)
    if found.media_type not in PAGED or not 0 < number <= len(drafts.places_of(found).starts):
        raise Http404
    try:
        return picture_answer(printed_page(found.pk.hex, number, lambda: bytes(found.content or b"")))
    except DocumentFault:
        raise Http404 from None
