"""The demo without a person: every page through the real server, then holding an article and its undo."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

import click

__all__ = ["check_desk"]

# One page of each kind, found by following links as a person does.
KINDS = ("incident", "person", "source", "document")
LINES = re.compile(r"Now: (\d+) independent line")


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of the desk."""

    url: str
    status: int
    milliseconds: float
    html: str

    @property
    def opening(self) -> str:
        """The sentence with which the page opens."""
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.html, re.DOTALL)
        return " ".join(unescape(re.sub(r"<[^>]+>", "", found[1])).split()) if found else ""

    @property
    def sound(self) -> bool:
        """Whether it is a page that says what it shows."""
        return self.status == 200 and bool(self.opening)

    def links(self, kind: str) -> list[str]:
        """The addresses of pages of one kind that it links to."""
        return [urljoin(self.url, each) for each in re.findall(rf'href="(/{kind}/[^"#?]+)"', self.html)]


class Visitor:
    """A browser without a person."""

    def __init__(self) -> None:
        self.open = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar())).open

    def get(self, url: str, fields: dict[str, str] | None = None) -> Page:
        """Fetch a page, or post fields to it, and follow where it leads."""
        began = time.perf_counter()
        data = urlencode(fields).encode() if fields is not None else None
        try:
            with self.open(url, data) as answer:
                status, body, url = answer.status, answer.read(), answer.url
        except HTTPError as error:
            with error:
                status, body = error.code, error.read()
        return Page(url, status, (time.perf_counter() - began) * 1000, body.decode())

    def answer(self, page: Page, **typed: str) -> Page:
        """Post the form of a page to the page itself: what stands hidden in it, and what is typed."""
        form = page.html.partition("<main")[2]
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
        return self.get(page.url, {**dict(hidden), **typed})


def check_desk(link: str) -> bool:
    """Visit every page, hold an article and undo it; print what was found, and tell whether all was well."""
    visitor = Visitor()
    record = visitor.get(link)
    pages = [record, *visit(visitor, record)]
    for page in pages:
        report(page)
    changed = [*hold_and_undo(visitor, pages)]
    for words, well in changed:
        click.echo(f"{'ok ' if well else 'BAD'}  {words}")
    well = all(page.sound for page in pages) and bool(changed) and all(well for _words, well in changed)
    click.echo(f"{len(pages)} pages; {'all is well.' if well else 'not all is well.'}")
    return well


def visit(visitor: Visitor, record: Page) -> Iterator[Page]:
    """One page of each kind, and every page of the navigation."""
    seen = {record.url}
    waiting = [urljoin(record.url, path) for path in ("/people/", "/count/", "/code/", "/judge/", "/import/")]
    waiting += [urljoin(record.url, path) for path in ("/export/", "/custody/", "/jobs/", "/keys/")]
    kinds = set(KINDS)
    found = list(one_of_each(record, kinds))
    waiting = found + waiting
    while waiting:
        url = waiting.pop(0)
        if url in seen:
            continue
        seen.add(url)
        page = visitor.get(url)
        yield page
        waiting = [*one_of_each(page, kinds), *waiting]


def one_of_each(page: Page, wanted: set[str]) -> Iterator[str]:
    """The first link to each kind of page that was not seen yet."""
    for kind in sorted(wanted):
        links = page.links(kind)
        if links:
            wanted.discard(kind)
            yield links[0]


def hold_and_undo(visitor: Visitor, pages: list[Page]) -> Iterator[tuple[str, bool]]:
    """Hold each document that is not held until one raises the lines; then undo it."""
    documents = sorted({url for page in pages for url in page.links("document")})
    for url in documents:
        page = visitor.get(url)
        if not re.search(r'"button main" href="[^"]*/hold/"', page.html):
            continue
        held = visitor.answer(visitor.get(urljoin(url, "hold/")), kept_at="-")
        lines = highest(held)
        undone = visitor.answer(visitor.get(urljoin(url, "unhold/")))
        if lines > highest(undone) > 0:
            yield f"An article held: {held.opening}", held.sound
            yield f"And undone: {undone.opening}", undone.sound
            return
    yield "No article that is not held raised the lines of an incident.", False


def highest(page: Page) -> int:
    """The most lines that a page of changes names."""
    return max((int(each) for each in LINES.findall(page.html)), default=0)


def report(page: Page) -> None:
    """Print one page in a line."""
    path = "/" + page.url.split("/", 3)[-1]
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", path)
    size = len(page.html.encode())
    mark = "ok " if page.sound else "BAD"
    click.echo(
        f"{mark}  {page.status}  {page.milliseconds:5.0f} ms  {size / 1024:6.1f} KiB  {path:<16} {page.opening}"
    )
