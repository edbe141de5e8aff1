"""The rosters that linking is judged on: reproducible, with the truth of every row, of a hand of their own."""

import ast
import csv
from pathlib import Path

import numpy as np
import pytest

from benchmarks import judged, link_judged
from benchmarks.judged import WORLDS, Options, make, write
from isthmus.core.link.evaluating import Scores

PEOPLE = 120
WITHOUT_TRUTH = {"allequal", "numbersonly"}


def written(folder, world, seed=1, options=None, people=PEOPLE):
    paths = folder / f"{world}-{seed}.csv", folder / f"{world}-{seed}-truth.csv"
    write(make(world, people, seed, options), *paths, seed)
    return paths


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("world", WORLDS)
def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(world, tmp_path):
    first = [path.read_bytes() for path in written(tmp_path, world, 5)]
    again = [path.read_bytes() for path in written(tmp_path, world, 5)]
    other = [path.read_bytes() for path in written(tmp_path, world, 6)]
    assert first == again
    assert first[0] != other[0]


@pytest.mark.parametrize("world", sorted(WORLDS.keys() - WITHOUT_TRUTH - {"big"}))
def test_the_truth_has_every_row_once_and_the_people_asked_for(world, tmp_path):
    roster, truth = map(rows, written(tmp_path, world))
    assert [row["id"] for row in roster] == [row["id"] for row in truth]
    assert len({row["id"] for row in roster}) == len(roster)
    assert len({row["person"] for row in truth}) == PEOPLE


def test_two_people_of_big_have_two_hundred_records_each(tmp_path):
    _, truth = map(rows, written(tmp_path, "big"))
    people = [row["person"] for row in truth]
    assert sorted(people.count(each) for each in set(people))[-3:] in ([1, 200, 200], [2, 200, 200])


@pytest.mark.parametrize("world", sorted(WITHOUT_TRUTH))
def test_where_nothing_tells_who_is_who_there_is_no_truth(world, tmp_path):
    roster, truth = map(rows, written(tmp_path, world))
    assert roster
    assert truth == []


def test_nobody_stands_twice_in_clean_and_repeats_are_as_many_as_asked_for(tmp_path):
    _, truth = map(rows, written(tmp_path, "clean", options=Options(lists=2)))
    assert len({row["person"] for row in truth}) == len(truth)
    _, truth = map(rows, written(tmp_path, "repeats", options=Options(repeats=0.25)))
    assert len(truth) == PEOPLE / 0.75


@pytest.mark.parametrize("column", ["sex", "born", "died"])
def test_a_column_is_added_or_taken_away_and_nothing_else_changes(column, tmp_path):
    whole, _ = map(rows, written(tmp_path, "columns"))
    less, _ = map(rows, written(tmp_path, "columns", options=Options(without=(column,))))
    names = [name for name in whole[0] if name not in {column, "id"}]
    assert column in whole[0]
    assert column not in less[0]
    assert sorted(tuple(row[name] for name in names) for row in whole) == sorted(
        tuple(row[name] for name in names) for row in less
    )


def test_the_judge_shares_no_code_with_what_it_judges_nor_with_what_that_was_tuned_on():
    for path in Path(judged.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                named = node.module or ""
                assert not named.startswith("isthmus"), path.name
                assert not named.startswith("benchmarks") or named.startswith("benchmarks.judged"), path.name


def test_calibration_of_a_true_model_is_about_its_floor_and_of_a_sure_one_far_above():
    rng = np.random.default_rng(3)
    probability = rng.uniform(0.06, 0.94, 2_000)
    is_match = rng.random(2_000) < probability
    true = link_judged.Calibration.of(probability, is_match)
    sure = link_judged.Calibration.of(np.where(probability > 0.5, 0.94, 0.06), is_match)
    assert true.error < true.floor + 0.02
    assert sure.error > sure.floor + 0.1
    assert link_judged.Calibration.of(np.array([]), np.array([], dtype=bool)) is None


def test_people_off_bracket_and_width_are_counted_as_they_are_named():
    found = link_judged.Judged(Scores(None, None, None), 200, 220.0, 190.0, 180.0, None)
    assert found.off == pytest.approx(-5)
    assert found.holds
    assert found.width == pytest.approx(20)


def test_a_column_falls_by_what_f1_is_less_with_it_than_without(monkeypatch):
    def judge(case, seed, people):
        f1 = 0.9 - 0.1 * ("sex" in case.options.without) - 0.2 * ("died" in case.options.extra)
        if "age" in case.options.without:
            return "no figure, and why"
        return link_judged.Judged(Scores(1.0, 1.0, f1), 1, 1, 1, 1, None)

    monkeypatch.setattr(link_judged, "judge", judge)
    found = dict(link_judged.falls([7], ["fourpart"]))
    assert found["fourpart 7: sex added to the others"] == pytest.approx(-0.1)
    assert found["fourpart 7: died added to all"] == pytest.approx(0.2)
    assert np.isnan(found["fourpart 7: age added to the others"])
