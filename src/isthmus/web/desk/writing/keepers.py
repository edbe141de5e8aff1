"""Keepers: who has a key to what is sealed; opening it for this session, and closing it."""

import threading
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from isthmus.actions.desk import keepers as actions
from isthmus.actions.desk.keepers.looks import LOOKS, KeeperLook, begin_look
from isthmus.core.messages import MessageError
from isthmus.files.age.identities import MOST_FILE, open_identity
from isthmus.store.desk.models import KeyringOpening
from isthmus.web.desk.attempts import ATTEMPTS, TooManyAttempts, Whose, place_of
from isthmus.web.desk.authentication import forget, safe_path
from isthmus.web.desk.language import said
from isthmus.web.desk.open_here import fresh_key
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.settings import IDLE_SECONDS
from isthmus.web.desk.shown import SHOWN

__all__ = ["close_sealed", "keepers", "sealing_note", "whose_key"]

MOST_OPENINGS = 5
# The passphrase of an identity may cost two gibibytes to try.
_ONE_AT_A_TIME = threading.Lock()


def whose_key(request: HttpRequest) -> Whose:
    """Return what attempts at a keeper's passphrase are counted by."""
    return "keeper", str(actor_of(request).number), place_of(request)


@require_http_methods(["GET", "HEAD", "POST"])
def keepers(request: HttpRequest) -> HttpResponse:
    """Show who keeps a key; open what is sealed with one, for this session."""
    if request.method != "POST":
        return page(request)
    given = identity_given(request)
    if not given.strip():
        return page(
            request, _("No key was given. Choose the file of a keeper's key, or paste what it holds."), 422
        )
    secret = request.POST.get("secret", "")
    try:
        look = ATTEMPTS.look(whose_key(request), lambda: look_with(request, given, secret))
    except TooManyAttempts:
        return page(request, _("Five attempts were wrong. The next one is looked at in a minute."), 429)
    except MessageError as refused:
        return page(request, said(refused.message), 403)
    begin(request, look)
    messages.success(
        request, _("What is sealed is open in this session. Close it when you have seen what you need.")
    )
    return redirect("keepers")


def identity_given(request: HttpRequest) -> bytes:
    """Return the file of the identity that was chosen, else what was pasted; a longer one than there is, cut."""
    file = request.FILES.get("identity")
    return file.read(MOST_FILE + 1) if file else request.POST.get("pasted", "")[: MOST_FILE + 1].encode()


def look_with(request: HttpRequest, identity: bytes, secret: str) -> KeeperLook:
    """Return a look with this identity; one passphrase is tried after the other."""
    with _ONE_AT_A_TIME:
        key = open_identity(identity, secret)
    return begin_look(identity=key, actor=actor_of(request))


def begin(request: HttpRequest, look: KeeperLook) -> None:
    """Let the session see what is sealed, under a fresh key."""
    LOOKS.end(request.session.session_key)
    fresh_key(request)
    LOOKS.begin(str(request.session.session_key), look, idle=IDLE_SECONDS, forget=SHOWN.forget)


@require_POST
def close_sealed(request: HttpRequest) -> HttpResponse:
    """Close what is sealed; a fresh key of the session makes a browser drop the pages that it kept for going back."""
    LOOKS.end(request.session.session_key)
    fresh_key(request)
    return forget(redirect(safe_path(request, request.POST.get("next", "/"))))


def page(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    """Show the page; neither the key nor its passphrase comes back to the form."""
    context: dict[str, Any] = {
        "keepers": actions.keepers(),
        "advice": actions.sealing_advice(),
        "openings": KeyringOpening.objects.select_related("keeper", "by").order_by("-at", "uid")[
            :MOST_OPENINGS
        ],
        "minutes": IDLE_SECONDS // 60,
        "problem": problem,
    }
    return render(request, "desk/writing/keepers.html", context, status=status)


def sealing_note() -> dict[str, Any]:
    """Return what a page on which something may be marked as sealed says of what that is worth."""
    advice = actions.sealing_advice()
    return {"sealing": advice, "is_sealed_to_keepers": advice is None or bool(actions.keepers())}
