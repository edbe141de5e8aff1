"""What guards who writes: fields that keep nothing, leaving, clearing, and browsers in which nothing can be sealed."""

import re

import pytest
import zxingcpp
from PIL import Image

from isthmus.core.seal.codename import words_of
from isthmus.core.unseal.frames import sealed_of
from tests.e2e.letters.pages import written_page
from tests.e2e.letters.window import page_window

pytestmark = pytest.mark.browser

OFF = {
    "autocomplete": "off",
    "autocorrect": "off",
    "autocapitalize": "none",
    "spellcheck": "false",
    "translate": "no",
}
FIELDS = """
return [...document.querySelectorAll("input, textarea, select")].map((each) =>
  [each.localName, each.type, Object.fromEntries([...each.attributes].map(({ name, value }) => [name, value]))])
"""


@pytest.fixture
def writer(browser, tmp_path):
    with page_window(browser) as opened:
        opened.open(written_page(tmp_path))
        yield opened


def test_every_field_keeps_nothing(writer):
    kinds = set()

    def look():
        for name, kind, given in writer.browser.run(FIELDS):
            kinds.add(kind)
            assert given["autocomplete"] == "off"
            assert kind != "password"
            assert "name" not in given or kind == "radio"
            if name == "textarea":
                assert OFF.items() <= given.items()
                assert {"dir"} <= given.keys()

    look()
    writer.write("Words.")
    look()
    writer.attach("a.jpg", "image/jpeg", b"x")
    look()
    writer.press("Go on")
    look()
    writer.choose(2)
    writer.press("Go on")
    look()
    writer.press("Type instead of tapping")
    look()
    writer.press("Clear all")
    writer.press("Begin again")
    writer.press("Read an answer")
    look()
    assert kinds == {"textarea", "radio", "checkbox", "file", "select-one"}


def test_escape_twice_blanks_the_page(writer):
    writer.write("Words that nobody else may see.")
    writer.window.page.keyboard.press("Escape")
    assert "Write" in writer.texts("h1")
    writer.window.page.keyboard.press("Escape")
    writer.heading("Everything is cleared.")
    assert "nobody else" not in writer.window.content()
    writer.press("Begin again")
    writer.press("Write a letter")
    assert writer.browser.run("return document.querySelector('textarea').value") == ""


def test_what_was_under_way_does_not_come_back_after_clearing(writer):
    """Keys take a while: whoever clears the page meanwhile must not find it open again."""
    writer.write("Words.")
    writer.press("Go on")
    writer.choose(2)
    writer.press("Go on")
    writer.type_codename([writer.list_words()[number] for number in words_of(bytes(range(1, 12)))])
    page = writer.window.page
    page.evaluate(
        """() => {
          const [go, clear] = ["Go on", "Clear all"].map((label) =>
            [...document.querySelectorAll("button")].find((each) => each.textContent === label));
          go.click();
          clear.click();
        }"""
    )
    page.wait_for_timeout(1_500)
    writer.heading("Everything is cleared.")


def test_leaving_asks_where_something_would_be_lost_and_clears(writer, tmp_path):
    page = writer.window.page
    address = page.url
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    writer.press("Write a letter")
    page.goto("about:blank")
    assert asked == []
    writer.open(address)
    writer.press("Write a letter")
    page.locator("textarea").click()
    page.keyboard.type("qzvx words")
    page.goto("about:blank")
    assert asked == ["beforeunload"]
    page.go_back()
    writer.heading("A letter that only")
    assert "qzvx" not in writer.window.content()
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_two_words_are_asked_back_and_none_can_be_copied_by_a_button(writer):
    writer.write("Words.")
    writer.press("Go on")
    writer.press("Go on")
    assert writer.texts(".complaint p") == ["Choose one of the three."]
    writer.choose(1)
    writer.press("Go on")
    words = writer.texts("ol.nine li")
    assert len(words) == 9
    assert [
        each for each in writer.texts("button") if re.search("copy|save|print", each, re.IGNORECASE)
    ] == []
    writer.press("I know them")
    places = [int(each.split()[-1]) for each in writer.texts("main section h2")]
    assert len(set(places)) == 2
    writer.press("Go on")
    assert len(writer.texts(".complaint p")) == 2
    wrong = next(each for each in writer.list_words() if each not in words)
    writer.tap(words[places[0] - 1], "main section:nth-of-type(1)")
    writer.tap(wrong, "main section:nth-of-type(2)")
    writer.press("Go on")
    assert writer.texts(".complaint p") == [f"Word number {places[1]} is another."]


@pytest.mark.parametrize(("width", "dots"), [(320, 2), (1280, 1)])
def test_codes_are_read_from_the_screen(browser, tmp_path, width, dots):
    size = {"width": width, "height": 900}
    with page_window(browser, viewport=size, device_scale_factor=dots) as writer:
        writer.open(written_page(tmp_path))
        writer.write("On the screen.", size=2)
        writer.press("Go on")
        writer.choose(0)
        writer.press("Go on")
        sealed = writer.seal()
        writer.window.page.screenshot(path=tmp_path / "codes.png", full_page=True)
        codes = zxingcpp.read_barcodes(Image.open(tmp_path / "codes.png"))
        frames = [each.bytes for each in codes]
        assert len(frames) == 3
        for at in range(3):
            assert sealed_of(frames[:at] + frames[at + 1 :]) == sealed


def test_without_a_secure_context_it_says_so_and_has_no_field(browser, tmp_path):
    written_page(tmp_path)
    html = (tmp_path / "notes.html").read_text(encoding="utf-8")
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.route("http://letters.test/**", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto("http://letters.test/notes.html")
    page.wait_for_selector("html[data-ready='cannot.insecure']")
    assert page.locator("input, textarea, select").count() == 0
    assert "Leave a note at the bakery." in page.inner_text("main")
    context.close()


def test_within_another_page_it_says_so_and_has_no_field(browser, tmp_path):
    written_page(tmp_path)
    (tmp_path / "outer.html").write_text("<!doctype html><iframe src='notes.html'></iframe>")
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.goto((tmp_path / "outer.html").as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready='cannot.framed']").wait_for()
    assert frame.locator("input, textarea, select").count() == 0
    context.close()


def test_where_a_script_fails_the_same_sentence_stays(browser, tmp_path):
    """As in a browser that is too old: here the settings cannot be read, and nothing begins."""
    written_page(tmp_path)
    page_file = tmp_path / "notes.html"
    page_file.write_text(
        page_file.read_text(encoding="utf-8").replace('{"recipient"', "{recipient"), encoding="utf-8"
    )
    context = browser.new_context()
    page = context.new_page()
    page.goto(page_file.as_uri())
    assert "it needs JavaScript" in page.inner_text("body")
    assert "Leave a note at the bakery." in page.inner_text("body")
    assert page.locator("input, textarea, select").count() == 0
    context.close()


def test_without_scripts_a_sentence_names_another_way(browser, tmp_path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(written_page(tmp_path))
    text = page.inner_text("body")
    assert "it needs JavaScript" in text
    assert "нужен JavaScript" in text
    assert "Leave a note at the bakery." in text
    assert page.locator("input, textarea, select").count() == 0
    context.close()
