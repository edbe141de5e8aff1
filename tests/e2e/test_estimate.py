"""Estimates in a real browser: lists, a run with its progress, and results; with and without script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from isthmus.files.workbook import write_csv
from tests.e2e.desk import Desk, open_desk, workspace
from tests.e2e.looking import WIDTHS, looked_at, standing_still
from tests.e2e.overlapping import overlapping
from tests.e2e.window import WIDE

pytestmark = pytest.mark.browser

NEW = "/estimate/new/?type=killing"
UNTIL_DONE = 300_000  # milliseconds: the first run compiles


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on four overlapping lists of invented people."""
    folder = tmp_path_factory.mktemp("desk")
    write_csv(overlapping(people=400), folder / "lists")
    with open_desk(*workspace(folder, folder / "lists")) as running:
        yield running


def choose(seen, left_out=(), by=""):
    """Draw up lists of the killings; those left out have no name."""
    seen.go(NEW)
    for name in left_out:
        seen.page.locator(f'main input[value="{name}"]').fill("")
    if by:
        seen.page.locator("#stratified").select_option(by)
    seen.page.locator(".lists-form button.main").click()
    expect(seen.page.locator("h1")).to_contain_text("people are documented")


def run(seen):
    """Start a run and wait until it is done; show what it found."""
    seen.page.locator(".start button.main").click()
    expect(seen.page.locator("h1")).to_contain_text("Estimating: done", timeout=UNTIL_DONE)
    seen.page.locator("main a.main").click()
    expect(seen.page.locator("h1")).to_contain_text("people are documented")


def test_lists_are_chosen_and_shown(window):
    seen = window()
    seen.go("/estimate/")
    assert looked_at(seen, "estimate-begin") == {}
    seen.go(NEW)
    expect(seen.page.locator("h1")).to_contain_text("4 sources or groups of sources")
    assert looked_at(seen, "estimate-lists") == {}
    choose(seen)
    expect(seen.page.locator("h1")).to_contain_text("on 4 lists")
    assert looked_at(seen, "estimate-plan") == {}
    assert seen.elsewhere() == []
    assert seen.complaints == []


def test_a_run_says_how_far_it_is_and_ends_with_models_side_by_side(window):
    seen = window()
    choose(seen)
    seen.page.locator(".start button.main").click()
    expect(seen.page.locator("progress")).to_be_visible()
    with standing_still(seen):
        assert looked_at(seen, "estimate-running") == {}
    expect(seen.page.locator("h1")).to_contain_text("Estimating: done", timeout=UNTIL_DONE)
    assert looked_at(seen, "estimate-done") == {}
    seen.page.locator("main a.main").click()
    expect(seen.page.locator("h1")).to_contain_text("In all there were between")
    assert looked_at(seen, "estimate-result") == {}
    assert seen.complaints == []


def test_two_lists_are_refused_with_the_documented_number(window):
    seen = window()
    choose(seen, left_out=("Legal aid", "Relatives' list"))
    run(seen)
    expect(seen.page.locator("h1")).to_contain_text("These lists cannot show")
    assert looked_at(seen, "estimate-refused") == {}


def test_strata_are_shown_one_by_one(window):
    seen = window()
    choose(seen, by="place 2")
    run(seen)
    expect(seen.page.locator("#strata")).to_be_visible()
    assert looked_at(seen, "estimate-strata") == {}


def test_a_run_is_cancelled_and_run_again_without_script(window):
    plain = window(java_script_enabled=False)
    choose(plain)
    plain.page.locator(".start button.main").click()
    expect(plain.page.locator("h1")).to_contain_text("Estimating")
    with standing_still(plain):
        for width, viewport in WIDTHS.items():
            plain.look(viewport)
            plain.picture(f"estimate-running-{width}-no-script")
            assert plain.overflow() == 0
        plain.look(WIDE)
    plain.page.locator("main .actions form button").click()
    expect(plain.page.locator("h1")).to_contain_text("Estimating: cancelled", timeout=UNTIL_DONE)
    plain.page.locator("main .actions form button").click()
    expect(plain.page.locator("h1")).to_contain_text("Estimating: done", timeout=UNTIL_DONE)
    plain.page.locator("main a.main").click()
    for width, viewport in WIDTHS.items():
        plain.look(viewport)
        plain.picture(f"estimate-result-{width}-no-script")
        assert plain.overflow() == 0


def test_all_estimates_are_listed_and_one_is_archived(window):
    seen = window()
    choose(seen)
    seen.go("/estimate/")
    assert looked_at(seen, "estimate-all") == {}
    seen.go("/estimate/")
    seen.page.locator("main table a").first.click()
    seen.page.locator(".away button").click()
    expect(seen.page.locator(".messages")).to_contain_text("Archived")


def test_no_page_of_estimates_names_anybody(window):
    seen = window()
    for path in ("/estimate/", NEW):
        seen.go(path)
        assert "Exemplarov" not in seen.page.locator("main").inner_text()
        assert "Estimate" in seen.page.title()
