"""What a small screen folds, and what a browser says of times: with script in the reader's zone, without in UTC."""

import pytest
from playwright.sync_api import expect

from tests.e2e.window import WIDE

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 800}


def test_filters_are_folded_on_a_phone_and_open_without_script(window):
    plain = window(java_script_enabled=False)
    plain.look(PHONE)
    plain.go("/")
    expect(plain.page.locator("#f-type")).to_be_hidden()
    plain.page.get_by_role("checkbox", name="Filters").check()
    expect(plain.page.locator("#f-type")).to_be_visible()
    plain.look(WIDE)
    plain.go("/")
    expect(plain.page.locator("#f-type")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/people/", "/count/", "/estimate/"])
def test_the_masthead_takes_two_rows_at_most_beside_a_phone(window, path):
    seen = window()
    seen.go(path)
    for width in (770, 900, 1100, 1280):
        seen.look({"width": width, "height": 800})
        middles = seen.page.locator(".masthead > *").evaluate_all(
            "all => all.map(each => each.getBoundingClientRect()).map(each => (each.top + each.bottom) / 2)"
        )
        assert len({round(each / 12) for each in middles}) <= 2, (width, middles)


def test_times_stand_in_the_readers_zone_and_without_script_in_utc(window):
    there, plain = window(timezone_id="Asia/Tbilisi"), window(java_script_enabled=False)
    there.go("/custody/")
    moment = there.page.locator("main time").first
    expect(moment).to_contain_text("GMT+4")
    assert (moment.get_attribute("title") or "").endswith("UTC")
    plain.go("/custody/")
    expect(plain.page.locator("main time").first).to_contain_text("UTC")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/documents/",
        "/sources/",
        "/places/",
        "/people/",
        "/what-if/",
        "/undo/",
        "/custody/",
        "/timeline/",
    ],
)
def test_on_a_phone_a_list_names_its_columns_once_and_shows_no_empty_cell_below(window, path):
    seen = window()
    seen.look(PHONE)
    seen.go(path)
    cells = seen.page.locator(
        "main table.stack tbody tr:not(:first-child) > :is(td, th):not(.number, .counted)"
    )
    labels = cells.evaluate_all("all => all.map(each => getComputedStyle(each, '::before').content)")
    assert set(labels) <= {"none"}
    shown = cells.locator("visible=true").all_inner_texts()
    assert "—" not in {each.strip() for each in shown}
    assert seen.overflow() == 0


@pytest.mark.parametrize("path", ["/", "/people/", "/documents/", "/sources/", "/places/"])
def test_on_a_phone_a_list_is_ordered_by_buttons_that_are_seen(window, path):
    seen = window()
    seen.look(PHONE)
    seen.go(path)
    buttons = seen.page.locator("main thead button.sort")
    boxes = [each.bounding_box() for each in buttons.all()]
    assert boxes
    assert all(box and box["width"] > 8 and box["height"] > 8 for box in boxes)
    with seen.page.expect_navigation():
        buttons.last.click()
    assert seen.page.locator("main th[aria-sort]").count() == 1
    assert seen.violations() == ""


def test_on_a_phone_two_marks_of_a_row_stand_in_their_order(window):
    seen = window()
    seen.look(PHONE)
    seen.go("/what-if/")
    for at in range(seen.page.locator("main tbody tr").count()):
        seen.go("/what-if/")
        seen.page.locator("main tbody tr").nth(at).get_by_role("link", name="What if it is wrong?").click()
        seen.page.wait_for_load_state()
        row = seen.page.locator("table.stack tbody tr:nth-child(2):has(> td.mark ~ td.mark)")
        if row.count():
            first, second = (each.bounding_box() for each in row.first.locator("> td.mark").all())
            assert first["x"] < second["x"]
            return
    raise AssertionError("No supposition takes lines of two incidents.")


def test_moments_keep_their_order_from_right_to_left(window):
    plain = window(java_script_enabled=False)
    plain.go("/custody/")
    plain.page.evaluate("document.documentElement.dir = 'rtl'")
    moment = plain.page.locator("main td time").first
    places = moment.evaluate(
        """element => [[0, 2], [element.textContent.length - 3, element.textContent.length]].map(([from, to]) => {
          const range = document.createRange();
          range.setStart(element.firstChild, from);
          range.setEnd(element.firstChild, to);
          return range.getBoundingClientRect().left;
        })"""
    )
    assert places[0] < places[1]
