"""Files that come in at once: a folder, dropped files, a ZIP, pictures; with script and without."""

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.e2e.desk import open_desk, workspace
from tests.e2e.window import Window
from tests.files.document.printed_pages import saved
from tests.walls import reads_foreign_kinds

pytestmark = [pytest.mark.browser, reads_foreign_kinds]

LOOKS = ((1280, "light"), (320, "light"), (1280, "dark"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    case = tmp_path / "case"
    (case / "more").mkdir(parents=True)
    (case / "note 10.txt").write_text("The tenth note of the queue.", encoding="utf-8")
    (case / "note 2.txt").write_text("The second note of the queue.", encoding="utf-8")
    (case / "more" / "page.html").write_text("<!doctype html><html><p>A page.</p></html>", encoding="utf-8")
    (case / "more" / "again.txt").write_text("The second note of the queue.", encoding="utf-8")
    (case / "more" / "same words.txt").write_text("The second\nnote of the queue. ", encoding="utf-8")
    (case / "more" / "unknown.bin").write_bytes(b"\0\1\2")
    return case


def zipped(folder: Path, target: Path) -> Path:
    with ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder.parent))
    return target


def looked_at(seen: Window, name: str) -> None:
    for width, colours in LOOKS:
        seen.look({"width": width, "height": 800}, colours)
        assert seen.overflow() == 0
        assert seen.violations(colours) == ""
        seen.picture(f"{name}-{width}-{colours}")
    seen.look({"width": 1280, "height": 900})


def emptied(page: Page) -> None:
    """Delete every draft and every note of files that were left out."""
    while (links := page.locator("table.queue a[href*=discard]")).count():
        links.first.click()
        page.get_by_role("button", name="Delete the draft").click()
        page.goto(page.url.split("/code/")[0] + "/code/queue/")
    if page.get_by_role("button", name="Clear this list").count():
        page.get_by_role("button", name="Clear this list").click()


@pytest.fixture(autouse=True)
def _empty(window: Callable[..., Window]) -> None:
    seen = window()
    seen.go("/code/queue/")
    emptied(seen.page)


def test_files_that_are_on_their_way_are_not_sent_once_more_by_the_button(
    window: Callable[..., Window], folder: Path
) -> None:
    seen = window()
    seen.go("/code/")
    seen.page.evaluate(
        "document.getElementById('file').addEventListener('change', e => e.target.form.requestSubmit())"
    )
    seen.page.locator("#file").set_input_files([folder / "note 2.txt", folder / "note 10.txt"])
    seen.page.wait_for_url("**/code/queue/")
    expect(seen.page.locator("table.queue tbody tr")).to_have_count(2)
    expect(seen.page.locator(".left-out li")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False])
def test_a_folder_or_a_zip_becomes_a_queue(window: Callable[..., Window], folder: Path, script: bool) -> None:
    seen = window(java_script_enabled=script)
    seen.go("/code/")
    if script:
        assert seen.violations() == ""
        seen.picture("code-start-1280")
        seen.page.locator("#folder").set_input_files(folder)
    else:
        seen.page.locator("#file").set_input_files(zipped(folder, folder.parent / "case.zip"))
        seen.page.get_by_role("button", name="Begin").click()
    seen.page.wait_for_url("**/code/queue/")
    rows = seen.page.locator("table.queue tbody tr")
    expect(rows).to_have_count(5)
    expect(seen.page.locator("#progress")).to_have_count(0)
    expect(rows.nth(4)).to_contain_text("case/note 10.txt")
    expect(rows.nth(3)).to_contain_text("The text of this kind of file is not read here.")
    expect(rows.nth(2)).to_contain_text("The same words stand in:")
    expect(seen.page.locator(".left-out li")).to_contain_text("Held already, to the letter:")
    if script:
        looked_at(seen, "queue")
        seen.page.evaluate("document.documentElement.dir = 'rtl'")
        assert seen.overflow() == 0
        seen.picture("queue-rtl-1280")
    seen.page.locator(".states a", has_text="Could not be read").click()
    expect(rows).to_have_count(1)
    assert seen.elsewhere() == []
    assert seen.complaints == []


