"""The page of letters: how long sealing takes from the click, a codename on a slow phone, and what the page weighs."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.measure import Measure
from benchmarks.slow_browser import page_at
from isthmus.core.seal.age_file import public_half
from isthmus.core.seal.organisation import organisation_id, organisation_words
from isthmus.files.letter_page.page import LetterPage, letter_page
from isthmus.language.codename_words import LANGUAGES, word_list

KEY = bytes(range(32))
TIMES = 5
SIXTH = 1 / 6
# From the click until the sealed letter stands on the page and is painted.
SEAL = """
() => new Promise((done) => {
  const began = performance.now();
  const seen = new MutationObserver(() => {
    if (document.querySelector("h1").textContent !== "Sealed") return;
    seen.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)));
  });
  seen.observe(document.getElementById("main"), { childList: true });
  document.getElementById("seal").click();
})
"""
# From nine words to the recipient, the answer key and all that they come of.
KEYS = """
async () => {
  const began = performance.now();
  const code = letters.codeOf([8, 128, 1544, 80, 771, 1056, 289, 523, 1320]);
  const root = await letters.rootOf(code, new Uint8Array(32));
  letters.publicHalf(letters.identityOf(root));
  letters.answerKey(root, new Uint8Array(16), "2026-11-28");
  return performance.now() - began;
}
"""


def measures() -> Iterator[Measure]:
    """Yield the figures."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "notes.html"
        whole = _page()
        for language in LANGUAGES:
            one = letter_page(replace(whole, words={language: whole.words[language]}))
            yield Measure(
                f"page with the list of words in {language}, packed",
                len(gzip.compress(one, 9)) / 1000,
                "KB",
                60,
            )
        path.write_bytes(letter_page(whole))
        for is_jitless in (False, True):
            name = "seal a letter of 32,768 bytes, from the click" + (", JIT off" if is_jitless else "")
            yield Measure(name, _sealing(path.as_uri(), is_jitless=is_jitless), "ms", 300)
        for is_jitless in (False, True):
            name = "codename to keys at a sixth of a processor" + (", JIT off" if is_jitless else "")
            seconds, way = _keys(path.as_uri(), is_jitless=is_jitless)
            yield Measure(f"{name} ({way})", seconds, "s", 2.5)


def _page() -> LetterPage:
    today = date.today()  # noqa: DTZ011  (the page asks for the day where it is read)
    return LetterPage(
        recipient=public_half(KEY),
        organisation=organisation_id(KEY),
        organisation_words=organisation_words(KEY),
        built=today,
        until=today + timedelta(days=100),
        name="the organisation",
        title="Notes",
        reach="",
        words={language: word_list(language).words for language in LANGUAGES},
    )


def _sealing(address: str, *, is_jitless: bool) -> float:
    with page_at(is_jitless=is_jitless) as (page, _):
        page.goto(address)
        page.get_by_text("Write a letter").click()
        page.locator("textarea").fill("Их держат в подвале. " * 800)
        page.get_by_text("Go on").click()
        page.locator("input[type=radio]").first.check()
        taken = []
        for _ in range(TIMES):
            page.get_by_text("Go on").click()
            taken.append(float(page.evaluate(SEAL)))
            page.get_by_text("Change it").click()
            page.get_by_text("Go on").click()
        return median(taken)


def _keys(address: str, *, is_jitless: bool) -> tuple[float, str]:
    with page_at(SIXTH, is_jitless=is_jitless) as (page, way):
        page.goto(address)
        page.wait_for_selector("html[data-ready=yes]")
        return median(float(page.evaluate(KEYS)) for _ in range(TIMES)) / 1000, way
