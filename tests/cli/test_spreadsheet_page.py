"""The how-to *Bring in a spreadsheet* does what it says."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from isthmus.cli.count import command as count
from isthmus.cli.mapping import command

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "bring-in-a-spreadsheet.md"
TEXT = PAGE.read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    assert found
    return found[1]


def commands() -> list[list[str]]:
    return [line.split()[2:] for line in TEXT.splitlines() if line.startswith("isthmus mapping")]


def test_its_commands_do_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.csv").write_text(block("csv"), encoding="utf-8")
    propose, check, apply = commands()
    assert CliRunner().invoke(command, propose).exit_code == 0
    proposed = Path("list.yaml").read_text(encoding="utf-8")
    for asked in ("author: '?'", "speaker: '?'", "basis: '?'", "lists_once: '?", "other: '?'", "type: '?'"):
        assert asked in proposed
    Path("list.yaml").write_text(block("yaml"), encoding="utf-8")
    said = CliRunner().invoke(command, check).output
    assert "“some”" in said
    assert CliRunner().invoke(command, apply).exit_code == 0
    figures = json.loads(CliRunner().invoke(count, ["workbook", "--json"]).output)
    assert figures["k"]["1"]["documented_minimum"] == 27
    assert len(Path("aside.csv").read_text(encoding="utf-8-sig").splitlines()) == 1 + 2
    assert "x_cause" in Path("workbook/statements.csv").read_text(encoding="utf-8")
