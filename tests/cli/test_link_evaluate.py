"""`isthmus link evaluate`: what it prints, for people and for scripts, and what it says of bad input."""

import json
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from isthmus.cli import main

FOUND = {"id": ["1", "2", "3", "4", "5"], "person": ["a", "a", "b", "b", "b"]}
TRUTH = "id,person\n1,x\n2,x\n3,y\n4,y\n5,z\n"


def run(*args):
    return CliRunner().invoke(main, ["link", "evaluate", *map(str, args)])


@pytest.fixture
def people(tmp_path):
    path = tmp_path / "people.parquet"
    pq.write_table(pa.table(FOUND), path)
    return path


@pytest.fixture
def truth(tmp_path):
    path = tmp_path / "truth.csv"
    path.write_text(TRUTH, encoding="utf-8")
    return path


def printed(*args):
    result = run(*args, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(*args):
    result = run(*args)
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    return result.stderr


def test_people_of_a_run_without_a_figure_are_not_there_and_why(tmp_path, truth):
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "id,sex,age\n" + "".join(f"{at},m,{20 + at % 9}\n" for at in range(30)), encoding="utf-8"
    )
    asked = ["link", "roster", str(roster), "--out", str(tmp_path / "out")]
    assert CliRunner().invoke(main, asked).exit_code == 3
    said = refused(tmp_path / "out" / "people.parquet", truth)
    assert (
        "people.parquet does not exist, since the run whose report.json lies there proposed no people."
        in said
    )
    assert "no column states a name or a day of birth" in said


def test_a_file_of_people_that_is_not_there_is_a_wrong_argument(tmp_path, truth):
    (tmp_path / "report.json").write_text('{"verdict": {"refusal": null}}', encoding="utf-8")
    found = run(tmp_path / "people.parquet", truth)
    assert found.exit_code == 2
    assert "does not exist" in found.stderr
    assert "report.json" not in found.stderr


def test_five_records_come_out_as_by_hand(people, truth):
    found = printed(people, truth)
    assert (found["records"], found["people"], found["true_people"]) == (5, 2, 3)
    assert found["pairwise"]["precision"] == pytest.approx(2 / 4)
    assert found["pairwise"]["recall"] == 1
    assert found["pairwise"]["f1"] == pytest.approx(2 / 3)
    assert found["bcubed"]["precision"] == pytest.approx((1 + 1 + 2 / 3 + 2 / 3 + 1 / 3) / 5)
    assert found["bcubed"]["recall"] == 1
    low, high = found["pairwise"]["interval95"]
    assert low <= found["pairwise"]["f1"] <= high
    assert found["calibration_error"] is found["calibration_pairs"] is None
    assert {len(each) for each in found["digests"].values()} == {64}
    assert found == printed(people, truth)


def test_the_pairs_beside_give_the_calibration_error(people, truth):
    pairs = {
        "left": ["1", "3", "3", "4", "1", "9"],
        "right": ["2", "4", "5", "5", "3", "2"],
        "probability": [0.9, 0.8, 0.7, 0.3, 0.01, 0.5],
    }
    pq.write_table(pa.table(pairs), people.with_name("pairs.parquet"))
    found = printed(people, truth)
    assert found["calibration_pairs"] == 4
    assert found["calibration_error"] == pytest.approx((0.1 + 0.2 + 0.7 + 0.3) / 4)
    assert "pairs" in found["digests"]


def test_a_file_of_other_pairs_is_passed_over_and_it_is_said(people, truth):
    pq.write_table(pa.table({"who": ["1"]}), people.with_name("pairs.parquet"))
    result = run(people, truth, "--json")
    assert json.loads(result.stdout)["calibration_error"] is None
    assert "columns left, right, probability" in result.stderr


def test_records_in_one_file_alone_are_counted_and_left_out(people, truth):
    truth.write_text("id,person\n1,x\n2,x\n3,y\n8,y\n9,z\n", encoding="utf-8")
    result = run(people, truth, "--json")
    found = json.loads(result.stdout)
    assert (found["records"], found["only_in_people"], found["only_in_truth"]) == (3, 2, 2)
    assert "2 record(s) of people.parquet are not in truth.csv" in result.stderr
    assert found["pairwise"]["f1"] == 1


def test_a_table_is_printed_for_people(people, truth):
    output = run(people, truth).stdout
    assert "5 records: 2 people found, 3 true people." in output
    assert "pairwise" in output
    assert "0.6667" in output


def test_people_may_be_csv_with_a_mark_and_spaces_and_numbers_for_ids(people, truth, tmp_path):
    csv = tmp_path / "people.csv"
    csv.write_text(
        "\ufeffnote,id,person\n,1 ,a\n,2,a\n,3,b\n,4,b\n\"a, 'note'\nof two lines\",5,b\n", encoding="utf-8"
    )
    pq.write_table(pa.table({"id": [1, 2, 3, 4, 5], "person": [7, 7, 8, 8, 9]}), tmp_path / "truth.parquet")
    known, found = printed(people, truth), printed(csv, tmp_path / "truth.parquet")
    assert found["pairwise"] == known["pairwise"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"id,person\n", "has a header and no rows"),
        (b"id,cluster\n1,x\n", "The column person is missing."),
        (b"id,cluster\n1,x\n", "The table has: id, cluster."),
        (b"id,id,person\n1,2,x\n", "2 columns are named “id”"),
        (b"id,person\n1,x\n2,y\n1,y\n", "in rows 2 and 4"),
        (b"id,person\n1,x\n,y\n3,y\n", "there is no id in row 3"),
        (b"id,person\n1,x\n2,  \n3,y\n", "there is no person in row 3"),
        ("id,person\n1,x\n2,Мадина\n".encode("cp1251"), "that is not UTF-8 in row 3"),
        ("id,person\n1,x\n".encode("utf-16-le"), "Save it as CSV UTF-8"),
        (b"id,person\n1,x\n2,secret,z\n", "row 3"),
        (b'id,person\n1,x\n2,"secret\n', "quotation mark"),
        (b"id,person\n91,x\n92,x\n", "no id in common"),
        (b"PAR1 and then nothing", "Write it again"),
    ],
)
def test_bad_input_is_a_clear_sentence_that_names_no_data(people, truth, content, said):
    truth.write_bytes(content)
    message = refused(people, truth)
    assert said in message
    assert "secret" not in message


def test_a_column_that_holds_no_text_is_named(people, truth, tmp_path):
    pq.write_table(pa.table({"id": [["1"]], "person": ["x"]}), tmp_path / "lists.parquet")
    assert "The column id holds" in refused(people, tmp_path / "lists.parquet")


def test_without_the_extra_one_sentence_says_how_to_install_it(people, truth):
    program = f"""
import sys
sys.modules["pyarrow"] = None
from isthmus.cli import main
main(["link", "evaluate", {str(people)!r}, {str(truth)!r}])
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr.splitlines() == [
        "Error: Linking needs packages that are not installed: pip install 'isthmus[link]'."
    ]


def test_help_of_the_group_lists_what_is_there():
    result = CliRunner().invoke(main, ["link", "--help"])
    assert "evaluate" in result.output
    assert CliRunner().invoke(main, ["link", "guess"]).exit_code == 2


def test_a_seed_below_zero_is_used_wrongly(people, truth):
    result = run(people, truth, "--seed", "-1")
    assert result.exit_code == 2
    assert "--seed" in result.output
