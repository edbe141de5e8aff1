"""Estimates in a real browser: lists, a run with its progress, and results; with and without script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from isthmus.files.workbook import write_csv
from tests.e2e.desk import Desk, open_desk, workspace
from tests.e2e.overlapping import overlapping
from tests.e2e.window import NARROW, WIDE

pytestmark = pytest.mark.browser

WIDTHS = {"1280": WIDE, "320": NARROW}
NEW = "/estimate/new/?type=killing"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on four overlapping lists of invented people."""
    folder = tmp_path_factory.mktemp("desk")
    write_csv(overlapping(people=400), folder / "lists")
    with open_desk(*workspace(folder, folder / "lists")) as running:
        yield running


def looked_at(seen, name):
    """Look at the page in both widths, both colours and from right to left; give what is wrong with it."""
    wrong = {}
    for width, viewport in WIDTHS.items():
        for colours in ("light", "dark"):
            seen.look(viewport, colours)
            look = f"{name}-{width}" + ("-dark" if colours == "dark" else "")
            seen.picture(look)
            wrong[look] = (seen.overflow(), seen.violations())
    seen.look(WIDE)
    seen.page.evaluate("document.documentElement.dir = 'rtl'")
    for width, viewport in WIDTHS.items():
        seen.look(viewport)
        seen.picture(f"{name}-{width}-rtl")
        wrong[f"{name}-{width}-rtl"] = (seen.overflow(), "")
    seen.look(WIDE)
    return {look: what for look, what in wrong.items() if what != (0, "")}


def test_lists_are_chosen_and_shown(window):
    seen = window()
    seen.go("/estimate/")
    assert looked_at(seen, "estimate-begin") == {}
    seen.go(NEW)
    expect(seen.page.locator("h1")).to_contain_text("4 sources or groups of sources")
    assert looked_at(seen, "estimate-lists") == {}
    seen.go(NEW)
    seen.page.locator("main form button.main").click()
    expect(seen.page.locator("h1")).to_contain_text("on 4 lists")
    assert looked_at(seen, "estimate-plan") == {}
    assert seen.elsewhere() == []
    assert seen.complaints == []
