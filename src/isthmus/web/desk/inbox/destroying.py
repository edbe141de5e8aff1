"""Destroying a thread, with all that belongs to it: what goes, and what cannot be reached."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from isthmus.actions.desk.coding.drafts import discard_draft
from isthmus.actions.desk.coding.submission import document_of
from isthmus.actions.desk.inbox.keeping import destroy_threads
from isthmus.actions.desk.inbox.opened import OpenInbox
from isthmus.core.inbox.threads import Thread
from isthmus.store.desk.models import Document
from isthmus.store.desk.scratch.models import Draft
from isthmus.web.desk.inbox.session import thread_of, while_open
from isthmus.web.desk.requests import actor_of

__all__ = ["destroy_thread", "remove_shut"]


@require_http_methods(["GET", "HEAD", "POST"])
@while_open
def destroy_thread(request: HttpRequest, inbox: OpenInbox, uid: UUID) -> HttpResponse:
    """Show what goes with a thread; destroy it where that was confirmed."""
    found = thread_of(inbox, uid)
    drafts = _drafts(found)
    if request.method != "POST":
        return _page(request, inbox, found, drafts)
    if "sure" not in request.POST:
        return _page(request, inbox, found, drafts, _("Mark the box first: it cannot be brought back."))
    destroy_threads(inbox, [found], actor=actor_of(request))
    if "drafts" in request.POST:
        for draft in drafts:
            discard_draft(draft)
    messages.success(request, _("The thread is destroyed: no key here opens any of it any more."))
    return redirect("inbox")


@require_POST
@while_open
def remove_shut(request: HttpRequest, inbox: OpenInbox) -> HttpResponse:
    """Remove what no key here opens."""
    n = inbox.remove_shut()
    messages.success(request, ngettext("%(n)d item was removed.", "%(n)d items were removed.", n) % {"n": n})
    return redirect("inbox")


def _drafts(found: Thread) -> list[Draft]:
    """Return the drafts that were begun of a thread, whoever began them, and are not yet in the register."""
    return list(
        Draft.objects.filter(pk__in=[UUID(each) for each in found.head.made]).defer("text", "content")
    )


def _documents(found: Thread) -> list[Document]:
    """Return the documents of the register that were made of a thread."""
    documents = (document_of(UUID(each)) for each in found.head.made)
    return list({each.pk: each for each in documents if each}.values())


def _page(
    request: HttpRequest, inbox: OpenInbox, found: Thread, drafts: list[Draft], problem: str = ""
) -> HttpResponse:
    context = {
        "thread": found,
        "uid": UUID(bytes=found.item),
        "files": sum(bool(file.item) for head in found.letters.values() for file in head.files),
        "drafts": drafts,
        "documents": _documents(found),
        "backups": inbox.keyring.content.backups,
        "problem": problem,
    }
    return render(request, "desk/inbox/destroy.html", context, status=422 if problem else 200)
