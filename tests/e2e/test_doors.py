"""Coming in and being kept out: the one-time link, the empty workspace, the locked and the signed-out desk."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.desk import PASSPHRASE, Desk, open_desk, workspace
from tests.e2e.window import NARROW, Window

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on a workspace in which nothing is yet."""
    with open_desk(*workspace(tmp_path_factory.mktemp("empty"), None)) as running:
        yield running


def unlock_again(window: Window, session) -> None:
    """Unlock the desk in a window, and keep what the browser knows then for the tests that follow."""
    window.page.locator("input[type=password]").fill(PASSPHRASE)
    window.page.keyboard.press("Enter")
    expect(window.page.locator("nav a").first).to_be_visible()
    session.update(window.context.storage_state())


def test_an_empty_workspace_shows_three_doors(window):
    seen = window()
    assert seen.go("/").status == 200
    for door in ("sample", "import", "code"):
        assert seen.page.locator("main").get_by_text(door).first.is_visible(), door
    assert seen.violations() == ""
    seen.picture("empty-1280")


def test_an_empty_workspace_fits_a_phone(window):
    seen = window(viewport=NARROW)
    seen.go("/")
    assert seen.overflow() == 0
    seen.picture("empty-320")


def test_the_link_opens_the_desk_only_once(browser: Browser, desk, session):
    with browser.new_context() as context:
        second = Window(context, desk.address)
        assert second.open(desk.link).status == 403
        assert second.violations() == ""
        second.picture("link-spent-1280")


def test_without_the_link_nothing_is_shown(browser: Browser, desk, session):
    with browser.new_context() as context:
        stranger = Window(context, desk.address)
        assert stranger.go("/").status == 403
        assert stranger.violations() == ""
        stranger.picture("signed-out-1280")


def test_escape_twice_blanks_the_screen_and_only_the_passphrase_opens_it(window):
    seen = window()
    seen.go("/")
    seen.page.keyboard.press("Escape")
    seen.page.keyboard.press("Escape")
    secret = seen.page.locator("input[type=password]")
    expect(secret).to_be_visible()
    assert seen.page.locator("nav a").count() == 0
    assert seen.violations() == ""
    seen.picture("locked-1280")
    seen.go("/")
    expect(secret).to_be_visible()
    secret.fill("something else")
    secret.press("Enter")
    expect(secret).to_be_visible()
    secret.fill(PASSPHRASE)
    secret.press("Enter")
    expect(secret).to_have_count(0)
    assert seen.go("/").status == 200
    expect(secret).to_have_count(0)


def test_the_desk_can_be_locked_without_script(window):
    seen = window(java_script_enabled=False)
    seen.go("/")
    seen.page.get_by_role("button", name="Lock").click()
    expect(seen.page.locator("input[type=password]")).to_be_visible()
    seen.page.locator("input[type=password]").fill(PASSPHRASE)
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("input[type=password]")).to_have_count(0)


def test_locking_one_window_blanks_the_others(browser: Browser, desk, session):
    with browser.new_context(storage_state=session) as context:
        first, second = Window(context, desk.address), context.new_page()
        first.go("/")
        second.goto(f"{desk.address}/import/")
        first.page.get_by_role("button", name="Lock").click()
        expect(first.page.locator("input[type=password]")).to_be_visible()
        expect(second.locator("input[type=password]")).to_be_visible()
        second.go_back()
        expect(second.locator("nav a")).to_have_count(0)
        unlock_again(first, session)


def test_a_lock_by_the_server_blanks_the_others_too(browser: Browser, desk, session):
    with browser.new_context(storage_state=session) as context:
        first, second = Window(context, desk.address), context.new_page()
        first.go("/")
        second.goto(f"{desk.address}/import/")
        # As if it had been left alone: locked by a request that no window made by its own lock.
        first.page.evaluate(
            "async () => fetch('/lock/', { method: 'POST', body: new FormData(document.getElementById('lock')) })"
        )
        first.go("/")
        expect(first.page.locator("input[type=password]")).to_be_visible()
        expect(second.locator("input[type=password]")).to_be_visible()
        unlock_again(first, session)


def test_without_script_the_next_page_of_another_window_is_locked(browser: Browser, desk, session):
    with browser.new_context(storage_state=session, java_script_enabled=False) as context:
        first, second = Window(context, desk.address), context.new_page()
        first.go("/")
        second.goto(f"{desk.address}/")
        first.page.get_by_role("button", name="Lock").click()
        second.reload()
        expect(second.locator("input[type=password]")).to_be_visible()
        unlock_again(first, session)


def test_use_in_one_window_keeps_the_others_open(browser: Browser, desk, session):
    with browser.new_context(storage_state=session) as context:
        context.clock.install()
        first, second = Window(context, desk.address), context.new_page()
        first.go("/")
        second.goto(f"{desk.address}/import/")
        for _ in range(3):
            context.clock.run_for(6 * 60 * 1000)
            first.page.mouse.click(5, 5)
        expect(second.locator("nav a").first).to_be_visible()
        context.clock.run_for(15 * 60 * 1000 - 2000)
        for _ in range(16):  # in small steps, so that the windows hear each other as they do in real time
            context.clock.run_for(250)
            time.sleep(0.1)
        expect(first.page.locator("input[type=password]")).to_be_visible()
        expect(second.locator("input[type=password]")).to_be_visible()
        unlock_again(first, session)
