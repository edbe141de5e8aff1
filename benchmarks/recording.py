"""A video of 4 GB added to a desk, played and quoted over its own socket: the memory of its process, and the time.

The desk runs in a process of its own; what is measured is its highest resident memory above what it had before.
"""

import http.client
import os
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measure import Measure, timed
from tests.e2e.desk import open_desk, workspace
from tests.plain_browser import Browser
from tests.recordings import mp4_pieces

__all__ = ["measures"]

# The size that the figure is promised for.
BYTES = 4 << 30
PARTS = 64
LOCATOR = "0:00:10-0:00:20"
FORM = {
    "statement": "0",
    "mentions": "1",
    "sources": "1",
    "places": "0",
    "document-title": "A long video",
    "document-author": "Outlet A",
    "document-held": "yes",
    "statement-quote": "Twelve were held.",
    "statement-wording": "paraphrase",
    "statement-locator": LOCATOR,
    "statement-speaker": "Outlet A",
    "statement-basis": "record",
    "statement-stance": "asserts",
    "statement-type": "unlawful_detention",
    "statement-date": "2017",
    "look-dates": "1",
    "mention-0-role": "victim",
    "mention-0-low": "12",
    "source-0-name": "Outlet A",
    "source-0-kind": "outlet",
    "step": "submit",
}


def measures() -> Iterator[Measure]:
    """Yield the memory of the desk and the times of each step."""
    size = sum(map(len, mp4_pieces(BYTES)))
    with (
        tempfile.TemporaryDirectory(prefix="isthmus-recording-") as folder,
        open_desk(*workspace(Path(folder), None)) as desk,
        Browser(desk.link) as browser,
    ):
        process = desk.process.pid
        browser.open("/code/")
        before = _resident(process)
        with _highest(process) as seen:
            draft, seconds = timed(lambda: browser.upload("/code/", "video.mp4", size, mp4_pieces(BYTES)))
            yield Measure("4 GB video added", seconds, "s")
            yield Measure("4 GB video added, computing time of the desk", _cpu(process), "s")
            _, seconds = timed(lambda: _play(browser, f"{draft}recording/", size))
            yield Measure("a part of it played, 2 MB", seconds / PARTS * 1_000, "ms")
            browser.open(draft)
            document = browser.post(draft, {**FORM, "revision": "0"})
            assert LOCATOR in browser.open(document)[1].decode(), document
        more = seen[0] - before
        yield Measure("memory of the desk: 4 GB video added, played, quoted", more, "MB", 200)


def _play(browser: Browser, path: str, size: int) -> None:
    """Ask for parts all over the file, as a player does that is moved."""
    for at in range(PARTS):
        answer, part = browser.open(path, Range=f"bytes={size * at // PARTS}-")
        assert answer.status == http.client.PARTIAL_CONTENT
        assert part


def _resident(process: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found
    return int(found[1]) / 1_000


def _cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _highest(process: int) -> Iterator[list[float]]:
    """Sample the memory of a process, MB."""
    seen, done = [0.0], threading.Event()

    def sample() -> None:
        while not done.wait(0.02):
            seen[0] = max(seen[0], _resident(process))

    sampler = threading.Thread(target=sample, daemon=True)
    sampler.start()
    try:
        yield seen
    finally:
        done.set()
        sampler.join()
