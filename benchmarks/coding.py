"""How much work it is to code a document: clicks, keys and page loads in Chromium, counted by a hand that codes.

A testimony of our own is coded always; an article where `ISTHMUS_BENCH_ARTICLE` names its file.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Measure

if TYPE_CHECKING:
    from benchmarks.coding_documents import CodedDocument

__all__ = ["measures"]

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def measures() -> Iterator[Measure]:
    """Code each document in a desk of its own, through the real server."""
    from benchmarks.coding_documents import article, testimony

    yield from _coded("testimony", testimony())
    if path := os.environ.get("ISTHMUS_BENCH_ARTICLE"):
        yield from _coded("article", article(Path(path)))


def _coded(name: str, document: "CodedDocument") -> Iterator[Measure]:
    from playwright.sync_api import sync_playwright

    from benchmarks.coding_hand import Counts, Hand, code_document
    from tests.e2e.desk import open_desk, workspace

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        with open_desk(*workspace(Path(folder), None)) as desk:
            page.goto(desk.link)
            page.goto(f"{desk.address}/code/")
            page.fill("#text", document.text)
            page.click("form.begin button.main")
            page.wait_for_selector("#draft")
            hand = Hand(page)
            hand.done = Counts(loads=1)  # the page of the draft
            code_document(hand, document)
        browser.close()
    statements = sum(not each.further for each in document.statements)
    yield Measure(f"{name}: clicks for each of {statements} statements", hand.done.clicks / statements, "", 7)
    yield Measure(f"{name}: keys for each statement", hand.done.keys / statements, "", 30)
    yield Measure(f"{name}: page loads before that of the document", hand.done.loads - 1, "", 1)
