"""Recordings: played in the page, quoted by stretches of time, each statement opening where it was said."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import looked_at
from tests.e2e.test_journeys import describe_document, submit
from tests.recordings import wav

pytestmark = pytest.mark.browser

SECONDS = 90
# A short video, as the browser itself records it from a canvas.
RECORD = """async kind => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [160, 90];
  const brush = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: kind });
  const pieces = [];
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  recorder.start();
  for (let at = 0; at < 15; at += 1) {
    brush.fillStyle = at % 2 ? "teal" : "orange";
    brush.fillRect(0, 0, 160, 90);
    await new Promise((done) => setTimeout(done, 60));
  }
  const stopped = new Promise((done) => (recorder.onstop = done));
  recorder.stop();
  await stopped;
  return [...new Uint8Array(await new Blob(pieces).arrayBuffer())];
}"""


def sound(folder: Path, name: str, extra: bytes = b"") -> Path:
    path = folder / f"{name}.wav"
    path.write_bytes(wav(SECONDS) + extra)
    return path


def begin(page: Page, file: Path) -> None:
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(re.compile(r"/code/[0-9a-f-]{36}/"))


def until(page: Page, condition: str) -> None:
    """Wait until something holds of the player; the page forbids what Playwright's own waiting evaluates."""
    end = time.monotonic() + 60
    while not page.locator("#recording").evaluate(condition):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(50)


def is_ready(page: Page) -> None:
    until(page, "each => each.readyState >= 1")


def move_to(page: Page, seconds: float) -> None:
    page.evaluate("at => { document.getElementById('recording').currentTime = at; }", seconds)
    until(page, "each => !each.seeking")


def now(page: Page) -> float:
    return float(page.evaluate("document.getElementById('recording').currentTime"))


def fill_in(page: Page, quote: str) -> None:
    page.locator("[name=statement-quote]").fill(quote)
    page.locator("[name=statement-wording]").select_option("paraphrase")
    for name, value in {
        "statement-speaker": "Person A",
        "statement-date": "2017",
        "mention-0-low": "3",
    }.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=statement-basis][value=first_hand]").check()
    page.locator("[name=statement-stance][value=asserts]").check()
    page.locator("[name=statement-type]").select_option("unlawful_detention")


STRETCHES = [(10.2, 14.7), (30, 35), (70, 74.5)]
LOCATORS = ["0:00:10-0:00:15", "0:00:30-0:00:35", "0:01:10-0:01:15"]


def coded(seen, tmp_path: Path) -> None:
    """Begin a recording and code three stretches of it by keys; the last statement is open."""
    page = seen.page
    seen.go("/code/")
    begin(page, sound(tmp_path, "interview", tmp_path.name.encode()))
    is_ready(page)
    describe_document(page)
    for number, (start, end) in enumerate(STRETCHES):
        if number:
            page.locator("#next").click()
            expect(page.locator("[name=statement-quote]")).to_have_value("")
        move_to(page, start)
        page.keyboard.press("Alt+i")
        move_to(page, end)
        page.keyboard.press("Alt+o")
        fill_in(page, f"What was said at {number}.")


def test_a_stretch_is_quoted_by_keys_and_heard_again(window, tmp_path):
    seen = window()
    page = seen.page
    coded(seen, tmp_path)
    expect(page.locator("[name=statement-locator]")).to_have_value(LOCATORS[-1])
    page.keyboard.press("Alt+l")
    until(page, "each => Math.abs(each.currentTime - 70) < 3")
    page.keyboard.press("Alt+k")
    move_to(page, 40)
    page.keyboard.press("Alt+j")
    assert 34 <= now(page) <= 36
    assert looked_at(seen, "draft-recording") == {}
    assert seen.complaints == []


def test_each_statement_opens_where_it_was_said(window, tmp_path):
    seen = window()
    page = seen.page
    coded(seen, tmp_path)
    submit(page)
    page.wait_for_url("**/document/**")
    listed = page.locator(".stretches a")
    assert [each.strip() for each in listed.all_text_contents()] == LOCATORS
    is_ready(page)
    expect(page.locator("#marks rect")).to_have_count(3)
    listed.nth(1).click()
    until(page, "each => each.currentTime >= 30")
    expect(listed.nth(1)).to_have_attribute("aria-current", "true")
    page.locator("#recording").evaluate("each => each.pause()")
    assert looked_at(seen, "document-recording") == {}
    href = page.locator("ul.said li a", has_text=LOCATORS[-1]).get_attribute("href")
    seen.go(page.url.removeprefix(seen.address).partition("?")[0] + href)
    is_ready(page)
    assert page.locator("#recording").get_attribute("src").endswith("/recording/#t=70,75")
    assert 69 <= now(page) <= 76
    expect(page.locator(".stretches li.asked")).to_have_count(1)
    assert seen.elsewhere() == []
    assert seen.complaints == []


def test_without_script_the_stretch_is_typed_and_opens_all_the_same(window, tmp_path):
    seen = window(java_script_enabled=False)
    page = seen.page
    seen.go("/code/")
    begin(page, sound(tmp_path, "plain", b"another"))
    assert "as in 0:12:04-0:12:31" in page.locator("body").inner_text()
    assert not page.locator("#stretch").is_visible()
    describe_document(page)
    fill_in(page, "What was said.")
    page.locator("[name=statement-locator]").fill("1:10 – 1:15")
    submit(page)
    page.wait_for_url("**/document/**")
    page.locator(".stretches a").click()
    assert page.locator("#recording").get_attribute("src").endswith("/recording/#t=70,75")
    expect(page.locator(".stretches a")).to_have_attribute("aria-current", "true")


@pytest.mark.parametrize(
    ("kind", "brand"),
    [("video/webm", None), ("video/mp4", None), ("video/mp4", b"qt  ")],
    ids=["webm", "mp4", "mov"],
)
def test_a_video_is_played_in_the_draft(window, tmp_path, kind, brand):
    seen = window()
    page = seen.page
    seen.go("/code/")
    video = tmp_path / "video"
    content = bytes(page.evaluate(RECORD, kind))
    video.write_bytes(content[:8] + brand + content[12:] if brand else content)
    begin(page, video)
    is_ready(page)
    assert page.evaluate("document.getElementById('recording').videoWidth") == 160
    page.locator("[data-does=pause]").click()
    until(page, "each => each.currentTime > 0")
    page.evaluate("document.getElementById('recording').pause()")
    assert brand or looked_at(seen, "draft-video") == {}
    assert seen.complaints == []


def test_what_no_browser_plays_is_said_so(window, tmp_path):
    seen = window()
    seen.go("/code/")
    note = tmp_path / "note.amr"
    note.write_bytes(b"#!AMR\n" + bytes(500))
    begin(seen.page, note)
    assert seen.page.get_by_text("no browser plays (audio/amr)").is_visible()
    assert seen.page.locator("audio, video").count() == 0
    assert looked_at(seen, "draft-unplayed") == {}


def test_a_recording_that_is_broken_says_so_where_it_should_play(window, tmp_path):
    seen = window()
    seen.go("/code/")
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"<script>alert(1)</script>" * 20)
    begin(seen.page, broken)
    expect(seen.page.locator("#unplayed")).to_be_visible()
