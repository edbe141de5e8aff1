"""A program of the operator's gets a recording on its standard input, and answers on its standard output."""

import os
import select
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from isthmus.files import transcribing
from isthmus.files.transcribing import TranscriptionCommand, TranscriptionFailed, transcribed

VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nWords."


def program(code: str, *arguments: str) -> TranscriptionCommand:
    return TranscriptionCommand.of(shlex.join([sys.executable, "-c", code, *arguments]))


def on() -> None:
    """Nothing stops it."""


def test_it_is_given_the_recording_and_its_answer_is_taken() -> None:
    code = "import sys; data = sys.stdin.buffer.read(); print(len(data), data[:3])"
    assert transcribed(program(code), [b"abc"] * 100_000, on) == b"300000 b'abc'\n"


def test_it_may_stop_listening_before_the_end() -> None:
    assert (
        transcribed(program("print('heard enough')"), (b"x" * 65_536 for _ in range(500)), on)
        == b"heard enough\n"
    )


def test_it_is_told_nothing_else_that_the_desk_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISTHMUS_SECRET", "a canary")
    code = "import os; print(sorted(os.environ), os.getcwd(), sorted(map(int, os.listdir('/proc/self/fd'))))"
    inherited = os.open("/dev/null", os.O_RDONLY)
    try:
        told = transcribed(program(code), [], on).decode()
    finally:
        os.close(inherited)
    assert "SECRET" not in told
    assert " / [0, 1, 2, 3]" in told


def test_a_failure_is_said_with_its_status() -> None:
    with pytest.raises(TranscriptionFailed) as failed:
        transcribed(program("raise SystemExit(3)"), [b"abc"], on)
    assert failed.value.message.values["status"] == 3


def test_an_answer_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcribing, "MOST_ANSWER", 1_000)
    with pytest.raises(TranscriptionFailed):
        transcribed(program("while True: print('x' * 100)"), [], on)


def test_whoever_cancels_ends_it_with_what_it_started() -> None:
    class Cancelled(Exception):
        pass

    def cancelled() -> None:
        raise Cancelled

    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    code = (
        "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
        " time.sleep(600)"
    )
    with pytest.raises(Cancelled):
        transcribed(program(code), [b"abc"], cancelled)
    os.close(writing)
    os.close(reading)
    end = time.monotonic() + 60  # what is killed is gone a moment later
    while any(b"time.sleep(600)" in each for each in processes()):
        assert time.monotonic() < end, "it goes on"


def processes() -> Iterator[bytes]:
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            yield each.read_bytes()


def test_a_recording_that_breaks_off_is_no_shorter_recording() -> None:
    def broken() -> Iterator[bytes]:
        yield b"abc"
        raise ValueError("damaged")

    with pytest.raises(ValueError, match="damaged"):
        transcribed(program("import sys; sys.stdin.read(); print('all')"), broken(), on)


@pytest.mark.parametrize("typed", ["", "no-such-program-anywhere", "'unclosed"])
def test_what_is_no_program_is_refused(typed: str) -> None:
    with pytest.raises(TranscriptionFailed):
        TranscriptionCommand.of(typed)


def test_a_copy_says_which_program_made_it() -> None:
    command = program("pass", "--model", "a b")
    assert command.tool.startswith("python")
    assert command.parameters == "-c pass --model 'a b'"
    assert command.version() == command.version()
    assert command.version().startswith("sha256:")


DESK = """
import os, sys
from isthmus.files.transcribing import TranscriptionCommand, transcribed
def pieces():
    while True:
        yield b"x" * 65_536
print(transcribed(TranscriptionCommand.of(sys.argv[1]), pieces(), lambda: None))
"""
# It starts another one, as scripts do; both hold an end of a pipe as long as they live, and neither heeds anything.
STARTS_ANOTHER = """
import os, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.signal(signal.SIGHUP, signal.SIG_IGN)
held = open(sys.argv[1], "wb")
sleeping = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], stdout=held)
held.write(b"both")
held.flush()
time.sleep(600)
"""


def test_it_ends_with_the_desk_that_was_killed_and_with_it_what_it_started(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = shlex.join([sys.executable, "-c", STARTS_ANOTHER, str(pipe)])
    desk = subprocess.Popen([sys.executable, "-c", DESK, command])
    with pipe.open("rb") as held:
        assert held.read(4) == b"both"
        desk.kill()
        desk.wait()
        ready, _, _ = select.select([held], [], [], 60)
        assert ready, "it goes on"
        assert held.read() == b""  # which comes once nobody holds the other end


def test_a_program_that_is_gone_since_is_told_from_one_that_failed(tmp_path: Path) -> None:
    script = tmp_path / "writes_down"
    script.write_text("#!/bin/sh\nkill -9 $$\n")
    script.chmod(0o700)
    command = TranscriptionCommand.of(str(script))
    with pytest.raises(TranscriptionFailed) as failed:
        transcribed(command, [], on)
    assert failed.value.message.values["status"] == 128 + 9
    script.unlink()
    with pytest.raises(TranscriptionFailed) as failed:
        transcribed(command, [], on)
    assert failed.value.message.code == "transcription.no_program"
