"""Chromium at a part of a processor, all its processes together: its developer tools do not slow its cryptography."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

__all__ = ["page_at"]

CHROMIUM = "/usr/bin/chromium-headless-shell"
_GROUPS = Path(
    "/sys/fs/cgroup/cpu"
)  # version 1, as containers have it; without it processes are stopped and woken
_PERIOD = 0.06
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@contextmanager
def page_at(share: float = 1.0, *, is_jitless: bool = False) -> Iterator[tuple[Page, str]]:
    """Yield an empty page of a browser that gets this share of one processor, and the way in which it is held to it."""
    flags = [*_QUIET, "--js-flags=--jitless"] if is_jitless else _QUIET
    with TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=flags, locale="en-US"
        )
        context.set_default_timeout(120_000)
        with _held(profile, share) as way:
            yield context.pages[0], way
        context.close()


@contextmanager
def _held(profile: str, share: float) -> Iterator[str]:
    if share == 1:
        yield "all of it"
        return
    group = _GROUPS / f"isthmus-benchmark-{os.getpid()}"
    try:
        group.mkdir()
    except OSError:
        with _stopped_in_turns(profile, share):
            yield "stopped in turns"
        return
    try:
        (group / "cpu.cfs_period_us").write_text("100000")
        (group / "cpu.cfs_quota_us").write_text(str(int(100_000 * share)))
        for process in _processes(profile):
            (group / "cgroup.procs").write_text(str(process))
        yield "cgroup quota"
    finally:
        for line in (group / "cgroup.procs").read_text().split():
            with suppress(OSError):
                (_GROUPS / "cgroup.procs").write_text(line)
        group.rmdir()


@contextmanager
def _stopped_in_turns(profile: str, share: float) -> Iterator[None]:
    processes, ended = _processes(profile), threading.Event()

    def turns() -> None:
        while not ended.is_set():
            _signal(processes, signal.SIGSTOP)
            time.sleep(_PERIOD * (1 - share))
            _signal(processes, signal.SIGCONT)
            time.sleep(_PERIOD * share)

    thread = threading.Thread(target=turns)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _signal(processes: list[int], number: signal.Signals) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, number)


def _processes(profile: str) -> list[int]:
    """Return the browser of a profile, and all that it started."""
    parents = {}
    first = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            process = int(folder.name)
            parents[process] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_bytes().decode(errors="replace")
            if f"--user-data-dir={profile}" in command and "--type=" not in command:
                first = process
    assert first, "The browser was not found."
    found = [first]
    for each in found:
        found += [process for process, parent in parents.items() if parent == each]
    return found
