from collections import Counter

import numpy as np
import pytest

from isthmus.core.link.clustering import conflicts, partition
from isthmus.core.link.draws import ODDS, Odds, draw, drawn
from isthmus.core.link.pairs import DecidedPairs, Pairs
from tests.core.link import brute
from tests.core.link.test_clustering import decided_of, pairs_of
from tests.english import raises_saying

BY_CHAIN = Odds(sweeps=15, exact=0)
REPEATED = Odds(repeated=1.0, unseen=0.1, floor=0.01)
OFTEN = [ODDS, BY_CHAIN, REPEATED, REPEATED._replace(sweeps=15, exact=0)]


def departure(counted, expected, draws):
    """Pearson's statistic as a normal deviate (Wilson and Hilferty 1931), cells of fewer than 5 together."""
    seldom = [name for name, chance in expected.items() if chance * draws < 5]
    cells = [(counted[name], expected[name] * draws) for name in expected if name not in set(seldom)]
    cells.append((sum(counted[each] for each in seldom), sum(expected[each] for each in seldom) * draws))
    cells = [each for each in cells if each[1] > 1]
    freedom = len(cells) - 1
    if freedom == 0:
        return 0.0
    statistic = sum((o - e) ** 2 / e for o, e in cells)
    part = 2 / (9 * freedom)
    return ((statistic / freedom) ** (1 / 3) - (1 - part)) / part**0.5


def departures(odds, seeds, draws):
    for seed in seeds:
        n, pairs, decided = brute.random_case(seed, most=6)
        expected = brute.distribution(
            n, pairs, decided, floor=odds.floor, unseen=odds.unseen, repeated=odds.repeated
        )
        found = draw(n, pairs, decided, draws=draws, rng=np.random.default_rng(seed), odds=odds)
        counted = Counter(map(tuple, found.tolist()))
        assert all(expected.get(name, 0) > 0 for name in counted)
        yield departure(counted, expected, draws)


def sound(seeds):
    """Cases whose decisions do not contradict each other."""
    for seed in seeds:
        n, _, decided = brute.random_case(seed, most=6)
        if not len(conflicts(n, decided)):
            yield seed


@pytest.mark.parametrize(
    "odds",
    [
        pytest.param(each, id=name, marks=pytest.mark.long if "chain" in name else ())
        for each, name in zip(OFTEN, ("exact", "chain", "exact, repeated", "chain, repeated"), strict=True)
    ],
)
def test_partitions_come_as_often_as_by_enumeration(odds):
    found = list(departures(odds, sound(range(40)), 2500))
    assert max(found) < 4.5
    assert abs(np.mean(found)) < 0.4


@pytest.mark.parametrize("odds", [ODDS, BY_CHAIN], ids=["exact", "chain"])
def test_a_pair_apart_is_one_person_as_often_as_its_probability(odds):
    pairs = pairs_of((0, 1, 0.8), (2, 3, 0.3), (4, 5, 1.0))
    found = draw(6, pairs, DecidedPairs(), draws=4000, rng=np.random.default_rng(5), odds=odds)
    assert (found[:, 1] == 0).mean() == pytest.approx(0.8, abs=0.03)
    assert (found[:, 3] == 2).mean() == pytest.approx(0.3, abs=0.03)
    assert (found[:, 5] == 4).mean() > 0.999


@pytest.mark.parametrize("size", [3, 6, 12])
def test_any_two_of_many_alike_are_one_person_with_their_probability(size):
    every = [(i, j, 0.7) for i in range(size) for j in range(i + 1, size)]
    found = draw(
        size, pairs_of(*every), DecidedPairs(), draws=6000, rng=np.random.default_rng(5), odds=REPEATED
    )
    together = [(found[:, i] == found[:, j]).mean() for i, j, _ in every]
    assert np.mean(together) == pytest.approx(0.7, abs=0.03)


def medium_case(seed):
    rng = np.random.default_rng(seed)
    ends = np.unique(np.sort(rng.integers(0, 60, (120, 2)), axis=1), axis=0)
    ends = ends[ends[:, 0] < ends[:, 1]]
    pairs = Pairs(ends[:, 0].copy(), ends[:, 1].copy(), rng.random(len(ends)))
    different = [each for each in ends[rng.random(len(ends)) < 0.2].tolist() if each[0] > 3]
    return 60, pairs, decided_of(same=[(0, 1), (1, 2)], different=different)


def test_no_draw_breaks_a_decision():
    for seed in range(5):
        n, pairs, decided = medium_case(seed)
        found = draw(n, pairs, decided, draws=300, rng=np.random.default_rng(seed))
        assert (found[:, 1] == 0).all()
        assert (found[:, 2] == 0).all()
        left, right = decided.different.T
        assert (found[:, left] != found[:, right]).all()
        assert (np.take_along_axis(found, found, axis=1) == found).all()
        assert (found <= np.arange(n)).all()


def test_the_same_seed_gives_the_same_draws_in_any_order_of_pairs():
    n, pairs, decided = medium_case(1)
    order = np.random.default_rng(2).permutation(len(pairs))
    again = Pairs(pairs.left[order], pairs.right[order], pairs.probability[order])
    first = draw(n, pairs, decided, draws=20, rng=np.random.default_rng(3))
    assert (first == draw(n, again, decided, draws=20, rng=np.random.default_rng(3))).all()
    assert (first != draw(n, pairs, decided, draws=20, rng=np.random.default_rng(4))).any()


def test_where_a_chain_begins_does_not_decide_where_it_goes():
    n, pairs, decided = medium_case(2)
    start = partition(n, pairs, decided, 0.3)
    means = [
        (draw(n, pairs, decided, draws=2000, rng=np.random.default_rng(6), start=each) == np.arange(n))
        .sum(1)
        .mean()
        for each in (start, None, np.zeros(n, np.int64))
    ]
    assert max(means) - min(means) < 0.5


def test_a_hundred_thousand_records_are_drawn():
    n = 100_000
    rng = np.random.default_rng(1)
    ends = np.unique(np.sort(rng.integers(0, n, (120_000, 2)), axis=1), axis=0)
    ends = ends[ends[:, 0] < ends[:, 1]]
    pairs = Pairs(ends[:, 0].copy(), ends[:, 1].copy(), rng.random(len(ends)))
    rows = drawn(n, pairs, DecidedPairs(), rng=rng, start=partition(n, pairs, DecidedPairs(), 0.5))
    people = [len(np.unique(next(rows))) for _ in range(3)]
    assert 0.3 * n < min(people) <= max(people) < n


@pytest.mark.parametrize(
    ("odds", "said"), [(Odds(floor=0), "floor is between"), (Odds(exact=9), "at most 6")], ids=str
)
def test_what_can_not_be_assumed_is_named(odds, said):
    with raises_saying(ValueError, said):
        next(drawn(2, pairs_of(), DecidedPairs(), rng=np.random.default_rng(1), odds=odds))


def test_a_start_of_another_length_is_named():
    with raises_saying(ValueError, "a label for each of 2"):
        next(drawn(2, pairs_of(), DecidedPairs(), rng=np.random.default_rng(1), start=np.zeros(3, np.int64)))


def test_without_pairs_everybody_stands_alone_in_every_draw():
    assert draw(2, pairs_of(), DecidedPairs(), draws=2, rng=np.random.default_rng(1)).tolist() == [
        [0, 1],
        [0, 1],
    ]
