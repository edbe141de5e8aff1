"""`link roster` leaves no record beside its output, nor in the place for temporary files: ended, stopped or killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

CANARY = "Qzvxcanar"
# The lists are taken for long ones, and DuckDB has little memory, so that it spills.
RUN = """
import sys
from isthmus.engines import connection, roster
roster.IN_MEMORY = int(sys.argv[1])
connection.MEMORY = 120
from isthmus.cli import main
main(sys.argv[2:])
"""
ON_DISK, IN_MEMORY = "0", "8000000"
MANY, FEW = 12_000, 1_500  # as many as make it spill; and where it only has to come to its end


def letters(number: int) -> str:
    return "".join(chr(97 + number // 26**place % 26) for place in range(4))


def write_list(home: Path, records: int) -> None:
    rows = (
        f"{n},{CANARY}{letters(n // 3)} {letters(n * 7 % 900)},{letters(n * 11 % 500)},{1950 + n % 50}"
        for n in range(records)
    )
    (home / "lists" / "list.csv").write_text("\n".join(("id,name,place,born", *rows)))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "lists").mkdir()
    write_list(tmp_path, MANY)
    (tmp_path / "temporary").mkdir()
    (tmp_path / "results").mkdir()
    return tmp_path


def started(home: Path, in_memory: str) -> subprocess.Popen[str]:
    words = ["link", "roster", str(home / "lists" / "list.csv"), "--out", str(home / "results" / "out")]
    return subprocess.Popen(
        [sys.executable, "-c", RUN, in_memory, *words],
        env={**os.environ, "TMPDIR": str(home / "temporary")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def canaries(home: Path) -> list[str]:
    """The files in which a name stands, apart from the list itself."""
    found = []
    for folder in (home / "temporary", home / "results"):
        for path in folder.rglob("*"):
            try:
                data = path.read_bytes() if path.is_file() else b""
            except FileNotFoundError:
                continue
            found += [path.name] if CANARY.encode() in data else []
    return found


def nameless(process: int) -> bool:
    """Whether a process works in a file that has no name any more."""
    links = Path(f"/proc/{process}/fd")
    try:
        return any(str(each.readlink()).endswith(".duckdb (deleted)") for each in links.iterdir())
    except OSError:
        return False


def works(run: subprocess.Popen[str], home: Path) -> None:
    """Wait until it is at work in a file."""
    until = time.monotonic() + 60
    while not nameless(run.pid):
        assert run.poll() is None, run.communicate()
        assert time.monotonic() < until
        time.sleep(0.01)
    time.sleep(1)


@pytest.mark.parametrize(
    ("in_memory", "records"), [pytest.param(ON_DISK, MANY, marks=pytest.mark.long), (IN_MEMORY, FEW)]
)
def test_nothing_of_a_record_has_a_name_while_it_runs_and_nothing_is_left(home, in_memory, records):
    write_list(home, records)
    run, seen, worked = started(home, in_memory), set(), False
    while run.poll() is None:
        worked = worked or nameless(run.pid)
        here = set(canaries(home))  # a file that is spilled to has its name for a few thousandths of a second
        time.sleep(0.1)
        seen |= here & set(canaries(home)) if here else here
    said = run.communicate()
    assert run.returncode == 0, said
    assert seen == set()
    assert worked == (in_memory == ON_DISK)
    assert list((home / "temporary").iterdir()) == []
    assert {each.name for each in (home / "results").iterdir()} == {"out"}


@pytest.mark.parametrize(
    "sent", [signal.SIGTERM, signal.SIGINT, pytest.param(signal.SIGHUP, marks=pytest.mark.long)]
)
def test_a_run_that_is_stopped_leaves_nothing(home, sent):
    run = started(home, ON_DISK)
    works(run, home)
    run.send_signal(sent)
    run.communicate(timeout=60)
    assert run.returncode != 0
    assert list((home / "temporary").iterdir()) == []
    assert list((home / "results").iterdir()) == []


def test_what_a_killed_run_left_holds_no_record_and_is_named_and_removed_at_the_next_start(home):
    run = started(home, ON_DISK)
    works(run, home)
    run.kill()
    run.communicate()
    left = list((home / "temporary").iterdir())
    assert len(left) == 1
    assert canaries(home) == []
    (home / "results" / left[0].name.replace("isthmus-link", ".isthmus")).mkdir()
    mine = home / "temporary" / left[0].name.replace(f"-{run.pid}-", f"-{os.getpid()}-")
    mine.mkdir()  # of a process that runs
    write_list(home, FEW)
    again = started(home, IN_MEMORY)
    _, said = again.communicate(timeout=120)
    assert again.returncode == 0, said
    assert f"A run that was killed left {left[0]}: removed." in said
    assert said.count("removed") == 2
    assert list((home / "temporary").iterdir()) == [mine]
    assert [each.name for each in (home / "results").iterdir()] == ["out"]
