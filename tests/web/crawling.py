"""A crawl through every page of the desk: each opens, and none shows plain English in the pseudo-locale."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from isthmus.web.desk import veil
from tests.plain_english import english_on, said_in_workspace
from tests.web.writing.test_coding import TEXT

__all__ = ["Crawled", "crawl", "linked_from"]

LEFT_ALONE = ("/lock/", "/sign-out/", "/enter/", "/static/")


@dataclass(frozen=True)
class Crawled:
    """The addresses opened, and the English that is left, each with a page where it stands."""

    opened: set[str]
    left: dict[str, str]


def addresses(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """The addresses that name no row."""
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, before + str(each.pattern))
        elif "<" not in str(each.pattern):
            yield before + str(each.pattern)


def linked_from(page: str, address: str) -> set[str]:
    """The addresses that a page leads to, without what leads out of the desk or within the page."""
    found = (unescape(each) for each in re.findall(r'href="([^"]*)"', page))
    whole = (address.split("?", maxsplit=1)[0] + each if each.startswith("?") else each for each in found)
    return {each.split("#")[0] for each in whole if each.startswith("/") and not each.startswith(LEFT_ALONE)}


def crawl(browser: Client, *more: str, within: str | tuple[str, ...] = "/") -> Crawled:
    """Open every page that another leads to, each once; fails where one does not open."""
    said = said_in_workspace() | {"tester", "coder", "second", "fake", " ".join(TEXT.split())}
    said |= {veil.veil_text(each, RequestFactory().get("/")) for each in said}
    opened, waiting = set[str](), {*addresses(get_resolver().url_patterns), *more}
    left: dict[str, str] = {}
    while (
        waiting := {each for each in waiting if each.startswith(within) and not each.startswith(LEFT_ALONE)}
        - opened
    ):
        address = min(waiting)
        opened.add(address)
        answer = browser.get(address)
        assert answer.status_code in (200, 302, 405), (address, answer.status_code)
        if answer["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            waiting |= linked_from(page, address)
            left |= dict.fromkeys(english_on(page, said), address)
    return Crawled(opened, left)
