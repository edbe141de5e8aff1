"""An exploit in the parsing process reaches nothing; the same outside of it reaches what it tries."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from isthmus.files.parsing_process.launching import ShutIn, shut_in
from isthmus.files.parsing_process.worker import limit
from tests.walls import reads_foreign_kinds

TOO_MUCH = 8 << 30
ATTACK = """
import json, os, socket, sys
key, port, folder = sys.argv[1:4]
def tried(what):
    try:
        return bool(what())
    except BaseException:
        return False
def fork():
    child = os.fork()
    if not child:
        os._exit(0)
    return os.waitpid(child, 0)
def fill(where):
    with open(os.path.join(where, "filled"), "wb") as stream:
        return stream.write(b"x" * 4096) and stream.flush() is None
def connect():
    with socket.create_connection(("127.0.0.1", int(port)), timeout=5):
        return True
print(json.dumps({
    "key": tried(lambda: open(key, "rb").read()),
    "beside it": tried(lambda: os.listdir(folder)),
    "accounts": tried(lambda: open("/etc/passwd").read()),
    "network": tried(connect),
    "child": tried(fork),
    "disk": tried(lambda: fill(folder)) or any(tried(lambda: fill(each)) for each in ("/", "/tmp", "/dev", "/dev/shm")),
    "memory": tried(lambda: len(bytearray(int(sys.argv[5])))),
    "environment": tried(lambda: os.environ.get("ISTHMUS_SECRET")),
    "other processes": tried(lambda: os.kill(int(sys.argv[4]), 0) is None),
    "a socket of this machine": tried(lambda: socket.socketpair()),
    "a namespace": tried(lambda: os.unshare(0) is None),
    "a hold on a process": tried(lambda: os.pidfd_open(os.getpid())),
    "memory with a name": tried(lambda: os.memfd_create("x")),
    "what is open": tried(lambda: [os.fstat(each) for each in range(3, 256) if tried(lambda: os.fstat(each))]),
}))
"""


NO_WALLS = ShutIn((), ())


@pytest.fixture
def walls() -> Iterator[ShutIn]:
    with shut_in() as found:
        yield found


@pytest.fixture
def listening() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def reached(walls: ShutIn, before: str, folder: Path, port: int) -> dict[str, bool]:
    """What the attack reaches that runs behind these walls, after some source."""
    key = folder / "key"
    key.write_text("a secret")
    memory = TOO_MUCH if walls.command else 1 << 20  # what no machine of the tests need have
    words = (str(key), str(port), str(folder), str(os.getpid()), str(memory))
    with key.open() as left_open:
        ran = subprocess.run(
            [*walls.command, sys.executable, "-I", "-c", before + ATTACK, *words],
            capture_output=True,
            check=False,
            text=True,
            env={"ISTHMUS_SECRET": "x"},
            pass_fds=walls.inherited or (left_open.fileno(),),
            timeout=120,
        )
    assert ran.returncode == 0, ran.stderr
    found: dict[str, bool] = json.loads(ran.stdout)
    return found


def limits(how: str = "") -> str:
    """The source that limits a process as the worker does."""
    source = Path(limit.__code__.co_filename).parents[3]
    return (
        f"import sys; sys.path.insert(0, {str(source)!r})\n"
        "from isthmus.files.parsing_process.worker import limit\n"
        f"limit({how})\n"
    )


@reads_foreign_kinds
def test_an_exploit_reaches_nothing(walls: ShutIn, tmp_path: Path, listening: int) -> None:
    assert [what for what, there in reached(walls, limits(), tmp_path, listening).items() if there] == []


def test_the_same_outside_reaches_what_it_tries(tmp_path: Path, listening: int) -> None:
    assert all(reached(NO_WALLS, "", tmp_path, listening).values())


@reads_foreign_kinds
def test_what_it_asks_of_the_kernel_is_refused_before_any_other_limit(
    walls: ShutIn, tmp_path: Path, listening: int
) -> None:
    found = reached(walls, "", tmp_path, listening)
    asked = {"network", "child", "a socket of this machine", "a namespace", "a hold on a process"}
    assert [what for what in (*sorted(asked), "memory with a name") if found[what]] == []


@reads_foreign_kinds
def test_one_that_may_start_threads_does_not_fill_the_machine_with_them(walls: ShutIn) -> None:
    """Each is small; what a machine can hold of all is often 32,768."""
    source = (
        "import threading\nthreading.stack_size(32768)\nwaiting, n = threading.Event(), 0\n"
        "try:\n    while n < 12_000:\n        threading.Thread(target=waiting.wait, daemon=True).start()\n"
        "        n += 1\nexcept RuntimeError:\n    pass\nprint(n, flush=True)\nimport os; os._exit(0)"
    )
    ran = subprocess.run(
        [*walls.command, sys.executable, "-I", "-c", limits("threads=True") + source],
        capture_output=True,
        check=False,
        env={},
        pass_fds=walls.inherited,
        timeout=120,
    )
    assert 0 < int(ran.stdout) <= 8_192


@reads_foreign_kinds
def test_it_ends_with_who_started_it(walls: ShutIn) -> None:
    """A process that starts one, then is killed: what it started holds its end of a pipe no longer."""
    read, write = os.pipe()
    waiting = [
        *walls.command,
        sys.executable,
        "-I",
        "-c",
        "import time; print(1, flush=True); time.sleep(600)",
    ]
    started = f"subprocess.Popen({waiting!r}, stdout={write}, pass_fds={walls.inherited})"
    starting = f"import subprocess, time; {started}; time.sleep(600)"
    parent = subprocess.Popen([sys.executable, "-c", starting], pass_fds=(write, *walls.inherited))
    os.close(write)
    with os.fdopen(read, "rb") as said:
        assert said.readline() == b"1\n"
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        assert said.read() == b""  # which ends when nobody holds the other end
