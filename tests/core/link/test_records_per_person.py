"""What is known of how many records people have changes what a pair says: known truths, and what must not matter."""

import numpy as np
import pytest

from isthmus.core.link.affected import affected, among, reached
from isthmus.core.link.clustering import partitions
from isthmus.core.link.pairs import DecidedPairs, Pairs
from isthmus.core.link.records_per_person import (
    LEAST,
    RecordsPerPerson,
    clustered,
    learned_sizes,
    weighed_by_sizes,
)

NOBODY = DecidedPairs()


def pairs_of(rows):
    rows = sorted((min(a, b), max(a, b), p) for a, b, p in rows)
    left, right = (np.array([row[at] for row in rows], np.int64) for at in (0, 1))
    return Pairs(left, right, np.array([row[2] for row in rows], np.float64))


def town(people, records, rng, *, damaged=0.15, strangers=2):
    """People of so many records each, of which some are alike to but a few of their own; and pairs of two people."""
    truth = np.repeat(np.arange(people), records)
    spoiled = rng.random(len(truth)) < damaged
    rows = {}
    for one in range(len(truth)):
        for other in np.flatnonzero(truth == truth[one]).tolist():
            if one < other:
                clean = not (spoiled[one] or spoiled[other])
                rows[one, other] = 0.99 if clean else float(rng.choice([0.02, 0.3, 0.6]))
        for other in rng.integers(0, len(truth), strangers).tolist():
            if truth[other] != truth[one]:
                rows.setdefault((min(one, other), max(one, other)), float(rng.choice([0.01, 0.02, 0.05])))
    return truth, pairs_of([(*ends, chance) for ends, chance in rows.items()])


def many(labels):
    return len(np.unique(labels))


def test_records_that_stand_alone_are_joined_where_everybody_has_many():
    truth, pairs = town(60, 10, np.random.default_rng(1))
    without = partitions(len(truth), pairs, NOBODY, (0.5,))[0]
    sizes = learned_sizes(len(truth), pairs, NOBODY)
    found = clustered(len(truth), pairs, NOBODY, (0.5,), sizes)[0]
    assert many(without) > 1.5 * 60
    assert many(found) - 60 < (many(without) - 60) / 2
    assert all(len(set(truth[found == each])) == 1 for each in np.unique(found))


def test_a_third_is_not_joined_where_nobody_has_three():
    rows = [(2 * at, 2 * at + 1, 0.99) for at in range(200)]
    third, n = [*rows, (400, 0, 0.7), (400, 1, 0.7)], 600  # as many stand alone
    assert many(partitions(n, pairs_of(third), NOBODY, (0.5,))[0]) == 399
    sizes = learned_sizes(n, pairs_of(third), NOBODY)
    assert many(clustered(n, pairs_of(third), NOBODY, (0.5,), sizes)[0]) == 400


def test_of_two_people_the_likelier_has_the_record_and_both_share_the_probability():
    rows = [
        (a, b, 0.99) for first in (0, 5) for a in range(first, first + 5) for b in range(a + 1, first + 5)
    ]
    pairs = pairs_of([*rows, (0, 10, 0.9), (5, 10, 0.8)])
    sizes = RecordsPerPerson.of(np.repeat(np.arange(40), 5), 0.02)
    found = weighed_by_sizes(11, pairs, NOBODY, sizes)
    chance = {
        (left, right): p
        for left, right, p in zip(
            found.left.tolist(), found.right.tolist(), found.probability.tolist(), strict=True
        )
    }
    assert {chance[each, 10] for each in range(5)} == {
        chance[0, 10]
    }  # every record of the one, compared or not
    assert chance[0, 10] > chance[5, 10]
    assert chance[0, 10] + chance[5, 10] < 1


def test_where_all_stand_alone_nothing_is_said():
    pairs = pairs_of([(0, 1, 0.4), (2, 3, 0.2)])
    sizes = RecordsPerPerson.of(np.arange(1000), 1e-5)
    found = weighed_by_sizes(1000, pairs, NOBODY, sizes)
    assert np.allclose(found.probability, pairs.probability)


def test_the_most_that_sizes_say_is_bounded():
    sizes = RecordsPerPerson.of(np.repeat(np.arange(20), 40), 1e-7)
    a, b = (
        np.array(each) for each in zip(*((a, b) for a in range(1, 60) for b in range(1, 60)), strict=True)
    )
    said = sizes.said(a, b)
    assert np.isfinite(said).all()
    assert abs(said).max() <= 4
    assert (said[(a > 1) & (b > 1)] <= 0).all()  # of two with many, the pairs across say enough
    assert np.array_equal(said, sizes.said(b, a))


@pytest.mark.parametrize(("n", "rows"), [(0, []), (1, []), (5, [])])
def test_without_pairs_nothing_is_learned(n, rows):
    assert learned_sizes(n, pairs_of(rows), NOBODY) is None
    assert many(clustered(n, pairs_of(rows), NOBODY, (0.5,), None)[0]) == n


def test_records_in_any_order_are_the_same_people():
    rng = np.random.default_rng(3)
    truth, pairs = town(40, 7, rng, strangers=4)
    n, turned = len(truth), rng.permutation(len(truth))
    other = pairs_of(zip(turned[pairs.left], turned[pairs.right], pairs.probability, strict=True))
    one = clustered(n, pairs, NOBODY, (0.8, 0.5, 0.1), learned_sizes(n, pairs, NOBODY))
    two = clustered(n, other, NOBODY, (0.8, 0.5, 0.1), learned_sizes(n, other, NOBODY))
    for here, there in zip(one, two, strict=True):
        together = here[:, None] == here[None, :]
        assert np.array_equal(together, there[turned][:, None] == there[turned][None, :])


def test_what_lies_in_another_component_changes_nothing():
    truth, pairs = town(30, 6, np.random.default_rng(5), strangers=0)
    n, sizes = len(truth), RecordsPerPerson.of(np.repeat(np.arange(30), 6), 0.02)
    whole = clustered(n, pairs, NOBODY, (0.8, 0.5, 0.08), sizes)
    records = affected(n, pairs, NOBODY, reached((0.8, 0.5, 0.08), sizes), np.array([0]))
    inner, judged = among(n, records, pairs, NOBODY)
    part = clustered(len(records), inner, judged, (0.8, 0.5, 0.08), sizes)
    assert 1 < len(records) < n
    for here, there in zip(whole, part, strict=True):
        assert np.array_equal(here[records], records[there])


def test_what_people_judged_stands():
    _truth, pairs = town(20, 6, np.random.default_rng(6))
    decided = DecidedPairs(np.array([[0, 119]]), np.array([[1, 2]]))
    found = clustered(120, pairs, decided, (0.5,), learned_sizes(120, pairs, decided))[0]
    assert found[0] == found[119]
    assert found[1] != found[2]


def test_sizes_are_kept_as_json():
    sizes = RecordsPerPerson.of(np.repeat(np.arange(9), 3), 0.1)
    kept = RecordsPerPerson.from_json(sizes.as_json())
    assert np.array_equal(kept.shares, sizes.shares)
    assert (kept.people, kept.prior) == (sizes.people, sizes.prior)
    assert LEAST == 0.01  # as the floor of the pairs that a run keeps
