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
        assert "sex" not in read_rosters(engine, [path]).mapped.columns


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


def _whole(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir())}


@pytest.fixture
def linked(tmp_path):
    """Return a folder with the results of one run."""
    ran = link(tmp_path, written(tmp_path, HEAD + ROWS))
    assert ran.exit_code == 0, ran.output
    return tmp_path


MORE = HEAD + ROWS + "7,Isa,Musa,Umarov,1999-09-09,Fourth village\n"


def test_earlier_results_are_replaced_only_where_that_is_asked_for(linked):
    before = _whole(linked / "out")
    ran = link(linked, written(linked, MORE))
    assert (ran.exit_code, "Add --replace to replace them" in ran.output) == (1, True)
    assert _whole(linked / "out") == before
    assert link(linked, written(linked, MORE), options=("--replace",)).exit_code == 0
    assert len(persons(linked)) == 7
    assert sorted(each.name for each in linked.iterdir()) == ["list.csv", "out"]


def test_results_without_a_figure_are_replaced_and_replace(linked):
    nothing = "id,sex\n" + "".join(f"{at},{'mf'[at % 2]}\n" for at in range(40))
    for content, names, status in ((nothing, 2, 3), (MORE, 5, 0), (nothing, 2, 3)):
        ran = link(linked, written(linked, content), options=("--replace",))
        assert ran.exit_code == status, ran.output
        assert len(list((linked / "out").iterdir())) == names


@pytest.mark.parametrize("change", ["more", "fewer", "link"])
def test_a_folder_that_holds_anything_but_earlier_results_is_not_replaced(linked, change):
    out = linked / "out"
    match change:
        case "more":
            (out / "notes.txt").write_text("kept")
        case "fewer":
            (out / "report.json").unlink()
        case "link":
            (out / "report.json").rename(linked / "elsewhere.json")
            (out / "report.json").symlink_to(linked / "elsewhere.json")
    before = _whole(out)
    ran = link(linked, written(linked, MORE), options=("--replace",))
    assert (ran.exit_code, "it is not replaced" in ran.output) == (1, True)
    assert _whole(out) == before


def test_a_run_that_fails_or_is_interrupted_leaves_the_old_results_whole(linked, monkeypatch):
    before = _whole(linked / "out")
    monkeypatch.setattr("isthmus.engines.roster.digest_of", _interrupt)
    assert link(linked, written(linked, MORE), options=("--replace",)).exit_code == 1
    assert _whole(linked / "out") == before
    assert sorted(each.name for each in linked.iterdir()) == ["list.csv", "out"]


def _interrupt(*_paths):
    raise KeyboardInterrupt


def test_an_interruption_while_results_take_their_place_puts_the_old_ones_back(linked, monkeypatch):
    before, rename = _whole(linked / "out"), Path.rename

    def fails_at_new(path, target):
        if Path(target) == linked / "out" and "replaced" not in path.name:
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fails_at_new)
    assert link(linked, written(linked, MORE), options=("--replace",)).exit_code == 1
    assert _whole(linked / "out") == before
    assert sorted(each.name for each in linked.iterdir()) == ["list.csv", "out"]


def test_what_a_killed_run_had_set_aside_is_put_back(linked):
    before = _whole(linked / "out")
    (linked / "out").rename(linked / ".isthmus-replaced-out")
    ran = link(linked, written(linked, MORE))
    assert (ran.exit_code, "Add --replace to replace them" in ran.output) == (1, True)
    assert _whole(linked / "out") == before


def test_results_that_were_replaced_before_a_run_was_killed_are_removed(linked):
    before = _whole(linked / "out")
    (linked / ".isthmus-replaced-out").mkdir()
    assert link(linked, written(linked, MORE)).exit_code == 1
    assert _whole(linked / "out") == before
    assert sorted(each.name for each in linked.iterdir()) == ["list.csv", "out"]


def test_results_from_which_a_run_reads_are_not_replaced(linked):
    before = _whole(linked / "out")
    ran = link(linked, linked / "out" / "people.parquet", options=("--map", "x_p=person", "--replace"))
    assert (ran.exit_code, "people.parquet is read from it" in ran.output) == (1, True)
    assert _whole(linked / "out") == before
