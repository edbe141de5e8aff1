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
from isthmus.files.parsing_process.worker import THREADED, limit
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


ASKED_OF_THE_KERNEL = """
import ctypes, errno, json, os, sys
libc = ctypes.CDLL(None, use_errno=True)
parent, found = int(sys.argv[1]), []
for name, arguments in {
    "ptrace": (0, 0, 0, 0), "process_vm_readv": (parent, 0, 0, 0, 0, 0), "process_vm_writev": (parent, 0, 0, 0, 0, 0),
    "mount": (b"none", b"/", b"tmpfs", 0, 0), "umount2": (b"/", 0), "pivot_root": (b"/", b"/"), "setns": (0, 0),
    "unshare": (0x10000000,), "chroot": (b"/",), "personality": (0xFFFFFFFF,), "inotify_init1": (0,),
    "fanotify_init": (0, 0), "timerfd_create": (0, 0), "signalfd": (-1, bytes(128), 0), "shmget": (0, 4096, 0o1600),
    "msgget": (0, 0o1600), "semget": (0, 1, 0o1600), "socket": (1, 1, 0), "kill": (parent, 0), "chmod": (b"/", 0o777),
    "link": (b"/usr/bin/env", b"/x"), "mkfifo": (b"/dev/x", 0o600), "unlink": (b"/usr/bin/env",),
    "memfd_create": (b"x", 0),
}.items():
    if hasattr(libc, name) and getattr(libc, name)(*arguments) >= 0:
        found.append(name)
def tried(what, attempt):
    try:
        attempt()
    except OSError:
        return
    except ValueError:
        return
    found.append(what)
for place in ("/proc/1/environ", "/proc/self/environ", "/proc/%d/mem" % parent, "/etc/passwd", "/etc/machine-id"):
    tried(place, lambda: open(place, "rb").read(1))
for place in ("/proc", "/sys", "/run", "/var", "/boot", "/media"):
    tried(place, lambda: os.listdir(place))
for place in ("/dev/shm/x", "/dev/x", "/x", "/tmp/x", "/usr/x", sys.executable):
    tried("written " + place, lambda: open(place, "ab").write(b"x"))
import resource
for what in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
    tried("more than the limit %d" % what, lambda: resource.setrlimit(what, (resource.RLIM_INFINITY,) * 2))
tried("the limits of who started it", lambda: resource.prlimit(parent, resource.RLIMIT_NOFILE))
tried("root", lambda: os.setuid(0)) if os.getuid() else found.append("it is root")
tried("the file that it was given, changed", lambda: os.ftruncate(0, 0))
tried("the file that it was given, written", lambda: os.write(0, b"x"))
tried("another program", lambda: os.posix_spawn("/bin/sh", ["sh", "-c", "exit"], {}))
print(json.dumps(found))
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
        f"from isthmus.files.parsing_process import worker\nworker.limit({how})\n"
    )


@reads_foreign_kinds
def test_an_exploit_reaches_nothing(walls: ShutIn, tmp_path: Path, listening: int) -> None:
    assert [what for what, there in reached(walls, limits(), tmp_path, listening).items() if there] == []


def test_the_same_outside_reaches_what_it_tries(tmp_path: Path, listening: int) -> None:
    assert all(reached(NO_WALLS, "", tmp_path, listening).values())


@reads_foreign_kinds
@pytest.mark.parametrize(
    "program", ["pdf", "picture", "picture_grey", "tesseract", "eml", "archive_files", "xls"]
)
def test_no_program_reaches_more_than_another(walls: ShutIn, tmp_path: Path, program: str) -> None:
    given = tmp_path / "given"
    given.write_bytes(b"the file")
    limited = limits(
        f"worker.OTHERS_LIMITS.get({program!r}, worker.OF_DOCUMENTS), threads={program in THREADED}"
    )
    with given.open("rb") as stream:
        ran = subprocess.run(
            [*walls.command, sys.executable, "-I", "-c", limited + ASKED_OF_THE_KERNEL, str(os.getpid())],
            stdin=stream,
            capture_output=True,
            check=False,
            text=True,
            env={},
            pass_fds=walls.inherited,
            timeout=120,
        )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == []
    assert given.read_bytes() == b"the file"


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
