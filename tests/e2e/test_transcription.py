"""A recording is written down by the operator's own program; quotes are taken from what it wrote."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.desk import open_desk, workspace
from tests.e2e.looking import looked_at
from tests.e2e.test_files_of_documents import select
from tests.e2e.test_recordings import begin, sound
from tests.e2e.window import Window
from tests.walls import reads_foreign_kinds

pytestmark = [pytest.mark.browser, reads_foreign_kinds]

VTT = """WEBVTT

00:00:05.000 --> 00:00:09.000
They came in the evening.

00:00:30.000 --> 00:00:36.000
Twelve men were taken from the house.
"""


def operator(folder: Path) -> Path:
    """Return a program that hears all of a recording, waits until it may go on, and answers."""
    program = folder / "write-down"
    (folder / "answer.vtt").write_text(VTT, encoding="utf-8")
    lines = (
        "#!/bin/sh",
        "cat >/dev/null",
        f"while [ ! -e {folder}/go ]; do sleep 0.1; done",
        f"cat {folder}/answer.vtt",
    )
    program.write_text("\n".join(lines) + "\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def test_what_was_written_down_is_quoted_by_its_time(browser: Browser, tmp_path: Path) -> None:
    program = operator(tmp_path)
    with open_desk(*workspace(tmp_path, None), "--transcribe", f"{program} --model small") as desk:
        context = browser.new_context()
        seen = Window(context, desk.address)
        seen.open(desk.link)
        page = seen.page
        seen.go("/code/")
        begin(page, sound(tmp_path, "talk"))
        assert looked_at(seen, "draft-to-transcribe") == {}
        page.get_by_role("button", name="Have it written down").click()
        expect(page.get_by_text("is being written down")).to_be_visible()
        assert looked_at(seen, "draft-transcribing") == {}
        (tmp_path / "go").touch()
        while not page.locator("#text").count():
            page.wait_for_timeout(300)
            page.reload()
        assert looked_at(seen, "draft-transcribed") == {}
        select(page, "Twelve men were taken")
        page.locator("#take").click()
        expect(page.locator("[name=statement-locator]")).to_have_value("0:00:30")
        page.keyboard.press("Alt+l")
        page.wait_for_timeout(300)
        assert 29 <= page.locator("#recording").evaluate("each => each.currentTime") <= 40
        page.keyboard.press("Alt+k")
        expect(page.locator("#saved")).to_contain_text(re.compile(r"Saved at \d"))
        context.close()
