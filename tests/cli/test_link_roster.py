"""`isthmus link roster`: what it writes, and what it says of files that it can not link."""

import json
from datetime import UTC, date, datetime

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from isthmus.cli.link.roster import command
from isthmus.engines.connection import opened
from isthmus.engines.reading import read_rosters
from isthmus.engines.roster_cells import read_cells
from tests.cli.rosters import HEAD, ROWS, link, persons, table, written


def test_each_row_gets_a_person_and_brothers_stay_two(tmp_path):
    ran = link(tmp_path, written(tmp_path, HEAD + ROWS))
    assert ran.exit_code == 0, ran.output
    found = persons(tmp_path)
    assert list(found) == ["1", "2", "3", "4", "5", "6"]
    assert found["3"] != found["1"]
    assert len(set(found.values())) in (4, 5)


def test_pairs_have_the_level_of_each_comparison_and_the_report_says_what_was_done(tmp_path):
    told = json.loads(link(tmp_path, written(tmp_path, HEAD + ROWS), options=("--json",)).stdout)
    pair = table(tmp_path, "pairs.parquet")[0]
    assert {"left", "right", "weight", "probability", "given", "lineage", "born", "place"} == set(pair)
    assert told == json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert told["records"] == 6
    assert told["people"]["strict"] >= told["people"]["central"] >= told["people"]["lenient"]
    assert {"candidate_pairs", "candidate_recall", "phases", "versions", "seed", "input_digests"} <= set(told)


def test_draws_give_each_record_a_person_in_each_draw(tmp_path):
    link(tmp_path, written(tmp_path, HEAD + ROWS))
    rows = table(tmp_path, "draws.parquet")
    assert len({(row["draw"], row["id"]) for row in rows}) == len(rows) == 6 * 20


def test_the_same_input_and_seed_give_the_same_files(tmp_path):
    path = written(tmp_path, HEAD + ROWS)
    link(tmp_path, path)
    before = {name: table(tmp_path, name) for name in ("pairs.parquet", "people.parquet", "draws.parquet")}
    (tmp_path / "out").rename(tmp_path / "before")
    assert link(tmp_path, path).exit_code == 0
    assert before == {name: table(tmp_path, name) for name in before}


def test_labels_are_obeyed(tmp_path):
    labels = written(tmp_path, "left,right,match\n1,2,different\n4,6,same\n", "labels.csv")
    ran = link(tmp_path, written(tmp_path, HEAD + ROWS), options=("--labels", str(labels)))
    found = persons(tmp_path)
    assert ran.exit_code == 0, ran.output
    assert found["1"] != found["2"]
    assert found["4"] == found["6"]


def test_labels_that_contradict_each_other_are_named(tmp_path):
    labels = written(tmp_path, "left,right,match\n1,2,1\n2,1,0\n", "labels.csv")
    ran = link(tmp_path, written(tmp_path, HEAD + ROWS), options=("--labels", str(labels)))
    assert ran.exit_code == 1
    assert "labels.csv" in ran.output
    assert "Traceback" not in ran.output


def test_with_a_map_only_mapped_columns_are_read_and_the_rest_is_named(tmp_path):
    path = written(tmp_path, "number,first,last,secret\n1,Ali,Umarov,x\n2,Said,Dadaev,y\n")
    ran = link(tmp_path, path, options=("--map", "id=number", "--map", "given=first", "--map", "family=last"))
    assert ran.exit_code == 0, ran.output
    assert "secret" in ran.stderr


