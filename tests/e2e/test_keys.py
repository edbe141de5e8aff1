"""The desk without a mouse, and names veiled."""

import pytest
from playwright.sync_api import expect

from tests.e2e.desk import INVENTED

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement"
MARKED = """(() => {
  const style = getComputedStyle(document.activeElement);
  return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
})()"""


def test_slash_goes_to_the_search_and_finds_statements(window):
    seen = window()
    seen.go("/")
    seen.page.keyboard.press("/")
    expect(seen.page.locator("#search")).to_be_focused()
    seen.page.keyboard.type("police")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**/search/**")
    expect(seen.page.locator("main blockquote, main q, main mark").first).to_be_visible()
    assert "police" not in seen.page.url
    assert seen.violations() == ""
    seen.picture("search-found-1280")


def test_the_question_mark_lists_the_keys(window):
    seen = window()
    seen.go("/")
    seen.page.keyboard.press("?")
    expect(seen.page.locator("dialog#keys")).to_be_visible()
    assert seen.violations() == ""
    seen.page.keyboard.press("Escape")
    expect(seen.page.locator("dialog#keys")).to_be_hidden()


def test_j_k_and_o_walk_through_the_rows_and_open_one(window):
    seen = window()
    seen.go("/")
    walked = []
    for key in "jjk":
        seen.page.keyboard.press(key)
        walked.append(seen.page.evaluate(f"{FOCUSED}.closest('[data-row]')?.rowIndex"))
    assert None not in walked
    assert walked[0] == walked[2] != walked[1]
    seen.page.keyboard.press("o")
    seen.page.wait_for_url("**/incident/**")


def test_focus_is_always_visible(window):
    seen = window()
    seen.go("/")
    unseen = []
    for _ in range(25):
        seen.page.keyboard.press("Tab")
        if not seen.page.evaluate(f"{FOCUSED} === document.body || {MARKED}"):
            unseen.append(seen.page.evaluate(f"{FOCUSED}.outerHTML.slice(0, 80)"))
    assert unseen == []


def test_the_first_tab_skips_to_the_page(window):
    seen = window()
    seen.go("/")
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate(f"{FOCUSED}.getAttribute('href')") == "#main"
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate(f"{FOCUSED}.id") == "main"


def test_veiled_names_stand_as_initials_until_somebody_shows_them(window):
    seen = window()
    names = INVENTED.values()
    seen.go("/people/")
    switch = seen.page.locator(".switches button").first
    if switch.inner_text() == "Veil names":
        switch.click()
    expect(switch).to_have_text("Show names")
    assert [name for name in names if name in seen.content()] == []
    switch.click()
    expect(switch).to_have_text("Veil names")
    assert [name for name in names if name in seen.content()] != []
