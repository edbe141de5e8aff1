"""Each page of the desk in a real browser: reachable, readable by all, and silent to the outside."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser

from tests.e2e.desk import INVENTED, Desk
from tests.e2e.window import NARROW, WIDE, Window

pytestmark = pytest.mark.browser

PAGES = (
    "record",
    "people",
    "count",
    "search",
    "incident",
    "person",
    "source",
    "document",
    "code",
    "judge",
    "import",
    "export",
    "custody",
    "jobs",
    "keys",
)
LOOKS: dict[str, dict[str, Any]] = {
    "1280": {"viewport": WIDE},
    "320": {"viewport": NARROW},
    "1280-no-script": {"viewport": WIDE, "java_script_enabled": False},
    "320-no-script": {"viewport": NARROW, "java_script_enabled": False},
    "1280-dark": {"viewport": WIDE, "color_scheme": "dark"},
    "320-dark": {"viewport": NARROW, "color_scheme": "dark"},
}
EACH_PAGE = pytest.mark.parametrize("name", PAGES)


def name_of(path: str) -> str | None:
    try:
        return resolve(path, urlconf="isthmus.web.desk.urls").url_name
    except Resolver404:
        return None


@pytest.fixture(scope="module")
def paths(browser: Browser, desk: Desk, session: dict[str, Any]) -> Iterator[dict[str, str]]:
    """One path of each page, found by following links from the first page, as a person would."""
    context = browser.new_context(storage_state=session)
    # The search is a form, so that what is searched for stays out of addresses; work is linked to where there is some.
    found = {"record": "/", "search": "/search/", "jobs": "/jobs/"}
    window, waiting = Window(context, desk.address), list(found.values())
    while waiting:
        window.go(waiting.pop(0))
        for path in window.links():
            name = name_of(path)
            if name in PAGES and name not in found:
                found[name] = path
                waiting.append(path)
    yield found
    context.close()


def test_every_page_is_reached_by_links_from_the_first(paths):
    assert sorted(set(PAGES) - paths.keys()) == []


@EACH_PAGE
def test_a_page_has_no_accessibility_violation_and_speaks_to_nobody_else(name, paths, window):
    for colours in ("light", "dark"):
        for viewport in (WIDE, NARROW):
            seen = window(viewport=viewport, color_scheme=colours)
            assert seen.go(paths[name]).status == 200
            assert seen.violations() == ""
            assert seen.elsewhere() == []
            assert seen.complaints == []


@pytest.mark.parametrize("look", LOOKS)
@EACH_PAGE
def test_a_page_stands_in_every_look(name, look, paths, window):
    seen = window(**LOOKS[look])
    assert seen.go(paths[name]).status == 200
    assert seen.page.locator("main h1, main .lead").first.is_visible()
    assert seen.overflow() == 0
    seen.picture(f"{name}-{look}")


@EACH_PAGE
def test_a_page_stands_from_right_to_left(name, paths, window):
    for width, viewport in (("1280", WIDE), ("320", NARROW)):
        seen = window(viewport=viewport)
        seen.go(paths[name])
        seen.page.evaluate("document.documentElement.dir = 'rtl'")
        assert seen.overflow() == 0
        seen.picture(f"{name}-{width}-rtl")


@EACH_PAGE
def test_a_tab_and_its_address_name_no_person(name, paths, window):
    seen = window()
    seen.go(paths[name])
    assert [name for name in INVENTED.values() if name in seen.page.title() or name in seen.page.url] == []


def test_the_block_against_strangers_would_be_noticed(window: Callable[..., Window]):
    seen = window()
    seen.go("/")
    seen.page.evaluate("fetch('http://register.example/').catch(() => null)")
    assert seen.elsewhere() != [] or any("Content Security Policy" in each for each in seen.complaints)
