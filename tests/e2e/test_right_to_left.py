"""Lines of links from right to left: each sign between two of them stands between them."""

import re

import pytest

pytestmark = pytest.mark.browser

# For each line of links: the middles of its dots and links in the order of the page, where they stand in one row.
OUT_OF_ORDER = """
() => {
  const wrong = [];
  for (const line of document.querySelectorAll("main p:has(> a), main .row-links")) {
    const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    const places = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const isLink = node.parentElement.closest("a");
      for (const part of node.data.matchAll(isLink ? /\\S(.*\\S)?/g : /·/g)) {
        const range = document.createRange();
        range.setStart(node, part.index);
        range.setEnd(node, part.index + part[0].length);
        const boxes = range.getClientRects();
        if (boxes.length === 1) places.push([part[0], boxes[0]]);
      }
    }
    for (let at = 1; at < places.length; at += 1) {
      const [[one, left], [other, right]] = [places[at - 1], places[at]];
      const isRow = Math.abs(left.top - right.top) < 4;
      if (isRow && (one === "·") !== (other === "·") && right.left > left.left) wrong.push(`${one} ${other}`);
    }
  }
  return wrong;
}
"""


@pytest.mark.parametrize("listed", ["/documents/", "/sources/", "/places/"])
def test_a_dot_stands_between_the_links_that_it_parts(window, listed):
    seen = window()
    seen.go(listed)
    seen.page.locator("main tbody a").first.click()
    seen.page.wait_for_url(re.compile(r"/(document|source|place)/"))
    seen.page.evaluate("document.documentElement.dir = 'rtl'")
    assert seen.page.evaluate(OUT_OF_ORDER) == []
    seen.picture(f"rtl{listed.replace('/', '-')}1280")
