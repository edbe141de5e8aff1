"""Rows and columns of a file may stand in any order: the same people, pairs and draws are found."""

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq
import pytest

from benchmarks.rosters.writing import Roster as Made
from benchmarks.rosters.writing import chunks
from isthmus.core.link.results import LinkSettings
from isthmus.engines import blocks
from isthmus.engines.connection import opened
from isthmus.engines.linking import as_raw
from isthmus.engines.roster import Roster, link_roster, order_by_content

FIELDS = ["given", "family"]


def numbered(table, fields=FIELDS):
    """Each id with its number and the row where it stood."""
    with opened() as engine:
        as_raw(engine, table, fields)
        order_by_content(engine, fields)
        return engine.execute("select id, i, row, given, family from raw order by i").fetchall()


@pytest.fixture
def records():
    return pa.table(
        {
            "id": [f"r{at}" for at in range(20)],
            "given": [("Rustam", "Ismail", None)[at % 3] for at in range(20)],
            "family": [("Umarov", "Dadaev")[at % 2] for at in range(20)],
        }
    )


def test_numbers_follow_what_records_say_and_not_where_they_stand(records):
    order = np.random.default_rng(1).permutation(20)
    there, back = numbered(records), numbered(records.take(pa.array(order)))
    assert [row[:2] for row in there] == [row[:2] for row in back]
    assert sorted(row[1] for row in there) == list(range(20))
    assert [row[0] for row in there] != records["id"].to_pylist()


def test_where_each_stood_is_kept_and_nothing_else_changes(records):
    known = {row["id"]: (row["given"], row["family"]) for row in records.to_pylist()}
    for name, _, row, *said in numbered(records):
        assert records["id"][row].as_py() == name
        assert tuple(said) == known[name]


def test_columns_in_another_order_give_the_same_numbers(records):
    other = records.select(["family", "given", "id"])
    assert [row[:2] for row in numbered(records)] == [row[:2] for row in numbered(other, FIELDS[::-1])]


def test_records_that_say_the_same_are_told_apart_by_their_ids():
    table = pa.table({"id": ["b", "a", "c"], "given": ["Rustam"] * 3, "family": ["Umarov"] * 3})
    other = table.take(pa.array([2, 0, 1]))
    assert [row[:2] for row in numbered(table)] == [row[:2] for row in numbered(other)]


def linked(folder, table, name):
    """Who is who, all pairs, and the draws of a file with these rows and columns."""
    path = folder / f"{name}.csv"
    pc.write_csv(table, path)
    report = link_roster(Roster([path], folder / name), LinkSettings(seed=3))
    read = {each: pq.ParquetFile(folder / name / each).read() for each in ("people.parquet", "pairs.parquet")}
    draws = pq.ParquetFile(folder / name / "draws.parquet").read().to_pylist()
    groups: dict[str, set[str]] = {}
    for row in read["people.parquet"].to_pylist():
        groups.setdefault(row["person"], set()).add(row["id"])
    return {
        "people": {frozenset(each) for each in groups.values()},
        "rows": read["people.parquet"]["id"].to_pylist(),
        "pairs": read["pairs.parquet"].to_pylist(),
        "draws": {(row["draw"], row["id"], row["person"]) for row in draws},
        "figures": {each: report[each] for each in ("people", "brackets", "verdict", "candidate_pairs")},
    }


@pytest.mark.parametrize("every_pair", [True, False], ids=["every pair", "blocks"])
@pytest.mark.parametrize("variant", ["arabic", "western"])
def test_a_shuffled_file_has_the_same_people(tmp_path, monkeypatch, variant, every_pair):
    if not every_pair:
        monkeypatch.setattr(blocks, "EVERY_PAIR_OF", 0)
    made = pa.concat_tables([records for records, _ in chunks(Made(variant, 60, lists=3, seed=5))])
    rng = np.random.default_rng(7)
    columns = [made.column_names[at] for at in rng.permutation(made.num_columns)]
    other = made.take(pa.array(rng.permutation(made.num_rows))).select(columns)
    there, back = linked(tmp_path, made, "there"), linked(tmp_path, other, "back")
    assert there["people"] == back["people"]
    assert len(there["people"]) < made.num_rows
    assert there["draws"] == back["draws"]
    assert there["figures"] == back["figures"]
    by_ids = [
        {(row["left"], row["right"]): row["probability"] for row in each["pairs"]} for each in (there, back)
    ]
    assert by_ids[0].keys() == by_ids[1].keys()
    assert list(by_ids[0].values()) == pytest.approx([by_ids[1][each] for each in by_ids[0]], abs=1e-12)
    assert there["rows"] == made["id"].to_pylist()
    assert back["rows"] == other["id"].to_pylist()
