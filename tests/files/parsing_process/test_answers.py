"""What the parsing process answers is as foreign as the file: what is not understood is refused in words."""

import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from isthmus.files.parsing_process import NoParsingProcess, ParsingFailed, TookTooMuch, launching
from isthmus.files.parsing_process.system_calls import FilterMissing
from isthmus.files.table import TableError, TablePlace, foreign, open_table
from isthmus.files.table.errors import TableFault
from tests.english import told
from tests.tables import ods
from tests.walls import reads_foreign_kinds

SHEETS = {"First": [["a", "b"], ["1", "2"]], "Second": [["c"], ["3"]]}
BOOK = [["book", ["x"], [0]], ["sheet", [[1, 1, 2, 1]]], ["a"], ["1"], ["end"]]


@contextmanager
def answering(answers: Sequence[object]) -> Iterator[Iterator[object]]:
    """As if the process answered so; an exception among the answers is raised."""

    def said() -> Iterator[object]:
        for each in answers:
            if isinstance(each, Exception):
                raise each
            yield each

    yield said()


def rows_of(monkeypatch: pytest.MonkeyPatch, answers: Sequence[object]) -> list[tuple[str, list[list[str]]]]:
    monkeypatch.setattr(foreign, "parsing", lambda _kind, _file: answering(answers))
    with ExitStack() as files:
        return [(name, list(rows)) for name, rows in foreign.xls_sheets(io.BytesIO(), files)]


def test_plain_answers_are_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rows_of(monkeypatch, BOOK) == [("x", [["a"], ["1"]])]


@pytest.mark.parametrize(
    "answers",
    [
        [],
        [["book"]],
        [["book", "x", "x"]],
        [["book", [1], [0]]],
        [["book", ["x"], [1]]],
        [["book", ["x"], ["x"]]],
        [["book", ["x"], [0]], ["rows", []]],
        [["book", ["x"], [0]], ["sheet", [[0, 1, 1, 1]]]],
        [["book", ["x"], [0]], ["sheet", [["a", 1, 1, 1]]]],
        [["book", ["x"], [0]], ["sheet", []], "a"],
        [["book", ["x"], [0]], ["sheet", []], ["a", 1]],
        [["book", ["x"], [0]], ["sheet", []], ["a"]],
        [*BOOK[:3], ["fault", "table.no_such_rule", {}]],
        [*BOOK[:3], ["fault", "workspace.locked", {"passphrase": "x"}]],
        [*BOOK[:3], ParsingFailed()],
    ],
    ids=str,
)
def test_what_is_no_answer_is_a_file_that_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, answers: Sequence[object]
) -> None:
    with pytest.raises(TableFault) as raised:
        rows_of(monkeypatch, answers)
    assert raised.value.rule.code == "table.spreadsheet"


def test_of_a_fault_the_rule_is_ours_and_its_values_are_short(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TableFault) as raised:
        rows_of(monkeypatch, [["fault", "table.not_plain", {"column": "x" * 1000, "type": 3, "more": "y"}]])
    assert raised.value.rule.values == {"column": "x" * 60, "type": 3}


def test_several_sheets_are_read_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[object] = [["book", [*SHEETS], [0, 1]]]
    for rows in SHEETS.values():
        answers += [["sheet", []], *rows, ["end"]]
    monkeypatch.setattr(foreign, "parsing", lambda _kind, _file: answering(answers))
    with ExitStack() as files:
        sheets = dict(foreign.xls_sheets(io.BytesIO(), files))
        assert list(sheets["Second"]) == SHEETS["Second"]
        assert list(sheets["First"]) == SHEETS["First"]


@pytest.mark.parametrize(
    ("source", "given"),
    [
        ("import sys; sys.stdout.write('[1]\\n[2]')", [[1]]),
        ("print('no json')", []),
        ("print('[' * 100_000)", []),
        ("import os, signal; print('[1]', flush=True); os.kill(os.getpid(), signal.SIGKILL)", [[1]]),
        ("import sys; print('[1]'); sys.exit(3)", [[1]]),
        ("print('[\"' + 'x' * 2000 + '\"]')", []),
    ],
)
def test_a_process_that_ends_otherwise_has_failed(
    monkeypatch: pytest.MonkeyPatch, source: str, given: list[object]
) -> None:
    monkeypatch.setattr(launching, "LONGEST_ANSWER", 1000)
    process = subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE)
    found = []
    with process, pytest.raises(ParsingFailed):
        found.extend(launching._answers(process))
    assert found in (given, [])


def test_one_that_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launching, "SILENT_SECONDS", 0.1)
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], stdout=subprocess.PIPE)
    with pytest.raises(ParsingFailed):
        next(launching._answers(process))
    process.kill()
    with process:
        pass


def test_one_that_says_a_little_now_and_then_is_given_up_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launching, "WAITED_SECONDS", 1)
    saying = "import time\nwhile True: print(1, flush=True); time.sleep(0.2)"
    process = subprocess.Popen([sys.executable, "-c", saying], stdout=subprocess.PIPE)
    with pytest.raises(TookTooMuch):
        list(launching._answers(process))
    process.kill()
    with process:
        pass


@pytest.mark.parametrize("how", ["os.kill(os.getpid(), signal.SIGXCPU)", "sys.exit(128 + signal.SIGSEGV)"])
def test_one_that_was_ended_is_told_from_one_that_gave_up(how: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", f"import os, signal, sys; {how}"], stdout=subprocess.PIPE
    )
    with process, pytest.raises(TookTooMuch):
        list(launching._answers(process))


@reads_foreign_kinds
def test_it_is_the_first_to_go_where_memory_runs_out() -> None:
    """Seen from outside while it runs: inside there is no `/proc`."""
    with tempfile.TemporaryFile() as file:
        os.truncate(file.fileno(), 20 << 20)
        with launching._started("pdf", file) as process:
            for _ in range(100):
                told = Path(f"/proc/{process.pid}/oom_score_adj").read_text()
                if told.strip() == "1000":
                    break
                time.sleep(0.05)
            process.wait(timeout=60)  # killed while it is being shut in, bubblewrap would stay
    assert told.strip() == "1000"


def no_filter() -> bytes:
    raise FilterMissing


@pytest.fixture
def untried() -> Iterator[None]:
    launching._tried.cache_clear()
    yield
    launching._tried.cache_clear()


@pytest.mark.usefixtures("untried")
@pytest.mark.parametrize("there", ["missing", "forbidden", "no filter"])
def test_without_walls_a_foreign_kind_is_refused_and_the_rest_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, there: str
) -> None:
    refusing = tmp_path / "bwrap"
    refusing.write_text("#!/bin/sh\nexit 1\n")
    refusing.chmod(0o755)
    if there == "no filter":
        monkeypatch.setattr(launching, "filter_program", no_filter)
    else:
        monkeypatch.setattr(launching, "which", lambda _: str(refusing) if there == "forbidden" else None)
    with pytest.raises(NoParsingProcess), launching.shut_in():
        pass
    (tmp_path / "t.ods").write_bytes(ods([["a"], ["1"]]))
    (tmp_path / "t.csv").write_text("a\n1\n")
    with pytest.raises(TableError) as raised, open_table(tmp_path / "t.ods"):
        pass
    assert "apt install bubblewrap" in told(raised.value)
    with open_table(tmp_path / "t.csv", place=TablePlace("")) as table:
        assert table.names == ("a",)
