"""What pages say in the place of what is sealed: the word, and not the token that stands in the cell."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.html import escape
from django.utils.translation import gettext as _

__all__ = ["say_sealed"]

# Tags stay as they are, and so does what a form would send back.
_TOKEN = re.compile(
    rb"<textarea\b.*?</textarea>|<script\b.*?</script>|<[^>]*>|(sealed-[0-9a-f]{32})", re.DOTALL
)


def say_sealed(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return a middleware that writes a word for each token in the text of a page."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if is_page and isinstance(response, HttpResponse) and b"sealed-" in response.content:
            response.content = _in_words(response.content)
        return response

    return respond


def _in_words(page: bytes) -> bytes:
    word = escape(_("sealed")).encode()
    return _TOKEN.sub(lambda match: word if match[1] else match[0], page)
