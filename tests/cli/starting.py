"""Starting a command to its end: forked from a process that has imported it already, or by itself."""

import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.cli import forking

ISTHMUS = Path(sys.executable).with_name("isthmus")
SECONDS = 120
# Python reads these as it starts.
READ_AT_START = ("PYTHON", "LANG", "LC_", "TZ", "MALLOC_", "LD_")


def command(
    *words: object, folder: Path, stdin: str = "", own: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run `isthmus` with these words; `own` is for what a test sees of the start itself."""
    argv = [str(ISTHMUS), *map(str, words)]
    if own or not _may_fork():
        return _own(argv, folder, stdin)
    return _server().run(argv, folder, stdin)


def python(source: str, *words: object, folder: Path, own: bool = False) -> subprocess.CompletedProcess[str]:
    """Run some source, as `python -c` does."""
    argv = list(map(str, words))
    if own or not _may_fork():
        return _own([sys.executable, "-c", source, *argv], folder)
    return _server().run(["-c", *argv], folder, source=source)


def _own(argv: list[str], folder: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        argv,
        cwd=folder,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        env=dict(os.environ),  # not what a library set behind Python's back
    )


def _may_fork() -> bool:
    return os.environ.get("ISTHMUS_TESTS_STARTS") != "own" and _server().started_with == _read_at_start()


def _read_at_start() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith(READ_AT_START)}


@dataclass(frozen=True)
class _Server:
    address: str
    started_with: dict[str, str]

    def run(
        self, argv: list[str], folder: Path, stdin: str = "", source: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        request = {"argv": argv, "folder": str(folder), "environment": dict(os.environ), "source": source}
        with (
            tempfile.TemporaryFile() as given,
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as err,
        ):
            given.write(stdin.encode())
            given.seek(0)
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
                message = json.dumps(request).encode() + b"\n"
                try:
                    asking.connect(self.address)
                    sent = socket.send_fds(asking, [message], [each.fileno() for each in (given, out, err)])
                    asking.sendall(message[sent:])
                except (
                    OSError
                ):  # a test took the server with it; of what did not arrive whole nothing was begun
                    _server.cache_clear()
                    return _server().run(argv, folder, stdin, source)
                status = _status(asking, argv)
            said = [_text(file) for file in (out, err)]
        return subprocess.CompletedProcess(argv, status, *said)


def _status(asking: socket.socket, argv: list[str]) -> int:
    with asking.makefile() as answer:
        child = int(answer.readline())
        asking.settimeout(SECONDS)
        try:
            return int(answer.readline())
        except TimeoutError:
            os.kill(child, 9)
            raise subprocess.TimeoutExpired(argv, SECONDS) from None


def _text(file) -> str:
    file.seek(0)
    return file.read().decode().replace("\r\n", "\n")


@cache
def _server() -> _Server:
    """The server of this process, which ends with it."""
    folder = tempfile.TemporaryDirectory(prefix="isthmus-starts-")
    address = f"{folder.name}/socket"
    watched, held = os.pipe()
    process = subprocess.Popen(
        [sys.executable, forking.__file__, address, str(watched)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        pass_fds=(watched,),
    )
    os.close(watched)

    def end() -> None:
        os.close(held)
        process.communicate(timeout=30)
        folder.cleanup()

    atexit.register(end)
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    return _Server(address, _read_at_start())
