"""Coming in and being kept out: the one-time link, the empty workspace, the locked and the signed-out desk."""

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
