"""Which pairs come and go where records stand in other blocks than before, beside looking at every pair."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.link.block_changes import ALONE, codes, moved_to, pairs_gained, sharing

RECORDS, RULES = 12, 3


@st.composite
def blocks(draw):
    """Blocks of twelve records before and now, and which of them say what they said."""
    rng = np.random.default_rng(draw(st.integers(0, 100_000)))
    before = rng.integers(-1, draw(st.integers(1, 5)), (RECORDS, RULES)).astype(np.int32)
    now = np.where(rng.random((RECORDS, RULES)) < 0.7, before, rng.integers(-1, 5, (RECORDS, RULES)))
    return before, now.astype(np.int32), rng.random(RECORDS) < 0.8


def together(stand, one, other):
    return any(a == b != ALONE for a, b in zip(stand[one].tolist(), stand[other].tolist(), strict=True))


@given(blocks())
def test_pairs_gained_are_those_that_share_a_block_now_and_shared_none(case):
    before, now, among = case
    left, right = pairs_gained(before, now, among)
    every = [pair for pair in combinations(range(RECORDS), 2) if among[list(pair)].all()]
    right_ones = [pair for pair in every if together(now, *pair) and not together(before, *pair)]
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == right_ones
    one, other = np.array(every or [(0, 1)], dtype=np.int64).T
    assert sharing(now, one, other).tolist() == [
        together(now, *pair) for pair in zip(one, other, strict=True)
    ]


def test_blocks_of_other_names_with_the_same_records_bring_no_pair():
    before = np.array([[0], [0], [1], [1], [ALONE]], dtype=np.int32)
    left, right = pairs_gained(
        before, np.array([[7], [7], [2], [2], [ALONE]], dtype=np.int32), np.ones(5, bool)
    )
    assert not len(left) + len(right)


def test_codes_tell_who_shares_a_block_and_nothing_of_what_is_in_it():
    block = np.array([99, 5, 99, 8, 5, 0], dtype=np.uint64)
    stated = np.array([True, True, True, True, True, False])
    assert codes(block, stated).tolist() == [2, 0, 2, ALONE, 0, ALONE]


def test_blocks_go_where_their_records_went():
    stood = np.array([[4], [5], [6]], dtype=np.int32)
    assert moved_to(stood, np.array([3, -1, 0]), 4).tolist() == [[6], [ALONE], [ALONE], [4]]
