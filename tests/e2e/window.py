"""A window of the browser that notes what happens in it."""

import os
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, ViewportSize

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 640}
PICTURES = Path(__file__).parents[2] / "screenshots"
RULES = {"resultTypes": ["violations"]}
OF_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


class Window:
    """One page of one context, with the requests it made and the complaints it raised."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.context = context
        self.requests: list[str] = []
        self.complaints: list[str] = []
        context.set_default_timeout(60_000)  # for a machine with other work: nothing here is timed
        context.on("request", self._requested)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page: Page = context.new_page()

    def _requested(self, request: Request) -> None:
        self.requests.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def go(self, path: str) -> Response:
        """Open a page of the desk."""
        return self.open(self.address + path)

    def open(self, url: str) -> Response:
        """Open an address and give the answer."""
        response = self.page.goto(url)
        assert response is not None
        return response

    def look(self, viewport: ViewportSize, colours: Literal["light", "dark"] = "light") -> None:
        """Show the page at another size, in other colours."""
        self.page.set_viewport_size(viewport)
        self.page.emulate_media(color_scheme=colours)

    def _arrived(self) -> None:
        """Wait until the page is all there: after a click a new one can be on its way, and as yet without a root."""
        self.page.wait_for_load_state()

    def elsewhere(self) -> list[str]:
        """The requests that left the desk."""
        inside = urlsplit(self.address).netloc
        return [
            url for url in self.requests if urlsplit(url).netloc != inside and not url.startswith("data:")
        ]

    def links(self) -> list[str]:
        """The paths on this desk that the page links to, in text and in drawings, with what is asked for there."""
        self._arrived()
        found: list[str] = self.page.eval_on_selector_all(
            "a[href]", "all => all.map(each => new URL(each.getAttribute('href'), location).href)"
        )
        parts = [urlsplit(url) for url in found]
        return [
            f"{part.path}?{part.query}" if part.query else part.path
            for part in parts
            if f"{part.scheme}://{part.netloc}" == self.address
        ]

    def content(self) -> str:
        """The whole page as it stands: what is not in its first half may be in its second."""
        self._arrived()
        return self.page.content()

    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        self._arrived()
        return int(
            self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        )

    def violations(self, colours: Literal["light", "dark"] = "light") -> str:
        """What axe-core finds wrong with the page; empty when nothing is. Dark pages differ in colours alone."""
        self._arrived()
        results = Axe().run(self.page, options=RULES if colours == "light" else RULES | OF_COLOURS)
        return str(results.generate_report()) if results.violations_count else ""

    def picture(self, name: str) -> None:
        """Keep a picture for people to look at, where they asked for pictures."""
        if not os.environ.get("ISTHMUS_TESTS_PICTURES"):
            return
        self._arrived()
        PICTURES.mkdir(exist_ok=True)
        self.page.screenshot(
            path=PICTURES / f"{name}.png", full_page=True, animations="disabled", caret="initial"
        )
