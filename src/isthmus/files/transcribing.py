"""What is said in a recording, written down by a program of the operator's own: a file goes in, WebVTT comes out.

Isthmus ships no such program. It runs outside all walls, as whoever runs the desk: it is theirs, named on the command
line and nowhere else. It is given the recording on its standard input, and no key, no place of the workspace, no name.
"""

import os
import selectors
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from shutil import which
from threading import Thread
from typing import IO

from isthmus.core.messages import Message, MessageError

__all__ = ["TranscriptionCommand", "TranscriptionFailed", "transcribed"]

# What subtitles of a day have is far less; a program that answers without end is stopped.
MOST_ANSWER = 64 << 20
# So often somebody may cancel.
_SECONDS = 0.5
_PIECE = 64 * 1024
_KEEPER = Path(__file__).with_name("ends_with_starter.py")
# What programs need to find their own parts; nothing else that the desk was started with is told to them.
_ENVIRONMENT = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "XDG_CACHE_HOME",
    "XDG_RUNTIME_DIR",
    "LD_LIBRARY_PATH",
)
# As many digits of the SHA-256 of the program as tell one from another.
_DIGITS = 16


class TranscriptionFailed(MessageError):
    """The program did not start, ended in failure, or answered too much."""


@dataclass(frozen=True, slots=True)
class TranscriptionCommand:
    """The program that the operator named, with its arguments."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, typed: str) -> "TranscriptionCommand":
        """Return the command as it was typed, its program by its whole path. Raises TranscriptionFailed."""
        try:
            words = shlex.split(typed)
        except ValueError:
            words = []
        program = which(words[0]) if words else None
        if program is None:
            raise TranscriptionFailed(Message("transcription.no_program"))
        return cls((str(Path(program).resolve()), *words[1:]))

    @property
    def tool(self) -> str:
        """Return what the program is called."""
        return Path(self.words[0]).name

    @property
    def parameters(self) -> str:
        """Return its arguments, as a shell is given them."""
        return shlex.join(self.words[1:])

    def version(self) -> str:
        """Return which program it is, to the letter: programs do not all tell their version."""
        with Path(self.words[0]).open("rb") as file:
            return f"sha256:{file_digest(file, 'sha256').hexdigest()[:_DIGITS]}"


def transcribed(
    command: TranscriptionCommand, pieces: Iterable[bytes], going_on: Callable[[], None]
) -> bytes:
    """Return what the program answers for a recording. `going_on` is called now and then, and may raise to end it.

    Raises TranscriptionFailed.
    """
    with _started(command) as process:
        answer, status = _answered(process, pieces, going_on)
    if status:
        raise TranscriptionFailed(Message("transcription.failed", program=command.tool, status=status))
    return answer


def _answered(
    process: "subprocess.Popen[bytes]", pieces: Iterable[bytes], going_on: Callable[[], None]
) -> tuple[bytes, int]:
    """Return what a program answers, and with which status it ended."""
    feeder = _Feeder(process.stdin, pieces)
    feeder.start()
    try:
        answer = _answer(process, going_on)
        status = _ended(process, going_on)
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # with what it started
        process.wait()
        feeder.join()
        if process.stdout:
            process.stdout.close()
    if feeder.error is not None:
        raise feeder.error
    return answer, status


@contextmanager
def _started(command: TranscriptionCommand) -> "Iterator[subprocess.Popen[bytes]]":
    """Yield the program, which ends with this process, however that ends."""
    if not os.access(command.words[0], os.X_OK):
        raise TranscriptionFailed(Message("transcription.no_program"))
    theirs, ours = os.pipe()
    try:
        with os.fdopen(theirs, "rb") as life:
            process = subprocess.Popen(  # noqa: S603  what the operator named, and nothing of the recording
                [sys.executable, "-I", "-S", str(_KEEPER), str(life.fileno()), *command.words],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
                cwd="/",
                start_new_session=True,
                pass_fds=(life.fileno(),),
            )
        yield process
    finally:
        os.close(ours)


class _Feeder(Thread):
    """Gives the recording to the program, which may stop listening before its end."""

    def __init__(self, target: IO[bytes] | None, pieces: Iterable[bytes]) -> None:
        super().__init__(name="isthmus-recording", daemon=True)
        self._target, self._pieces = target, pieces
        self.error: Exception | None = None

    def run(self) -> None:
        """Write all of it, or as much as is taken."""
        if self._target is None:
            return
        try:
            with self._target:
                for piece in self._pieces:
                    self._target.write(piece)
        except BrokenPipeError:
            return
        except Exception as error:  # noqa: BLE001  (raised to whoever asked: the recording itself is damaged)
            self.error = error


def _answer(process: "subprocess.Popen[bytes]", going_on: Callable[[], None]) -> bytes:
    found = bytearray()
    if process.stdout is None:
        return b""
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        while True:
            if not waiting.select(_SECONDS):
                going_on()
                continue
            piece = os.read(process.stdout.fileno(), _PIECE)
            if not piece:
                return bytes(found)
            found += piece
            if len(found) > MOST_ANSWER:
                raise TranscriptionFailed(Message("transcription.too_long"))


def _ended(process: "subprocess.Popen[bytes]", going_on: Callable[[], None]) -> int:
    """Return with which status it ended, once it has."""
    while True:
        try:
            return process.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            going_on()
