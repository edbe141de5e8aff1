"""The figures of linking are counted as they are named."""

from itertools import combinations
from random import Random

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.link_data import LabelledTables, linkage
from benchmarks.link_figures import Lineages, of_one_run
from benchmarks.link_running import Ran


@pytest.mark.parametrize("seed", range(5))
def test_pairs_of_one_lineage_are_counted_as_if_one_by_one(seed):
    rng = Random(seed)
    found, true, lineage = ([rng.randrange(size) for _ in range(60)] for size in (15, 12, 4))
    pairs = [(a, b) for a, b in combinations(range(60), 2) if lineage[a] == lineage[b]]
    two_people = [(a, b) for a, b in pairs if true[a] != true[b]]
    joined = [(a, b) for a, b in pairs if found[a] == found[b]]
    both = sum(found[a] == found[b] for a, b in two_people)
    counted = Lineages.of(*map(np.array, (found, true, lineage)))
    assert (counted.of_two_people, counted.found, counted.both) == (len(two_people), len(joined), both)
    assert counted.joined == both / len(two_people)
    assert counted.false == both / len(joined)


def test_outside_data_is_left_out_where_its_folder_is_not_named(monkeypatch, tmp_path):
    monkeypatch.delenv("ISTHMUS_DATA", raising=False)
    assert linkage() is None
    monkeypatch.setenv("ISTHMUS_DATA", str(tmp_path))
    assert linkage() is None


def test_a_run_is_measured_against_its_truth(tmp_path):
    ids = ["a", "b", "c", "d"]
    pq.write_table(pa.table({"id": ids, "person": ["1", "1", "1", "4"]}), tmp_path / "people.parquet")
    truth = {"id": ids[::-1], "person": ["y", "y", "x", "x"], "lineage": ["l"] * 4}
    pq.write_table(pa.table(truth), tmp_path / "truth.parquet")
    pairs = {"left": ["a", "a", "b"], "right": ["b", "c", "c"], "probability": [0.9, 0.5, 0.5]}
    pq.write_table(pa.table(pairs), tmp_path / "pairs.parquet")
    (tmp_path / "report.json").write_text(
        '{"candidate_pairs": 3, "candidate_recall": {"low": 0.4, "high": 0.6},'
        ' "people": {"strict": 3, "central": 2, "lenient": 1}}'
    )
    linked = LabelledTables("four", (), {}, tmp_path / "truth.parquet")
    told = {each.name.strip(): each for each in of_one_run(linked, Ran(tmp_path, 1.0, 0.5))}
    values = {name.removeprefix("four: "): each.value for name, each in told.items()}
    assert values["pairwise precision"] == pytest.approx(1 / 3)
    assert values["pairwise recall"] == pytest.approx(1 / 2)
    assert values["of pairs of one lineage but two people, joined"] == pytest.approx(2 / 4)
    assert values["of joined pairs of one lineage, of two people"] == pytest.approx(2 / 3)
    assert values["people 2 of 2, off by"] == 0
    assert values["truth within 1 to 3 (1: yes)"] == 1
    assert values["calibration error of 3 pairs"] == pytest.approx((0.1 + 2 * 0.5) / 3)
    assert values["candidate recall, true"] == pytest.approx(1 / 2)
    assert values["is it in 0.400 to 0.600 (1: yes)"] == 1
