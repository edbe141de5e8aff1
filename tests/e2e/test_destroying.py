"""Destroying a document in a browser: what goes and what changes is read, then it is gone, and the page says so."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.desk import PASSPHRASE, Desk, open_desk, sample_with_names, workspace
from tests.e2e.window import NARROW, WIDE

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with the sample."""
    folder = tmp_path_factory.mktemp("desk")
    case, secret = workspace(folder, sample_with_names(folder))
    with open_desk(case, secret) as running:
        yield running


def test_a_source_that_others_name_is_shown_with_them(window):
    seen = window()
    page = seen.page
    seen.go("/")
    page.locator("main a[href^='/incident/']").first.click()
    page.locator("main a[href^='/source/']").first.click()
    page.locator(".kicker").get_by_role("link", name="destroy").click()
    expect(page.get_by_role("heading", name="Not yet: rows that stay refer to it")).to_be_visible()
    assert seen.violations() == ""
    seen.look(NARROW)
    seen.picture("destroy-refused-320")


def test_a_document_is_looked_at_and_destroyed(window):
    seen = window()
    page = seen.page
    seen.go("/")
    page.locator("main a[href^='/incident/']").first.click()
    page.locator("main a[href^='/document/']").last.click()
    title = page.locator("h1").inner_text()
    page.locator(".kicker").get_by_role("link", name="destroy").click()
    expect(page.get_by_role("heading", name="What goes")).to_be_visible()
    for size, name in ((WIDE, "destroy-1280"), (NARROW, "destroy-320")):
        seen.look(size)
        assert seen.violations() == ""
        seen.picture(name)
    page.get_by_label("Why").fill("The speaker asked for it.")
    page.get_by_label("Passphrase of the workspace").fill("not that")
    page.get_by_role("button", name="Destroy all of this").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was destroyed")
    page.get_by_label("Passphrase of the workspace").fill(PASSPHRASE)
    page.get_by_role("button", name="Destroy all of this").click()
    expect(page.get_by_text("It is destroyed, with all that went with it")).to_be_visible()
    assert title not in seen.content()
    assert seen.violations() == ""
    seen.picture("destroyed-320")
    seen.look(WIDE)
    seen.picture("destroyed-1280")
