"""What was typed: signs that no database keeps are refused where they were typed, in a sentence."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from isthmus.web.base.errors import page
from isthmus.web.base.public import View

__all__ = ["TextOnly"]


class TextOnly:
    """Middleware: a zero byte, or half a character, in a form or an address is answered with a sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on: the form is read once its view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Stop short of the view where something typed is not text."""
        return refusal(request) if any(map(no_text, typed(request))) else None


def typed(request: HttpRequest) -> Iterator[str]:
    """Yield every text of the request: names of fields, what was typed into them, names of files."""
    for given in (request.GET, request.POST):
        for name, values in given.lists():
            yield name
            yield from map(str, values)
    for name, files in request.FILES.lists():
        yield from (name, *(str(file.name) for file in files))


def no_text(value: str) -> bool:
    """Return whether a text holds a zero byte, or half a character."""
    return "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value)


def refusal(request: HttpRequest) -> HttpResponse:
    """Return the sentence, as a page or for the script that asked."""
    fact = _("What was typed holds a sign that is no text (a zero byte, or half a character).")
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"problem": fact}, status=422)
    rule = _("Such signs come with what is copied from some programs; no database keeps them.")
    step = _("Type that part again, or paste it through a plain text editor. Nothing was changed.")
    return page(request, 422, fact, rule, step)
