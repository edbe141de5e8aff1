"""Quotes taken on the page as it is printed: by mouse, over lines, from right to left, and a part of a picture."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import typst
from playwright.sync_api import expect

from tests.e2e.desk import Desk, open_desk, workspace
from tests.e2e.looking import looked_at
from tests.files.document.printed_pages import TEXTS, scanned
from tests.walls import reads_foreign_kinds

pytestmark = [pytest.mark.browser, reads_foreign_kinds]
RECOGNISED = 240_000  # milliseconds, on a machine with other work


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_desk(*workspace(tmp_path_factory.mktemp("desk"), None)) as running:
        yield running


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Two pages, in Russian in two columns, and in Arabic; no test has the file of another."""
    fonts = '("Noto Serif", "Noto Naskh Arabic")'
    body = f'#columns(2)[{TEXTS["rus"]} {TEXTS["rus"]}]\n#pagebreak()\n#set text(lang: "ar")\n{TEXTS["ara"]}'
    made = typst.compile(f'#set page(paper: "a4")\n#set text(font: {fonts}, size: 13pt)\n{body}'.encode())
    assert isinstance(made, bytes)
    path = tmp_path / "report.pdf"
    path.write_bytes(made + f"% {path}\n".encode())
    return path


def begin(seen, path):
    seen.go("/code/")
    seen.page.locator("main input[type=file]").first.set_input_files(path)
    seen.page.locator("main form button.main").first.click()
    seen.page.wait_for_selector("#text", timeout=RECOGNISED)


def words_on(seen, number):
    """The words of a page, where they lie."""
    seen.page.locator(f'#text .sheet[data-number="{number}"]').scroll_into_view_if_needed()
    seen.page.wait_for_selector(f'#text .sheet[data-number="{number}"][data-laid]')
    return seen.page.locator("#text > div:not(.sheet):not(.unplaced) .word")


def drag(seen, first, last, *, from_right=False):
    last.scroll_into_view_if_needed()
    first.scroll_into_view_if_needed()
    start, end = first.bounding_box(), last.bounding_box()
    left, right = (0.9, 0.1) if from_right else (0.1, 0.9)
    seen.page.mouse.move(start["x"] + start["width"] * left, start["y"] + start["height"] / 2)
    seen.page.mouse.down()
    seen.page.mouse.move(end["x"] + end["width"] * right, end["y"] + end["height"] / 2, steps=6)
    seen.page.mouse.up()


def field(seen, name):
    return seen.page.locator(f"[name=statement-{name}]")


def quoted(seen):
    """The quote; where its lines end is the page's affair."""
    return " ".join(field(seen, "quote").input_value().split())


def test_words_are_taken_where_they_are_printed(window, pages):
    seen = window()
    begin(seen, pages)
    seen.page.locator("#about summary").first.click()
    seen.page.locator("#as-printed").click()
    found = words_on(seen, 1)
    drag(seen, found.nth(2), found.nth(9))
    expect(field(seen, "quote")).not_to_have_value("")
    assert quoted(seen) == "2017 года мужчин задерживали в посёлке у вокзала,"
    expect(field(seen, "locator")).to_have_value("p. 1, ¶1")
    expect(seen.page.locator("#text .sheet img").first).to_have_js_property("complete", value=True)
    expect(seen.page.locator("#text .word .coded").first).to_be_visible()
    assert looked_at(seen, "on-the-page") == {}
    assert seen.complaints == []


def test_the_page_that_is_seen_is_asked_for_before_those_around_it(window, tmp_path):
    made = typst.compile("#pagebreak()\n".join(f"Page {n}\n" for n in range(7)).encode())
    path = tmp_path / "seven.pdf"
    path.write_bytes(made + f"% {path}\n".encode())
    seen = window()
    begin(seen, path)
    seen.page.locator("#about summary").first.click()
    seen.page.locator("#as-printed").click()
    words_on(seen, 1)
    seen.page.wait_for_selector('#text .sheet[data-number="2"][data-laid]')
    seen.requests.clear()
    seen.page.evaluate("document.querySelector('.sheet[data-number=\"5\"]').scrollIntoView({block: 'start'})")
    seen.page.wait_for_selector('#text .sheet[data-number="4"][data-laid]')
    asked = [url.split("/page/")[1] for url in seen.requests if url.endswith("/words/")]
    assert asked[0] == "5/words/"
    assert "4/words/" in asked


