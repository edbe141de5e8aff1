"""A PostgreSQL server of the tests' own: Debian's package, a throwaway folder, loopback, never as root."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_connections=20")
SECONDS_TO_START = 30


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if not found:
        pytest.fail("Missing Debian package: apt-get install postgresql", pytrace=False)
    return found[-1].parent


def _other_user() -> dict[str, object]:
    """Who the server runs as: PostgreSQL refuses root, so root hands over to Debian's own user for it."""
    if os.geteuid() != 0:
        return {}
    owner = pwd.getpwnam("postgres")
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _wait(ask: list[str | Path], server: subprocess.Popen[bytes]) -> None:
    # A server that is starting takes connections and refuses them: only it knows when it is ready.
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and server.poll() is None:
        if subprocess.run(ask, stdout=subprocess.DEVNULL, check=False).returncode == 0:
            return
        time.sleep(0.05)
    pytest.fail("PostgreSQL did not start for the tests.", pytrace=False)


class Server:
    """A server with an empty database, which can be stopped and started again."""

    def __init__(self, settings: tuple[str, ...] = FAST) -> None:
        self._settings = settings
        self._programs, self._user = _programs(), _other_user()
        self._folder = Path(tempfile.mkdtemp(prefix="isthmus-postgresql-"))
        self._port = _free_port()
        self._running: subprocess.Popen[bytes] | None = None
        self.url = f"postgresql://isthmus@127.0.0.1:{self._port}/isthmus"
        if self._user:
            os.chown(self._folder, self._user["user"], self._user["group"])
        initdb = [
            "-D",
            self._data,
            "-U",
            "isthmus",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]
        subprocess.run([self._programs / "initdb", *initdb], check=True, **self._quiet())  # type: ignore[call-overload]
        self.start()
        subprocess.run([self._programs / "createdb", *self._reached(), "isthmus"], check=True)

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _quiet(self) -> dict[str, object]:
        return {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "cwd": self._folder, **self._user}

    def _reached(self) -> list[str]:
        return ["-h", "127.0.0.1", "-p", str(self._port), "-U", "isthmus"]

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = [word for setting in self._settings for word in ("-c", setting)]
        address = ["-c", "listen_addresses=127.0.0.1", "-p", str(self._port), "-k", str(self._folder)]
        with (self._folder / "log").open("ab") as log:
            self._running = subprocess.Popen(  # type: ignore[call-overload]
                [self._programs / "postgres", "-D", self._data, *address, *options],
                **self._quiet() | {"stderr": log},
            )
        assert self._running
        _wait([self._programs / "pg_isready", "-q", *self._reached()], self._running)

    def stop(self) -> None:
        """Stop it as an administrator does, who does not wait for those who are connected."""
        if self._running:
            self._running.send_signal(2)  # SIGINT: a fast shutdown
            self._running.wait(SECONDS_TO_START)

    def let_in_by(self, method: str) -> None:
        """Let users in by a method of pg_hba.conf, from the next start on."""
        lines = f"local all all trust\nhost all all 127.0.0.1/32 {method}\n"
        (self._data / "pg_hba.conf").write_text(lines, encoding="utf-8")

    def remove(self) -> None:
        """Leave nothing behind."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)


@contextlib.contextmanager
def server(settings: tuple[str, ...] = FAST) -> Iterator[Server]:
    """Start a server that can be stopped meanwhile."""
    started = Server(settings)
    try:
        yield started
    finally:
        started.remove()


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Start a server with an empty database, give its URL, and leave nothing behind."""
    with server() as started:
        yield started.url
