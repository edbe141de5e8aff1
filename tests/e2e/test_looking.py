"""A keeper looks, in a browser: what is sealed opens with a key from elsewhere, and closes in every window at once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.desk import PASSPHRASE, Desk, open_desk
from tests.e2e.looking import looked_at
from tests.e2e.sealed_case import KEY_PASSPHRASE, SEALED_NAME, KeeperCase, keeper_case
from tests.e2e.window import NARROW, WIDE, Window

pytestmark = pytest.mark.browser

CANARY = "Kanarienvogel"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> KeeperCase:
    return keeper_case(tmp_path_factory.mktemp("keepers"))


@pytest.fixture(scope="module")
def desk(case: KeeperCase) -> Iterator[Desk]:
    """A desk with a keeper, and sealed rows."""
    with open_desk(case.folder, case.secret) as running:
        yield running


def open_it(seen: Window, case: KeeperCase, secret: str = KEY_PASSPHRASE) -> None:
    """Give the key as a file and its passphrase."""
    seen.go("/keepers/")
    seen.page.get_by_label("File of the key").set_input_files(case.key)
    seen.page.get_by_label("Passphrase of the key").fill(secret)
    seen.page.get_by_role("button", name="Open what is sealed").click()


def sealed_source(seen: Window) -> str:
    """The path of the sealed source's page."""
    seen.go("/")
    seen.page.locator("main a[href^='/incident/']").first.click()
    return str(seen.page.locator("main a.sealed[href^='/source/']").first.get_attribute("href"))


def look_around(seen: Window, path: str) -> None:
    """Look at pages with sealed things on them, and find one."""
    page = seen.page
    seen.go(path)
    expect(page.locator("h1")).to_have_text(SEALED_NAME)
    assert looked_at(seen, "sealed-source-open") == {}
    page.locator(".kicker").get_by_role("link", name="history").click()
    expect(page.locator("main")).to_contain_text(SEALED_NAME)
    seen.picture("history-open-1280")
    for name, other in (("people-open", "/people/"), ("record-open", "/")):
        seen.go(other)
        assert looked_at(seen, name) == {}
    page.locator("main a[href^='/incident/']").first.click()
    seen.picture("incident-open-1280")
    assert seen.violations() == ""
    page.locator("main a[href^='/document/']").first.click()
    expect(page.locator("b", has_text=CANARY)).to_have_count(0)
    seen.picture("document-open-1280")
    seen.go("/search/")
    page.get_by_label("Words").fill("kanarienvogel vans")
    page.locator("main").get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="1 statement", exact=True)).to_be_visible()
    seen.picture("search-open-1280")


def written_down(case: KeeperCase) -> list[str]:
    """The files of the workspace, and what the desk said, in which anything sealed stands in clear."""
    home = case.folder.parent
    files = [*case.folder.rglob("*"), home / "stderr"]
    letters = (CANARY.encode(), KEY_PASSPHRASE.encode(), b"AGE-SECRET-KEY")
    return [
        str(each) for each in files if each.is_file() and any(one in each.read_bytes() for one in letters)
    ]


def test_a_keeper_opens_looks_and_closes(window, case):
    seen = window()
    page = seen.page
    path = sealed_source(seen)
    seen.go(path)
    expect(page.locator("h1")).to_contain_text("sealed source")
    assert CANARY not in seen.content()
    page.get_by_role("link", name="Open what is sealed").click()
    assert looked_at(seen, "keepers-shut") == {}
    open_it(seen, case, "something else")
    expect(page.get_by_role("alert")).to_contain_text("passphrase of its own")
    assert seen.violations() == ""
    seen.picture("keepers-wrong-1280")
    open_it(seen, case)
    expect(page.get_by_role("heading", name="It is open now")).to_be_visible()
    assert looked_at(seen, "keepers-open") == {}
    look_around(seen, path)
    page.get_by_role("button", name="Close them").click()
    expect(page.locator("aside.looking")).to_have_count(0)
    for back in (path, "/people/", "/search/"):
        seen.go(back)
        assert CANARY not in seen.content()
    page.go_back()
    assert CANARY not in seen.content()
    assert written_down(case) == []
    assert seen.complaints == [] or all("403" in each for each in seen.complaints)


def test_closing_in_one_window_closes_the_others(browser: Browser, desk, session, case):
    with browser.new_context(storage_state=session) as context:
        first = Window(context, desk.address)
        path = sealed_source(first)
        open_it(first, case)
        expect(first.page.locator("aside.looking")).to_be_visible()
        second = context.new_page()
        second.goto(desk.address + path)
        expect(second.locator("h1")).to_have_text(SEALED_NAME)
        first.page.get_by_role("button", name="Close them").click()
        expect(second.locator("h1")).to_contain_text("sealed source")
        assert CANARY not in second.content()
        session.update(context.storage_state())


def test_it_works_without_script_and_the_lock_closes_it(window, case):
    seen = window(java_script_enabled=False)
    path = sealed_source(seen)
    open_it(seen, case)
    expect(seen.page.locator("aside.looking")).to_be_visible()
    seen.look(NARROW)
    seen.go(path)
    expect(seen.page.locator("h1")).to_have_text(SEALED_NAME)
    seen.picture("sealed-source-open-noscript-320")
    seen.page.get_by_role("button", name="Lock").click()
    seen.page.locator("input[type=password]").fill(PASSPHRASE)
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("input[type=password]")).to_have_count(0)
    seen.go(path)
    expect(seen.page.locator("h1")).to_contain_text("sealed source")


def test_another_window_of_another_browser_sees_nothing(browser: Browser, desk, session, window, case):
    seen = window()
    path = sealed_source(seen)
    open_it(seen, case)
    expect(seen.page.locator("aside.looking")).to_be_visible()
    with browser.new_context() as context:
        other = Window(context, desk.address)
        other.go(path)
        assert CANARY not in other.content()
    seen.page.get_by_role("button", name="Close them").first.click()


def test_pages_on_which_sealed_is_chosen_say_what_it_is_worth(window):
    seen = window()
    seen.go("/import/")
    assert looked_at(seen, "import-sealing") == {}
    seen.go("/code/")
    seen.page.get_by_label("Text", exact=True).fill("A text.")
    seen.page.get_by_role("button", name="Begin").click()
    expect(seen.page.get_by_text("Until then the draft")).to_be_visible()
    seen.look(WIDE)
    seen.picture("draft-sealing-1280")


def test_without_a_keeper_the_page_says_what_sealed_is_worth(browser: Browser, tmp_path):
    case = keeper_case(tmp_path, appointed=False)
    with open_desk(case.folder, case.secret) as desk, browser.new_context() as context:
        seen = Window(context, desk.address)
        seen.open(desk.link)
        seen.go("/keepers/")
        expect(seen.page.locator("h1")).to_contain_text("Nobody keeps a key")
        assert looked_at(seen, "keepers-none") == {}
        seen.go("/custody/")
        seen.picture("custody-keepers-1280")
