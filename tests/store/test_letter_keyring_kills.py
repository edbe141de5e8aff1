"""Processes killed while they write a keyring for letters: it is the old or the new one, and nothing is left over."""

import os
import random
import re
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from isthmus.store.base.keys import Cost
from isthmus.store.desk.letter_keyring import LETTER_KEYRING, new_letter_keyring, open_letter_keyring
from isthmus.store.desk.letter_keyring.replacing import left_of, lock_of
from tests.passphrases import PASSWORD

pytestmark = pytest.mark.any_database
# One keeping and one destroying make about as many calls of the system; beyond them they come again.
CALLS = 60
WRITER = [sys.executable, "-m", "tests.store.letter_keyring_writer"]
ROOT = Path(__file__).parents[2]


def killed(folder, slot, *, call=0, after=0.0):
    """Return what a writer said before it was killed: by itself at a call, or from here after so many seconds."""
    command = [*WRITER, str(folder), slot.hex(), str(call)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
        if not call:
            time.sleep(after)
            writer.kill()
        said = writer.stdout.read()
    assert writer.returncode == -9
    return said


def judged(folder, said):
    """See that what was said has lasted, that nothing else has, and that what was left over is overwritten."""
    path = folder / LETTER_KEYRING
    with ExitStack() as stack:
        left = [stack.enter_context(each.open("rb")) for each in left_of(path) if _holds_other(each, path)]
        items = open_letter_keyring(folder, PASSWORD).content.items
        assert not any(any(each.read()) for each in left)
    kept, gone = (
        {int(number) for number in re.findall(rf"{word} (\d+)", said)} for word in ("kept", "destroyed")
    )
    found = {int.from_bytes(item) for item in items}
    assert not gone & found
    assert len((kept - gone) - found) <= 1  # destroyed, and killed before it could be said
    assert all(key == bytes([int.from_bytes(item) % 256] * 32) for item, key in items.items())
    assert sorted(folder.iterdir()) == sorted([path, lock_of(path)])
    return found


def _holds_other(path, keyring):
    return path.exists() and not path.samefile(keyring)


def written_until_killed(tmp_path, kills):
    keyring = new_letter_keyring(tmp_path, PASSWORD, "Desk", cost=Cost(memory=64, passes=1, lanes=1))
    slot, seen = keyring._own(), set()
    for kill in kills:
        before = {int.from_bytes(item) for item in keyring.content.items}
        found = judged(tmp_path, killed(tmp_path, slot, **kill))
        assert not (before - found) - {number for number in before if number % 3 == 1}
        seen |= found
    return seen


def test_a_writer_killed_at_any_moment_leaves_the_old_or_the_new(tmp_path):
    assert written_until_killed(tmp_path, [{"after": random.uniform(0, 0.05)} for _ in range(20)])


def test_a_writer_killed_at_some_calls_of_the_system_leaves_the_old_or_the_new(tmp_path):
    assert written_until_killed(tmp_path, [{"call": call} for call in range(1, CALLS, 6)])


@pytest.mark.long
def test_a_writer_killed_200_times_leaves_the_old_or_the_new(tmp_path):
    assert written_until_killed(tmp_path, [{"after": random.uniform(0, 0.05)} for _ in range(200)])


@pytest.mark.long
def test_a_writer_killed_at_every_call_of_the_system_leaves_the_old_or_the_new(tmp_path):
    assert written_until_killed(tmp_path, [{"call": call} for call in range(1, CALLS)])
