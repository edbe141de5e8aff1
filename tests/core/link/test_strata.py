"""Pairs of any two records, drawn in three strata: what they stand for adds up, whatever the groups are."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.link.strata import drawn_pairs

CODES = st.lists(st.tuples(st.integers(-1, 4), st.integers(-1, 6)), min_size=2, max_size=40)


def draw(records, each, seed=0):
    """What is drawn of records that are pairs of a given and a family name."""
    columns = np.array(records, dtype=np.int64).reshape(-1, 2)
    return drawn_pairs(columns[:, 0], columns[:, 1], each, np.random.default_rng(seed))


def stratum(records, left, right):
    """The stratum of two records, by the definition."""
    one, other = records[left], records[right]
    if one[0] >= 0 and one[0] == other[0]:
        return 0
    return 1 if one[1] >= 0 and one[1] == other[1] else 2


def sizes(records):
    """How many pairs each stratum holds, pair by pair."""
    found = [stratum(records, *pair) for pair in combinations(range(len(records)), 2)]
    return np.bincount(found, minlength=3)


def weights(records, found):
    """The weights of the drawn pairs of each stratum."""
    strata = [stratum(records, *pair) for pair in zip(found.left.tolist(), found.right.tolist(), strict=True)]
    return [found.weight[np.array(strata) == each] for each in range(3)]


@given(CODES, st.integers(1, 400), st.integers(0, 2**32))
def test_weights_of_each_stratum_add_up_to_how_many_pairs_it_holds(records, each, seed):
    n = len(records)
    found = draw(records, each, seed)
    for of_stratum, size in zip(weights(records, found), sizes(records).tolist(), strict=True):
        # A stratum can be so rare among the pairs that are drawn that none of it is met; not one that counts.
        assert of_stratum.sum() == pytest.approx(size) or (
            not len(of_stratum) and 2 * each * size < n * (n - 1) // 2
        )
        assert len(set(of_stratum.tolist())) <= 1


@given(CODES, st.integers(1, 400), st.integers(0, 2**32))
def test_pairs_are_of_two_records_and_no_stratum_has_more_than_asked(records, each, seed):
    found = draw(records, each, seed)
    assert (found.left < found.right).all()
    assert found.left.min(initial=0) >= 0
    assert found.right.max(initial=0) < len(records)
    if len(records) * (len(records) - 1) // 2 > each:
        assert all(len(of_stratum) <= each for of_stratum in weights(records, found))


@given(CODES)
def test_few_records_are_paired_once_each(records):
    found = draw(records, 1_000)
    drawn = list(zip(found.left.tolist(), found.right.tolist(), strict=True))
    assert sorted(drawn) == list(combinations(range(len(records)), 2))
    assert (found.weight == 1).all()


def test_a_stratum_whose_groups_are_small_is_taken_whole():
    """Three of one given name, two of one family name, and too many others to take all."""
    records = [(0, 0), (0, 1), (0, 2), (1, 3), (2, 3), *((each, each) for each in range(10, 60))]
    found = draw(records, 100)
    by_stratum = {each: [] for each in range(3)}
    for left, right in zip(found.left.tolist(), found.right.tolist(), strict=True):
        by_stratum[stratum(records, left, right)].append((left, right))
    assert sorted(by_stratum[0]) == [(0, 1), (0, 2), (1, 2)]
    assert by_stratum[1] == [(3, 4)]
    assert len(by_stratum[2]) == 100
    assert [each.tolist() for each in weights(records, found)[:2]] == [[1.0] * 3, [1.0]]


def test_nobody_stands_in_the_second_stratum_by_both_names():
    """Who shares the family name and the given name counts by the given name alone."""
    records = [(0, 0)] * 30 + [(1, 0)] * 30
    given, family, rest = weights(records, draw(records, 50))
    assert (given.sum(), family.sum(), len(rest)) == (pytest.approx(870), pytest.approx(900), 0)


def test_names_that_are_not_stated_make_no_group():
    records = [(-1, -1)] * 30 + [(0, -1), (0, 5)]
    given, family, rest = weights(records, draw(records, 50))
    assert (given.tolist(), len(family), rest.sum()) == ([1.0], 0, pytest.approx(32 * 31 / 2 - 1))


def test_within_a_stratum_each_pair_is_as_likely_as_any_other():
    """Groups of 2 to 30 records: a pair of a small one is drawn as often as one of a large one."""
    records = [(group, -1) for group in range(2, 31) for _ in range(group)]
    found = draw(records, 4_000)
    of_name = np.array([one[0] for one in records])
    shared = of_name[found.left] == of_name[found.right]
    drawn = np.bincount(of_name[found.left[shared]], minlength=31)
    pairs = np.array([group * (group - 1) // 2 for group in range(31)])
    expected = 4_000 * pairs / pairs.sum()
    chi_squared = ((drawn[2:] - expected[2:]) ** 2 / expected[2:]).sum()
    assert chi_squared < 60  # 28 degrees of freedom: one draw in 2,000 would be above


def test_the_same_seed_draws_the_same_and_order_changes_no_weight():
    records = [(each % 7, each % 11) for each in range(200)]
    first, again = draw(records, 300, seed=4), draw(records, 300, seed=4)
    assert (first.left.tolist(), first.right.tolist()) == (again.left.tolist(), again.right.tolist())
    other = [records[at] for at in np.random.default_rng(1).permutation(200)]
    assert [each.sum() for each in weights(other, draw(other, 300))] == pytest.approx(
        [each.sum() for each in weights(records, first)]
    )
