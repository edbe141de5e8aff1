"""What pages say in the place of what is sealed: a word, or to a keeper who looks the text itself.

This is the one place where a token becomes a text. What is answered to a form is kept with its tokens, and becomes text
each time that it is shown; exports, files and answers to scripts pass here untouched.
"""

import re
from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.html import escape
from django.utils.translation import gettext as _

from isthmus.actions.desk.keepers.looks import LOOKS, KeeperLook, TokenText
from isthmus.core.workbook.tokens import is_token
from isthmus.web.desk import veil
from isthmus.web.desk.requests import desk

__all__ = ["closed_as", "closed_words", "look_of", "say_sealed"]

# What Unicode says is no character stands in no text: between two of them stands what is said while it is closed.
_MARK = "\ufdd1"
_WORDS = _MARK.encode()
_CLOSED = rb"(?:%b([^<>]{0,200}?)%b)?(sealed-[0-9a-f]{32})" % (_WORDS, _WORDS)
_TOKEN = re.compile(_CLOSED)
_MARKED = re.compile(f"{_MARK}([^{_MARK}]*){_MARK}sealed-[0-9a-f]{{32}}")
# Titles of windows name nobody, and tags and fields stay as they are, with what a form would send back. Within options
# and drawings stands text alone.
_PARTS = re.compile(
    rb"(?P<shut><title\b.*?</title>)|(?P<kept><textarea\b.*?</textarea>|<script\b.*?</script>)"
    rb"|(?P<text><option\b[^>]*>.*?</option>|<svg\b.*?</svg>)|(?P<tag><[^>]*>)|" + _CLOSED,
    re.DOTALL,
)
# What a reader hears of a tag.
_SPOKEN = re.compile(rb'\s(?:title|alt|aria-label|placeholder|data-label)="[^"]*"')
_NAMES = ("name", "other_names")

type _Say = Callable[[re.Match[bytes]], bytes]


def closed_as(words: str, cell: str) -> str:
    """Return what a template writes of a cell: these words while it is closed, its text while a keeper looks."""
    return f"{_MARK}{words}{_MARK}{cell}" if is_token(cell) else words


def closed_words(text: str) -> str:
    """Return a text as it stands while nothing is open: for drawings, and for what is cut to a length."""
    return _MARKED.sub(lambda match: match[1], text)


def look_of(request: HttpRequest) -> KeeperLook | None:
    """Return the look of a keeper that this session has open; nothing while it is locked."""
    actor = desk(request).actor
    if actor is None or desk(request).is_locked:
        return None
    return LOOKS.of(request.session.session_key, actor.number)


def say_sealed(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return a middleware that writes a word or a text for each token in a page. It stands around ShownAfterPost."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if is_page and isinstance(response, HttpResponse) and b"sealed-" in response.content:
            response.content = _said(response.content, _open_texts(request, response.content))
        return response

    return respond


def _open_texts(request: HttpRequest, page: bytes) -> Mapping[bytes, str]:
    look = look_of(request)
    if look is None:
        return {}
    found = look.texts({match[2].decode() for match in _TOKEN.finditer(page)})
    hidden = veil.veiled(request)
    return {token.encode(): _veiled(each) if hidden else each.text for token, each in found.items()}


def _veiled(found: TokenText) -> str:
    """Return a text under the veil: no other row need know its names, so that every capital word is an initial."""
    return veil.initials(found.text) if found.column in _NAMES else veil.capital_initials(found.text)


def _said(page: bytes, texts: Mapping[bytes, str]) -> bytes:
    word = escape(_("sealed")).encode()

    def closed(match: re.Match[bytes]) -> bytes:
        return word if match[1] is None else match[1]

    def opened(match: re.Match[bytes]) -> bytes:
        return escape(texts[match[2]]).encode() if match[2] in texts else closed(match)

    def part(match: re.Match[bytes]) -> bytes:
        whole = match[0]
        if match["shut"]:
            return _TOKEN.sub(closed, whole)
        if match["kept"]:
            return whole
        if match["text"]:
            return _PARTS_WITHIN.sub(lambda each: _within(each, opened, closed), whole)
        if match["tag"]:
            return _SPOKEN.sub(lambda each: _TOKEN.sub(closed, each[0]), whole)
        found = _TOKEN.fullmatch(whole)
        assert found is not None
        text = opened(found)
        return b'<span class="opened">%b</span>' % text if found[2] in texts else text

    return _PARTS.sub(part, page)


_PARTS_WITHIN = re.compile(rb"<title\b.*?</title>|<[^>]*>|" + _CLOSED, re.DOTALL)


def _within(match: re.Match[bytes], opened: _Say, closed: _Say) -> bytes:
    if match[0].startswith(b"<"):
        return _TOKEN.sub(closed, match[0]) if match[0].startswith(b"<title") else match[0]
    found = _TOKEN.fullmatch(match[0])
    assert found is not None
    return opened(found)
