"""Nothing but an exact answer or a refusal comes out of the readers of letters, wherever coverage leads the search."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not find_spec("atheris"), reason="atheris is built for x86-64 on Linux alone")

ROOT = Path(__file__).parents[2]
READERS = ("arrived", "header", "line", "statement", "signature", "keyring")
# Ten minutes for all of them.
SECONDS_EACH = 100


def searched(reader: str, limit: str, folder: Path) -> str:
    """What a search says; it fails the test where it found something."""
    command = [sys.executable, "-m", "tests.fuzz.letters", reader, limit, f"-artifact_prefix={folder}/"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-4000:]
    return run.stderr


@pytest.mark.parametrize("reader", READERS)
def test_a_short_search_starts_from_what_is_sound_and_finds_nothing(reader, tmp_path):
    said = searched(reader, "-runs=2000", tmp_path)
    assert "Done 2000 runs" in said
    # It got past the beginning: what it starts from is taken, so that there is something to be led by.
    assert max(int(line.split("cov: ")[1].split()[0]) for line in said.splitlines() if "cov: " in line) > 20


@pytest.mark.long
@pytest.mark.parametrize("reader", READERS)
def test_a_long_search_finds_nothing(reader, tmp_path):
    assert "Done " in searched(reader, f"-max_total_time={SECONDS_EACH}", tmp_path)