def test_several_files_are_several_lists_in_csv_or_parquet(tmp_path):
    one = written(tmp_path, HEAD + ROWS)
    other = tmp_path / "other.parquet"
    born = pa.array([19900203], pa.int64())
    pq.write_table(
        pa.table({"id": pa.array([7]), "given": ["Ali"], "family": ["Umarov"], "born": born}), other
    )
    assert link(tmp_path, one, other).exit_code == 0
    found = persons(tmp_path)
    assert list(found) == ["1", "2", "3", "4", "5", "6", "7"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("id,given\n", "no rows"),
        ("a,b\n1,2\n", "No column is the id"),
        ("id,colour\n1,red\n", "No column can be compared"),
        ("id,given\n1,Ali\n1,Said\n", "more than once"),
        ("id,given\n1,Ali\n,Said\n", "row 3: Each row needs an id of its own; 1 row has none"),
        ("id,given\n1,\n2,\n", "records cannot be distinguished"),
        ("id,given\n1,Ali\n2,Ali\n", "records cannot be distinguished"),
        ("id,given,given\n1,Ali,Said\n2,Ali,Said\n", "Column names must be unique"),
        ("id,given\n1,Али\n".encode() + "2,Саид\n".encode("cp1251"), "not UTF-8"),
        ("id,given\n1,Ali\n2,Said,and,more\n", "in row 3 there are more or fewer"),
        ("id,given\n1,Ali\n", "one row only"),
        ("id,given,Given\n1,Ali,Said\n2,Ali,Said\n", "Column names must be unique"),
        ("id,given\n1,Ali\n2,Said\n".encode("utf-16-le"), "UTF-16"),
        ("id,given\n1,Али\n2,Саид\n".encode("cp1251"), "not UTF-8"),
        ("id,given\n1,علي\n2,سعيد\n".encode("cp1256"), "not UTF-8"),
        (b"PAR1" + b"Said" * 20 + b"PAR1", "cut off or damaged"),
    ],
)
def test_what_can_not_be_linked_is_said_plainly(tmp_path, content, said):
    ran = link(tmp_path, written(tmp_path, content))
    assert ran.exit_code == 1
    assert said in ran.output
    assert "Traceback" not in ran.output
    assert "Said" not in ran.output


def test_a_column_may_be_named_like_the_reader_names_its_own(tmp_path):
    path = written(tmp_path, "c1,id,name\nx,1,Ali Umarov\ny,2,Said Dadaev\nz,3,Ali Umarov\n")
    assert link(tmp_path, path).exit_code == 0
    assert list(persons(tmp_path)) == ["1", "2", "3"]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_and_line_breaks_in_quotes_are_read(tmp_path, delimiter):
    rows = 'id,name,place\r\n1,"Ali\nUmarov","a; b, c"\r\n2,Said Dadaev,""\r\n3,Ali Umarov,a\r\n'
    content = rows if delimiter == "|" else rows.replace("; ", " ").replace(", c", "").replace(",", delimiter)
    ran = link(tmp_path, written(tmp_path, "\ufeff" + content))
    assert ran.exit_code == 0, ran.output
    assert list(persons(tmp_path)) == ["1", "2", "3"]


def test_parquet_of_many_types_is_read_as_its_text_would_be(tmp_path):
    moment = datetime(1990, 2, 3, 12, 30, tzinfo=UTC)
    plain = {"name": ["Ali Umarov", "Said Dadaev", None], "born": ["1990-02-03", None, "1985"]}
    typed = {
        "name": pa.array(plain["name"]).dictionary_encode(),
        "born": [moment, None, datetime(1985, 1, 1, tzinfo=UTC)],
    }
    both = {"id": [1, 2, 3], "age": [30.0, None, float("nan")], "other_names": [["Isa", "Musa"], [], None]}
    pq.write_table(pa.table(both | typed), tmp_path / "typed.parquet")
    with opened() as engine:
        read_rosters(engine, [tmp_path / "typed.parquet"])
        rows = engine.execute("select id, name, born, age, other_names from raw order by i").fetchall()
    assert rows[0] == ("1", "Ali Umarov", "1990-02-03", "30", "Isa; Musa")
    assert rows[1] == ("2", "Said Dadaev", None, None, None)


def test_a_parquet_column_of_structures_is_refused(tmp_path):
    made = pa.table({"id": [1, 2], "name": [{"given": "Said"}, {"given": "Ali"}]})
    pq.write_table(made, tmp_path / "nested.parquet")
    ran = link(tmp_path, tmp_path / "nested.parquet")
    assert ran.exit_code == 1
    assert "The column name holds STRUCT(given VARCHAR), which is not text" in ran.output


