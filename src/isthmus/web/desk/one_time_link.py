"""The one-time link: it opens the desk once, within minutes, and is known to nobody but its process."""

import hashlib
import secrets
import threading
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from isthmus.core.custody.actors import Actor
from isthmus.store.desk.models import Account
from isthmus.web.base.public import public
from isthmus.web.desk.access import sign_in, vouched_for

__all__ = ["LINKS", "LINK_SECONDS", "OneTimeLinks", "enter"]

LINK_SECONDS = 10 * 60


class OneTimeLinks:
    """Tokens by their hash, in memory only: each opens the desk for one actor, once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._waiting: dict[bytes, tuple[int, float]] = {}
        self._lock = threading.Lock()

    def issue(self, actor: Actor) -> str:
        """Return a new token (256 random bits) that signs `actor` in, once, within `LINK_SECONDS`."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._waiting[_digest(token)] = (actor.number, self._clock() + LINK_SECONDS)
        return token

    def use(self, token: str) -> int | None:
        """Return the number of whom this token signs in; `None` when it was used, is too old or was never given."""
        with self._lock:
            number, until = self._waiting.pop(_digest(token), (None, 0.0))
        return number if self._clock() <= until else None


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


LINKS = OneTimeLinks()


@public
@require_GET
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in by the link, and leave the token behind: the redirect takes it out of the address."""
    number = LINKS.use(token)
    account = None if number is None else Account.objects.filter(pk=number, removed=None).first()
    if account is None:
        return render(request, "desk/writing/link_spent.html", status=403)
    if not vouched_for(account):
        return render(request, "desk/account_unknown.html", status=403)
    sign_in(request, account)
    return redirect("record")
