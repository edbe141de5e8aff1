"""What somebody reads who links a list for the first time: the how-to holds, and each sentence has a next step."""

import csv
import json
import random
import re
from pathlib import Path
from textwrap import dedent

import pytest

from tests.cli.rosters import link, written

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "find-repeats-in-a-list.md"
GIVEN = ("Lopek", "Ibbzin", "Hurcas", "Zinsho", "Maldri", "Vento", "Ruska", "Jepmi")
FAMILY = ("Griolm", "Dorwimmi", "Falestnau", "Ventoqua", "Oldimar", "Torvane", "Loquar", "Venholm")
SPOKEN_OF_CODE = re.compile(r"expectation maximisation|blocking|[(]s[)]")


def blocks(kind: str) -> list[str]:
    """Return the blocks of this kind in the how-to, in order."""
    fenced = re.split(r"^ *```(.*)\n", HOW_TO.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [dedent(block) for name, block in zip(fenced[1::4], fenced[2::4], strict=True) if name == kind]


def people(folder: Path) -> str:
    return (folder / "out" / "people.csv").read_text(encoding="utf-8-sig")


def different_people(n: int, *columns: str) -> str:
    """Return a list in which nobody stands twice."""
    rng = random.Random(4)
    names = rng.sample([f"{one} {other}" for one in GIVEN for other in FAMILY], n)
    cells = {
        "name": names,
        "sex": [rng.choice("mf") for _ in names],
        "born": [f"{rng.randint(1940, 2005)}-{rng.randint(2, 12):02}-{rng.randint(1, 28):02}" for _ in names],
        "age": [str(rng.randint(1940, 2005)) for _ in names],
        "number": [str(10_000 + at) for at in range(n)],
    }
    rows = [",".join(("id", *columns))]
    rows += [",".join((str(at), *(cells[name][at] for name in columns))) for at in range(n)]
    return "\n".join(rows) + "\n"


def test_the_how_to_comes_true(tmp_path):
    given, found = blocks("csv")
    ran = link(tmp_path, written(tmp_path, given))
    (shown,) = [each for each in blocks("") if "records are about" in each]
    assert ran.output.replace(str(tmp_path / "out"), "found") == shown
    assert people(tmp_path).splitlines() == found.splitlines()


def test_people_are_a_csv_file_for_a_spreadsheet_which_runs_no_id_as_a_formula(tmp_path):
    content = (
        "id,name,born\n=1+1,Vento Galbra,1980-03-04\n-x,Ruska Oldim,1991-11-23\n7,Vento Galbra,1980-03-04\n"
    )
    assert link(tmp_path, written(tmp_path, content)).exit_code == 0
    assert (tmp_path / "out" / "people.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(people(tmp_path).splitlines()))
    assert [row["id"] for row in rows] == ["'=1+1", "'-x", "7"]
    assert rows[0]["person"] == rows[2]["person"] != rows[1]["person"]


def test_a_run_without_a_figure_ends_with_a_status_of_its_own(tmp_path):
    row = "Vento Galbra,m,1980-03-04,Uxley\n", "Ruska Oldim,f,1991-11-23,Pellow\n"
    content = "id,name,sex,born,place\n" + "".join(f"{at},{row[at % 2]}" for at in range(120))
    ran = link(tmp_path, written(tmp_path, content))
    if ran.exit_code == 0:
        assert "about 2 people (at most 2, at least 2)" in ran.output
        return
    assert (ran.exit_code, "There is no figure" in ran.output) == (3, True)
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == ["pairs.parquet", "report.json"]


def test_nobody_stands_twice_is_said_where_it_is_so_and_nowhere_else(tmp_path):
    ran = link(tmp_path, written(tmp_path, different_people(60, "name", "sex", "born")))
    assert "60 records are about 60 people" in ran.output
    assert "Nobody was found to stand twice" in ran.output
    (tmp_path / "out").rename(tmp_path / "before")
    twice = "id,name\n1,Vento Galbra\n2,Vento Galbra\n3,Ruska Oldim\n"
    ran = link(tmp_path, written(tmp_path, twice))
    assert re.search(r"\(at most 3, at least [12]\)", ran.output)
    assert "1 row equals another in everything that it states" in ran.output
    assert "Nobody" not in ran.output


def test_ages_that_are_years_of_birth_are_not_said_to_be_left_out(tmp_path):
    ran = link(tmp_path, written(tmp_path, different_people(60, "name", "age")))
    assert "60 years of birth" in ran.stderr
    assert "left out" not in ran.output
    assert json.loads((tmp_path / "out" / "report.json").read_text())["ages"] is None


@pytest.mark.parametrize("column", ["date_of_birth", "DOB", "Birth date", "birthdate"])
def test_a_birth_is_read_from_columns_that_are_often_called_so(tmp_path, column):
    content = different_people(12, "name", "born").replace("born", column, 1)
    ran = link(tmp_path, written(tmp_path, content), options=("--json",))
    assert json.loads(ran.stdout)["fields"]["born"] == column
    assert "nothing reads" not in ran.stderr


def test_numbers_are_no_names_and_that_is_said(tmp_path):
    content = different_people(60, "number", "sex").replace("number", "name", 1)
    ran = link(tmp_path, written(tmp_path, content))
    assert ran.exit_code == 3
    assert "(numbers and “unknown” are no names)" in ran.output
    assert "60 rows have in the place of a name only that it is not known, a number" in ran.output


def test_cells_that_moved_to_the_next_column_are_refused_all_at_once_and_blame_no_option(tmp_path):
    rows = [row.split(",") for row in different_people(60, "name", "sex", "born").splitlines()[1:]]
    moved = ["id,name,sex,born", *(f"{at},,{name},{sex}" for at, name, sex, _born in rows)]
    ran = link(tmp_path, written(tmp_path, "\n".join(moved) + "\n"))
    assert ran.exit_code == 2
    assert "Column born is read as born" in ran.stderr
    assert "Nor can most of the column sex" in ran.stderr
    assert "cells have moved" in ran.stderr
    assert "Invalid value" not in ran.stderr


def test_of_one_pair_one_is_said_and_no_word_is_of_the_code(tmp_path):
    ran = link(tmp_path, written(tmp_path, "id,name\n1,Vento Galbra\n2,Ruska Oldim\n"))
    assert "1 pair was compared." in ran.output
    assert "2 rows are too few to learn from" in ran.output
    assert not SPOKEN_OF_CODE.search(ran.output)
