"""Nothing written in the page reaches the browser's profile: live, after leaving and returning, and closed."""

import time
from contextlib import suppress

import pytest

from isthmus.core.seal.codename import words_of
from tests.e2e.letters.pages import WORDS, written_page
from tests.e2e.letters.test_letter_page_answers import CODE
from tests.e2e.letters.writer import FILL, Writer
from tests.e2e.profiles import BROWSERS, CANARY, SECONDS_TO_WRITE, places_of

pytestmark = [pytest.mark.browser, pytest.mark.long]

CONTROL = "qzvxcontrol"
NINE = [WORDS["en"][number] for number in words_of(CODE)]
STRIP = """
for (const each of document.querySelectorAll("input, textarea")) {
  for (const { name } of [...each.attributes]) if (!["type", "id"].includes(name)) each.removeAttribute(name);
}
"""


def written(writer, address):
    """Write a letter, as far as its seal, and an answer that is none; everything typed holds a canary."""
    assert writer.open(address) == "yes"
    writer.write(f"{CANARY}text Их держат в подвале.")
    writer.attach(f"{CANARY}file.txt", "text/plain", f"{CANARY}content".encode())
    writer.press("Go on")
    writer.choose(2)
    writer.press("Go on")
    writer.type_codename([f"{CANARY}word", *NINE[1:]])
    writer.press("Go on")
    writer.fill(".entry textarea", " ".join(NINE))
    time.sleep(SECONDS_TO_WRITE)
    writer.press("Go on")
    writer.heading("Seal the letter")
    writer.seal()


@pytest.mark.parametrize("name", BROWSERS)
def test_nothing_written_reaches_the_profile_of(name, tmp_path):
    profile, copy = tmp_path / "profile", tmp_path / "copy"
    # Words of a codename stand in the page; three of them in a row only where somebody typed them.
    sought = (CANARY, " ".join(NINE[:3]), " ".join(NINE[5:8]))
    address = written_page(tmp_path)
    with BROWSERS[name](profile) as browser:
        writer = Writer(browser)
        written(writer, address)
        browser.run("document.querySelector('textarea').scrollIntoView()")
        time.sleep(SECONDS_TO_WRITE)
        assert places_of(sought, profile, copy) == []
        writer.press("Clear all")
        writer.press("Begin again")
        writer.press("Read an answer")
        writer.fill("textarea", f"{CANARY}pasted")
        time.sleep(SECONDS_TO_WRITE)
        assert places_of(sought, profile, copy) == []
        leave_and_return(writer, tmp_path)
        assert CANARY not in browser.run("return document.documentElement.outerHTML")
        time.sleep(SECONDS_TO_WRITE)
        assert places_of(sought, profile, copy) == []
        writer.open(address)
        writer.press("Write a letter")
        browser.run(STRIP)
        browser.run(FILL, "textarea", CONTROL)
        time.sleep(SECONDS_TO_WRITE)
        assert places_of([CONTROL], profile, copy), (
            "Without the attributes it is found, or the check is blind."
        )
    assert places_of(sought, profile, copy) == []


def leave_and_return(writer, folder):
    """Go to another page, and back by the history: some browsers keep the page as it was left."""
    other = folder / "other.html"
    other.write_text("<!doctype html><title>other</title><h1>Other</h1>")
    writer.browser.go(other.as_uri())
    writer.browser.run("history.back()")
    for _ in range(100):
        time.sleep(0.2)
        with suppress(Exception):  # asked in between two pages
            if writer.texts("h1")[0] != "Other":
                return
    raise AssertionError("It did not come back.")
