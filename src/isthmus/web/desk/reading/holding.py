"""*We now hold this article*, and its undo."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from isthmus.actions.desk import documents
from isthmus.store.desk.models import Document
from isthmus.web.desk.requests import actor_of

__all__ = ["hold_document", "unhold_document"]


@require_POST
def hold_document(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Note that we hold the artefact itself now; its statements begin to count."""
    document = get_object_or_404(Document, uid=uid)
    documents.hold_document(document, actor=actor_of(request))
    return after(document)


@require_POST
def unhold_document(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take that back; every figure that rested on it changes back."""
    document = get_object_or_404(Document, uid=uid)
    documents.release_document(document, actor=actor_of(request))
    return after(document)


def after(document: Document) -> HttpResponse:
    """Redirect to the page that shows what changed."""
    return redirect("held_now", document.uid)
