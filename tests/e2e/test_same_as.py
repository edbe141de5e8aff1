"""Judging from a page in a real browser: few pages, by keys and without script; parts by keys in a review."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from isthmus.files.workbook import write_csv
from tests.actions.six_statements import BOOK
from tests.e2e.desk import Desk, done, open_desk, workspace
from tests.e2e.looking import looked_at

pytestmark = pytest.mark.browser

MOST_LOADS = 2


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on six statements about one unit, whose names were compared once."""
    folder = tmp_path_factory.mktemp("desk")
    write_csv(BOOK, folder / "book")
    case, secret = workspace(folder, folder / "book")
    done("link", "run", case, "--kind", "group", "--passphrase-file", secret)
    with open_desk(case, secret) as running:
        yield running


def test_two_incidents_are_judged_the_same_in_two_pages_without_script(window):
    plain = window(java_script_enabled=False)
    plain.go("/")
    incident = plain.page.locator("main table a", has_text="orture").first.get_attribute("href")
    plain.go(incident or "")
    loads: list[str] = []
    plain.page.on("load", lambda page: loads.append(page.url))
    plain.page.get_by_role("link", name="The same as …").click()
    plain.page.locator("[name=other]").first.check()
    plain.page.locator("[name=decision][value=same]").check()
    plain.page.locator("#because").fill("The same day and village.")
    plain.page.get_by_role("button", name="Save the judgement").click()
    expect(plain.page.locator("h1")).to_contain_text(
        "1 judgement is recorded. Incidents: 6 → 5 on 1 or more lines"
    )
    assert len(loads) <= MOST_LOADS
    plain.page.get_by_role("button", name="Undo it").click()
    expect(plain.page.locator("h1")).to_contain_text("5 → 6")


def test_several_are_judged_by_keys_and_every_page_of_it_is_readable_by_all(window):
    seen = window()
    seen.go("/judge/")
    seen.page.get_by_role("link", name="Two mentions: the same person or group?").click()
    seen.page.locator("#words").fill("u0")
    seen.page.keyboard.press("Enter")
    seen.page.get_by_role("link", name="Take this one").first.click()
    assert looked_at(seen, "candidates") == {}
    boxes = seen.page.locator("[name=other]")
    for at in range(2):
        boxes.nth(at).check()
    seen.page.keyboard.press("s")
    seen.page.keyboard.type("One unit.")
    seen.page.get_by_role("button", name="Save the judgement").click()
    expect(seen.page.locator("h1")).to_contain_text("2 judgements are recorded")
    assert looked_at(seen, "judged") == {}
    seen.page.get_by_role("button", name="Undo all 2").click()
    expect(seen.page.locator("h1")).to_contain_text("2 judgements are undone")
    assert seen.complaints == []


def test_a_unit_is_judged_part_of_another_by_one_key(window):
    seen = window()
    seen.go("/link/group/review/proposed/")
    assert looked_at(seen, "review-group") == {}
    with seen.page.expect_navigation():
        seen.page.keyboard.press("p")
    expect(seen.page.locator(".outcome")).to_contain_text("the first lies within the second")
    with seen.page.expect_navigation():
        seen.page.keyboard.press("z")
    with seen.page.expect_navigation():
        seen.page.keyboard.press("h")
    expect(seen.page.locator(".outcome")).to_contain_text("the first lies within the second")
    assert seen.complaints == []
