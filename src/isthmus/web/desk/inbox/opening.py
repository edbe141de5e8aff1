"""Opening the inbox with a passphrase of the keyring for letters, for this session, and closing it."""

import threading

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from isthmus.actions.desk.inbox.opened import OpenInbox
from isthmus.core.messages import MessageError
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.letter_keyring import LETTER_KEYRING, open_letter_keyring
from isthmus.web.desk.attempts import ATTEMPTS, TooManyAttempts, Whose, place_of
from isthmus.web.desk.authentication import forget
from isthmus.web.desk.language import said
from isthmus.web.desk.open_here import INBOXES, fresh_key
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.settings import IDLE_SECONDS
from isthmus.web.desk.shown import SHOWN

__all__ = ["close_inbox", "open_inbox", "shut_page"]

# A passphrase costs Argon2id, once for each slot.
_ONE_AT_A_TIME = threading.Lock()


def _whose(request: HttpRequest) -> Whose:
    return "letters", str(actor_of(request).number), place_of(request)


@require_POST
def open_inbox(request: HttpRequest) -> HttpResponse:
    """Open the inbox for this session, under a fresh key."""
    secret = request.POST.get("secret", "")
    try:
        inbox = ATTEMPTS.look(_whose(request), lambda: _opened(request, secret))
    except TooManyAttempts:
        return shut_page(request, _("Five attempts were wrong. The next one is looked at in a minute."), 429)
    except MessageError as refused:
        return shut_page(request, said(refused.message), 403)
    INBOXES.end(request.session.session_key)
    fresh_key(request)
    INBOXES.begin(str(request.session.session_key), inbox, idle=IDLE_SECONDS, forget=SHOWN.forget)
    return redirect("inbox")


@require_POST
def close_inbox(request: HttpRequest) -> HttpResponse:
    """Close the inbox; a fresh key of the session makes a browser drop the pages that it kept for going back."""
    INBOXES.end(request.session.session_key)
    fresh_key(request)
    messages.success(request, _("The inbox is closed."))
    return forget(redirect("inbox"))


def shut_page(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    """Show what opens the inbox, or how its keys are made; the passphrase does not come back to the form."""
    context = {
        "is_there": (current_workspace().folder / LETTER_KEYRING).exists(),
        "minutes": IDLE_SECONDS // 60,
        "problem": problem,
    }
    return render(request, "desk/inbox/shut.html", context, status=status)


def _opened(request: HttpRequest, secret: str) -> OpenInbox:
    with _ONE_AT_A_TIME:
        keyring = open_letter_keyring(current_workspace().folder, secret)
    return OpenInbox(actor_of(request).number, keyring)
