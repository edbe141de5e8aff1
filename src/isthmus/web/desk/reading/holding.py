"""*We now hold this article*, and its undo."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from isthmus.actions.desk import documents
from isthmus.store.desk.models import Document
from isthmus.web.desk.shell import link

__all__ = ["hold_document", "unhold_document"]


@require_POST
def hold_document(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Note that we hold the artefact itself now; its statements begin to count."""
    document = get_object_or_404(Document, uid=uid)
    documents.hold_document(document, actor=cast(Any, request).actor)
    return after(document)


@require_POST
def unhold_document(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take that back; every figure that rested on it changes back."""
    document = get_object_or_404(Document, uid=uid)
    documents.release_document(document, actor=cast(Any, request).actor)
    return after(document)


def after(document: Document) -> HttpResponse:
    """Show what changed, where the desk has a page for that."""
    return redirect("held_now" if link("held_now", document.uid) else "document", document.uid)
