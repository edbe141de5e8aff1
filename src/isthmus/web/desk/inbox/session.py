"""The inbox of a session: open, or shut; and a thread of it by its address."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from isthmus.actions.desk.inbox.opened import InboxChanged, OpenInbox
from isthmus.core.inbox.threads import Thread
from isthmus.store.desk.letter_keyring import LetterKeyringShut
from isthmus.web.desk.language import said
from isthmus.web.desk.open_here import INBOXES
from isthmus.web.desk.requests import actor_of

__all__ = ["closed", "inbox_of", "thread_of", "while_open"]


def inbox_of(request: HttpRequest) -> OpenInbox | None:
    """Return the inbox of this session, while it is open."""
    return INBOXES.of(request.session.session_key, actor_of(request).number)


def while_open[Answer: HttpResponseBase, **Rest](
    view: Callable[Concatenate[HttpRequest, OpenInbox, Rest], Answer],
) -> Callable[Concatenate[HttpRequest, Rest], Answer | HttpResponse]:
    """Let a view have the open inbox; where it is shut, or shuts meanwhile, its page asks for the passphrase.

    Where what a view is about went meanwhile, and the view says nothing else, the list says so.
    """

    def opened(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Answer | HttpResponse:
        inbox = inbox_of(request)
        if inbox is None:
            return closed(request)
        try:
            return view(request, inbox, *args, **kwargs)
        except LetterKeyringShut:
            return closed(request)
        except InboxChanged as changed:
            messages.error(request, said(changed.message))
            return redirect("inbox")

    update_wrapper(opened, view)
    return opened


def closed(request: HttpRequest) -> HttpResponse:
    """Lead to where the inbox is opened."""
    messages.warning(request, _("The inbox is closed. Open it first; nothing was done."))
    return redirect("inbox")


def thread_of(inbox: OpenInbox, uid: UUID) -> Thread:
    """Return the thread of an address. Raises Http404 where there is none."""
    found = inbox.thread(uid.bytes)
    if found is None:
        raise Http404
    return found
