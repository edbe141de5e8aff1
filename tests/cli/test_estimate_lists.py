"""`isthmus estimate`: which columns are lists, and what is said before anything is estimated."""

import json
import subprocess
import sys

import numpy as np
import pytest
from click.testing import CliRunner, Result

from isthmus.cli.estimate import command

QUICK = ("--model", "loglinear")
HEAVY = ("numba", "scipy", "arviz_stats", "pandas", "xarray")


def run(folder, content, *options) -> Result:
    path = folder / "lists.csv"
    path.write_text(content, encoding="utf-8")
    return CliRunner().invoke(command, [str(path), *options])


def rows(names, chances, n=600, seed=2, last=None) -> str:
    """Return a table of people; what stands in the last column is `last` of the person's number, or 0 and 1."""
    on = (np.random.default_rng(seed).random((n, len(chances))) < np.array(chances)).astype(int)
    kept = [[str(cell) for cell in row] + ([last(at, row)] if last else []) for at, row in enumerate(on)]
    return "\n".join([",".join(names), *(",".join(row) for row in kept if "1" in row[:3])]) + "\n"


WITH_SEX = rows(("A", "B", "C", "female"), (0.4, 0.35, 0.3), last=lambda at, _: str(at % 2))


def test_a_column_female_is_warned_of_by_name_and_lists_can_be_named(tmp_path):
    ran = run(tmp_path, WITH_SEX, *QUICK)
    assert ran.exit_code == 0
    assert "female is named like something that is true of people" in " ".join(ran.stdout.split())
    assert "If female is not a list, name the lists: --lists A,B,C" in ran.stderr
    ran = run(tmp_path, WITH_SEX, *QUICK, "--lists", "A,B,C", "--json")
    assert json.loads(ran.stdout)["lists"] == ["A", "B", "C"]
    assert "female" not in json.dumps(json.loads(ran.stdout)["reasons"])
    assert "Columns that hold no list, not read: female." in ran.stderr


def test_a_name_with_a_comma_stands_in_quotation_marks(tmp_path):
    content = WITH_SEX.replace("B,C,female", '"Press, radio",C,female')
    ran = run(tmp_path, content, *QUICK, "--json", "--lists", 'A, "press, radio", C')
    assert json.loads(ran.stdout)["lists"] == ["A", "Press, radio", "C"]


def test_a_list_that_is_not_there_is_a_slip_of_the_hand(tmp_path):
    ran = run(tmp_path, WITH_SEX, *QUICK, "--lists", "A,B,D")
    assert ran.exit_code == 2
    assert "--lists: There is no column D. The table has: A, B, C, female." in ran.stderr


def test_thousands_with_a_dot_are_asked_about(tmp_path):
    ran = run(tmp_path, "A;B;C;count\n1;0;0;3.000\n0;1;0;1.000\n0;0;1;900\n1;1;0;250\n1;0;1;200\n0;1;1;150\n")
    assert ran.exit_code == 1
    assert "is 1.000 a thousand, or one? Write the number in digits alone, as 1000 or 1." in ran.stdout
    assert "documented" not in ran.stdout


def test_na_is_a_list_that_did_not_exist_in_a_stratum(tmp_path):
    def clinic(at, _):
        return ("N/A,2016", "0,2017", "1,2017")[at % 3]

    content = rows(("police", "press", "families", "clinic", "year"), (0.5, 0.4, 0.35), n=1_800, last=clinic)
    ran = run(tmp_path, content, *QUICK)
    assert ran.exit_code == 1
    assert ran.stdout.startswith("1 problem in the table of lists.")
    assert "clinic  Whether people are on this list is not said (N/A) in" in ran.stdout
    ran = run(tmp_path, content, *QUICK, "--strata", "year", "--json")
    assert ran.exit_code == 0
    assert "clinic: N/A in all rows of 2016; read as a list that did not exist there." in ran.stderr
    found = json.loads(ran.stdout)
    assert found["strata"]["2016"]["diagnostics"]["sizes"]["clinic"] == 0
    assert found["strata"]["2017"]["diagnostics"]["sizes"]["clinic"] > 200
    assert all(each["verdict"] != "refuse" for each in found["strata"].values())


@pytest.mark.parametrize("content", ["", "A,B,C,count\n", "A,B,C,count\n1,0,0,few\n"])
def test_a_table_that_cannot_be_read_is_told_before_what_estimates_is_loaded(tmp_path, content):
    path = tmp_path / "lists.csv"
    path.write_text(content, encoding="utf-8")
    command = [sys.executable, "-X", "importtime", "-m", "isthmus", "estimate", str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stdout.startswith("1 problem in the table of lists.")
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in ran.stderr.splitlines()}
    assert "isthmus" in loaded
    assert not loaded & set(HEAVY)


KNOWN = "A,B,C,count\n1,0,0,30\n0,1,0,20\n0,0,1,10\n1,1,0,5\n1,0,1,6\n0,1,1,7\n1,1,1,2\n"
PAIRS = "A,B,C,D,count\n1,0,0,0,60\n0,1,0,0,50\n1,1,0,0,20\n0,0,1,0,40\n0,0,0,1,30\n0,0,1,1,15\n"
ONE_EACH = "A,B,C,by,count\n" + "".join(f"1,1,0,s{at},1\n" for at in range(9))
TWICE = "A,B,C,count\n1,1,0,60\n0,0,1,50\n1,1,1,20\n"
UNION = rows(("A", "B", "C", "any"), (0.3, 0.3, 0.3), last=lambda _at, _row: "1")


@pytest.mark.parametrize(
    ("content", "options", "status", "said"),
    [
        (KNOWN.replace("30", "1000000000000"), (), 1, "A count is at most 100,000,000"),
        (KNOWN.replace("30", "30%"), (), 1, "A count is written in digits alone"),
        (KNOWN.replace("30", "-30"), (), 1, "never below 0"),
        (KNOWN.replace("30", "30.5"), (), 1, "whole numbers"),
        (KNOWN.replace("B,C", "B,b"), (), 1, "must be unique"),
        (KNOWN.replace("1,1,0", "# twice seen\n1,1,0"), (), 1, "remove it if it is a note"),
        (KNOWN.translate(str.maketrans("01", "٠١")), (), 0, "80 people are documented"),
        (KNOWN.translate(str.maketrans("01", "۰۱")), (), 0, "80 people are documented"),
        (KNOWN + ",,,80\n", (), 0, "80 people are documented"),
        (KNOWN, ("--lists", "A,B"), 0, "There are 2 lists with people"),
        (KNOWN, ("--strata", "A"), 0, "There are 2 lists with people"),
        (ONE_EACH, ("--strata", "by"), 0, "no estimate: refused"),
        (UNION, (), 0, "any holds exactly the people of A, B and C, and nobody of its own"),
        (
            TWICE,
            (),
            0,
            "B holds exactly the people of A: the two are one list, and B is left out. Fewer than three",
        ),
        (PAIRS, (), 0, "no estimate: refused"),
        ("A,B,C,count\n1,0,0,90\n0,1,0,40\n1,1,0,25\n0,0,1,1\n", (), 0, "no estimate: refused"),
    ],
)
def test_odd_tables_are_refused_in_words_or_read_right(tmp_path, content, options, status, said):
    ran = run(tmp_path, content, *options, "--model", "dga,loglinear")
    assert ran.exit_code == status, ran.output
    assert said in " ".join(ran.stdout.split())
