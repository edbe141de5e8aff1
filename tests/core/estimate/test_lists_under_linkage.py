"""Lists under other linkages."""

import numpy as np

from isthmus.core.estimate.capture_lists import SourceList, VictimMention, capture_lists
from isthmus.core.estimate.lists_under_linkage import as_lists, mentions_on_lists

LISTS = (SourceList("first", frozenset({"s1"})), SourceList("second", frozenset({"s2"})))
NAMED = {
    10: VictimMention(10, "a", ("s1",), 1, 1, named=True, stratum="x"),
    11: VictimMention(11, "b", ("s2",), 1, 1, named=True, stratum="x"),
    12: VictimMention(12, "c", ("s2",), 1, 1, named=False, stratum="y"),
    13: VictimMention(13, "d", ("s1",), 1, 1, named=True, stratum="y"),
}
KEYS = [10, 11, 12, 13, 99]


def table(lists):
    return {tuple(p): n for p, n in zip(lists.patterns.tolist(), lists.counts.tolist(), strict=True)}


def test_with_everybody_alone_the_lists_are_those_of_the_record():
    alone = mentions_on_lists(KEYS, NAMED, LISTS).under(np.arange(5))
    assert table(alone) == capture_lists(NAMED.values(), LISTS).patterns


def test_whom_a_draw_joins_is_on_the_lists_of_both():
    found = mentions_on_lists(KEYS, NAMED, LISTS).under(np.array([0, 0, 2, 3, 4]))
    assert table(found) == {(True, True): 1, (True, False): 1}


def test_a_nameless_one_enters_with_whom_it_is_joined():
    found = mentions_on_lists(KEYS, NAMED, LISTS).under(np.array([0, 1, 2, 2, 4]))
    assert table(found) == {(True, False): 1, (False, True): 1, (True, True): 1}


def test_a_mention_that_does_not_pass_joins_others():
    found = mentions_on_lists(KEYS, NAMED, LISTS).under(np.array([0, 0, 2, 3, 0]))
    assert table(found) == {(True, True): 1, (True, False): 1}


def test_lists_of_each_stratum_are_those_of_the_record():
    capture = capture_lists(NAMED.values(), LISTS)
    assert {name: table(each) for name, each in as_lists(capture).items()} == capture.strata
