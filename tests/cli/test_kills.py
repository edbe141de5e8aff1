"""Processes that are killed while they write, and files that appear whole or not at all."""

import os
import subprocess
import sys

from benchmarks.custody_writings import WRITINGS


def test_what_was_answered_stays_and_nothing_is_half_there(tmp_path):
    command = [sys.executable, "-m", "benchmarks", "custody_kills", "--alone"]
    kills = {"ISTHMUS_BENCH_KILLS": str(2 * len(WRITINGS)), "TMPDIR": str(tmp_path)}
    ran = subprocess.run(command, env={**os.environ, **kills}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert '"  lost, half there, or not to be gone on with", "value": 0' in ran.stdout, ran.stdout
    assert list(tmp_path.iterdir()) == []
