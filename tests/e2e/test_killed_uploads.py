"""A desk that is killed while a file comes in: nothing of it is in the clear, and the next start sweeps up."""

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.desk import open_desk, workspace
from tests.plain_browser import Browser
from tests.recordings import wav

pytestmark = pytest.mark.browser

CANARY = b"a canary that must not be read on any disk"
# Where programs leave what does not fit into memory, and what is memory itself.
TEMPORARY = (Path(tempfile.gettempdir()), Path("/var/tmp"), Path("/dev/shm"))


def holding_the_canary(folders: tuple[Path, ...], since: float) -> list[Path]:
    """Return the files written since a moment that hold the canary."""
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            try:
                is_new = path.is_file() and not path.is_symlink() and path.stat().st_mtime >= since
                if is_new and CANARY in path.read_bytes():
                    found.append(path)
            except OSError:
                continue
    return found


def half() -> Iterator[bytes]:
    """Yield a recording whose second half never comes."""
    yield wav(1)
    for _ in range(300):
        yield CANARY * 1_000
    raise ConnectionAbortedError


def parts(case: Path) -> list[Path]:
    return list((case / "blobs").glob(".*"))


def test_nothing_of_a_file_is_in_the_clear_and_nothing_is_left_of_it(tmp_path: Path) -> None:
    case, secret = workspace(tmp_path, None)
    before = time.time() - 1
    with open_desk(case, secret) as desk, Browser(desk.link) as browser:
        with pytest.raises(ConnectionAbortedError):
            browser.upload("/code/", "talk.wav", 1 << 30, half())
        assert len(parts(case)) == 1
        desk.process.send_signal(signal.SIGKILL)
        desk.process.wait(20)
        [part] = parts(case)
        assert part.stat().st_size > 0
        assert holding_the_canary((case, *TEMPORARY), before) == []
    with open_desk(case, secret) as desk, Browser(desk.link) as browser:
        assert b"Go on with a draft" not in browser.open("/code/")[1]
        assert parts(case) == []


def test_a_browser_that_goes_away_leaves_nothing(tmp_path: Path) -> None:
    case, secret = workspace(tmp_path, None)
    with open_desk(case, secret) as desk, Browser(desk.link) as browser:
        with pytest.raises(ConnectionAbortedError):
            browser.upload("/code/", "talk.wav", 1 << 30, half())
        browser.leave()
        end = time.monotonic() + 30
        while parts(case) and time.monotonic() < end:
            time.sleep(0.1)
        assert parts(case) == []
        whole = wav(5) + os.urandom(16)
        assert browser.upload("/code/", "talk.wav", len(whole), iter([whole])).startswith("/code/")
