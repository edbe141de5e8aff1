"""Columns that may be no lists: told by their names in eight languages, and by nobody standing on them alone."""

import numpy as np
import pytest

from isthmus.core.estimate.estimating import EstimateSettings, estimate
from isthmus.core.estimate.list_checks.doubtful_lists import CODES, doubtful_lists, is_attribute
from isthmus.core.estimate.strata import estimate_strata
from isthmus.core.estimate.values import Lists
from isthmus.language import english

QUICK = EstimateSettings(models=("loglinear",), checks=False)


def people(names=("A", "B", "C", "D"), n=2_000, seed=3, chances=(0.4, 0.35, 0.3, 0.25)) -> Lists:
    on = np.random.default_rng(seed).random((n, len(names))) < np.array(chances)
    return Lists.of(names, on, np.ones(n, dtype=np.int64))


@pytest.mark.parametrize(
    "name",
    [
        "female", "Male", "SEX", "is_child", "adult 0/1", "civilian", "dead", "sex_male", "Женщина", "ребёнок",
        "погибший", "жінка", "загиблий", "أنثى", "طفل", "مدني", "زن", "کودک", "كودک", "kadın", "KADIN", "ÇOCUK",
        "femme", "décédé", "DECEDE", "mujer", "niño", "fallecido",
    ],
)  # fmt: skip
def test_what_is_true_of_people_is_no_name_of_a_list(name):
    assert is_attribute(name)


@pytest.mark.parametrize(
    "name",
    ["A", "m", "F", "x", "Women's League", "dead_list", "Children Fund", "police", "No. 1", "", "мы", "is"],
)
def test_names_of_lists_are_not_taken_for_it(name):
    assert not is_attribute(name)


def test_a_column_with_such_a_name_is_warned_of_and_named():
    said = list(doubtful_lists(people(("A", "B", "C", "female"))))
    assert [(each.code, each.values["list"]) for each in said] == [(CODES[0], "female")]
    assert not list(doubtful_lists(people()))


def test_a_column_on_which_nobody_stands_alone_is_warned_of_and_named():
    lists = people()
    alone = lists.patterns[:, 3] & (lists.patterns.sum(axis=1) == 1)
    without = Lists.of(lists.names, lists.patterns[~alone], lists.counts[~alone])
    assert [(each.code, each.values["list"]) for each in doubtful_lists(without)] == [(CODES[1], "D")]


def test_several_lists_with_nobody_alone_are_named_in_one_sentence():
    on = np.array([[1, 1, 1, 0], [0, 1, 1, 1], [1, 0, 1, 1], [1, 1, 0, 1]], dtype=bool)
    (said,) = doubtful_lists(Lists.of("ABCD", on, [50, 40, 30, 20]))
    assert english(said).startswith("Nobody is on A, B, C or D alone, which is rare")
    assert said.code in CODES


def test_an_estimate_from_it_is_not_clean():
    found = estimate(people(("A", "B", "C", "child")), QUICK)
    assert found.verdict == "warn"
    assert CODES[0] in [each.code for each in found.reasons]


def test_strata_tell_it_once():
    strata = {name: people(("A", "B", "C", "child"), seed=at) for at, name in enumerate(("North", "South"))}
    found = estimate_strata(strata, QUICK, by="region")
    assert [each.code for each in found.reasons].count(CODES[0]) == 1
    assert all(
        each.code != "estimate.of_stratum" or each.values["reason"].code not in CODES
        for each in found.reasons
    )
