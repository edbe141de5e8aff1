"""Browsers with a profile of their own on the disk, and what is to be found in it."""

import gzip
import json
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import lz4.block

from tests.e2e.playwright_once import playwright

__all__ = ["BROWSERS", "CANARY", "Driven", "chromium", "firefox", "places_of"]

CHROMIUM, FIREFOX = Path("/usr/bin/chromium"), Path("/usr/bin/firefox-esr")
CANARY = "qzvxcanary"
SECONDS_TO_WRITE = 5  # both browsers write their tabs down within this, as they are set up here
_PACKED = b"mozLz40\0"


class Driven(Protocol):
    """A browser that is driven."""

    def go(self, url: str) -> None:
        """Open an address and wait for the page."""

    def run(self, script: str, *given: Any) -> Any:
        """Run the body of a function in the page; give what it returns."""


class _Chromium:
    def __init__(self, page: Any) -> None:
        self._page = page

    def go(self, url: str) -> None:
        self._page.goto(url)

    def run(self, script: str, *given: Any) -> Any:
        found = self._page.evaluate(
            f"(given) => (function () {{ {script} }}).apply(null, given)", list(given)
        )
        self._page.wait_for_load_state()
        return found


@contextmanager
def chromium(profile: Path, saved: Path | None = None) -> Iterator[Driven]:
    """Debian's Chromium on this profile. `saved`: the folder into which it saves files."""
    with playwright() as running:
        context = running.chromium.launch_persistent_context(
            profile,
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
            ],
            ignore_default_args=["--disable-back-forward-cache"],
        )
        context.set_default_timeout(60_000)
        if saved:
            context.pages[0].on("download", lambda each: each.save_as(saved / each.suggested_filename))
        yield _Chromium(context.pages[0])
        context.close()


class _Firefox:
    """Speaks Firefox's own protocol, Marionette: each message is its length, a colon and JSON."""

    def __init__(self, port: int) -> None:
        self._socket = _connected(port)
        self._file = self._socket.makefile("rb")
        self._read()
        self._number = 0
        self.ask(
            "WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"unhandledPromptBehavior": "accept"}}}
        )

    def _read(self) -> Any:
        length = b""
        while (byte := self._file.read(1)) != b":":
            assert byte, "Firefox is gone."
            length += byte
        return json.loads(self._file.read(int(length)))

    def ask(self, command: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        sent = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(f"{len(sent)}:".encode() + sent)
        _, _, error, result = self._read()
        assert error is None, error
        return result

    def go(self, url: str) -> None:
        self.ask("WebDriver:Navigate", {"url": url})
        self._whole()

    def _whole(self) -> None:
        """Wait until the page is whole: after a form that was still under way, Navigate may answer too early."""
        until = time.monotonic() + 60
        while self.run("return document.readyState") != "complete":
            assert time.monotonic() < until, "The page was never whole."
            time.sleep(0.05)

    def run(self, script: str, *given: Any) -> Any:
        return self.ask("WebDriver:ExecuteScript", {"script": script, "args": list(given)})["value"]

    def quit(self) -> None:
        self.ask("Marionette:Quit", {"flags": ["eAttemptQuit"]})
        self.close()

    def close(self) -> None:
        self._file.close()
        self._socket.close()


def _connected(port: int) -> socket.socket:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(ConnectionRefusedError):
            return socket.create_connection(("127.0.0.1", port), timeout=60)
        time.sleep(0.1)
    raise AssertionError("Firefox did not start.")


@contextmanager
def firefox(profile: Path, saved: Path | None = None) -> Iterator[Driven]:
    """Firefox ESR on this profile, as a person has it: the settings that drivers are advised to make are left out.

    `saved`: the folder into which it saves files.
    """
    assert FIREFOX.exists(), "Missing Debian package: apt-get install firefox-esr"
    profile.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settings = {
        "marionette.port": port,
        "remote.prefs.recommended": False,
        "browser.sessionstore.interval": 1000,  # 15 seconds, as it comes
        "browser.shell.checkDefaultBrowser": False,
        "browser.aboutwelcome.enabled": False,
        "datareporting.policy.dataSubmissionEnabled": False,
        "network.proxy.type": 1,  # nowhere but this machine
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": 9,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": 9,
        "network.proxy.no_proxies_on": "127.0.0.1",
    }
    if saved:
        settings |= {"browser.download.folderList": 2, "browser.download.dir": str(saved)}
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in settings.items())
    (profile / "user.js").write_text("\n".join(lines))
    command = [FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", profile]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            driven = _Firefox(port)
            with closing(driven):
                yield driven
                driven.quit()
                process.wait(timeout=30)
        finally:
            process.kill()


BROWSERS = {"chromium": chromium, "firefox": firefox}


def places_of(canaries: Sequence[str], profile: Path, copy: Path) -> list[str]:
    """Return where in a profile a canary stands, each time with a few letters after it. The profile may be in use."""
    shutil.copytree(profile, copy, ignore=_no_sockets, ignore_dangling_symlinks=True)
    found = [
        f"{path.relative_to(copy)}: {match}"
        for path in sorted(copy.rglob("*"))
        if path.is_file()
        for match in sorted(set(_matches(canaries, _unpacked(path.read_bytes()))))
    ]
    shutil.rmtree(copy)
    return found


def _no_sockets(folder: str, names: list[str]) -> list[str]:
    return [
        name for name in names if not (Path(folder) / name).is_dir() and not (Path(folder) / name).is_file()
    ]


def _unpacked(data: bytes) -> bytes:
    if data.startswith(_PACKED):
        return lz4.block.decompress(data[len(_PACKED) :])
    if data.startswith(b"\x1f\x8b"):
        with suppress(OSError, EOFError):
            return gzip.decompress(data)
    return data


def _matches(canaries: Sequence[str], data: bytes) -> Iterator[str]:
    lower = data.lower()
    there = [each for each in canaries if any(form in lower for form in _written(each.lower()))]
    if (
        there
    ):  # the profile is some hundred megabytes: what stands around a canary is only looked for where one is
        sought = "|".join(map(re.escape, there))
        wide = data.decode("utf-16-le", "replace"), data[1:].decode("utf-16-le", "replace")
        for text in (data.decode("latin-1"), *wide):
            yield from re.findall(f"(?:{sought})\\w{{0,12}}", text, re.IGNORECASE)


def _written(canary: str) -> tuple[bytes, bytes]:
    return canary.encode("ascii"), canary.encode("utf-16-le")
