"""Answers to forms, each under an address of its own: a browser that keeps what was posted has nothing to keep.

What a session searches for is held with them, in no table: the names of people whom the register must forget, too.

A browser writes its tabs to the disk, and with a page that answers a form all that was typed into it. So the answer is
held in memory, and the browser is sent to look at it.
"""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import redirect

from isthmus.web.desk.requests import desk

__all__ = ["SHOWN", "ShownAfterPost", "ShownAnswers"]

MOST_ANSWERS = 100
PARAMETER = "shown"


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer as it was made, for one session and one account."""

    session: str
    account: int | None
    status: int
    content: bytes
    headers: dict[str, str]


class ShownAnswers:
    """The last answers to forms by random tokens, in memory only."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, ShownAnswer] = OrderedDict()
        self._searched: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, answer: ShownAnswer) -> str:
        """Keep an answer; return its token. The oldest make room."""
        token = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[token] = answer
            while len(self._kept) > MOST_ANSWERS:
                self._kept.popitem(last=False)
        return token

    def find(self, token: str, session: str, account: int | None) -> ShownAnswer | None:
        """Return the answer of a token, to the session and account that it was made for."""
        found = self._kept.get(token)
        return found if found and (found.session, found.account) == (session, account) else None

    def keep_search(self, session: str | None, words: str) -> None:
        """Keep what a session searches for. The oldest make room."""
        with self._lock:
            self._searched[session or ""] = words
            while len(self._searched) > MOST_ANSWERS:
                self._searched.popitem(last=False)

    def search_of(self, session: str | None) -> str:
        """Return what a session searches for."""
        return self._searched.get(session or "", "")

    def forget(self, session: str | None) -> None:
        """Forget what a session was answered and searched for: it is locked or over."""
        with self._lock:
            self._searched.pop(session or "", None)
            for token in [token for token, each in self._kept.items() if each.session == (session or "")]:
                del self._kept[token]


SHOWN = ShownAnswers()


class ShownAfterPost:
    """Middleware: a page that answers a form is shown under an address of its own. It stands within SignedInOnly."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Show what was kept; else answer, and keep the answer to a form."""
        token = request.GET.get(PARAMETER, "")
        if token and request.method in ("GET", "HEAD"):
            kept = SHOWN.find(token, *_whose(request))
            return _again(kept) if kept else self._gone(request)
        response = self.get_response(request)
        return _elsewhere(request, response) if _is_page_after_post(request, response) else response

    def _gone(self, request: HttpRequest) -> HttpResponse:
        """Answer the address without its token; a form that has no page of its own leads to the first one."""
        request.GET = _without(request.GET)  # type: ignore[assignment]
        request.META["QUERY_STRING"] = request.GET.urlencode()
        response = self.get_response(request)
        return redirect("record") if isinstance(response, HttpResponseNotAllowed) else response


def _whose(request: HttpRequest) -> tuple[str, int | None]:
    actor = desk(request).actor
    return request.session.session_key or "", actor.number if actor else None


def _without(query: QueryDict) -> QueryDict:
    rest = query.copy()
    rest.pop(PARAMETER, None)
    return rest


def _is_page_after_post(request: HttpRequest, response: HttpResponse) -> bool:
    """Return whether a browser would show the answer as a page: no redirect, no file, no answer to a script."""
    return (
        request.method == "POST"
        and "text/html" in request.headers.get("Accept", "")
        and not response.streaming
        and "Location" not in response.headers
        and "Content-Disposition" not in response.headers
        and response.headers.get("Content-Type", "").startswith("text/html")
    )


def _elsewhere(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    session, account = _whose(request)
    headers = dict(response.headers.items())
    token = SHOWN.keep(ShownAnswer(session, account, response.status_code, response.content, headers))
    query = _without(request.GET)
    query[PARAMETER] = token
    sent = HttpResponse(status=303, headers={"Location": f"{request.path}?{query.urlencode()}"})
    sent.cookies = response.cookies
    return sent


def _again(kept: ShownAnswer) -> HttpResponse:
    return HttpResponse(kept.content, status=kept.status, headers=kept.headers)