def test_files_are_dropped_and_next_leads_through_them_by_keyboard(
    window: Callable[..., Window],
) -> None:
    seen = window()
    seen.go("/code/")
    seen.page.evaluate(
        """() => {
          const data = new DataTransfer();
          for (const n of [1, 2, 3]) data.items.add(new File([`Dropped text ${n}.`], `${n}.txt`));
          for (const kind of ["dragover", "drop"])
            document.getElementById("drop").dispatchEvent(
              new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
        }"""
    )
    seen.page.wait_for_url("**/code/queue/")
    seen.page.keyboard.press("j")
    seen.page.keyboard.press("o")
    seen.page.wait_for_url(re.compile(r"/code/[0-9a-f-]{36}/"))
    expect(seen.page.locator("#text")).to_contain_text("Dropped text 1.")
    seen.page.locator("[name=statement-quote]").fill("Dropped text 1.")
    seen.page.keyboard.press("Control+Shift+Enter")
    expect(seen.page.locator("#text")).to_contain_text("Dropped text 2.")
    assert seen.violations() == ""
    seen.picture("draft-next-1280")
    seen.look({"width": 320, "height": 640})
    assert seen.overflow() == 0
    seen.look({"width": 1280, "height": 900})
    seen.page.get_by_role("button", name="Nothing in it").click()
    expect(seen.page.locator("#text")).to_contain_text("Dropped text 3.")
    seen.go("/code/queue/")
    rows = seen.page.locator("table.queue tbody tr")
    for row, words in enumerate(("In work", "Nothing in it", "In work")):
        expect(rows.nth(row).locator("td").first).to_contain_text(words)
    assert seen.complaints == []


@pytest.mark.parametrize("script", [True, False])
def test_pictures_are_put_in_order_and_become_one_document(
    window: Callable[..., Window], tmp_path: Path, script: bool
) -> None:
    paths = [tmp_path / f"{n}.png" for n in (1, 2, 10)]
    for path in paths:
        path.write_bytes(saved(Image.new("L", (60, 80), 20 * int(path.stem)), "PNG"))
    seen = window(java_script_enabled=script)
    seen.go("/code/")
    seen.page.locator("#file").set_input_files(paths)
    if not script:
        seen.page.get_by_role("button", name="Begin").click()
    seen.page.wait_for_url("**/code/pictures/**")
    names = seen.page.locator(".pictures > li > .name")
    expect(names).to_have_text(["1.png", "2.png", "10.png"])
    if script:
        looked_at(seen, "pictures")
        expect(seen.page.locator(".pictures img").first).to_be_visible()
    seen.page.get_by_role("button", name="Down : 1.png").click()
    expect(names).to_have_text(["2.png", "1.png", "10.png"])
    seen.page.get_by_role("button", name="Pages of one document").click()
    seen.page.wait_for_url(re.compile(r"/code/[0-9a-f-]{36}/"))
    seen.go("/code/queue/")
    expect(seen.page.locator("table.queue tbody tr")).to_have_count(1)
    assert seen.complaints == []


@pytest.mark.parametrize("script", [True, False])
def test_what_a_file_leaves_open_is_asked_and_read_again(
    window: Callable[..., Window], tmp_path: Path, script: bool
) -> None:
    chat = tmp_path / "chat.txt"
    words = "Их отпустили без протокола."
    chat.write_bytes(f"03/04/2021, 10:00 - Анна: {words}\n05/04/2021, 10:00 - B: b\n".encode("cp1251"))
    seen = window(java_script_enabled=script)
    seen.go("/code/")
    seen.page.locator("#file").set_input_files(chat)
    seen.page.get_by_role("button", name="Begin").click()
    expect(seen.page.locator("#text")).to_contain_text(words)
    if script:
        looked_at(seen, "reading-choices")
    seen.page.get_by_role("button", name="The month: 4 Mar 2021").click()
    first = seen.page.locator("#text > div[data-part]").first
    expect(first).to_have_attribute("data-part", "Анна, 03/04/2021 (2021-03-04), 10:00")
    seen.page.locator("summary", has_text="A guess").click()
    seen.page.locator("#id_charset").select_option("koi8-r")
    seen.page.get_by_role("button", name="Read again").click()
    expect(seen.page.locator("#text")).not_to_contain_text(words)
    expect(seen.page.locator("#text")).to_contain_text("b")
    assert seen.complaints == []


def test_a_desk_that_is_killed_while_it_reads_goes_on_when_it_is_started_again(
    browser: Browser, tmp_path: Path
) -> None:
    files = 25
    with ZipFile(tmp_path / "many.zip", "w") as archive:
        for number in range(files):
            archive.writestr(f"{number}.html", f"<!doctype html><html><p>Page {number} of many.</p></html>")
    place = workspace(tmp_path, None)
    with open_desk(*place) as running, browser.new_context() as context:
        page = context.new_page()
        page.goto(running.link)
        page.goto(f"{running.address}/code/")
        page.locator("#file").set_input_files(tmp_path / "many.zip")
        page.get_by_role("button", name="Begin").click()
        expect(page.locator("table.queue")).to_contain_text("0.html")
        running.process.kill()
    with open_desk(*place) as running, browser.new_context() as context:
        page = context.new_page()
        page.goto(running.link)
        page.goto(f"{running.address}/code/queue/")
        expect(page.locator("#progress")).to_have_count(0)
        expect(page.locator("table.queue tbody tr")).to_have_count(files)
        expect(page.locator(".states")).to_contain_text(f"To code {files}")
        expect(page.locator(".left-out")).to_have_count(0)
