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


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Start a server with an empty database, give its URL, and leave nothing behind."""
    programs, user = _programs(), _other_user()
    folder = Path(tempfile.mkdtemp(prefix="isthmus-postgresql-"))
    data, port = folder / "data", _free_port()
    if user:
        os.chown(folder, user["user"], user["group"])
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "cwd": folder, **user}
    initdb = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "isthmus",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    ]
    subprocess.run([*initdb, "--no-sync"], check=True, **quiet)  # type: ignore[call-overload]
    options = [word for setting in FAST for word in ("-c", setting)]
    address = ["-c", "listen_addresses=127.0.0.1", "-p", str(port), "-k", str(folder)]
    with (folder / "log").open("wb") as log:
        quiet |= {"stderr": log}
        server = subprocess.Popen([programs / "postgres", "-D", data, *address, *options], **quiet)  # type: ignore[call-overload]
        try:
            reached = ["-h", "127.0.0.1", "-p", str(port), "-U", "isthmus"]
            _wait([programs / "pg_isready", "-q", *reached], server)
            subprocess.run([programs / "createdb", *reached, "isthmus"], check=True)
            yield f"postgresql://isthmus@127.0.0.1:{port}/isthmus"
        finally:
            server.send_signal(2)  # SIGINT: a fast shutdown
            server.wait(SECONDS_TO_START)
            shutil.rmtree(folder, ignore_errors=True)
