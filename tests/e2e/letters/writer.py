"""Somebody who writes with the page, in any browser that is driven."""

import base64
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from isthmus.core.seal.armour import armoured
from isthmus.core.unseal.armour import sealed_bytes
from tests.e2e.profiles import Driven

SECONDS = 60
# A button or link by what it says; within a part of the page where one is named.
FIND = """
const within = arguments[1] ? [...document.querySelectorAll(arguments[1])] : [document];
const all = within.flatMap((each) => [...each.querySelectorAll("button, a.button")]);
const found = all.find((each) => each.textContent === arguments[0] && !each.disabled);
"""
PRESS = FIND + "if (found) { found.click(); return true; } return false"
FILL = """
const field = document.querySelector(arguments[0]);
field.focus();
field.value = arguments[1];
field.dispatchEvent(new Event("input", { bubbles: true }));
"""
CHOOSE = "document.querySelectorAll('main input[type=radio]')[arguments[0]].click()"
# A file as if it had been chosen.
ATTACH = """
const bytes = Uint8Array.from(atob(arguments[2]), (each) => each.charCodeAt(0));
const given = new DataTransfer();
given.items.add(new File([bytes], arguments[0], { type: arguments[1] }));
const input = document.querySelector("input[type=file]");
input.files = given.files;
input.dispatchEvent(new Event("change", { bubbles: true }));
"""
READY = "return document.documentElement.dataset.ready || ''"
HEADING = "return document.querySelector('h1')?.textContent ?? ''"
TEXTS = "return [...document.querySelectorAll(arguments[0])].map((each) => each.textContent)"


class Writer:
    """Presses, fills and reads."""

    def __init__(self, browser: Driven) -> None:
        self.browser = browser

    def open(self, address: str) -> str:
        """Open a page, and return whether it is ready, or what stands in its way."""
        self.browser.go(address)
        return str(self.until(READY))

    def until(self, script: str, *given: Any) -> Any:
        """Wait until a script gives something."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            if found := self.browser.run(script, *given):
                return found
            time.sleep(0.02)
        raise AssertionError(f"{script} {given}: {self.texts('main')}")

    def press(self, label: str, within: str = "") -> None:
        self.until(PRESS, label, within)

    def heading(self, expected: str) -> None:
        self.until("return document.querySelector('h1')?.textContent.startsWith(arguments[0])", expected)

    def fill(self, field: str, text: str) -> None:
        self.browser.run(FILL, field, text)

    def texts(self, selector: str) -> list[str]:
        return list(self.browser.run(TEXTS, selector))

    def attach(self, name: str, kind: str, content: bytes) -> None:
        self.browser.run(ATTACH, name, kind, base64.b64encode(content).decode())

    def write(self, text: str, *, size: int = 0) -> None:
        """Go to the field, and write."""
        self.press("Write a letter")
        self.choose(size)
        self.fill("textarea", text)

    def new_codename(self) -> list[str]:
        """Ask for an answer to a new codename, learn it, and say two of its words by letters that are tapped."""
        self.choose(1)
        self.press("Go on")
        self.heading("Your codename")
        words = self.texts("ol.nine li")
        self.press("I know them")
        for at, heading in enumerate(self.texts("main section h2"), start=1):
            self.tap(words[int(heading.split()[-1]) - 1], f"main section:nth-of-type({at})")
        self.press("Go on")
        self.heading("Seal the letter")
        return words

    def tap(self, word: str, within: str) -> None:
        """Tap a word's letters until it is offered, and take it."""
        for letter in word:
            if self.browser.run(PRESS, word, f"{within} .offered"):
                return
            self.press(letter, f"{within} .keys")
        self.press(word, f"{within} .offered")

    def list_words(self) -> list[str]:
        """The English words that codenames are made of."""
        script = "return JSON.parse(document.getElementById('settings').textContent).words.en"
        return str(self.browser.run(script)).split()

    def to_codename(self, sealed: bytes, *, is_typed: bool = True) -> None:
        """Paste an answer, as far as where the codename is asked for."""
        self.press("Read an answer")
        self.fill("textarea", armoured(sealed))
        self.press("Go on")
        self.heading("Open it with your codename")
        if is_typed:
            self.press("Type instead of tapping")

    def read_answer(self, sealed: bytes, words: Sequence[str]) -> None:
        """Open an answer with a codename."""
        self.to_codename(sealed)
        self.fill(".entry textarea", " ".join(words))
        self.press("Open")
        self.until("return !document.querySelector('.entry')")

    def choose(self, number: int) -> None:
        """Take the option of this number."""
        self.browser.run(CHOOSE, number)

    def type_codename(self, words: Sequence[str], *, is_open: bool = False) -> None:
        if not is_open:
            self.press("Type instead of tapping")
        self.fill(".entry textarea", " ".join(words))

    def seal(self) -> bytes:
        """Seal, and return the letter out of the armour that is shown."""
        self.press("Seal")
        self.heading("Sealed")
        armour = self.browser.run("return document.querySelector('textarea.armour').value")
        return sealed_bytes(armour.encode())

    def save(self, folder: Path, label: str, name: str) -> bytes:
        """Save a file, and return what was saved."""
        self.press(label)
        end = time.monotonic() + SECONDS
        size = -1
        while time.monotonic() < end:
            # Chromium's driver hands a saved file over while it is asked for something.
            self.browser.run("return 1")
            found = (folder / name).stat().st_size if (folder / name).exists() else 0
            if found and found == size:
                return (folder / name).read_bytes()
            size = found
            time.sleep(0.1)
        raise AssertionError(f"{name} was not saved.")
