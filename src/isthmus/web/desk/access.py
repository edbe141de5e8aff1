"""Who may see a page: a session that was signed in, is not locked and was not left alone."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from isthmus.store.desk.models import Account
from isthmus.web.base.public import View, is_public
from isthmus.web.desk.requests import account_of, desk
from isthmus.web.desk.settings import IDLE_SECONDS

__all__ = ["Accounts", "SignedInOnly", "lock", "locked", "sign_in", "unlock"]

REFRESH_SECONDS = 60


class Accounts(ModelBackend):
    """Finds the account that is signed in, and checks the password of one that signs in."""

    def get_user(self, user_id: int) -> Account | None:
        """Return the account of that number, where it was not removed."""
        account = Account.objects.numbered(user_id)
        return account if account and account.is_active else None


def sign_in(request: HttpRequest, account: Account) -> None:
    """Start a session for the account, under a fresh key, with nothing of the session before."""
    request.session.flush()
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session["seen"] = time.time()


def lock(request: HttpRequest) -> None:
    """Lock the session, under a fresh key, so that a browser drops the pages that it kept for going back."""
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
        touch(request)
        return None


def touch(request: HttpRequest) -> None:
    """Note that the session is in use, at most once a minute, so that reading does not mean writing."""
    now = time.time()
    if now - request.session.get("seen", 0) > REFRESH_SECONDS:
        request.session["seen"] = now
