"""Lists that name each person once: nobody is joined within one, not by way of others either, and it is counted."""

import csv
import json
import random

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isthmus.core.link.clustering import partitions
from isthmus.core.link.pairs import DecidedPairs, Pairs
from isthmus.core.link.results import LinkSettings
from isthmus.engines.connection import opened
from isthmus.engines.linking import as_raw
from isthmus.engines.named_once import NamedOnce
from isthmus.engines.roster import Roster, link_roster

# Records 0 and 1 stand in a list that names each once, 2 and 3 in another; 4 in a third.
LISTS = ["clinic", "clinic", "court", "court", "press"]
ASKED = LinkSettings()


def pairs(*found):
    left, right, probability = zip(*found, strict=True)
    return Pairs(np.array(left), np.array(right), np.array(probability, dtype=np.float64))


def once(*names, lists=tuple(LISTS)):
    table = pa.table(
        {"id": [str(at) for at in range(len(lists))], "list": list(lists), "given": ["a"] * len(lists)}
    )
    with opened() as engine:
        as_raw(engine, table, ["given"])
        return NamedOnce.of(engine, names)


def clustered(named, found, decided=None):
    known = named.barred(found, decided or DecidedPairs())
    before = partitions(len(named.of_record), found, known, ASKED.thresholds())
    return [each.tolist() for each in named.apart(before, found, known, ASKED)]


def together(labels):
    return {frozenset(np.flatnonzero(np.array(labels) == each).tolist()) for each in set(labels)}


def test_records_are_numbered_by_the_list_that_names_each_once():
    assert once("clinic", "press").of_record.tolist() == [0, 0, -1, -1, 1]
    assert once().of_record.tolist() == [-1] * 5


def test_nobody_is_joined_within_such_a_list_and_elsewhere_as_before():
    found = pairs((0, 1, 0.99), (2, 3, 0.99))
    for labels in clustered(once("clinic"), found):
        assert together(labels) == {frozenset({0}), frozenset({1}), frozenset({2, 3}), frozenset({4})}
    for labels in clustered(once("clinic", "court"), found):
        assert len(together(labels)) == 5


@pytest.mark.parametrize("between", [[], [(0, 1, 0.99)], [(0, 1, 0.02)]])
def test_nobody_is_joined_within_by_way_of_a_third(between):
    found = pairs(*sorted([(0, 4, 0.99), (1, 4, 0.95), *between]))
    for labels in clustered(once("clinic"), found):
        assert labels[0] != labels[1]
        assert labels[0] == labels[4] or labels[1] == labels[4]
    free = clustered(once(), found)[2]
    assert free[0] == free[1] == free[4]


def test_nobody_is_joined_within_by_way_of_two_others():
    found = pairs((0, 2, 0.99), (1, 3, 0.99), (2, 3, 0.99))
    for labels in clustered(once("clinic"), found):
        assert labels[0] != labels[1]


def test_what_people_judged_the_same_stays_together():
    found = pairs((0, 1, 0.99), (2, 3, 0.99))
    decided = DecidedPairs(same=np.array([[0, 1]]))
    for labels in clustered(once("clinic", "court"), found, decided):
        assert labels[0] == labels[1]
        assert labels[2] != labels[3]


def test_without_such_lists_nothing_is_decided():
    decided = DecidedPairs(different=np.array([[0, 4]]))
    assert once().barred(pairs((0, 1, 0.99)), decided) is decided
    assert once("press").barred(pairs((0, 1, 0.99)), decided) is decided


def test_pairs_alike_within_a_list_are_counted_from_the_threshold_on():
    found = pairs((0, 1, 0.35), (0, 2, 0.99), (2, 3, 0.34))
    assert once("clinic", "court", "press").told(found, 0.35) == [
        {"list": "clinic", "alike": 1},
        {"list": "court", "alike": 0},
        {"list": "press", "alike": 0},
    ]
    assert once().told(found, 0.35) == []


@pytest.fixture
def two_lists(tmp_path):
    """Sixty people in two lists; the first list has its first person twice."""
    rng = random.Random(1)
    letters = [one + two for one in "bdfgklmnprstvz" for two in "aeiou"]
    given, family = (["".join(rng.choices(letters, k=3)) for _ in range(each)] for each in (40, 10))
    rows = [
        (
            name,
            f"{rng.randint(1940, 2000)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        )
        for name in rng.sample([(one, other) for one in given for other in family], 60)
    ]
    paths = []
    for name, of in (("clinic", [*rows, rows[0]]), ("court", rows)):
        path = tmp_path / f"{name}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(("id", "given", "family", "born"))
            writer.writerows((f"{name}{at}", *person, born) for at, (person, born) in enumerate(of))
        paths.append(path)
    return paths


def test_a_run_joins_nobody_within_and_says_how_many_were_alike(tmp_path, two_lists):
    persons = {}
    for named in ((), ("clinic",)):
        out = tmp_path / f"out{len(named)}"
        link_roster(Roster(two_lists, out), LinkSettings(once=named))
        report = json.loads((out / "report.json").read_text(encoding="utf-8"))
        rows = pq.ParquetFile(out / "people.parquet").read().to_pylist()
        persons[named] = {row["id"].rpartition(":")[2]: row["person"] for row in rows}
        draws = pq.ParquetFile(out / "draws.parquet").read().to_pylist()
        persons[named, "draws"] = [
            {row["id"].rpartition(":")[2]: row["person"] for row in draws if row["draw"] == each}
            for each in range(report["draws"])
        ]
        assert report["once"] == [{"list": each, "alike": 1} for each in named]
    free, apart = persons[()], persons["clinic",]
    assert free["clinic0"] == free["clinic60"] == free["court0"]
    for found in (apart, *persons[("clinic",), "draws"]):
        assert found["clinic0"] != found["clinic60"]
    assert apart["court5"] == apart["clinic5"]
    assert len(set(apart.values())) == len(set(free.values())) + 1
