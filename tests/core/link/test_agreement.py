"""Agreement against published examples, scikit-learn, a direct reading of the definitions, and known truth."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from isthmus.core.link.agreement import MISSING, alpha, kappa
from isthmus.language import english
from tests.english import raises_saying

ANSWERS = st.lists(st.lists(st.integers(-1, 3), min_size=3, max_size=3), min_size=1, max_size=15)


def chance(seed=0):
    return np.random.default_rng(seed)


def reviewers(*rows):
    """A row of one-letter answers for each reviewer; a point where there is none."""
    return np.array([[MISSING if each == "." else ord(each) for each in row] for row in rows])


def alpha_by_definition(answers):
    """One minus observed over expected disagreement, pair of answers by pair of answers."""
    units = [[each for each in unit if each != MISSING] for unit in answers.T]
    units = [unit for unit in units if len(unit) > 1]
    pool = [each for unit in units for each in unit]
    if not pool or len(set(pool)) == 1:
        return None
    observed = sum(sum(a != b for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units)
    expected = sum(a != b for a, b in permutations(pool, 2)) / (len(pool) - 1)
    return 1 - observed / expected


@pytest.mark.parametrize(
    ("rows", "published"),
    [
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
)
def test_alpha_is_that_of_krippendorffs_own_examples(rows, published):
    """Computing Krippendorff's Alpha-Reliability (2011), sections A to C."""
    assert alpha(reviewers(*rows), chance()).value == pytest.approx(published, abs=0.0006)


def test_kappa_is_that_of_the_textbook_example():
    """Fifty applications: 20 twice yes, 15 twice no, 5 and 10 disputed: .7 observed, .5 by chance, kappa .4."""
    first, second = np.repeat([[1, 1, 0, 0], [1, 0, 1, 0]], [20, 5, 10, 15], axis=1)
    found = kappa(first, second, chance())
    assert found.value == pytest.approx(0.4)
    assert found.observed == pytest.approx(0.7)
    assert found.low < 0.4 < found.high
    assert "0.40" in english(found.message)


@given(ANSWERS)
def test_alpha_is_what_its_definition_says(answers):
    table = np.array(answers).T
    found, known = alpha(table, chance(), 20), alpha_by_definition(table)
    assert (found.value is None) == (known is None)
    assert known is None or found.value == pytest.approx(known)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=30))
def test_kappa_is_that_of_scikit_learn(answers):
    first, second = np.array(answers).T
    found = kappa(first, second, chance(), 20)
    if len(set(first) | set(second)) == 1:
        assert found.value is None
    else:
        assert found.value == pytest.approx(cohen_kappa_score(first, second))


def test_answers_that_one_of_the_two_lacks_count_for_nothing():
    first, second = np.array([0, 1, MISSING, 1, 0]), np.array([0, 1, 1, MISSING, 1])
    found = kappa(first, second, chance())
    assert found.units == 3
    assert found.value == pytest.approx(cohen_kappa_score([0, 1, 0], [0, 1, 1]))


@pytest.mark.parametrize(
    "measure", [lambda table: kappa(table[0], table[1], chance()), lambda table: alpha(table, chance())]
)
def test_where_every_answer_is_the_same_nothing_is_claimed(measure):
    found = measure(np.ones((2, 8), dtype=np.int64))
    assert (found.value, found.low, found.high, found.units, found.observed) == (None, None, None, 8, 1)
    assert "all answers" in english(found.message)


@pytest.mark.parametrize(
    "measure", [lambda table: kappa(table[0], table[1], chance()), lambda table: alpha(table, chance())]
)
def test_where_no_thing_has_two_answers_nothing_is_claimed(measure):
    found = measure(np.array([[1, MISSING], [MISSING, 1]]))
    assert (found.value, found.units, found.observed) == (None, 0, None)
    assert "no two reviewers" in english(found.message)
    assert measure(np.zeros((2, 0), dtype=np.int64)).value is None


def test_full_agreement_is_one_and_guessing_is_nought():
    answers = chance(1).integers(0, 2, (2, 4000))
    assert alpha(np.stack([answers[0]] * 3), chance()).value == 1
    for found in (kappa(*answers, chance()), alpha(answers, chance())):
        assert found.low <= 0 <= found.high
        assert found.high - found.low < 0.1


def test_the_interval_holds_the_known_value_as_often_as_it_says():
    """Two reviewers who each see the truth, half and half, in nine cases of ten, and guess otherwise: kappa .81."""

    def reviewed(seed):
        rng = chance(seed)
        truth = rng.integers(0, 2, 150)
        return np.where(rng.random((2, 150)) < 0.9, truth, rng.integers(0, 2, (2, 150)))

    found = [
        (kappa(*reviewed(seed), chance(), 300), alpha(reviewed(seed), chance(), 300)) for seed in range(200)
    ]
    for which in (0, 1):
        assert sum(each[which].low <= 0.81 <= each[which].high for each in found) >= 182


def test_the_same_seed_gives_the_same_interval():
    answers = chance(2).integers(0, 3, (3, 40))
    assert alpha(answers, chance(7)) == alpha(answers, chance(7))


def test_answers_in_other_shapes_are_refused():
    with raises_saying(ValueError, "one length"):
        kappa(np.array([1]), np.array([1, 2]), chance())
    with raises_saying(ValueError, "row of answers"):
        alpha(np.array([1, 2]), chance())
