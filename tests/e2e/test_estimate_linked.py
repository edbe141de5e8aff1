"""An estimate that carries what linking leaves open, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.desk import Desk, done, open_desk, workspace
from tests.e2e.lists import FAMILY, write_lists
from tests.e2e.looking import looked_at
from tests.e2e.test_estimate import run

# What is computed is tests/actions/test_estimating_linked, which runs always.
pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on three lists of invented people that were linked once, and judged by nobody."""
    folder = tmp_path_factory.mktemp("desk")
    case, secret = workspace(folder, write_lists(folder / "lists"))
    done("link", "run", case, "--passphrase-file", secret)
    with open_desk(case, secret) as running:
        yield running


def test_what_linking_leaves_open_is_carried_into_the_figures(window):
    seen = window()
    seen.go("/estimate/new/")
    expect(seen.page.locator("#draws")).to_have_value("20")
    assert looked_at(seen, "estimate-lists-linked") == {}
    seen.go("/estimate/new/")
    seen.page.locator(".lists-form button.main").click()
    expect(seen.page.locator("h1")).to_contain_text("on 3 lists")
    run(seen)
    assert looked_at(seen, "estimate-linked") == {}
    said = " ".join((seen.page.locator("main").text_content() or "").split())  # what is folded, too
    assert "with linking" in said
    assert "Of the variance, linking causes" in said
    assert "only what linking is sure of" in said
    assert [name for both in FAMILY for name in both if name in said] == []
    assert seen.complaints == []
