"""Processes killed while they write, each of every other kind of writing, and forged registers that are backed up.

The benchmarks do many of each.
"""

import os
import subprocess
import sys

import pytest

from benchmarks.custody_writings import WRITINGS


def ran(name, tmp_path, **settings):
    command = [sys.executable, "-m", "benchmarks", name, "--alone"]
    environment = {**os.environ, **settings, "TMPDIR": str(tmp_path)}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert list(tmp_path.iterdir()) == []
    return run.stdout


@pytest.mark.parametrize(
    "kills",
    [
        pytest.param(len(WRITINGS) // 2, id="half"),
        pytest.param(len(WRITINGS), id="all", marks=pytest.mark.long),
    ],
)
def test_what_was_answered_stays_and_nothing_is_half_there(tmp_path, kills):
    said = ran("custody_kills", tmp_path, ISTHMUS_BENCH_KILLS=str(kills))
    assert '"  lost, half there, or not to be gone on with", "value": 0' in said, said


def test_a_forged_register_is_told_at_the_latest_when_its_backup_is_restored(tmp_path):
    said = ran("custody_restores", tmp_path, ISTHMUS_BENCH_RESTORES="8")
    assert '"  missed, or with a traceback", "value": 0' in said, said


SET_ASIDE = """
from isthmus.store.desk.models import Document
for path in [workspace.blobs.path(Document.objects.get().content)]:
    path.replace(workspace.blobs.folder / f".{path.stem}.leaving")
"""


@pytest.mark.parametrize("words", [("doctor", "w"), ("custody", "verify", "w"), ("backup", "w", "b")])
def test_whoever_opens_the_workspace_next_ends_what_a_kill_left(home, words):
    home.python(SET_ASIDE)
    staged = home.folder / "w" / ".keyring.age.next-1"
    staged.write_bytes(b"of an event that never was")
    staged.chmod(0o600)
    mark = home.folder / "w" / ".overwriting-of-a-process-that-was-killed"
    mark.write_text("{}")
    mark.chmod(0o600)
    home.opened(*words)
    left = [path for path in (home.folder / "w").rglob(".*") if path.is_file()]
    assert left == []