def test_a_page_is_made_larger_and_its_words_stay_where_they_are_printed(window, pages):
    seen = window()
    begin(seen, pages)
    seen.page.locator("#about summary").first.click()
    seen.page.locator("#as-printed").click()
    words_on(seen, 1)
    for _ in range(2):
        seen.page.locator("#larger").click()
    found = words_on(seen, 1)
    drag(seen, found.nth(0), found.nth(2))
    expect(field(seen, "quote")).to_have_value("В марте 2017")
    assert seen.overflow() == 0
    for _ in range(2):
        seen.page.locator("#smaller").click()
    expect(seen.page.locator("#smaller")).to_be_disabled()


def test_words_from_right_to_left_are_taken_in_the_order_in_which_they_are_read(window, pages):
    seen = window()
    begin(seen, pages)
    seen.page.locator("#about summary").first.click()
    seen.page.locator("#as-printed").click()
    words_on(seen, 2)
    found = seen.page.locator('#text > div[data-page="2"] .word')
    drag(seen, found.nth(1), found.nth(4), from_right=True)
    expect(field(seen, "quote")).not_to_have_value("")
    assert quoted(seen) == "مارس 2017 احتجز رجال"
    expect(field(seen, "locator")).to_have_value("p. 2, ¶1")


def test_the_keyboard_takes_a_sentence_and_a_frame_is_moved_by_it(window, pages):
    seen = window()
    begin(seen, pages)
    seen.page.locator("#as-printed").click()
    words_on(seen, 1)
    seen.page.locator("#text").focus()
    seen.page.keyboard.press("ArrowDown")
    seen.page.keyboard.press("Enter")
    expect(field(seen, "quote")).not_to_have_value("")
    assert TEXTS["rus"].startswith(quoted(seen))
    seen.page.locator("#region").click()
    expect(seen.page.locator("#keys-of-region")).to_be_visible()
    for key in ("ArrowRight", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowUp", "Enter"):
        seen.page.keyboard.press(key)
    expect(field(seen, "locator")).to_have_value("p. 1, xywh=percent:21,21,61,14")
    expect(field(seen, "wording")).to_have_value("paraphrase")
    expect(seen.page.locator(".frame.kept")).to_be_visible()


def test_a_scan_is_recognised_and_a_part_of_it_quoted_by_mouse(window, tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned("rus"))
    seen = window()
    begin(seen, path)
    assert looked_at(seen, "scan-being-recognised") == {}
    expect(seen.page.locator("#new-pages")).to_be_visible(timeout=RECOGNISED)
    seen.page.locator("#new-pages").click()
    expect(seen.page.locator("#text")).to_contain_text("мужчин задерживали", timeout=RECOGNISED)
    seen.page.locator("#about summary").first.click()
    seen.page.locator("#as-printed").click()
    words_on(seen, 1)
    seen.page.locator("#region").click()
    sheet = seen.page.locator("#text .sheet").bounding_box()
    seen.page.mouse.move(sheet["x"] + 40, sheet["y"] + 30)
    seen.page.mouse.down()
    seen.page.mouse.move(sheet["x"] + 200, sheet["y"] + 90, steps=4)
    seen.page.mouse.up()
    assert field(seen, "locator").input_value().startswith("p. 1, xywh=percent:")
    seen.go(seen.page.url.removeprefix(seen.address).split("?")[0] + "page/1/text/")
    assert looked_at(seen, "correct-page") == {}
    assert seen.complaints == []


def test_without_script_pages_are_pictures_beside_the_text(window, pages):
    plain = window(java_script_enabled=False)
    begin(plain, pages)
    expect(plain.page.locator("#as-printed")).to_be_hidden()
    link = plain.page.locator(".printed a").first
    expect(link).to_have_text("1")
    picture = plain.context.request.get(plain.address + str(link.get_attribute("href")))
    assert picture.headers["content-type"] == "image/png"
