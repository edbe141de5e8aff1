"""Files that come in at once, by one form or one after the other by the script of the page; pictures as pages."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from isthmus.actions.desk.coding.drafts import UnfitUpload, start_from_file
from isthmus.actions.desk.coding.incoming import IncomingFile, take_in
from isthmus.actions.desk.coding.picture_pages import begin_pages, move_picture
from isthmus.actions.desk.coding.queue_place import QueuePlace
from isthmus.actions.desk.coding.read_draft import (
    asked_pictures,
    code_each,
    settle_question,
    start_reading,
)
from isthmus.core.custody.actors import Actor
from isthmus.store.desk.scratch.models import Draft
from isthmus.web.desk.language import said
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.uploads import SealedUpload, takes_files_of_any_size

__all__ = ["begin_file", "begin_several", "bring_in_file", "files_given", "picture_pages"]


def files_given(request: HttpRequest) -> list[SealedUpload]:
    """Return the files that came in with a form, by themselves or in a folder."""
    every = (*request.FILES.getlist("file"), *request.FILES.getlist("folder"))
    return [each for each in every if isinstance(each, SealedUpload)]


def begin_file(request: HttpRequest, upload: SealedUpload) -> Draft:
    """Begin a draft of a file, and let it be read. Raises UnfitUpload."""
    actor = actor_of(request)
    draft = start_from_file(upload.arrived, actor=actor, file_name=upload.name or "")
    start_reading(draft, owner=actor)
    return draft


def begin_several(request: HttpRequest, uploads: Sequence[SealedUpload]) -> HttpResponse:
    """Begin a draft for each file that was chosen; several pictures may be the pages of one document."""
    at = QueuePlace(is_asked=True)
    actor = actor_of(request)
    begun = begin_drafts(incoming(uploads), actor, at)
    told = ngettext("%(n)d draft was begun.", "%(n)d drafts were begun.", begun)
    messages.success(request, told % {"n": begun})
    if begun < len(uploads):
        out = len(uploads) - begun
        told = ngettext(
            "%(n)d file was left out; below stands why.", "%(n)d files were left out; below stands why.", out
        )
        messages.warning(request, told % {"n": out})
    return redirect(where_to(actor, at.came_with))


def incoming(uploads: Iterable[SealedUpload]) -> Iterator[IncomingFile]:
    """Yield files as they are taken in."""
    return (IncomingFile(each.name or "", arrived=each.arrived) for each in uploads)


def begin_drafts(files: Iterable[IncomingFile], actor: Actor, at: QueuePlace) -> int:
    """Begin drafts and their reading; return how many."""
    begun = 0
    for draft in take_in(files, actor=actor, at=at):
        start_reading(draft, owner=actor)
        begun += 1
    return begun


def where_to(actor: Actor, came_with: UUID) -> str:
    """Return the address to go to once files came in: what is asked about pictures, else the queue."""
    if settle_question(actor, came_with):
        return reverse("picture_pages", args=[came_with])
    return reverse("draft_queue")


@takes_files_of_any_size
@require_POST
def bring_in_file(request: HttpRequest) -> HttpResponse:
    """Take in one of several files that the script of the page sends, or say where to go after the last.

    `batch` is the number by which they belong together.
    """
    actor, batch = actor_of(request), batch_of(request)
    upload = request.FILES.get("file")
    if not isinstance(upload, SealedUpload):
        return JsonResponse({"go": where_to(actor, batch)})
    number = request.POST.get("number", "")
    place = f".{int(number) if number.isdecimal() and len(number) < 6 else 0:05}"
    at = QueuePlace(place=place, came_with=batch, is_asked=bool(request.POST.get("pictures")))
    file = IncomingFile(request.POST.get("path", "") or upload.name or "", arrived=upload.arrived)
    return JsonResponse({"begun": begin_drafts([file], actor, at)})


def batch_of(request: HttpRequest) -> UUID:
    """Return the number by which files belong together; a fresh one where none is sent."""
    try:
        return UUID(request.POST.get("batch", ""))
    except ValueError:
        return uuid4()


@require_http_methods(["GET", "HEAD", "POST"])
def picture_pages(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask whether pictures that came together are documents, or pages of one; their order can be changed before."""
    actor = actor_of(request)
    pictures = list(asked_pictures(actor, uid))
    if not pictures:
        raise Http404
    if request.method == "POST":
        return answered(request, actor, pictures)
    return render(request, "desk/writing/picture_pages.html", {"pictures": pictures, "batch": uid})


def answered(request: HttpRequest, actor: Actor, pictures: Sequence[Draft]) -> HttpResponse:
    """Do what was answered: move one, make one document of all, or leave each as one of its own."""
    step, _colon, number = request.POST.get("step", "").partition(":")
    batch = pictures[0].came_with
    if step in ("up", "down") and number.isdecimal() and int(number) < len(pictures):
        moved = move_picture(pictures, int(number), -1 if step == "up" else 1)
        return redirect(f"{reverse('picture_pages', args=[batch])}#picture-{moved}")
    if step == "one":
        try:
            draft = begin_pages(pictures, actor=actor, name=_("%(n)d pages") % {"n": len(pictures)})
        except UnfitUpload as unfit:
            messages.warning(request, said(unfit.message))
            return redirect("picture_pages", batch)
        return redirect("draft", draft.pk)
    code_each(actor, batch)
    return redirect("draft_queue")
