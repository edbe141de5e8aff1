"""`isthmus demo`: the sample case in a workspace that is thrown away."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from isthmus.cli.demo_check import Page
from tests.cli.running import ISTHMUS, browser


@contextmanager
def demo(folder: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """The demo, whose temporary files lie in a folder of the test's own. A test that fails does not wait for it."""
    with subprocess.Popen(
        [*ISTHMUS, "demo", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(folder)},
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def test_the_demo_checks_itself_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with demo(tmp_path, "--check") as running:
        out, error = running.communicate(timeout=120)
    assert running.returncode == 0, out + error
    assert "independent lines before 1, now 2" in out
    assert "independent lines before 2, now 1" in out
    assert "all is well" in out
    assert "BAD" not in out
    assert not list(tmp_path.iterdir())


def test_the_demo_opens_signed_in_and_is_gone_after_ctrl_c(tmp_path: Path) -> None:
    with demo(tmp_path, "--port", "0") as running:
        assert running.stdout
        link, said = running.stdout.readline().strip(), running.stdout.readline()
        with browser().open(link, timeout=30) as answer:
            page = answer.read().decode()
        assert "Show names" in page
        assert list(tmp_path.iterdir())
        running.send_signal(signal.SIGINT)
        _out, error = running.communicate(timeout=30)
    assert "What to look at" in said
    assert running.returncode == 0
    assert "Traceback" not in error
    assert not list(tmp_path.iterdir())


def test_a_page_without_an_opening_sentence_is_not_sound() -> None:
    assert Page("/", 200, 1.0, "<h1 class='lead'>It <b>holds</b> 2.</h1>").opening == "It holds 2."
    assert not Page("/", 200, 1.0, "<p>nothing</p>").sound
    assert not Page("/", 500, 1.0, "<h1>It broke.</h1>").sound
