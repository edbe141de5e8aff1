"""A crawl through every page of the desk: each opens, and none shows plain English in the pseudo-locale."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import parse_qsl

from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from isthmus.actions.desk.history import row_numbered
from isthmus.web.desk import veil
from tests.plain_english import english_on, said_in_workspace
from tests.web.writing.test_coding import TEXT

__all__ = ["Crawled", "crawl", "linked_from", "walk"]

UID = re.compile("[0-9a-f-]{36}")
LEFT_ALONE = ("/lock/", "/sign-out/", "/enter/", "/static/")
# Pages of one template for rows of every kind.
OF_ANY_ROW = frozenset(
    (
        "correct",
        "destroy_row",
        "history",
        "hold_document",
        "judge_candidates",
        "row_notes",
        "withdraw_statement",
    )
)


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


def walk(
    browser: Client,
    *more: str,
    within: str | tuple[str, ...] = "/",
    without: tuple[str, ...] = LEFT_ALONE,
    each_row: bool = True,
    each_choice: bool = True,
) -> Iterator[tuple[str, Any]]:
    """Open every page that another leads to, each once, and yield its address and the answer.

    Each row has pages on which it is corrected, judged, destroyed and the like, which take longer than all others
    together: without `each_row` they are opened for one row of each kind. Without `each_choice` a page with filters
    is opened with one choice in each set of them.
    """
    opened, alike = set[str](), set[str]()
    waiting = {*addresses(get_resolver().url_patterns), *more}
    tried: dict[str, str] = {}
    while (
        waiting := {at for at in waiting if at.startswith(within) and not at.startswith(without)}
        - opened
        - alike
    ):
        address = min(waiting)
        kind = address if each_row else _kind_of_row(address)
        if tried.setdefault(kind if each_choice else _filters(kind), address) != address:
            alike.add(address)
            continue
        opened.add(address)
        answer = browser.get(address)
        if answer.status_code == 302:
            waiting.add(answer["Location"].split("#")[0])
        elif answer["Content-Type"].startswith("text/html"):
            waiting |= linked_from(answer.content.decode(), address)
        yield address, answer


def crawl(
    browser: Client,
    *more: str,
    within: str | tuple[str, ...] = "/",
    each_row: bool = True,
    each_choice: bool = True,
) -> Crawled:
    """Open every page as `walk` does; fails where one does not open."""
    said = said_in_workspace() | {
        "tester",
        "coder",
        "second",
        "fake",
        " ".join(TEXT.split()),
        *(" ".join(line.split()) for line in TEXT.splitlines()),
    }
    said |= {veil.veil_text(each, RequestFactory().get("/")) for each in said}
    opened = set[str]()
    left: dict[str, str] = {}
    for address, answer in walk(browser, *more, within=within, each_row=each_row, each_choice=each_choice):
        assert answer.status_code in (200, 302, 405), (address, answer.status_code)
        opened.add(address)
        if answer["Content-Type"].startswith("text/html"):
            left |= dict.fromkeys(english_on(answer.content.decode(), said), address)
    return Crawled(opened, left)


def _kind_of_row(address: str) -> str:
    """Return which page of a row it is, and of what kind the row is; of any other page its own address."""
    at = resolve(address.split("?", maxsplit=1)[0])
    row = row_numbered(at.kwargs["uid"]) if at.url_name in OF_ANY_ROW else None
    return f"{at.url_name} {row._meta.model_name}" if row else address


def _filters(address: str) -> str:
    """Return the address without what is chosen in its filters; which rows it names stays."""
    page, _, query = address.partition("?")
    chosen = parse_qsl(query, keep_blank_values=True)
    return f"{page}?{'&'.join(f'{name}={value if UID.fullmatch(value) else ""}' for name, value in chosen)}"
