"""The how-to *Bring in a list of the dead* does what it says."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "bring-in-a-list-of-the-dead.md"


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """The workbook that the page's mapping makes of the page's list."""
    (tmp_path / "list.csv").write_text(block("csv"), encoding="utf-8")
    (tmp_path / "mapping.yaml").write_text(block("yaml"), encoding="utf-8")
    command = re.search(r"^isthmus (mapping apply .*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert command
    subprocess.run([sys.executable, "-m", "isthmus", *command[1].split()], cwd=tmp_path, check=True)
    return tmp_path / "workbook"


def figures(workbook: Path) -> dict[str, object]:
    command = [sys.executable, "-m", "isthmus", "count", workbook, "--json"]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    one_line: dict[str, object] = found["k"]["1"]
    return one_line


def changed(sheet: Path, old: str, new: str) -> None:
    sheet.write_text(sheet.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_the_list_of_six_counts_six_five_of_them_named(workbook: Path) -> None:
    found = figures(workbook)
    assert (found["documented_minimum"], found["named"]) == (6, 5)


def test_without_its_word_it_counts_one(workbook: Path) -> None:
    changed(workbook / "documents.csv", "people", "")
    assert figures(workbook)["documented_minimum"] == 1


def test_without_a_basis_it_counts_nobody(workbook: Path) -> None:
    changed(workbook / "statements.csv", "record", "unknown")
    assert figures(workbook)["documented_minimum"] == 0
