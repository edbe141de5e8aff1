"""`isthmus link roster`: the file that is named is read and no other; results are replaced whole or not at all."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isthmus.engines.connection import opened, parquet_of
from isthmus.engines.reading import read_rosters
from tests.cli.rosters import HEAD, ROWS, link, persons, written

NAMED = pa.table({"id": ["1", "2", "3"], "name": ["Ali Umarov", "Said Dadaev", "Ali Umarov"]})
OTHER = pa.table({"id": ["8", "9"], "name": ["Vakha Betirov", "Adam Betirov"]})


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("g[1].parquet", "g1.parquet"),
        ("a*b.parquet", "axb.parquet"),
        ("list?.parquet", "list1.parquet"),
        ('Ali\'s "list" of 2017.parquet', "list.parquet"),
        ("{a,b}.parquet", "a.parquet"),
    ],
)
def test_the_parquet_file_that_is_named_is_read_and_no_other(tmp_path, name, beside):
    pq.write_table(NAMED, tmp_path / name)
    pq.write_table(OTHER, tmp_path / beside)
    ran = link(tmp_path, tmp_path / name)
    assert ran.exit_code == 0, ran.output
    assert list(persons(tmp_path)) == ["1", "2", "3"]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_folder_that_is_named_like_a_value_is_no_column(tmp_path, ending):
    folder = tmp_path / "sex=m"
    folder.mkdir()
    path = folder / f"list.{ending}"
    if ending == "csv":
        path.write_text("id,name\n1,Ali Umarov\n2,Said Dadaev\n")
    else:
        pq.write_table(NAMED, path)
    with opened() as engine:
        assert "sex" not in read_rosters(engine, [path]).columns


@pytest.mark.parametrize("name", ["out[1]", "sex=m", "it's out", "a*", "o ut"])
def test_results_are_written_to_the_folder_that_is_named(tmp_path, name):
    ran = link(tmp_path / name, written(tmp_path, HEAD + ROWS, "g[1].csv"))
    assert ran.exit_code == 0, ran.output
    assert list(persons(tmp_path / name)) == ["1", "2", "3", "4", "5", "6"]


def test_all_parquet_files_of_a_folder_are_read_and_of_no_other(tmp_path):
    for name, table in (("g[1]", NAMED), ("g1", OTHER)):
        (tmp_path / name).mkdir()
        pq.write_table(table, tmp_path / name / "part.parquet")
    with opened() as engine:
        rows = engine.execute(f"select id from {parquet_of(tmp_path / 'g[1]', all_in=True)}").fetchall()
    assert rows == [("1",), ("2",), ("3",)]


def _lists(paths: list[Path]) -> list[str]:
    with opened() as engine:
        read_rosters(engine, paths)
        return [str(row[0]) for row in engine.execute("select list from raw order by i").fetchall()]


def test_files_of_one_name_in_two_folders_are_two_lists(tmp_path):
    paths = []
    for folder, name in (("north", "Ali Umarov"), ("south", "Said Dadaev")):
        (tmp_path / folder).mkdir()
        paths.append(written(tmp_path / folder, f"id,name\n{folder},{name}\n"))
    assert _lists(paths) == [str(each) for each in paths]
    told = json.loads(link(tmp_path, *paths, options=("--json",)).stdout)
    assert set(told["input_digests"]) == {str(each) for each in paths}


def test_a_list_is_named_as_its_file_is(tmp_path):
    one, other = (
        written(tmp_path, "id,name\n1,Ali Umarov\n"),
        written(tmp_path, "id,name\n2,Isa\n", "b[1].csv"),
    )
    assert _lists([one, other]) == ["list", "b[1]"]
