"""Starting the process that parses, shut in by bubblewrap, and reading what it answers.

It sees the programs of this machine and this package, read-only, and the one file that it is given as its standard
input: no other file, no network, no other process, no variable of the environment. It may ask the kernel only for
what parsing needs, and ends with the process that started it. What it answers are lines of JSON; they are as foreign
as the file, and whoever asks checks each of them.
"""

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import which
from typing import IO

import isthmus
from isthmus.files.in_memory import stream_in_memory
from isthmus.files.parsing_process.system_calls import FilterMissing, filter_program

__all__ = [
    "Answers",
    "NoParsingProcess",
    "ParsingFailed",
    "ShutIn",
    "TookTooMuch",
    "output_of",
    "parsing",
    "shut_in",
]

type Answers = Iterator[object]

# A process that says nothing for so long is stuck, or waits on purpose. Its own limit of computing time is shorter.
SILENT_SECONDS = 400
# All that is waited for one, on a machine that has much else to do: one that says a little now and then ends, too.
WAITED_SECONDS = 1_200
LONGEST_ANSWER = 64 << 20  # bytes of a line: a row of a thousand full cells is 32 million letters
_PIECE = 1 << 18
_BY_SIGNAL = 128
# Where the machine has no memory left, the kernel ends what parses, and neither the desk nor another program.
_FIRST_TO_GO = ("/bin/sh", "-c", 'echo 1000 >/proc/self/oom_score_adj; exec "$0" "$@"')
_SOURCE = Path(isthmus.__file__).parents[1]
_WORKER = Path(__file__).with_name("worker.py")


class NoParsingProcess(Exception):
    """Bubblewrap or libseccomp is not on this machine, or may not start here."""


class ParsingFailed(Exception):
    """The process ended early, or answered in no way that is understood."""


class TookTooMuch(ParsingFailed):
    """The process was ended: it took too much memory or time, or its parser broke."""


@contextmanager
def parsing(program: str, file: IO[bytes], *arguments: str) -> Iterator[Answers]:
    """Let one of the programs of the worker parse a file; yield what it answers. The file is read from its start.

    `arguments` are ours, and hold nothing of the file.

    Raises NoParsingProcess, and ParsingFailed also while answers are read.
    """
    with _started(program, file, *arguments) as process:
        yield _answers(process)


def output_of(program: str, file: IO[bytes], *arguments: str) -> bytes:
    """Return what another program than Python's answers of a file, as it wrote it.

    Raises NoParsingProcess and ParsingFailed.
    """
    with _started(program, file, *arguments) as process:
        output = b"".join(_pieces(process))
        _check_status(process)
    return output


@contextmanager
def _started(program: str, file: IO[bytes], *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    with shut_in() as walls, open(f"/proc/self/fd/{file.fileno()}", "rb") as given:  # noqa: PTH123  a place of its own in the file
        command = [*_FIRST_TO_GO, *walls.command, sys.executable, "-I", str(_WORKER), program, *arguments]
        process = subprocess.Popen(  # noqa: S603  nothing of the file stands in the command
            command,
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            pass_fds=walls.inherited,
        )
    try:
        yield process
    finally:
        process.kill()
        with process:
            pass


@dataclass(frozen=True, slots=True)
class ShutIn:
    """The beginning of a command that shuts a process in, and the open files that the command is to inherit."""

    command: tuple[str, ...]
    inherited: tuple[int, ...]


@contextmanager
def shut_in() -> Iterator[ShutIn]:
    """Yield how one process is shut in. Raises NoParsingProcess."""
    command, program = _tried()
    with _walls_of(command, program) as walls:
        yield walls


@cache
def _tried() -> tuple[tuple[str, ...], bytes]:
    """Return the walls and the filter, once a process that does nothing was started behind them."""
    bubblewrap = which("bwrap")
    if bubblewrap is None or not Path("/proc/self/fd").is_dir():
        raise NoParsingProcess
    try:
        program = filter_program()
    except FilterMissing:
        raise NoParsingProcess from None
    command = (bubblewrap, *_walls())
    with _walls_of(command, program) as walls:
        nothing = subprocess.run(  # noqa: S603
            [*walls.command, sys.executable, "-I", "-S", "-c", ""],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env={},
            cwd="/",
            pass_fds=walls.inherited,
        )
    if nothing.returncode:
        raise NoParsingProcess
    return command, program


@contextmanager
def _walls_of(command: tuple[str, ...], program: bytes) -> Iterator[ShutIn]:
    """Bubblewrap reads the filter from an open file, to its end: each start has one of its own."""
    with stream_in_memory(program) as file:
        yield ShutIn((*command, "--seccomp", str(file.fileno())), (file.fileno(),))


def _walls() -> Iterator[str]:
    yield from ("--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL")
    if os.geteuid() == 0:
        # No limit of children holds for root: the worker becomes nobody, which it could not in a user namespace.
        yield from (
            "--unshare-ipc",
            "--unshare-pid",
            "--unshare-net",
            "--unshare-uts",
            "--unshare-cgroup-try",
        )
        yield from ("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")
    else:
        yield "--unshare-all"
    for path in ("/usr", "/lib", "/lib64"):
        yield from ("--ro-bind-try", path, path)
    for path in _python():
        for parent in reversed(Path(path).parents[:-1]):
            yield from ("--perms", "0755", "--dir", str(parent))  # which may be closed to others outside
        yield from ("--ro-bind", path, path)
    yield from ("--dev", "/dev", "--remount-ro", "/", "--chdir", "/")


def _python() -> Iterator[str]:
    """Yield the folders that this Python and this package lie in."""
    homes = {sys.prefix, sys.base_prefix, str(Path(sys.executable).resolve().parents[1])}
    yield from sorted(each for each in homes if not Path(each).is_relative_to("/usr"))
    package = _SOURCE / "isthmus"
    if not any(package.is_relative_to(each) for each in (*homes, "/usr")):
        yield str(package)


def _answers(process: subprocess.Popen[bytes]) -> Answers:
    for line in _lines(process):
        with _understood():
            answer = json.loads(line)
        yield answer
    _check_status(process)


def _check_status(process: subprocess.Popen[bytes]) -> None:
    """Raise TookTooMuch where a signal ended a process (bubblewrap tells it as shells do), ParsingFailed for others."""
    if status := process.wait():
        raise TookTooMuch if status < 0 or status > _BY_SIGNAL else ParsingFailed


@contextmanager
def _understood() -> Iterator[None]:
    try:
        yield
    except (ValueError, RecursionError):
        raise ParsingFailed from None


def _lines(process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    rest = bytearray()
    for piece in _said(process):
        for line in piece.splitlines(keepends=True):
            rest += line
            if len(rest) > LONGEST_ANSWER:
                raise ParsingFailed
            if rest.endswith(b"\n"):
                yield bytes(rest)
                rest.clear()
    if rest:
        raise ParsingFailed


def _pieces(process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    size = 0
    for piece in _said(process):
        size += len(piece)
        if size > LONGEST_ANSWER:
            raise ParsingFailed
        yield piece


def _said(process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    """Yield what a process says, as it comes; raises TookTooMuch where it lets others wait for too long."""
    assert process.stdout
    left = float(WAITED_SECONDS)
    with selectors.DefaultSelector() as ready:
        ready.register(process.stdout, selectors.EVENT_READ)
        while True:
            began = time.monotonic()
            if left < 0 or not ready.select(min(SILENT_SECONDS, left)):
                raise TookTooMuch
            left -= time.monotonic() - began
            piece = os.read(process.stdout.fileno(), _PIECE)
            if not piece:
                return
            yield piece
