"""Lists under other linkages."""

import numpy as np

from isthmus.core.estimate.drawn_up import ListOf, Mentioned, draw_up
from isthmus.core.estimate.redrawn import as_lists, placed

LISTS = (ListOf("first", frozenset({"s1"})), ListOf("second", frozenset({"s2"})))
NAMED = {
    10: Mentioned(10, "a", ("s1",), 1, 1, named=True, stratum="x"),
    11: Mentioned(11, "b", ("s2",), 1, 1, named=True, stratum="x"),
    12: Mentioned(12, "c", ("s2",), 1, 1, named=False, stratum="y"),
    13: Mentioned(13, "d", ("s1",), 1, 1, named=True, stratum="y"),
}
KEYS = [10, 11, 12, 13, 99]


def table(lists):
    return {tuple(p): n for p, n in zip(lists.patterns.tolist(), lists.counts.tolist(), strict=True)}


def test_with_everybody_alone_the_lists_are_those_of_the_record():
    alone = placed(KEYS, NAMED, LISTS).under(np.arange(5))
    assert table(alone) == draw_up(NAMED.values(), LISTS).patterns


def test_whom_a_draw_joins_is_on_the_lists_of_both():
    found = placed(KEYS, NAMED, LISTS).under(np.array([0, 0, 2, 3, 4]))
    assert table(found) == {(True, True): 1, (True, False): 1}


def test_a_nameless_one_enters_with_whom_it_is_joined():
    found = placed(KEYS, NAMED, LISTS).under(np.array([0, 1, 2, 2, 4]))
    assert table(found) == {(True, False): 1, (False, True): 1, (True, True): 1}


def test_a_mention_that_does_not_pass_joins_others():
    found = placed(KEYS, NAMED, LISTS).under(np.array([0, 0, 2, 3, 0]))
    assert table(found) == {(True, True): 1, (True, False): 1}


def test_strata_are_told_apart_as_in_the_record():
    found = placed(KEYS, NAMED, LISTS).strata_under(np.array([0, 0, 2, 0, 4]))
    assert {name: table(each) for name, each in found.items()} == {"": {(True, True): 1}}
    found = placed(KEYS, NAMED, LISTS).strata_under(np.arange(5))
    drawn_up = draw_up(NAMED.values(), LISTS)
    assert {name: table(each) for name, each in found.items()} == drawn_up.strata
    assert {name: table(each) for name, each in as_lists(drawn_up).items()} == drawn_up.strata
