"""Rows that are equal in everything that they state: what they leave open, by hand."""

import numpy as np
import pytest

from isthmus.core.link.equal_rows import EqualRows, EqualRowsDoubt
from isthmus.core.link.pairs import DecidedPairs

NOBODY = DecidedPairs()
ALONE, TOGETHER = np.arange(6), np.array([0, 0, 0, 3, 3, 5])


def equal(only_names=True, lists=(0, 0, 0, 0, 0)):
    """Of six records three say the same, and two others."""
    return EqualRows(
        np.arange(5), np.array([0, 0, 0, 1, 1]), np.array(lists), np.full(5, only_names, dtype=np.bool_)
    )


def pairs(*these):
    return np.array(these, dtype=np.int64).reshape(-1, 2)


def test_without_equal_rows_nothing_is_open():
    assert EqualRows().doubt(ALONE, ALONE, NOBODY) == EqualRowsDoubt(0, 0)


def test_equal_rows_that_are_kept_apart_may_be_one_person():
    assert equal().doubt(ALONE, ALONE, NOBODY) == EqualRowsDoubt(0, 3)
    assert equal(only_names=False).doubt(ALONE, ALONE, NOBODY) == EqualRowsDoubt(0, 3)


def test_equal_names_that_are_joined_may_be_several_people_and_equal_rows_that_state_more_not():
    assert equal().doubt(TOGETHER, TOGETHER, NOBODY) == EqualRowsDoubt(3, 0)
    assert equal(only_names=False).doubt(TOGETHER, TOGETHER, NOBODY) == EqualRowsDoubt(0, 0)


def test_names_that_are_equal_across_lists_are_for_the_fit_to_tell():
    """The list that repeats a name most often tells how many there may be: two of the first, one of the second."""
    assert equal(lists=(0, 0, 1, 0, 1)).doubt(TOGETHER, TOGETHER, NOBODY) == EqualRowsDoubt(1, 0)


def test_what_people_decided_is_not_open():
    same = DecidedPairs(same=pairs((0, 1), (1, 2)))
    assert equal().doubt(TOGETHER, TOGETHER, same) == EqualRowsDoubt(1, 0)
    different = DecidedPairs(different=pairs((0, 2)))
    assert equal().doubt(ALONE, ALONE, different) == EqualRowsDoubt(0, 1)


def test_records_that_are_known_to_be_two_people_are_not_one():
    found = equal().doubt(ALONE, ALONE, NOBODY, lambda one, other: {one, other} == {3, 4})
    assert found == EqualRowsDoubt(0, 2)


@pytest.mark.parametrize("lenient", [np.array([0, 0, 2, 3, 4, 4]), np.array([0, 0, 2, 3, 3, 5])])
def test_what_is_joined_already_is_not_counted_again(lenient):
    assert equal().doubt(ALONE, lenient, NOBODY).fewer in (1, 2)
    both = np.array([0, 0, 2, 3, 2, 5])  # one of each group is joined with one of the other
    assert equal().doubt(ALONE, both, NOBODY).fewer == 3 - 1
