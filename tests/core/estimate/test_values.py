"""Lists of people as patterns and counts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from isthmus.core.estimate.values import Lists

PEOPLE = arrays.arrays(bool, st.tuples(st.integers(0, 40), st.integers(1, 5)))


def of_people(on):
    return Lists.of("ABCDE"[: on.shape[1]], on, np.ones(len(on), dtype=np.int64))


@given(PEOPLE)
def test_patterns_are_distinct_sorted_and_add_up_to_everybody_on_a_list(on):
    lists = of_people(on)
    rows = [tuple(row) for row in lists.patterns.tolist()]
    assert rows == sorted(set(rows))
    assert all(any(row) for row in rows)
    assert (lists.counts > 0).all()
    assert lists.n == on.any(axis=1).sum()


@given(PEOPLE)
def test_sizes_and_overlaps_are_those_of_the_people(on):
    lists = of_people(on)
    np.testing.assert_array_equal(lists.sizes(), on.sum(axis=0))
    np.testing.assert_array_equal(lists.overlaps(), on.astype(int).T @ on.astype(int))


@given(PEOPLE.filter(lambda on: on.shape[1] > 1))
def test_who_was_on_one_list_alone_falls_out_with_it(on):
    left = of_people(on).without(0)
    assert left.names == tuple("BCDE"[: on.shape[1] - 1])
    assert left.n == on[:, 1:].any(axis=1).sum()


@given(PEOPLE, st.randoms())
def test_the_digest_knows_no_order_of_people(on, chance):
    order = list(range(len(on)))
    chance.shuffle(order)
    assert of_people(on).digest() == of_people(on[order]).digest()


def test_the_digest_is_that_of_the_table_as_csv():
    lists = Lists.of(["one", "two"], np.array([[True, True], [False, True]]), [3, 4])
    # sha256 of "one,two,count\n0,1,4\n1,1,3\n"
    assert lists.digest() == "5b70e018c30867a48805e982e2d861d1933efcd77b9e89953a438f161e95955d"


def test_another_name_is_another_digest():
    on = np.array([[True, False]])
    assert Lists.of("ab", on, [1]).digest() != Lists.of("ac", on, [1]).digest()


@pytest.mark.parametrize("counts", [[-1, 2], [1], [1, 2, 3]])
def test_counts_below_nought_or_of_another_number_are_refused(counts):
    with pytest.raises(ValueError, match=r"estimate.counts_below_zero|reshape"):
        Lists.of("ab", np.array([[True, False], [True, True]]), counts)