@pytest.mark.parametrize("option", [("--threshold", "nan"), ("--threshold", "1.5"), ("--seed", "-1")])
def test_numbers_out_of_range_are_refused(tmp_path, option):
    ran = link(tmp_path, written(tmp_path, HEAD + ROWS), options=option)
    assert ran.exit_code == 2
    assert isinstance(ran.exception, SystemExit)


def test_a_folder_that_can_not_be_made_and_a_file_that_can_not_be_written_are_named(tmp_path):
    path = written(tmp_path, HEAD + ROWS)
    ran = CliRunner().invoke(command, [str(path), "--out", str(path / "below")])
    assert (ran.exit_code, "cannot be written" in ran.output) == (1, True)


def test_a_folder_that_holds_anything_is_refused_and_left_as_it_is(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "people.parquet").write_text("of an earlier run")
    ran = link(tmp_path, written(tmp_path, HEAD + ROWS))
    assert (ran.exit_code, "name a new or an empty folder" in ran.output) == (1, True)
    assert (tmp_path / "out" / "people.parquet").read_text() == "of an earlier run"


def test_a_refusal_leaves_no_folder(tmp_path):
    assert link(tmp_path, written(tmp_path, "id,given\n1,Ali\n")).exit_code == 1
    assert not (tmp_path / "out").exists()
    assert [each.name for each in tmp_path.iterdir()] == ["list.csv"]


def test_labels_of_unknown_ids_and_those_that_contradict_by_way_of_others_are_counted_in_words(tmp_path):
    labels = written(tmp_path, "left,right,match\n1,2,1\n2,4,1\n1,4,0\n1,none,1\n", "labels.csv")
    ran = link(tmp_path, written(tmp_path, HEAD + ROWS), options=("--labels", str(labels)))
    assert ran.exit_code == 0, ran.output
    assert "1 label names an id that no row has" in ran.output
    assert "1 pair is labelled different" in ran.output
    found = persons(tmp_path)
    assert found["1"] == found["2"] == found["4"]


def test_a_column_may_hold_names_and_numbers(tmp_path):
    rows = "".join(f"{i},{'Ali' if i % 2 else i},{i},{1980 + i % 9 if i % 3 else 'old'}\n" for i in range(60))
    assert link(tmp_path, written(tmp_path, "id,given,place,born\n" + rows)).exit_code in (0, 3)


def test_two_thousand_identical_names_cost_a_bounded_number_of_pairs(tmp_path):
    rows = "".join(f"{i},Ali,Umarov,{1900 + i % 100}\n" for i in range(2000))
    told = json.loads(
        link(tmp_path, written(tmp_path, "id,given,family,born\n" + rows), options=("--json",)).stdout
    )
    assert told["candidate_pairs"] < 60 * 2000
    assert told["blocking"]["largest_block"] == 50


def test_where_nothing_tells_records_apart_enough_it_is_said(tmp_path):
    rows = "".join(f"{i},Ali Umarov,{1950 + i % 5},Village {i % 10}\n" for i in range(2000))
    ran = link(tmp_path, written(tmp_path, "id,name,born,place\n" + rows))
    assert ran.exit_code == 3
    assert "No pairs were compared" in ran.output


def test_a_name_alone_is_enough_to_propose(tmp_path):
    path = written(tmp_path, "id,name\n1,Али Умаров\n2,Ali Umarov\n3,Said Dadaev\n4,Said Dadaev\n")
    ran = link(tmp_path, path)
    assert ran.exit_code == 0, ran.output
    found = persons(tmp_path)
    best = max(table(tmp_path, "pairs.parquet"), key=lambda pair: pair["probability"])
    assert {best["left"], best["right"]} in ({"3", "4"}, {"1", "2"})
    assert found["3"] != found["1"]


def test_the_files_are_parquet_that_others_read(tmp_path):
    link(tmp_path, written(tmp_path, HEAD + ROWS))
    found = duckdb.sql(
        f"select count(*), count(distinct person) from '{tmp_path}/out/people.parquet'"
    ).fetchall()
    assert found[0][0] == 6


