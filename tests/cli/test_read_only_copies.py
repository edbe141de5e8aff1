"""A copy that may not be written to is verified, examined and exported, byte for byte as it was before."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import ISTHMUS
from tests.cli.workspaces import make_home

MOUNT = "mount --bind {0} {0} && mount -o remount,ro,bind {0}"


def _may_mount():
    """Return whether a folder can be mounted read-only here, for one process alone."""
    unshare = shutil.which("unshare")
    return (
        bool(unshare)
        and subprocess.run([unshare, "-m", "true"], capture_output=True, check=False).returncode == 0
    )


pytestmark = pytest.mark.skipif(not _may_mount(), reason="needs leave to mount a folder read-only")


def state(folder):
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def read_only(home, *words):
    """Run a command where the workspace lies on a read-only disk."""
    command = " ".join([*ISTHMUS, *map(str, words), "--passphrase-file", "passphrase"])
    script = f"{MOUNT.format(home.folder / 'w')} && cd {home.folder} && {command}"
    return subprocess.run(
        ["unshare", "-m", "sh", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(sys.modules["isthmus"].__file__).parents[1])},
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    made = make_home(tmp_path_factory.mktemp("read-only"))
    # Its rows were put in without what follows from them.
    assert "rows differed" in made.opened("doctor", "w", "--rebuild").stdout
    return made


@pytest.mark.parametrize("log", ["without a write-ahead log", "with pages in a write-ahead log"])
def test_it_is_verified_examined_and_exported_and_stays_as_it_was(home, log, tmp_path):
    derived = ["--derived"]
    if log.startswith("with pages"):
        derived = []
        home.python(
            "from isthmus.actions.desk.accounts import owner\n"
            "from isthmus.actions.desk.recorded import recorded\n"
            "from isthmus.store.desk.models import Place\n"
            "with recorded(action='code_document', actor=owner()) as event:\n"
            "    event.commit(Place(ref='late', name='Late'))\n"
            "import os; os._exit(0)"  # without closing the database, which would write its log into it
        )
        assert (home.folder / "w" / "register.db-wal").stat().st_size
    before = state(home.folder / "w")
    verified = read_only(home, "custody", "verify", "w", *derived)
    assert (verified.returncode, "rows verify" in verified.stdout) == (0, True), verified
    examined = read_only(home, "doctor", "w")
    assert (examined.returncode, "Nothing is wrong" in examined.stdout) == (0, True), examined
    exported = read_only(home, "export", tmp_path / "out", "--workspace", "w")
    assert exported.returncode == 0, exported
    assert ("late" in (tmp_path / "out" / "places.csv").read_text()) == log.startswith("with pages")
    assert state(home.folder / "w") == before


@pytest.mark.parametrize("words", [("doctor", "w", "--rebuild"), ("judge", "undo", "j1", "--workspace", "w")])
def test_what_would_write_is_refused_with_a_sentence(home, words):
    refused = read_only(home, *words)
    assert refused.returncode in (1, 2)
    assert "Traceback" not in refused.stderr
