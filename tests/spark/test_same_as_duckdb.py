"""Spark finds what DuckDB finds: the same candidate pairs, levels, shares of chance, and people."""

import gc
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from benchmarks.rosters.writing import Roster, chunks
from isthmus.core.link.model import comparisons
from isthmus.core.link.results import LinkResult, LinkSettings
from isthmus.engines import blocks
from isthmus.engines.comparison import backend
from isthmus.engines.connection import opened
from isthmus.engines.features import prepare
from isthmus.engines.linking import link
from isthmus.engines.spark_session import FOLDER, SparkUnusable
from tests.english import raises_saying

pytest.importorskip("pyspark", reason="pyspark is not installed here: make test-spark")

FURTHER = ["мастерская у моста", "мастерская у рынка", "школа", "Müllerei", "Mullerei", "مدرسة", None]
RAW = {
    "name": [
        "Иванов Иван Петрович",
        "Ivanov Ivan",
        "محمد علي حسن",
        "Muhammad Ali Hassan",
        "I. Ivanov",
        None,
        "O'Neil",
    ],
    "born": ["1970-01-02", "1970-02-01", "1970", None, "1970-01-02/1971-01-01", "1971-05", "19700102"],
    "place": ["Село; Район", "Selo", "Район", None, "x", "Село; Район", "Rayon; Oblast"],
    "identifiers": ["p:12345; m:7", "P: 123-45", "p:12354", None, "m:12345", "99", "p:99999"],
    "x_work": FURTHER,
}


def roster(variant: str, people: int) -> pa.Table:
    return pa.concat_tables([table for table, _ in chunks(Roster(variant, people, seed=7))])


def linked(table: pa.Table, engine: str) -> LinkResult:
    return link(table, settings=LinkSettings(engine=engine, seed=3))


@pytest.mark.parametrize(("variant", "people"), [("russian", 800), ("arabic", 600)])
def test_the_same_people_are_found_on_a_roster_in_two_scripts(variant, people, monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    table = roster(variant, people)
    assert 1_000 < table.num_rows < 2_000
    one, other = linked(table, "duckdb"), linked(table, "spark")
    assert other.report["engine"] == "spark"
    np.testing.assert_array_equal(one.pairs.left, other.pairs.left)
    np.testing.assert_array_equal(one.pairs.right, other.pairs.right)
    np.testing.assert_allclose(one.pairs.probability, other.pairs.probability, rtol=1e-9)
    for threshold in ("strict", "central", "lenient"):
        np.testing.assert_array_equal(getattr(one, threshold), getattr(other, threshold), threshold)
    assert other.report["people"] == one.report["people"]
    assert len(np.unique(one.central)) < table.num_rows
    gc.collect()
    assert list(tmp_path.iterdir()) == [], "A run leaves nothing behind."


def compared(engine_name: str, rows: int, folder: Path) -> dict[str, list]:
    """Levels of all pairs of `rows` awkward records, of the candidate pairs, and the shares of chance."""
    columns = {name: [values[i % len(values)] for i in range(rows)] for name, values in RAW.items()}
    fields = list(RAW)
    with opened(folder) as engine:
        engine.register("given", pa.table({"i": range(rows), "id": [str(i) for i in range(rows)], **columns}))
        engine.execute(f"create table raw as select i, id, '' as list, {', '.join(fields)} from given")
        prepare(engine, fields)
        there = {str(row[0]) for row in engine.execute("describe records").fetchall()}
        blocks.with_blocks(engine, [("born_k",), ("given_k", "family_k"), ("x_work_k",)], largest_block=50)
        on = backend(engine, comparisons(fields), there, engine_name)
        engine.execute(
            "create table pairs as select a.i as l, b.i as r from records a join records b on a.i < b.i"
        )
        engine.execute("create table none as select * from pairs limit 0")
        on.compare(3, "candidates")
        on.compare_these("pairs", "all_levels")
        on.compare_these("none", "no_levels")
        names = ("all_levels", "no_levels", "candidates")
        found = {name: engine.execute(f"select * from {name} order by l, r").fetchall() for name in names}
        found["columns"] = [row[:2] for row in engine.execute("describe all_levels").fetchall()]
        return found


def test_awkward_records_reach_the_same_levels_on_both_engines(tmp_path):
    one, other = compared("duckdb", 35, tmp_path), compared("spark", 35, tmp_path)
    assert len(one["all_levels"]) == 35 * 34 // 2
    assert one["no_levels"] == []
    assert 0 < len(one["candidates"]) < len(one["all_levels"])
    for name in ("columns", "all_levels", "no_levels", "candidates"):
        assert one[name] == other[name], name


def test_records_that_stay_in_memory_are_not_handed_to_spark(monkeypatch):
    monkeypatch.delenv(FOLDER, raising=False)
    with raises_saying(SparkUnusable, "linked in memory"):
        linked(roster("western", 20), "spark")
