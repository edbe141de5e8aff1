"""Who may see a page: a session that was signed in, is not locked and was not left alone."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from isthmus.store.desk.models import Account
from isthmus.store.desk.queries.accounts import is_committed, is_vouched_for
from isthmus.web.base.public import View, is_public
from isthmus.web.desk.open_here import end_open, touch_open
from isthmus.web.desk.requests import account_of, desk
from isthmus.web.desk.settings import IDLE_SECONDS
from isthmus.web.desk.shown import SHOWN

__all__ = ["Accounts", "SignedInOnly", "asking_again", "lock", "locked", "sign_in", "unlock", "vouched_for"]

REFRESH_SECONDS = 60
# The word in the address of a page that asked for itself: it does not keep the session from locking.
REFRESHED = "still"
TERMINAL = logging.getLogger("isthmus.terminal")


class Accounts(ModelBackend):
    """Finds the account that is signed in, and checks the password of one that signs in."""

    def get_user(self, user_id: int) -> Account | None:
        """Return the account of that number, where it was not removed."""
        account = Account.objects.numbered(user_id)
        return account if account and account.is_active and is_committed(account) else None


def vouched_for(account: Account) -> bool:
    """Return whether the custody log knows the account as it stands; where it does not, the terminal is told."""
    known = is_vouched_for(account)
    if not known:
        TERMINAL.error(
            "An account that is not as the custody log committed to it was refused at the door. "
            "Run `isthmus custody verify`."
        )
    return known


def sign_in(request: HttpRequest, account: Account) -> None:
    """Start a session for the account, under a fresh key, with nothing of the session before."""
    end_open(request)
    request.session.flush()
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session["seen"] = time.time()


def lock(request: HttpRequest) -> None:
    """Lock the session, under a fresh key, so that a browser drops the pages that it kept for going back."""
    SHOWN.forget(request.session.session_key)
    end_open(request)
    request.session["locked"] = True
    request.session.cycle_key()


def unlock(request: HttpRequest) -> None:
    """Open a locked session again; the caller has checked the passphrase."""
    request.session.pop("locked", None)
    request.session["seen"] = time.time()
    request.session.cycle_key()


def locked(request: HttpRequest) -> bool:
    """Return whether the session is locked, or was left alone for too long and is locked now."""
    if not request.session.get("locked") and time.time() - request.session.get("seen", 0) > IDLE_SECONDS:
        lock(request)
    return bool(request.session.get("locked"))


class SignedInOnly:
    """Middleware: every view needs a signed-in, unlocked session unless it is marked public."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach who acts, then go on: every request asks whether the account is still there."""
        account, asked = account_of(request), desk(request)
        asked.actor = account.actor if account else None
        asked.is_locked = account is not None and locked(request)
        if account is None and request.session.is_empty():
            # Another window locked meanwhile, and the session has a fresh key: this answer must not take that away.
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Stop short of the view where it may not be seen."""
        if is_public(view):
            return None
        if desk(request).actor is None:
            return render(request, "desk/signed_out.html", status=403)
        if desk(request).is_locked:
            return redirect("lock")
        if not refreshes_itself(request):
            touch(request)
        return None


def refreshes_itself(request: HttpRequest) -> bool:
    """Return whether a page asks for itself while work goes on: nobody need be there."""
    return REFRESHED in request.GET


def asking_again(request: HttpRequest, seconds: int) -> str:
    """Return the header with which a page asks for itself after some seconds, as long as work goes on."""
    query = request.GET.copy()
    query[REFRESHED] = "1"
    return f"{seconds}; url={request.path}?{query.urlencode()}"


def touch(request: HttpRequest) -> None:
    """Note that the session is in use, at most once a minute, so that reading does not mean writing."""
    touch_open(request)
    now = time.time()
    if now - request.session.get("seen", 0) > REFRESH_SECONDS:
        request.session["seen"] = now
