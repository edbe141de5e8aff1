"""Playwright, started once: its loop cannot be entered a second time by the same worker."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Playwright, sync_playwright

__all__ = ["playwright"]

_running: list[Playwright] = []


@contextmanager
def playwright() -> Iterator[Playwright]:
    """Give the one that runs, or start it."""
    if _running:
        yield _running[0]
        return
    with sync_playwright() as started:
        _running.append(started)
        try:
            yield started
        finally:
            _running.clear()
