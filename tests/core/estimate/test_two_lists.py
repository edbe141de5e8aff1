"""Chapman's estimate of two lists."""

import numpy as np
import pytest

from isthmus.core.estimate.two_lists import chapman
from isthmus.core.estimate.values import Lists
from isthmus.core.messages import Message, MessageError
from isthmus.language import english
from tests.english import told


def _lists(first, second, both):
    on = np.array([[True, False], [False, True], [True, True]])
    return Lists.of(["a", "b"], on, [first - both, second - both, both])


def test_the_formula_gives_the_figures_of_the_textbook():
    # Seber 1982, 3.1: 87 marked, 14 seen again, 7 of them marked: 88 x 15 / 8 - 1.
    said = chapman(_lists(87, 14, 7))
    assert said["estimate"] == pytest.approx(164)
    assert said["variance"] == pytest.approx(88 * 15 * 80 * 7 / (64 * 9))
    assert said["rests_on"]["code"] == "estimate.chapman_rests_on"
    assert said["biased"] is None


def test_the_interval_stays_above_the_documented():
    lists = _lists(60, 50, 45)
    low, high = chapman(lists)["interval95"]
    assert lists.n < low < chapman(lists)["estimate"] < high


def test_the_interval_holds_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(3)
    held = 0
    for _ in range(400):
        on = rng.random((500, 2)) < [0.3, 0.4]
        low, high = chapman(Lists.of(["a", "b"], on, np.ones(500, dtype=np.int64)))["interval95"]
        held += low <= 500 <= high
    assert 0.92 < held / 400 < 0.98


def test_a_list_inside_the_other_has_no_interval():
    said = chapman(_lists(30, 10, 10))
    assert said["estimate"] == pytest.approx(30)
    assert said["interval95"] is None


def test_few_on_both_lists_are_said_to_bias_it():
    assert "biased downwards" in english(Message.from_json(chapman(_lists(10, 15, 5))["biased"]))
    assert chapman(_lists(5, 3, 0))["estimate"] == pytest.approx(23)


def test_three_lists_are_not_two():
    with pytest.raises(MessageError) as wrong:
        chapman(Lists.of("abc", np.eye(3, dtype=bool), [1, 1, 1]))
    assert "takes two" in told(wrong.value)
