"""A window of Chromium on a page of letters, driven as any browser is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser

from tests.e2e.letters.writer import Writer
from tests.e2e.window import Window


class _Driven:
    def __init__(self, window: Window) -> None:
        self.window = window

    def go(self, url: str) -> None:
        self.window.page.goto(url)

    def run(self, script: str, *given: Any) -> Any:
        call = f"(given) => (function () {{ {script} }}).apply(null, given)"
        return self.window.page.evaluate(call, list(given))


class WindowWriter(Writer):
    """Somebody who writes in a window of Chromium."""

    def __init__(self, window: Window) -> None:
        super().__init__(_Driven(window))
        self.window = window


@contextmanager
def page_window(browser: Browser, **options: Any) -> Iterator[WindowWriter]:
    """Open a window; afterwards it is held that nothing was asked for but the page itself."""
    context = browser.new_context(locale="en-US", **options)
    writer = WindowWriter(Window(context, ""))
    yield writer
    asked = [each for each in writer.window.requests if not each.startswith(("file:", "data:", "blob:"))]
    assert asked == []
    assert writer.window.complaints == []
    context.close()
