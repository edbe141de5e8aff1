"""Draws of the linkage against invented people of known number, in one to four records each."""

import numpy as np
import pytest
from scipy.spatial import cKDTree

from isthmus.core.link.draws import draw
from isthmus.core.link.pairs import DecidedPairs, Pairs

FEATURES, SLIP = 8, 0.2  # what is known of a person, as standard normals, and how far a record is off
LISTS, CHANCE = 4, 0.5


def invented(people: int, seed: int) -> tuple[int, int, Pairs]:
    """Return how many records and people there are, and each near pair of records with its exact probability.

    The probability is that of the pair alone: by the densities of two records of one person, and of two people.
    """
    rng = np.random.default_rng(seed)
    person = np.repeat(np.arange(people), rng.binomial(LISTS, CHANCE, people))
    records = rng.normal(size=(people, FEATURES))[person] + SLIP * rng.normal(size=(len(person), FEATURES))
    ends = cKDTree(records).query_pairs(1.6, output_type="ndarray")
    left, right = np.sort(ends, axis=1).T.astype(np.int64)
    same = sum(many * (many - 1) / 2 for many in np.bincount(person))
    prior = same / (len(person) * (len(person) - 1) / 2 - same)
    ratio = _log_ratio(records[left], records[right])
    return len(person), len(set(person.tolist())), Pairs(left, right, 1 / (1 + np.exp(-ratio) / prior))


def _log_ratio(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the log ratio of densities of two records: of one person, and of two."""
    of_each, shared = 1 + SLIP**2, 1.0
    determinant = of_each**2 - shared**2
    within = (of_each * (one**2 + other**2) - 2 * shared * one * other) / determinant
    apart = (one**2 + other**2) / of_each
    return (0.5 * (apart - within) - 0.5 * np.log(determinant / of_each**2)).sum(axis=1)


@pytest.mark.parametrize(("people", "seeds"), [(60, range(10)), (500, range(3)), (5_000, range(1))])
def test_the_middle_of_the_draws_lies_near_the_truth(people, seeds):
    off = []
    for seed in seeds:
        records, truth, pairs = invented(people, seed)
        found = draw(records, pairs, DecidedPairs(), draws=15, rng=np.random.default_rng(seed))
        off.append(np.median([len(np.unique(each)) for each in found]) / truth - 1)
    assert abs(np.mean(off)) < 0.03, off
    assert np.abs(off).max() < 0.09, off


def test_who_stands_in_four_records_does_not_fall_apart():
    """Three pairs say much, the others less, since the slips of two records add up: all four are one person."""
    sure, less = [(0, 1), (1, 2), (2, 3)], [(0, 2), (1, 3), (0, 3)]
    left, right = (np.array(each) for each in zip(*sure, *less, strict=True))
    pairs = Pairs(left, right, np.array([0.9] * 3 + [0.5] * 3))
    found = draw(200, pairs, DecidedPairs(), draws=2_000, rng=np.random.default_rng(1))
    assert (found[:, :4] == 0).all(axis=1).mean() > 0.8
