"""A page taken apart into tags and words in one pass, as browsers do it.

The standard library's parser looks for the end of each thing that is open in all that follows: 200,000 times `<!--`
take it more than five minutes (Python 3.13.0). Here whatever is looked for in vain is the end of the page.
"""

import re
from collections.abc import Generator, Iterator
from html import unescape

__all__ = ["END", "START", "WORDS", "PageToken", "tokens_of"]

START, END, WORDS = "start", "end", "words"
type PageToken = tuple[str, str, dict[str, str]]

_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?")
_END_OF_TAG = re.compile(r"[\s/]*(>?)")
# What these hold is no markup up to their own end.
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript")
}
_WITH_REFERENCES = frozenset(("textarea", "title"))
_MOST_ATTRIBUTES = 1_000


def tokens_of(page: str) -> Iterator[PageToken]:
    """Yield tags with their attributes, and words; comments, declarations and what is cut off are not there."""
    at, end = 0, len(page)
    while at < end:
        begins = page.find("<", at)
        if begins < 0:
            yield WORDS, _referred(page[at:]), {}
            return
        if begins > at:
            yield WORDS, _referred(page[at:begins]), {}
        follows = page[begins + 1 : begins + 2]
        if follows.isascii() and follows.isalpha():
            name, attributes, at = _tag(page, begins + 1)
            if at < 0:
                return
            yield START, name, attributes
            if name in _RAW:
                at = yield from _raw(page, name, at)
        elif follows in ("/", "!", "?") and follows:
            at = _after(page, begins)
            if at < 0:
                return
            if follows == "/" and (named := _NAME.match(page, begins + 2)):
                yield END, named[0].lower(), {}
        else:
            yield WORDS, "<", {}
            at = begins + 1


def _after(page: str, begins: int) -> int:
    """Return where an end tag, a comment or a declaration is over; -1 where it goes on to the end of the page."""
    if not page.startswith("<!--", begins):
        return page.find(">", begins) + 1 or -1
    if page.startswith((">", "->"), begins + 4):
        return page.find(">", begins) + 1
    return page.find("-->", begins + 4) + 3 if page.find("-->", begins + 4) >= 0 else -1


def _tag(page: str, begins: int) -> tuple[str, dict[str, str], int]:
    """Return the name and the attributes of a tag, and where it is over; -1 where it is cut off."""
    named = _NAME.match(page, begins)
    assert named
    at, attributes = named.end(), dict[str, str]()
    while True:
        over = _END_OF_TAG.match(page, at)
        if over and over[1]:
            return named[0].lower(), attributes, over.end()
        found = _ATTRIBUTE.match(page, at)
        if not found:
            return named[0].lower(), attributes, -1
        at = found.end()
        value = next((each for each in found.groups()[1:] if each is not None), "")
        if len(attributes) < _MOST_ATTRIBUTES:
            attributes.setdefault(found[1].lower(), _referred(value))


def _raw(page: str, name: str, at: int) -> Generator[PageToken, None, int]:
    """Yield what an element holds that has no markup in it; return where its end begins."""
    found = _RAW[name].search(page, at)
    over = found.start() if found else len(page)
    held = page[at:over]
    yield WORDS, _referred(held) if name in _WITH_REFERENCES else held, {}
    return over


def _referred(text: str) -> str:
    if "&" not in text:
        return text
    try:
        return unescape(text)
    except ValueError:  # of a number with more digits than Python reads
        return text
