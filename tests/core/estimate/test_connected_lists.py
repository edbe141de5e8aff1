"""Lists that share people, directly or through one another."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.estimate.connected_lists import connected_lists
from isthmus.core.estimate.values import Lists


def of(**people):
    """Lists by their patterns, as `AB=3`."""
    names = sorted(set("".join(people)))
    on = np.array([[name in pattern for name in names] for pattern in people])
    return Lists.of(names, on, list(people.values()))


def test_lists_are_connected_through_others():
    found = connected_lists(of(A=9, AB=2, BC=3, CD=4))
    assert found.lists.names == ("A", "B", "C", "D")
    assert (found.apart, found.empty, found.people_outside) == ((), (), 0)


def test_a_list_that_shares_nobody_is_left_out_with_its_people():
    found = connected_lists(of(AB=2, BC=3, D=40, A=5))
    assert found.lists.names == ("A", "B", "C")
    assert (found.apart, found.people_outside, found.lists.n) == (("D",), 40, 10)


def test_three_lists_go_before_two_with_more_people():
    found = connected_lists(of(AB=2, BC=3, B=1, DE=400, D=7))
    assert found.lists.names == ("A", "B", "C")
    assert (found.left_out, found.people_outside) == (("D", "E"), 407)


def test_of_two_pieces_of_three_lists_the_one_with_more_overlap_is_taken():
    assert connected_lists(of(AB=2, BC=3, A=90, DE=4, EF=5, E=1)).lists.names == ("D", "E", "F")


def test_lists_of_nobody_are_told_apart_from_lists_that_share_nobody():
    on = np.array([[1, 1, 0, 0], [0, 1, 1, 0], [0, 1, 0, 0]], dtype=bool)
    lists = Lists.of("ABCD", on, [3, 4, 2])
    assert (connected_lists(lists).empty, connected_lists(lists).apart) == (("D",), ())
    nobody = Lists.of("AB", np.zeros((0, 2), dtype=bool), [])
    assert (connected_lists(nobody).lists.n, connected_lists(nobody).empty) == (0, ("A", "B"))


@given(st.lists(st.tuples(st.integers(1, 63), st.integers(1, 50)), min_size=1, max_size=12))
def test_nobody_is_lost_and_no_list_outside_shares_a_person_with_one_inside(rows):
    on = np.array([[pattern >> at & 1 for at in range(6)] for pattern, _ in rows], dtype=bool)
    lists = Lists.of("ABCDEF", on, [many for _, many in rows])
    found = connected_lists(lists)
    assert found.lists.n + found.people_outside == lists.n
    assert {*found.lists.names, *found.left_out} == set("ABCDEF")
    inside = [lists.names.index(name) for name in found.lists.names]
    outside = [lists.names.index(name) for name in (*found.apart, *found.empty)]
    assert not lists.overlaps()[np.ix_(inside, outside)].any()
