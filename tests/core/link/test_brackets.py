"""From three partitions to the least and the most people there may be."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.link.brackets import Brackets, luck_of
from isthmus.core.link.equal_rows import EqualRowsDoubt
from isthmus.core.link.pairs import Pairs

SHARES = st.floats(0, 5)


def in_pairs(records: int, people: int) -> np.ndarray:
    """Clusters of two records at most: each join brings one pair together."""
    labels = np.arange(records)
    joined = 2 * np.arange(records - people)
    labels[joined + 1] = joined
    return labels


def in_one(records: int, people: int) -> np.ndarray:
    """One cluster of all that are joined, the others alone."""
    labels = np.arange(records)
    labels[: records - people + 1] = 0
    return labels


CLUSTERS = tuple(in_pairs(100, people) for people in (90, 80, 75))


def test_without_doubt_beside_the_thresholds_the_clusters_are_the_people():
    assert Brackets().people(CLUSTERS) == {"strict": 90, "central": 80, "lenient": 75}


def test_by_hand():
    """20 records join: a quarter fewer by one refit, half as many more by another, a tenth of them missed."""
    found = Brackets(fewest=0.75, most=1.5, missed=0.1).people(CLUSTERS)
    assert found == {"strict": 95, "central": 80, "lenient": 63}


def test_in_large_clusters_a_match_more_is_seldom_a_person_fewer():
    """Ten people of ten records: 90 joins bring 450 pairs together, so ten matches more are two people fewer."""
    labels = np.repeat(10 * np.arange(10), 10)
    found = Brackets(most=1 + 50 / 450).people((labels, labels, labels))
    assert found == {"strict": 10, "central": 10, "lenient": 8}


@pytest.mark.parametrize(
    ("brackets", "people"),
    [
        (Brackets(fewest=1.2), (90, 80, 75)),  # no refit finds fewer: strict is no nearer than its threshold
        (Brackets(most=0.8), (90, 80, 75)),
        (Brackets(fewest=0.0), (100, 80, 75)),  # nobody more than there are records
        (Brackets(most=50.0), (90, 80, 1)),
        (Brackets(missed=0.05), (90, 80, 74)),
        (Brackets(luck=0.1), (92, 80, 73)),
        (Brackets(unseen=3.0), (90, 80, 72)),
    ],
)
def test_each_side_has_its_end(brackets, people):
    found = brackets.people(CLUSTERS)
    assert tuple(found[each] for each in ("strict", "central", "lenient")) == people


@pytest.mark.parametrize(
    ("probability", "strict"),
    [
        (0.9, 93),  # ten people of two records: one is two people, and two deviations
        (1.0, 90),  # as 0.995: 0.05 people, and 0.45 of luck
    ],
)
def test_of_the_strict_joins_some_may_be_false(probability, strict):
    left = 2 * np.arange(10)
    pairs = Pairs(left, left + 1, np.full(10, probability))
    assert Brackets().people(CLUSTERS, pairs)["strict"] == strict


def test_pairs_that_are_not_joined_and_large_clusters_do_not_add_up():
    """Of one person with ten records no more than one can be two people: ten equal rows are one piece of evidence."""
    labels, (left, right) = np.zeros(10, dtype=np.int64), np.triu_indices(10, 1)
    pairs = Pairs(left.astype(np.int64), right.astype(np.int64), np.full(45, 0.9))
    assert Brackets().people((labels, labels, labels), pairs)["strict"] == 2  # a tenth, and 0.63 of luck
    alone = np.arange(10)
    assert Brackets().people((alone, alone, alone), pairs)["strict"] == 10


def test_equal_rows_are_open_on_either_side():
    found = Brackets().people(CLUSTERS, equal=EqualRowsDoubt(more=4, fewer=7))
    assert found == {"strict": 94, "central": 80, "lenient": 68}


@given(SHARES, SHARES, st.floats(0, 0.05), st.floats(0, 0.5), st.data())
def test_fewest_and_most_are_never_inside_of_the_thresholds(fewest, most, missed, luck, data):
    records = data.draw(st.integers(1, 1_000))
    lenient, central, strict = sorted(data.draw(st.tuples(*[st.integers(1, records)] * 3)))
    found = Brackets(fewest, most, missed, luck).people(
        [in_one(records, each) for each in (strict, central, lenient)]
    )
    assert (
        1
        <= found["lenient"]
        <= lenient
        <= found["central"]
        == central
        <= strict
        <= found["strict"]
        <= records
    )


@given(SHARES, SHARES, st.floats(0, 1), st.floats(0, 1))
def test_they_are_kept_as_json_to_four_places(fewest, most, missed, luck):
    found = Brackets(fewest, most, missed, luck)
    again = Brackets.from_json(json.loads(json.dumps(found.as_json())))
    for name in ("fewest", "most", "missed", "luck"):
        assert getattr(again, name) == pytest.approx(getattr(found, name), abs=0.00005)
    assert Brackets.from_json(again.as_json()) == again


def test_the_luck_of_doubtful_pairs_holds_nineteen_outcomes_of_twenty():
    rng = np.random.default_rng(0)
    probability, counts = rng.random(40), rng.integers(1, 9, 40).astype(np.float64)
    expected, luck = float(probability @ counts), luck_of(probability, counts)
    outcomes = np.array([rng.binomial(counts.astype(np.int64), probability).sum() for _ in range(2_000)])
    assert 0.93 < float((abs(outcomes / expected - 1) <= luck).mean()) < 0.98


def test_of_sure_pairs_there_is_no_luck():
    assert luck_of(np.array([0.0, 1.0]), np.array([90.0, 5.0])) == 0
    assert luck_of(np.array([1e-9]), np.array([1.0])) < 1e-3  # nearly no match at all
