"""Identifiers in the fit: weighed like all else, obeyed by nobody."""

import numpy as np
import pyarrow as pa
import pytest

from isthmus.engines.linking import link
from isthmus.engines.roster import Roster  # noqa: F401  the command reads the same field


def roster(people: int, *, slips: float, seed: int = 1) -> tuple[pa.Table, list[int]]:
    """So many people, most on two lists, with names of few kinds, an age, and a number that is wrong now and then."""
    rng = np.random.default_rng(seed)
    given, family = (
        ("Adan", "Musa", "Isa", "Zara", "Lila", "Omer"),
        ("Exemplarov", "Obraztsov", "Primerov", "Testov"),
    )
    rows: list[tuple[str, str, str, str]] = []
    truth: list[int] = []
    for person in range(people):
        name = f"{given[rng.integers(6)]} {given[rng.integers(6)]}ovich {family[rng.integers(4)]}"
        age, number = str(rng.integers(16, 70)), f"{rng.integers(10**7):07}"
        for _ in range(2 if rng.random() < 0.6 else 1):
            wrong = rng.random() < slips
            said = f"{rng.integers(10**7):07}" if wrong else number
            rows.append((str(len(rows)), name, age, f"case:{said}"))
            truth.append(person)
    columns = zip(*rows, strict=True)
    names = ("id", "name", "age", "identifiers")
    table = pa.table({name: pa.array(cells, pa.string()) for name, cells in zip(names, columns, strict=True)})
    return table, truth


def f1(table: pa.Table, truth: list[int]) -> float:
    labels = link(table).central.tolist()

    def pairs(of: list[int]) -> set[tuple[int, int]]:
        found: dict[int, list[int]] = {}
        for at, each in enumerate(of):
            found.setdefault(each, []).append(at)
        return {(one, other) for each in found.values() for one in each for other in each if one < other}

    made, true = pairs(labels), pairs(truth)
    return 2 * len(made & true) / max(len(made) + len(true), 1)


def test_a_true_column_with_slips_is_worth_more_than_it_costs():
    table, truth = roster(150, slips=0.05)
    without = f1(table.drop_columns(["identifiers"]), truth)
    assert f1(table, truth) > max(without - 0.005, 0.9)


def test_equal_identifiers_join_nobody_by_themselves():
    table, _ = roster(60, slips=0.0)
    two = pa.table(
        {
            "id": ["p", "q"],
            "name": ["Adan Musaovich Exemplarov", "Lila Omerovich Testov"],
            "age": ["17", "66"],
            "identifiers": ["case:x0000001", "case:x0000001"],
        }
    )
    found = link(pa.concat_tables([table, two.cast(table.schema)]))
    assert found.strict[-1] != found.strict[-2]
    assert "identifiers" in found.levels


def census(households: int, seed: int = 1) -> tuple[pa.Table, list[int]]:
    """A census with a number for each household; some people stand twice, then with a year of birth alone."""
    rng = np.random.default_rng(seed)
    syllables = np.array(["ba", "ko", "mu", "ndi", "re", "sha", "ti", "wo", "ya", "zu", "le", "ga"])

    def word(length: int) -> str:
        return "".join(rng.choice(syllables, length)).capitalize()

    rows: list[tuple[str, ...]] = []
    truth: list[int] = []
    person = 0
    for number in range(households):
        shared = word(2), word(3), f"household:{number:04}", str(rng.choice(("Orvel", "Tashki", "Mernik")))
        for _ in range(rng.integers(1, 7)):
            given, sex = word(2), str(rng.choice(("m", "f")))
            born = f"{rng.integers(1950, 2016)}-{rng.integers(1, 13):02}-{rng.integers(1, 29):02}"
            for again in range(1 + (rng.random() < 0.3)):
                rows.append((str(len(rows)), given, *shared, sex, born[:4] if again else born))
                truth.append(person)
            person += 1
    columns = zip(*rows, strict=True)
    names = ("id", "given", "father", "family", "identifiers", "place", "sex", "born")
    return pa.table(
        {name: pa.array(cells, pa.string()) for name, cells in zip(names, columns, strict=True)}
    ), truth


def test_a_number_of_a_household_does_not_make_one_person_of_it():
    table, truth = census(80)
    without = f1(table.drop_columns(["identifiers"]), truth)
    assert without > 0.95
    assert f1(table, truth) > without - 0.005


@pytest.mark.parametrize("cell", ["", None])
def test_a_column_without_identifiers_is_none(cell):
    table, _ = roster(40, slips=0)
    empty = table.drop_columns(["identifiers"]).append_column(
        "identifiers", pa.array([cell] * table.num_rows, pa.string())
    )
    assert "identifiers" not in link(empty).levels
