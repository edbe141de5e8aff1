"""Full-text search. The words stay in the session: an address with a name in it would stay in the browser's history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from isthmus.store.desk.models import Statement
from isthmus.store.desk.queries.search import search as found_by
from isthmus.store.desk.queries.search import search_opened, unsearched
from isthmus.web.desk.reading.paging import page_of
from isthmus.web.desk.reading.statements import said, with_everything
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.sealed_words import look_of

__all__ = ["search"]

LONGEST = 200


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """POST takes the words, GET shows the statements that hold them.

    While a keeper looks, the words may be what is sealed: they stay with the look, and in no session.
    """
    look = look_of(request)
    if request.method == "POST":
        words = request.POST.get("words", "")[:LONGEST].strip()
        if look:
            look.search = words
        else:
            request.session["search"] = words
        return redirect("search")
    words = look.search if look else request.session.get("search", "")
    found = (search_opened(words, look.read) if look else found_by(words)).order_by("ref")
    page = page_of(request, found, load=with_everything(Statement.objects.all()))
    context = {
        "words": words,
        "list": page,
        "statements": said(page.rows, Labels.load()),
        "unsearched": 0 if look else unsearched(),
    }
    return render(request, "desk/search.html", context)
