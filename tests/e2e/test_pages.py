"""Each page of the desk in a real browser: reachable, readable by all, and silent to the outside."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser

from isthmus.core.workbook.vocabularies import VOCABULARIES
from isthmus.language import english
from tests.e2e.desk import INVENTED, Desk
from tests.e2e.looking import WIDTHS, looked_at
from tests.e2e.window import Window

pytestmark = pytest.mark.browser

PAGES = (
    "record",
    "people",
    "count",
    "estimate",
    "estimate_new",
    "search",
    "incident",
    "incident_what_if",
    "what_if",
    "timeline",
    "person",
    "source",
    "document",
    "code",
    "judge",
    "look_alikes",
    "link",
    "import",
    "export",
    "custody",
    "jobs",
    "keys",
)
# The filters of a list name every ground; what the list says is what counts.
OUTSIDE_FORMS = """(() => {
  const main = document.querySelector("main").cloneNode(true);
  main.querySelectorAll("form").forEach(form => form.remove());
  return main.textContent;
})()"""


def name_of(path: str) -> str | None:
    try:
        return resolve(path.partition("?")[0], urlconf="isthmus.web.desk.urls").url_name
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


@pytest.fixture(scope="module")
def windows(browser: Browser, desk: Desk, session: dict[str, Any]) -> Iterator[tuple[Window, Window]]:
    """Two windows through which all pages are seen in turn: as usual, and without script."""
    contexts = [
        browser.new_context(storage_state=session, java_script_enabled=script) for script in (True, False)
    ]
    yield Window(contexts[0], desk.address), Window(contexts[1], desk.address)
    for each in contexts:
        each.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_readable_by_all_with_and_without_script_and_speaks_to_nobody_else(name, paths, windows):
    seen, plain = windows
    seen.requests.clear()
    seen.complaints.clear()
    assert seen.go(paths[name]).status == 200
    assert_says_the_same_without_script(plain, paths[name], name, seen.page.locator("h1").inner_text())
    assert looked_at(seen, name) == {}
    assert_no_person_in_its_address(seen)
    if name == "search":
        seen.page.locator("main [name=words]").fill("men")
        with seen.page.expect_navigation():
            seen.page.keyboard.press("Enter")
        assert_no_person_in_its_address(seen)
    if name != "incident":  # the only page that may
        assert_joins_no_name_to_a_ground(seen)
    assert seen.elsewhere() == []
    assert seen.complaints == []


def assert_says_the_same_without_script(plain: Window, path: str, name: str, title: str) -> None:
    assert plain.go(path).status == 200
    assert plain.page.locator("h1").inner_text() == title
    for width, viewport in WIDTHS.items():
        plain.look(viewport)
        plain.picture(f"{name}-{width}-no-script")
        assert plain.overflow() == 0


def assert_no_person_in_its_address(seen: Window) -> None:
    assert [name for name in INVENTED.values() if name in seen.page.title() or name in seen.page.url] == []


def assert_joins_no_name_to_a_ground(seen: Window) -> None:
    said = seen.page.evaluate(OUTSIDE_FORMS)
    named = [each for each in INVENTED.values() if each in said]
    grounds = [
        english(each.label)
        for each in VOCABULARIES["ground"].values()
        if each.code != "other" and english(each.label) in said
    ]
    assert not (named and grounds), (named, grounds)


def test_the_block_against_strangers_would_be_noticed(window: Callable[..., Window]):
    seen = window()
    seen.go("/")
    seen.page.evaluate("fetch('http://register.example/').catch(() => null)")
    assert seen.elsewhere() != [] or any("Content Security Policy" in each for each in seen.complaints)
