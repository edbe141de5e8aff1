"""No command that reads names leaves or holds one in a file of its own: ended by itself, or stopped at some moment.

Every file that Python opens for writing is told by an audit hook; whatever libraries open shows in the folders that
the process is given, which are looked at while it runs.
"""

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.tables import Rows, workbook, written
from tests.walls import reads_foreign_kinds

pytestmark = reads_foreign_kinds

CANARY = "Kanarienvogel"
# Tells the path of each file that is opened for writing in an open file, the number of which it is given.
WATCHED = """
import os, sys
to = int(sys.argv.pop(1))
def tell(event, given):
    if event == "open":
        path, mode, flags = given
        if set("wax+") & set(mode or "") or (flags or 0) & (os.O_WRONLY | os.O_RDWR):
            os.write(to, f"{path}\\n".encode(errors="replace"))
sys.addaudithook(tell)
from isthmus.cli import main
main(sys.argv[1:])
"""
PEOPLE: list[list[str | float]] = [
    [n, f"{CANARY} {'abc'[n % 3]}{n // 2}", 1950 + n % 40, n % 2, int(n % 3 > 0), 1, 5 + n] for n in range(60)
]
LISTS: Rows = [["id", "name", "born", "A", "B", "C", "count"], *PEOPLE]
SHEETS: dict[str, Rows] = {
    "sources": [["id", "name", "kind"], ["s1", CANARY, "outlet"]],
    "documents": [["id", "title", "author", "held"], ["d9", CANARY, "s1", "yes"]],
    "statements": [
        ["id", "document", "speaker", "stance", "basis", "quote"],
        ["t1", "d9", "s1", "asserts", "record", CANARY],
    ],
    "acts": [["id", "statement", "type", "date"], ["a1", "t1", "torture", "2017-03"]],
    "mentions": [
        ["id", "act", "role", "low", "high", "kind", "name"],
        ["m1", "a1", "victim", 1, 1, "individual", CANARY],
    ],
}
COMMANDS = {
    "import ODS": ("import", "ODS", "--workspace", "w", "--passphrase-file", "passphrase"),
    "import XLS": ("import", "XLS", "--workspace", "w", "--passphrase-file", "passphrase"),
    "import XLSX": ("import", "XLSX", "--workspace", "w", "--passphrase-file", "passphrase"),
    "count": ("count", "ODS"),
    "corroborate": ("corroborate", "XLS"),
    "estimate": ("estimate", "LIST", "--model", "loglinear"),
    "roster": ("link", "roster", "LIST", "--out", "out"),
}
# What a command is asked to write, or reads, and so holds names.
OURS = ("given", "out")


@pytest.fixture
def folders(home, tmp_path):
    """A workspace, and beside it everything that a command may be given."""
    (home.folder / "given").mkdir()
    for form in ("ODS", "XLS", "XLSX"):
        (home.folder / "given" / form).mkdir()
        workbook(form, home.folder / "given" / form, SHEETS)
    (home.folder / "given" / "t.ods").write_bytes(written("ODS", LISTS))
    for name in ("temporary", "at-home"):
        (tmp_path / name).mkdir()
    return home.folder


def started(folder, command):
    given = {form: next((folder / "given" / form).iterdir()) for form in ("ODS", "XLS", "XLSX")}
    given["LIST"] = folder / "given" / "t.ods"
    words = [str(given.get(word, word)) for word in COMMANDS[command]]
    told = os.open(folder.parent / "told", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    temporary, home = (str(folder.parent / name) for name in ("temporary", "at-home"))
    run = subprocess.Popen(
        [sys.executable, "-c", WATCHED, str(told), *words],
        cwd=folder,
        env={**os.environ, "TMPDIR": temporary, "HOME": home, "XDG_CACHE_HOME": home},
        pass_fds=(told,),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(told)
    return run


def holds_canary(path):
    try:
        data = path.read_bytes() if path.is_file() else b""
    except OSError:
        return False
    return CANARY.encode() in data or CANARY.encode("utf-16-le") in data


def canaries(folder):
    """The files beside those that were given or asked for in which the canary stands."""
    places = (folder, folder.parent / "temporary", folder.parent / "at-home")
    files = (path for place in places for path in place.rglob("*"))
    return {
        str(path)
        for path in files
        if not (path.is_relative_to(folder) and path.relative_to(folder).parts[0] in OURS)
        and holds_canary(path)
    }


def elsewhere(folder):
    """What was opened for writing outside of all these folders."""
    lines = set((folder.parent / "told").read_text().splitlines())
    paths = {str(folder / line) for line in lines}
    given = (str(folder.parent), "/dev/", "/proc/", sys.prefix)
    # Compiled code lies beside its source.
    return {path for path in paths if not path.startswith(given) and "__pycache__" not in path}


@pytest.mark.parametrize("command", COMMANDS)
def test_no_name_stands_in_a_file_of_its_own_while_it_runs_or_after(folders, command):
    run, seen = started(folders, command), set()
    while run.poll() is None:
        seen |= canaries(folders)
        time.sleep(0.02)
    said = run.communicate()
    assert run.returncode == 0, said
    assert seen | canaries(folders) == set()
    assert elsewhere(folders) == set()
    assert list((folders.parent / "temporary").iterdir()) == []
    assert (folders.parent / "told").read_text() or command in ("count", "corroborate", "estimate")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("seconds", [0.5, 1.2])
def test_nor_after_it_was_stopped(folders, command, seconds):
    run = started(folders, command)
    time.sleep(seconds)
    run.send_signal(signal.SIGTERM)
    run.communicate(timeout=60)
    assert canaries(folders) == set()
    assert elsewhere(folders) == set()
    assert list((folders.parent / "temporary").iterdir()) == []


def test_the_search_is_not_blind(folders):
    (folders.parent / "temporary" / "x").write_text(CANARY)
    (folders.parent / "told").write_text("/elsewhere/x\n")
    assert len(canaries(folders)) == 1
    assert elsewhere(folders) == {"/elsewhere/x"}
