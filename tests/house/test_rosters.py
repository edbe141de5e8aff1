"""The synthetic rosters that linking is measured on: reproducible, complete, and full of brothers."""

import csv
from collections import defaultdict

import pyarrow.parquet as pq
import pytest

from benchmarks.rosters.lists import Rates
from benchmarks.rosters.spelling import arabic_spellings, father_name, made_feminine, romanised
from benchmarks.rosters.writing import VARIANTS, Roster, write

PEOPLE = 300
FLAWLESS = Rates(**dict.fromkeys(Rates.__dataclass_fields__, 0.0))


def written(folder, roster, name="roster"):
    path, truth = folder / f"{name}.csv", folder / f"{name}-truth.csv"
    write(roster, path, truth)
    return path, truth


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module", params=VARIANTS)
def roster(request, tmp_path_factory):
    path, truth = written(tmp_path_factory.mktemp(request.param), Roster(request.param, PEOPLE))
    return rows(path), rows(truth)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(variant, tmp_path):
    first, second, other = (
        [path.read_bytes() for path in written(tmp_path, Roster(variant, PEOPLE, seed=seed), name)]
        for name, seed in (("first", 5), ("second", 5), ("other", 6))
    )
    assert first == second
    assert first[0] != other[0]


def test_the_truth_has_each_id_once_and_the_people_asked_for(roster):
    reports, truth = roster
    assert [row["id"] for row in reports] == [row["id"] for row in truth]
    assert len({row["id"] for row in reports}) == len(reports) > PEOPLE
    assert len({row["person"] for row in truth}) == PEOPLE


def test_children_of_one_father_share_a_lineage_and_many_people_have_siblings(roster):
    lineages, siblings = defaultdict(set), defaultdict(set)
    for row in roster[1]:
        if row["father"]:
            lineages[row["father"]].add(row["lineage"])
            siblings[row["father"]].add(row["person"])
    assert all(len(each) == 1 for each in lineages.values())
    assert sum(len(each) for each in siblings.values() if len(each) > 1) > PEOPLE / 3


@pytest.mark.parametrize("variant", ["russian", "arabic", "latin"])
def test_without_mistakes_brothers_are_told_apart_by_their_given_names(variant, tmp_path):
    reports, truth = map(rows, written(tmp_path, Roster(variant, PEOPLE, 1, rates=FLAWLESS, parts=True)))
    named, families = defaultdict(set), defaultdict(set)
    for report, known in zip(reports, truth, strict=True):
        if known["father"]:
            named[known["father"], report["given"]].add(known["person"])
            families[known["father"], report["sex"]].add(report["family"])
    assert all(len(people) == 1 for people in named.values())
    assert all(len(borne) == 1 for (_, sex), borne in families.items() if sex)


def test_parquet_holds_what_csv_holds_across_chunks(tmp_path, monkeypatch):
    monkeypatch.setattr("benchmarks.rosters.writing.HOUSES", 20)
    roster = Roster("arabic", PEOPLE)
    path, _ = written(tmp_path, roster)
    count = write(roster, tmp_path / "roster.parquet", tmp_path / "truth.parquet")
    held = pq.read_table(tmp_path / "roster.parquet").to_pylist()
    assert count == len(held)
    assert [{key: value or "" for key, value in row.items()} for row in held] == rows(path)


def test_a_roster_that_can_not_be_made_is_refused():
    with pytest.raises(ValueError, match="no variant"):
        Roster("martian", 10)
    with pytest.raises(ValueError, match="1 to 6 lists"):
        Roster("latin", 10, lists=7)


@pytest.mark.parametrize(
    ("father", "son", "daughter"),
    [
        ("Муса", "Мусаевич", "Мусаевна"),
        ("Али", "Алиевич", "Алиевна"),
        ("Умар", "Умарович", "Умаровна"),
        ("Игорь", "Игоревич", "Игоревна"),
        ("Юрий", "Юрьевич", "Юрьевна"),
        ("Андрей", "Андреевич", "Андреевна"),
        ("Илья", "Ильич", "Ильинична"),
        ("Никита", "Никитич", "Никитична"),
        ("Павел", "Павлович", "Павловна"),
    ],
)
def test_patronymics_are_formed_as_in_russian(father, son, daughter):
    assert father_name(father, daughter=False) == son
    assert father_name(father, daughter=True) == daughter


def test_spellings_differ_as_lists_differ():
    assert {romanised("Хусейн", style) for style in ("atlas", "press", "passport", "german")} == {
        "Khuseyn",
        "Huseyn",
        "Khusein",
        "Chusejn",
    }
    assert arabic_spellings("أسامة") == ["أسامة", "أسامه", "اسامة", "اسامه"]
    assert made_feminine("Гайраев") == "Гайраева"
