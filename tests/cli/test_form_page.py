"""The how-to *Bring in a form* does what it says."""

import csv
import json
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from openpyxl import Workbook

from isthmus.cli.mapping import command

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "bring-in-a-form.md"
TEXT = PAGE.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def write_export(path: Path) -> None:
    book = Workbook()
    book.remove(book["Sheet"])
    for name in ("Testimonies", "dead"):
        [table] = blocks(f"csv sheet={name}")
        sheet = book.create_sheet(name)
        for row in csv.reader(table.splitlines()):
            sheet.append(row)
    book.save(path)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_export(tmp_path / "testimonies.xlsx")
    return tmp_path


def commands() -> list[list[str]]:
    return [line.split()[2:] for line in TEXT.splitlines() if line.startswith("isthmus mapping")]


def test_what_is_proposed_is_what_it_says(folder: Path) -> None:
    propose, _ = commands()
    ran = CliRunner().invoke(command, propose)
    assert ran.exit_code == 0, ran.output
    assert "export of KoBo" in ran.output
    assert "start, deviceid, witness/phone, _submission_time, _submitted_by" in ran.output
    proposed = yaml.safe_load((folder / "testimonies.yaml").read_text(encoding="utf-8"))
    assert proposed["table"]["repeats"][0]["key"] == ["_submission__uuid"]
    asked = {"document": "author", "sources": "other", "statement": "speaker"}
    assert {part: proposed[part][name] for part, name in asked.items()} == dict.fromkeys(asked, "?")
    assert (proposed["statement"]["basis"], proposed["acts"][0]["type"]) == ("?", "?")


@pytest.mark.parametrize("acts", [0, 1])
def test_its_mapping_reads_what_it_says(folder: Path, acts: int) -> None:
    whole, other = blocks("yaml")
    words = whole if not acts else whole[: whole.index("acts:")] + other + whole[whole.index("own:") :]
    (folder / "testimonies.yaml").write_text(words, encoding="utf-8")
    _, check = commands()
    said = CliRunner().invoke(command, check)
    assert "3 rows.\nUnderstood: 2 rows.\nSet aside: one row.\n" in said.output
    assert "1 × dead: No row to which this one belongs has this key." in said.output
    found = json.loads(CliRunner().invoke(command, [*check, "--json"]).output)
    assert found["unknown_columns"] == ([] if acts else ["dead/day", "dead/village"])
    assert found["sheets"]["mentions"] == 3
    assert found["sheets"]["acts"] == (3 if acts else 2)
