"""Search over everything. The words stay in memory: an address with a name in it would stay in the history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from isthmus.store.desk.queries.search import Search, unsearched
from isthmus.web.desk.reading.found import KINDS, found_kind
from isthmus.web.desk.sealed_words import look_of
from isthmus.web.desk.shown import SHOWN

__all__ = ["search"]

LONGEST = 200


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """POST takes the words, GET shows what holds them, kind by kind; `kind` shows all of one.

    While a keeper looks, the words may be what is sealed: they stay with the look alone.
    """
    look = look_of(request)
    if request.method == "POST":
        words = request.POST.get("words", "").strip()[: LONGEST + 1]
        if look:
            look.search = words
        else:
            SHOWN.keep_search(request.session.session_key, words)
        return redirect("search")
    words = look.search if look else SHOWN.search_of(request.session.session_key)
    asked = Search(words, look.read if look else None)
    problem = problem_of(asked)
    only = request.GET.get("kind", "")
    codes = [only] if only in KINDS else list(KINDS)
    found = [] if problem else [found_kind(code, asked, request, alone=only in KINDS) for code in codes]
    context = {
        "words": words,
        "problem": problem,
        "only": only if only in KINDS else "",
        "found": [each for each in found if each.total],
        "unsearched": 0 if look else unsearched(),
    }
    return render(request, "desk/search.html", context)


def problem_of(asked: Search) -> str:
    """Return why nothing can be looked for; nothing where something can, or nothing was asked."""
    if len(asked.text) > LONGEST:
        return _("A search holds 200 characters at most, and this is longer. Search for some of its words.")
    if asked.text and not asked.query.ways:
        return _("There is no letter and no digit in it. Search for a word, or for the beginning of one.")
    return ""
