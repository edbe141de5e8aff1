"""Every link of every page of the desk answers, and lands on what it names."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qsl, urldefrag, urljoin

import pytest
from django.test import Client
from django.urls import get_resolver, resolve

from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Document
from tests.web.crawling import LEFT_ALONE, addresses
from tests.web.reading.pages import load
from tests.web.reading.test_links_of_figures import rich_case

# Trying out what destroying a row would take, and looking at a choice of filters, takes as long for each: so many of
# one kind are opened, with rows of every kind; all links to the others are links of the same template.
MOST_OF_A_KIND = 2
ROWS = 4


@dataclass
class Found:
    """What the pages lead to: each address that was opened with its anchors, and what is wrong."""

    anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    links: int = 0


def kind_of(address: str) -> str:
    """Return the page of an address, and what its query asks for."""
    page, _, query = address.partition("?")
    return f"{resolve(page).url_name} {sorted({name for name, _ in parse_qsl(query)} - {'source'})}"


def follow_all(browser: Client, *starts: str) -> Found:
    """Open every page that another leads to, and look at each link: does it answer, is its anchor there?"""
    found = Found()
    waiting: list[tuple[str, str]] = [("", each) for each in starts]
    fragments: list[tuple[str, str, str]] = []
    while waiting:
        page, link = waiting.pop()
        address, fragment = urldefrag(link)
        found.links += 1
        if fragment:
            fragments.append((page, address, fragment))
        if address in found.anchors or address.startswith(LEFT_ALONE):
            continue
        kind = kind_of(address)
        most = (
            ROWS if kind.split(" ", 1)[0] in ("incident", "document", "source", "person") else MOST_OF_A_KIND
        )
        if not fragment and found.kinds[kind] >= most:
            continue
        found.kinds[kind] += 1
        waiting += opened(browser, found, page, address)
    found.wrong += [
        f"{page} -> {address}#{fragment}"
        for page, address, fragment in fragments
        if fragment not in found.anchors.get(address, frozenset())
    ]
    return found


def opened(browser: Client, found: Found, page: str, address: str) -> list[tuple[str, str]]:
    """Open a page; return its links, each with the address where it stands."""
    answer = browser.get(address, follow=True)
    if answer.status_code != 200:
        found.wrong.append(f"{page} -> {address}: {answer.status_code}")
    if not answer.headers["Content-Type"].startswith("text/html"):
        found.anchors[address] = frozenset()
        return []
    body = answer.content.decode()
    found.anchors[address] = frozenset(re.findall(r'\bid="([^"]+)"', body))
    links = (unescape(each) for each in re.findall(r'\bhref="([^"]*)"', body))
    return [(address, urljoin(address, each)) for each in links if not each.startswith(("http", "mailto"))]


@pytest.mark.any_database
def test_every_link_answers_and_lands_on_what_it_names(browser: Client) -> None:
    load(rich_case())
    put_text("d1", "On Monday. Two people were taken. Nothing happened. Perhaps others.")
    found = follow_all(
        browser, *(each for each in addresses(get_resolver().url_patterns) if opens(browser, each))
    )
    assert found.wrong == []
    assert found.links > 1000
    for name in ("incident_what_if", "what_if", "timeline", "document", "source", "person", "history"):
        assert any(kind.startswith(f"{name} ") for kind in found.kinds), name


def opens(browser: Client, address: str) -> bool:
    """Tell whether an address shows a page: forms are sent to others."""
    return browser.get(address).status_code != 405


def put_text(ref: str, text: str) -> Document:
    document = Document.objects.get(ref=ref)
    document.content = current_workspace().blobs.add(text.encode())
    document.content_type, document.content_size = "text/plain", len(text)
    document.save()
    return document
