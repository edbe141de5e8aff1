"""A browser, a desk, and a signed-in window of it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.desk import Desk, open_desk, sample_with_names, workspace
from tests.e2e.playwright_once import playwright
from tests.e2e.window import Window

expect.set_options(timeout=60_000)  # for a machine with other work: nothing here is timed

# The shell without windows takes a fifth less of the processor; where only the whole browser is, that one does.
CHROMIUMS = [Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")]
QUIET = [
    "--no-sandbox",  # chromium's own sandbox refuses root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. One for these modules: Playwright's loop must not outlive the tests that use it."""
    there = [each for each in CHROMIUMS if each.exists()]
    if not there:
        pytest.fail("Missing Debian package: apt-get install chromium-headless-shell", pytrace=False)
    with playwright() as running:
        chromium = running.chromium.launch(executable_path=there[0], args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on the sample case."""
    folder = tmp_path_factory.mktemp("desk")
    with open_desk(*workspace(folder, sample_with_names(folder))) as running:
        yield running


@pytest.fixture(scope="module")
def session(browser: Browser, desk: Desk) -> dict[str, Any]:
    """What the browser keeps once the one-time link was followed."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(desk.link)
    state = context.storage_state()
    context.close()
    return dict(state)


@pytest.fixture
def window(browser: Browser, desk: Desk, session: dict[str, Any]) -> Iterator[Callable[..., Window]]:
    """Opens a signed-in window that notes every request, every complaint of the browser, and every error."""
    with ExitStack() as stack:

        def opened(**options: Any) -> Window:
            context: BrowserContext = browser.new_context(storage_state=session, **options)
            stack.callback(context.close)
            # Locking and unlocking changes the key of the session: the next window needs the new one.
            stack.callback(lambda: session.update(context.storage_state()))
            return Window(context, desk.address)

        yield opened