def test_names_that_are_none_are_counted_and_join_nobody(tmp_path):
    unnamed = "".join(
        f"{7 + at},{name},,,,Upper village\n"
        for at, name in enumerate(["N.N.", "N.N.", "wife of Ali Umarov", "неизвестный", "unknown"])
    )
    ran = link(tmp_path, written(tmp_path, HEAD + ROWS + unnamed))
    assert "5 rows have in the place of a name" in ran.output
    found = persons(tmp_path)
    assert found["1"] == found["2"]
    assert len({found[str(at)] for at in range(7, 12)} | {found["1"]}) == 6
    assert json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["nameless"] == 5


WRITTEN = (
    "id,given,father,family,born\n"
    "1,Ali,Musa,Umarov,3 February 1990\n"
    "2,Али,Муса,Умаров,03.02.1990\n"
    "3,Said,Musa,Umarov,1992-05-06\n"
    "4,Aslan,Isa,Dadaev,05/03/1985\n"
    "5,Aslan,Isa,Dadaev,5 March 1985\n"
    "6,Vakha,Adam,Betirov,soon\n"
    "7,Vakha,Adam,Betirov,5.3.85\n"
)


def test_dates_as_people_write_them_are_understood_and_open_ones_counted(tmp_path):
    ran = link(tmp_path, written(tmp_path, WRITTEN), options=("--json",))
    told = json.loads(ran.stdout)
    counted = {"understood": 3, "ambiguous": {"century": 1, "order": 1}, "unreadable": 1, "ordered": {}}
    assert told["dates"] == counted
    assert "1 date such as 05/03/2017 may have the day or the month first" in ran.stderr
    assert "1 date has a year of two digits" in ran.stderr
    assert (
        "Column born: 1 of 7 filled cells cannot be read: list.csv, row 7. It is taken as empty:"
        in ran.stderr
    )
    found = persons(tmp_path)
    assert found["1"] == found["2"]


def test_the_order_of_numbers_is_taken_from_whoever_says_it(tmp_path):
    for order, day in (("day-first", "1985-03-05"), ("month-first", "1985-05-03")):
        folder = tmp_path / order
        folder.mkdir()
        ran = link(folder, written(folder, WRITTEN), options=("--json", "--date-order", order))
        assert json.loads(ran.stdout)["dates"]["ambiguous"] == {"century": 1}
        with opened() as engine:
            mapped = read_rosters(engine, [written(folder, WRITTEN)])
            read_cells(engine, mapped, order.replace("-", "_"), date(2026, 11, 29))
            row = engine.execute("select born from raw where id = '4'").fetchone()
        assert row == (day,)


def test_a_column_most_of_which_cannot_be_read_is_refused_before_anything_is_compared(tmp_path):
    content = "id,name,age\n1,Ali Umarov,tall\n2,Said Dadaev,short\n3,Isa Betirov,30\n"
    ran = link(tmp_path, written(tmp_path, content))
    said = " ".join(ran.output.split())
    assert ran.exit_code == 2
    assert "--map FIELD" in said or "--map age=COLUMN" in said
    assert "Invalid value" not in said
    assert "2 of its 3 filled cells cannot be read" in said
    assert not (tmp_path / "out").exists()


def test_unread_cells_are_in_the_report_by_field_and_said(tmp_path):
    rows = "".join(f"{at},Ali {at}x,{20 + at},m\n" for at in range(6)) + "7,Said Umarov,in 3 moons,z\n"
    ran = link(tmp_path, written(tmp_path, "id,name,age,sex\n" + rows), options=("--json",))
    unread = json.loads(ran.stdout)["unread"]
    assert (unread["age"]["count"], unread["age"]["share"], unread["age"]["examples"]) == (
        1,
        0.1429,
        ["in 3 …"],
    )
    assert (unread["sex"]["count"], unread["sex"]["examples"]) == (1, [])
    assert (
        "Column age: 1 of 7 filled cells cannot be read: list.csv, row 8 (in 3 …). It is taken as empty: correct it"
        in ran.stderr
    )
    assert unread["sex"]["first"] == {"file": "list.csv", "row": 8}
    assert (
        "Column sex: 1 of 7 filled cells cannot be read: list.csv, row 8. It is taken as empty" in ran.stderr
    )
