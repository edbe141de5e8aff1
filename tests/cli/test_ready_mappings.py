"""Mappings that are shipped: each fits a list whose columns are called as documented, and asks what no list says."""

import csv
from pathlib import Path

import pytest

from isthmus.files.import_mapping.ready import READY, ready_mapping
from tests.cli.mapped_lists import run

PAGE = Path(__file__).parents[2] / "docs/reference/mapping.md"
CELLS = {
    "no": "1",
    "case no": "A-1",
    "name": "Amba Arnov",
    "other names": "Little Amba",
    "names": "N.N. (2 men)",
    "sex": "female",
    "age": "31",
    "date of birth": "1986",
    "number dead": "2",
    "number missing": "",
    "sources": "Agency A; Daily B",
    "told by": "a relative",
    "what happened": "She was taken from the market.",
    "what was done": "unlawful_detention",
    "perpetrator": "Police of Hill",
    "current status": "released",
    "protection": "confidential",
}
ANSWERS = {
    'author: "?"': "author: Ministry",
    'speaker: "?"': "speaker: Ministry",
    'basis: "?"': "basis: record",
    'other: "?"': "other: authority",
    'type: "?"': "type: killing",
    '"? people"': "people",
    '"? incidents"': "incidents",
    '"? confidential"': "confidential",
}


def listed(folder: Path, name: str, **renamed: str) -> tuple[Path, Path]:
    """Return a list of one row with the columns of a shipped mapping, and where its mapping is to be."""
    columns = ready_mapping(name).columns
    cells = [CELLS.get(each, "2017-03-05" if "date" in each else "Hill Village") for each in columns]
    with (folder / "list.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[renamed.get(each, each) for each in columns], cells])
    return folder / "list.csv", folder / "mapping.yaml"


@pytest.mark.parametrize("name", READY)
def test_a_shipped_mapping_fits_and_asks_who_speaks_and_how_they_know(tmp_path: Path, name: str) -> None:
    table, mapping = listed(tmp_path, name)
    proposed = run("propose", table, "--as", name, "--out", mapping).output
    for each in ("document.author", "statement.speaker", "statement.basis"):
        assert each in proposed
    assert "has no column" not in proposed
    assert "“basis” is still to be said" in run("check", mapping, table).output
    text = mapping.read_text(encoding="utf-8")
    for asked, answer in ANSWERS.items():
        text = text.replace(asked, answer)
    mapping.write_text(text, encoding="utf-8")
    checked = run("check", mapping, table).output
    assert "Understood: one row." in checked, checked


def test_columns_that_are_called_otherwise_are_named_all_at_once(tmp_path: Path) -> None:
    table, mapping = listed(tmp_path, "dead", **{"date of death": "Date killed", "residence": "lives in"})
    proposed = run("propose", table, "--as", "dead", "--out", mapping).output
    assert "no column “date of death”. Perhaps it is “Date killed”" in proposed
    assert "no column “residence”. Write the name that it has there in the mapping, or remove" in proposed
    text = mapping.read_text(encoding="utf-8")
    for asked, answer in ANSWERS.items():
        text = text.replace(asked, answer)
    mapping.write_text(text, encoding="utf-8")
    checked = run("check", mapping, table)
    assert checked.exit_code == 1
    assert "“date of death” (line 16), “residence” (line 25)" in checked.output
    assert "Write each name in the mapping as the table has it, or remove the line" in checked.output


def test_the_page_of_mappings_names_their_columns() -> None:
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    listing = run("list").output
    for name in READY:
        columns = ", ".join(ready_mapping(name).columns)
        assert f"| `{name}` |" in page
        assert f"| {columns} |" in page
        assert f"called: {columns}." in listing


def test_no_other_name_is_taken_for_a_shipped_mapping(tmp_path: Path) -> None:
    table, mapping = listed(tmp_path, "dead")
    assert run("propose", table, "--as", "../x", "--out", mapping).exit_code == 2
    assert not mapping.exists()
