"""*We now hold this article*: its file, its text, or where it is kept on paper; further files; and the way back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from isthmus.actions.desk import documents
from isthmus.actions.desk.copying import start_copy
from isthmus.actions.desk.documents import Artefact
from isthmus.actions.desk.effects import Effect
from isthmus.store.desk.models import Document, Statement
from isthmus.store.desk.queries.document_texts import quotes_not_found
from isthmus.web.desk.language import said
from isthmus.web.desk.requests import OWN, actor_of
from isthmus.web.desk.uploads import SealedUpload, takes_files_of_any_size
from isthmus.web.desk.writing.effect import EffectShown, effect_unseen, seen_mark

__all__ = ["hold_document", "unhold_document"]


@dataclass(frozen=True, slots=True)
class HoldingAsked:
    """What stands in the way of what was given, or is asked about it."""

    status: int = 200
    problem: str = ""
    held_as: Document | None = None


@takes_files_of_any_size
@require_http_methods(["GET", "HEAD", "POST"])
def hold_document(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for what we hold of a document, with what holding it changes; take it in."""
    document = get_object_or_404(Document, uid=uid)
    if request.method != "POST":
        return page(request, document, HoldingAsked())
    if asked := taken_in(request, document):
        return page(request, document, asked)
    return redirect("document" if document.held == "yes" else "held_now", uid)


@require_http_methods(["GET", "HEAD", "POST"])
def unhold_document(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what it changes not to hold a document after all; record it."""
    document = get_object_or_404(Document, uid=uid)
    unseen = effect_unseen(request.POST.get("seen", ""), lambda: documents.holding_effect(document, "no"))
    if request.method != "POST" or unseen:
        effect = unseen or documents.holding_effect(document, "no")
        context = {"document": document, **effect_context(effect)}
        return render(request, "desk/writing/unhold.html", context)
    try:
        documents.release_document(document, actor=actor_of(request))
    except documents.NotHeld as refused:
        messages.warning(request, said(refused.message))
    return redirect("held_now", uid)


def taken_in(request: HttpRequest, document: Document) -> HoldingAsked | None:
    """Take in what was given; return what is asked first or stands in the way, None where it is done."""
    given = artefact_of(request)
    is_new = given.has_content and "anew" not in request.POST
    if is_new and (other := documents.carried_by(given, other_than=document)):
        return HoldingAsked(409, held_as=other)
    if document.held != "yes" and effect_unseen(
        request.POST.get("seen", ""), lambda: documents.holding_effect(document, "yes")
    ):
        return HoldingAsked(problem=_("Look at what changes, then press again."))
    try:
        after = documents.take_in(document, given, actor=actor_of(request))
    except documents.NotTakenIn as refused:
        return HoldingAsked(422, said(refused.message))
    tell(request, document, after, given)
    if start_copy(after, owner=actor_of(request)):
        messages.info(request, _("Its text is being read, and will stand here when it is."), OWN)
    return None


def artefact_of(request: HttpRequest) -> Artefact:
    """Return what was given: a file before a text, and where it is kept on paper."""
    upload, kept_at = request.FILES.get("file"), request.POST.get("kept_at", "")
    if isinstance(upload, SealedUpload) and upload.size:
        return Artefact(file_name=upload.name or "", kept_at=kept_at, arrived=upload.arrived)
    text = request.POST.get("text", "")
    return Artefact.of_text(text if text.strip() else "", kept_at)


def tell(request: HttpRequest, before: Document, after: Document, given: Artefact) -> None:
    """Say what came in, and what of what was coded before does not fit it."""
    if not given.has_content:
        messages.success(request, _("It is noted where the paper is kept."), OWN)
        return
    done = _("It is in the workspace, encrypted. Its SHA-256 was computed as it came in.")
    messages.success(request, done, OWN)
    if before.sha256 not in ("", after.sha256):
        messages.warning(
            request, _("The SHA-256 that was stated before is another one. Is this the same file?")
        )
    coded = Statement.objects.filter(document=after).select_related("document")
    if before.content != after.content and (n := len(quotes_not_found(coded))):
        told = ngettext(
            "%(n)d quote does not stand in this text as it was coded. It is marked on the document’s page.",
            "%(n)d quotes do not stand in this text as they were coded. They are marked on the document’s page.",
            n,
        )
        messages.warning(request, told % {"n": n})


def page(request: HttpRequest, document: Document, asked: HoldingAsked) -> HttpResponse:
    """Show the form, with what is asked or stands in the way."""
    effect = None if document.held == "yes" else documents.holding_effect(document, "yes")
    context: dict[str, Any] = {
        "document": document,
        "asked": asked,
        "text": request.POST.get("text", ""),
        "kept_at": request.POST.get("kept_at", ""),
        **(effect_context(effect) if effect else {}),
    }
    return render(request, "desk/writing/hold.html", context, status=asked.status)


def effect_context(effect: Effect) -> dict[str, Any]:
    """Return what a page shows of an effect that it asks about, and what its form sends back of it."""
    return {"effect": EffectShown.of(effect), "seen": seen_mark(effect)}
