"""Filters in an address, sealed: a browser writes every address down, and a filter holds what somebody typed."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from isthmus.store.desk.django_setup import current_workspace
from isthmus.web.desk.authentication import safe_path

__all__ = ["FIELDS", "filters_asked", "filters_in", "keep_filters", "kept_problem", "sealed_query"]

FIELDS = (
    *("type", "place", "from", "to", "ground", "lines", "said", "who", "counted"),
    # Of the list of judgements:
    *("made", "kind", "decision", "by", "words", "apart", "order"),
    # Of the lists of documents, sources and places; `kind` is theirs, too:
    *("name", "held", "coded", "protection", "precision"),
)
PARAMETER = "kept"


@require_POST
def keep_filters(request: HttpRequest) -> HttpResponse:
    """Lead to the page that was filtered, under an address that only this workspace's key can read."""
    path = safe_path(request, request.POST.get("next", "/"))
    query = sealed_query({name: request.POST.get(name, "").strip() for name in FIELDS})
    return redirect(f"{path}{'&' if '?' in path and query else '?' if query else ''}{query}")


def sealed_query(filters: Mapping[str, str]) -> str:
    """Return filters as the query of an address, sealed; nothing where nothing is filtered."""
    asked = QueryDict(mutable=True)
    asked.update({name: value for name, value in filters.items() if value})
    return f"{PARAMETER}={_cipher().encrypt(asked.urlencode().encode()).decode()}" if asked else ""


def filters_asked(request: HttpRequest) -> QueryDict:
    """Return the filters of a page: the sealed ones, and over them what a link of a page says openly."""
    return filters_in(request.GET)


def filters_in(given: QueryDict) -> QueryDict:
    """Return the filters of an address: the sealed ones, and over them the open ones."""
    found = _opened(str(given.get(PARAMETER, ""))).copy()
    for name in FIELDS:
        if name in given:
            found[name] = str(given[name])
    return found


def kept_problem(request: HttpRequest) -> str:
    """Return what is wrong with the sealed filters of an address; nothing where there are none, or they are read."""
    token = request.GET.get(PARAMETER, "")
    if not token or _opened(token):
        return ""
    return _(
        "This address holds filters that cannot be read here. Choose them again, and keep the new address."
    )


def _opened(token: str) -> QueryDict:
    """Return what was sealed; nothing for what was altered, or sealed by another workspace."""
    try:
        return QueryDict(_cipher().decrypt(token.encode(errors="replace")).decode())
    except (InvalidToken, ValueError):
        return QueryDict()


def _cipher() -> Fernet:
    return Fernet(urlsafe_b64encode(current_workspace().keys.subkey("filters")))
