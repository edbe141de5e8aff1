"""A quote taken on a phone: a passage is selected by touch, and the button that is offered is tapped."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.test_journeys import begin
from tests.e2e.window import Window

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 800}
# A long press selects a word, and its handles are drawn to the ends of the passage: the browser then tells of the
# touch, of its end, and of the selection; nothing of a mouse.
LONG_PRESS = """
(words) => {
  const panel = document.getElementById("text");
  const walk = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
  let node = walk.nextNode();
  while (node && !node.data.includes(words)) node = walk.nextNode();
  const touch = { bubbles: true, cancelable: true, pointerType: "touch", isPrimary: true, pointerId: 7 };
  const start = node.data.indexOf(words);
  node.parentElement.scrollIntoView({ block: "center" });
  node.parentElement.dispatchEvent(new PointerEvent("pointerdown", touch));
  node.parentElement.dispatchEvent(new TouchEvent("touchstart", { bubbles: true, cancelable: true }));
  getSelection().setBaseAndExtent(node, start, node, start + words.length);
  node.parentElement.dispatchEvent(new PointerEvent("pointercancel", touch));
  node.parentElement.dispatchEvent(new TouchEvent("touchend", { bubbles: true, cancelable: true }));
}
"""
# What a phone does that ends the selection as soon as something beside it is touched.
ENDS_SELECTION = """
() => document.getElementById("taking").addEventListener("touchstart", () => getSelection().removeAllRanges())
"""
QUOTE = "two men were taken from a house by the river"


def phone(window) -> Window:
    seen = window(has_touch=True, is_mobile=True, viewport=PHONE)
    seen.go("/code/")
    begin(seen.page)
    return seen


@pytest.mark.parametrize("ends", [False, True], ids=["the selection stays", "the tap ends the selection"])
def test_a_passage_that_is_pressed_long_becomes_the_quote_by_a_tap(window, ends):
    seen = phone(window)
    page = seen.page
    if ends:
        page.evaluate(ENDS_SELECTION)
    page.evaluate(LONG_PRESS, QUOTE)
    take = page.locator("#take")
    expect(take).to_be_visible()
    seen.picture("touch-offered-390")
    expect(page.locator("[name=statement-quote]")).to_have_value("")
    take.tap()
    expect(page.locator("[name=statement-quote]")).to_have_value(QUOTE)
    expect(page.locator("[name=statement-locator]")).to_have_value("¶1")
    expect(page.locator("#text .coded")).to_have_text(QUOTE)
    expect(take).to_be_hidden()
    expect(page.locator("#saved")).to_contain_text(re.compile(r"Saved at \d"))
    assert seen.overflow() == 0
    assert seen.complaints == []


@pytest.mark.parametrize("ends", [False, True], ids=["the selection stays", "the tap ends the selection"])
def test_words_that_are_pressed_long_go_into_the_field_used_last(window, ends):
    seen = phone(window)
    page = seen.page
    if ends:
        page.evaluate(ENDS_SELECTION)
    page.locator("[name=mention-0-description]").tap()
    page.evaluate(LONG_PRESS, "two men")
    put = page.locator("#put")
    expect(put).to_be_visible()
    box = put.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    put.tap()
    expect(page.locator("[name=mention-0-description]")).to_have_value("two men")
    expect(put).to_be_hidden()


def test_a_touch_that_selects_nothing_offers_nothing(window):
    seen = phone(window)
    seen.page.locator("#text").tap()
    expect(seen.page.locator("#taking")).to_be_hidden()
    expect(seen.page.locator("[name=statement-quote]")).to_have_value("")
