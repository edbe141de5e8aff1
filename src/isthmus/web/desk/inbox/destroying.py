"""Destroying a thread, with all that belongs to it: what goes, and what cannot be reached."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from isthmus.actions.desk.coding.drafts import discard_draft, find_draft
from isthmus.actions.desk.inbox.keeping import destroy_threads
from isthmus.actions.desk.inbox.opened import OpenInbox
from isthmus.core.inbox.threads import Thread
from isthmus.store.desk.scratch.models import Draft
from isthmus.web.desk.inbox.session import thread_of, while_open
from isthmus.web.desk.requests import actor_of

__all__ = ["destroy_thread", "remove_shut"]


@require_http_methods(["GET", "HEAD", "POST"])
@while_open
def destroy_thread(request: HttpRequest, inbox: OpenInbox, uid: UUID) -> HttpResponse:
    """Show what goes with a thread; destroy it where that was confirmed."""
    found = thread_of(inbox, uid)
    drafts = _drafts(request, found)
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


def _drafts(request: HttpRequest, found: Thread) -> list[Draft]:
    """Return one's own drafts that were begun of a thread and are not yet in the register."""
    drafts = (find_draft(actor_of(request), UUID(each)) for each in found.head.made)
    return [each for each in drafts if each is not None]


def _page(
    request: HttpRequest, inbox: OpenInbox, found: Thread, drafts: list[Draft], problem: str = ""
) -> HttpResponse:
    context = {
        "thread": found,
        "uid": UUID(bytes=found.item),
        "files": sum(bool(file.item) for head in found.letters.values() for file in head.files),
        "drafts": drafts,
        "submitted": len(found.head.made) - len(drafts),
        "backups": inbox.keyring.content.backups,
        "problem": problem,
    }
    return render(request, "desk/inbox/destroy.html", context, status=422 if problem else 200)
