"""The reference of the workbook says what the code does: its tables, its limits and its vectors."""

import json
import shutil
from pathlib import Path

import pytest

from isthmus.cli.problems import problems_as_json
from isthmus.core.workbook.canonical import canonical_csv, digest
from isthmus.core.workbook.cells import LONGEST_CELL
from isthmus.core.workbook.problems import KEPT_IN_FULL
from isthmus.files.table.xlsx_writing import LONGEST_XLSX_CELL
from isthmus.files.workbook import read_partial, read_workbook, write_csv
from tests.files.workbook.reference import sheets_section, vocabularies_section

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "workbook.md"
VECTORS = Path(__file__).parents[2] / "vectors" / "workbook"
BAD = sorted(path for path in VECTORS.iterdir() if path.name.startswith("bad-"))


def test_the_tables_of_the_reference_are_those_of_the_code() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    assert sheets_section() in text
    assert vocabularies_section() in text


def test_the_limits_of_the_reference_are_those_of_the_code() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    for limit in (LONGEST_CELL, KEPT_IN_FULL, LONGEST_XLSX_CELL):
        assert f"{limit:,}" in text


def test_the_good_vector_has_its_canonical_form_and_digest(tmp_path: Path) -> None:
    workbook = read_workbook(VECTORS / "good")
    assert b"".join(canonical_csv(workbook)) == (VECTORS / "good.canonical.csv").read_bytes()
    assert digest(workbook) == (VECTORS / "good.sha256").read_text().strip()
    write_csv(workbook, tmp_path / "again")
    assert read_workbook(tmp_path / "again") == workbook


@pytest.mark.parametrize("folder", BAD, ids=lambda path: path.name)
def test_a_bad_vector_has_the_problems_that_stand_beside_it(folder: Path, tmp_path: Path) -> None:
    expected = json.loads((folder / "problems.json").read_text(encoding="utf-8"))
    shutil.copytree(folder, tmp_path / "w", ignore=shutil.ignore_patterns("problems.json"))
    found = problems_as_json(read_partial(tmp_path / "w")[1])
    assert found == expected


def test_there_are_bad_vectors() -> None:
    assert len(BAD) >= 6
