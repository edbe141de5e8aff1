"""Signing in, locking and unlocking, and the veil."""

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from isthmus.core.custody.actors import ActorKind
from isthmus.web.base.public import public
from isthmus.web.desk import access, veil
from isthmus.web.desk.attempts import ATTEMPTS, TooManyAttempts, Whose, place_of
from isthmus.web.desk.open_here import end_open
from isthmus.web.desk.requests import account_of, desk
from isthmus.web.desk.shown import SHOWN

__all__ = ["keys", "lock_now", "proven", "sign_in", "sign_out", "toggle_veil", "whose_unlock"]


def whose_unlock(request: HttpRequest) -> Whose:
    """Return what attempts at a signed-in account's own secret are counted by; nobody else's count with them."""
    account = account_of(request)
    return "unlock", str(account.pk if account else ""), place_of(request)


def safe_path(request: HttpRequest, path: str) -> str:
    """Return the path where it lies on this desk, else the record."""
    host = request.get_host()
    return path if url_has_allowed_host_and_scheme(path, allowed_hosts={host}) else "/"


def proven(request: HttpRequest, secret: str) -> bool:
    """Return whether the secret is the account's password, or for the owner the workspace's passphrase."""
    account = account_of(request)
    if account is None or account.kind == ActorKind.OWNER:
        return account is not None and bool(settings.DESK_PASSPHRASE_HOLDS(secret))
    return account.check_password(secret)


def workspace_unproven(request: HttpRequest, door: str, wrong: str) -> str:
    """Return why the passphrase of the workspace that was posted opens nothing now: `wrong`, or to wait; else nothing.

    The workspace's passphrase, not an account's own password; attempts are counted by door, account and place.
    """
    secret = request.POST.get("secret", "")
    whose = (door, str(desk(request).actor or ""), place_of(request))
    try:
        right = ATTEMPTS.look(whose, lambda: bool(settings.DESK_PASSPHRASE_HOLDS(secret)))
    except TooManyAttempts:
        return _("Five attempts were wrong. The next one is looked at in a minute.")
    return "" if right else wrong


@public
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the page where an account signs in; the one-time link of the terminal does not pass here."""
    if request.method != "POST":
        return render(request, "desk/sign_in.html")
    name, secret = request.POST.get("name", ""), request.POST.get("secret", "")
    try:
        account = ATTEMPTS.look(
            ("sign-in", name, place_of(request)),
            lambda: authenticate(request, username=name, password=secret),
        )
    except TooManyAttempts:
        return refused(request, "desk/sign_in.html", 429)
    if account is None:
        return refused(request, "desk/sign_in.html", 403)
    if not access.vouched_for(account):
        return render(request, "desk/account_unknown.html", status=403)
    access.sign_in(request, account)
    return redirect("record")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    SHOWN.forget(request.session.session_key)
    end_open(request)
    logout(request)
    return forget(redirect("sign_in"))


@public
@require_http_methods(["GET", "HEAD", "POST"])
def lock_now(request: HttpRequest) -> HttpResponse:
    """POST locks; GET is the page that asks for the passphrase, and shows nothing else."""
    if desk(request).actor is None:
        # Under POST another window was quicker.
        return forget(redirect("lock")) if request.method == "POST" else redirect("sign_in")
    if request.method == "POST":
        if not desk(
            request
        ).is_locked:  # another window may have been quicker; a second key would end the session
            request.session["back"] = safe_path(request, request.POST.get("next", "/"))
            access.lock(request)
        return forget(redirect("lock"))
    return render(request, "desk/locked.html") if desk(request).is_locked else redirect("record")


@public
@require_POST
def unlock(request: HttpRequest) -> HttpResponse:
    """Open a locked session with the passphrase, back to where it was locked."""
    if not desk(request).is_locked:
        return redirect("record")
    secret = request.POST.get("secret", "")
    try:
        right = ATTEMPTS.look(whose_unlock(request), lambda: proven(request, secret))
    except TooManyAttempts:
        return refused(request, "desk/locked.html", 429)
    if not right:
        return refused(request, "desk/locked.html", 403)
    access.unlock(request)
    return redirect(request.session.pop("back", "/"))


def refused(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """Show the same form again, with the reason above the field."""
    reason = (
        _("Five attempts were wrong. The next one is looked at in a minute.")
        if status == 429
        else _("That was not right. Nothing was opened.")
    )
    return render(request, template, {"problem": reason}, status=status)


def forget(response: HttpResponse) -> HttpResponse:
    """Ask the browser to drop every page that it kept, for the back button too."""
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@require_POST
def toggle_veil(request: HttpRequest) -> HttpResponse:
    """Show names as initials, or whole again, for this session."""
    request.session["veil"] = not veil.veiled(request)
    return redirect(safe_path(request, request.POST.get("next", "/")))


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Show the list of keys, for those without script too."""
    return render(request, "desk/keys.html")
