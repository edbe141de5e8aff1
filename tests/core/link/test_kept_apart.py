"""Clustering under a predicate is clustering with each pair that it tells apart judged different."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.link import kept_apart
from isthmus.core.link.clustering import partitions
from isthmus.core.link.kept_apart import barred, partitions_apart
from isthmus.core.link.pairs import DecidedPairs, Pairs

THRESHOLDS = (0.9, 0.5, 0.2)


@given(st.data())
def test_it_is_what_comes_of_judging_every_pair_of_a_list_different(data: st.DataObject) -> None:
    n = data.draw(st.integers(2, 9))
    every = [(one, other) for one in range(n) for other in range(one + 1, n)]
    chosen = sorted(data.draw(st.sets(st.sampled_from(every))))
    scores = data.draw(st.lists(st.integers(1, 20), min_size=len(chosen), max_size=len(chosen)))
    left, right = (np.array([pair[at] for pair in chosen], dtype=np.int64) for at in (0, 1))
    pairs = Pairs(left, right, np.array(scores, dtype=np.float64) / 20)
    same = data.draw(st.lists(st.sampled_from(every), max_size=2))
    lists = data.draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))
    told = [pair for pair in every if lists[pair[0]] == lists[pair[1]] != 0]
    judged = DecidedPairs(same=np.array(same, dtype=np.int64).reshape(-1, 2))
    spelt = DecidedPairs(judged.same, np.array(told, dtype=np.int64).reshape(-1, 2))
    expected = partitions(n, pairs, spelt, THRESHOLDS)
    found = partitions_apart(
        n,
        pairs,
        judged,
        THRESHOLDS,
        before=partitions(n, pairs, judged, THRESHOLDS),
        apart=lambda one, other: (one, other) in told,
    )
    assert [each.tolist() for each in found] == [each.tolist() for each in expected]


def test_what_is_drawn_is_barred_within_components_alone() -> None:
    pairs = Pairs(np.array([0, 1, 3]), np.array([1, 2, 4]), np.array([0.9, 0.9, 0.001]))
    found = barred(5, pairs, DecidedPairs(), 0.05, apart=lambda _one, _other: True)
    assert found.different.tolist() == [[0, 1], [0, 2], [1, 2]]


def test_of_a_large_component_candidate_pairs_are_barred(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_apart, "MOST_TOGETHER", 2)
    pairs = Pairs(np.array([0, 1, 3]), np.array([1, 2, 4]), np.array([0.9, 0.9, 0.5]))
    found = barred(5, pairs, DecidedPairs(), 0.05, apart=lambda _one, _other: True)
    assert sorted(found.different.tolist()) == [[0, 1], [1, 2], [3, 4]]
