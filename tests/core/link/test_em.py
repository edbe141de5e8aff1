"""Expectation maximisation over patterns of levels."""

import numpy as np
import pytest

from isthmus.core.link import em

NAMES = ("given", "lineage", "born", "place")
MATCH = np.array([0.1, 0.2, 0.7])
CHANCE = np.array([0.97, 0.02, 0.01])
USUAL = np.array([0.2, 0.2, 0.6])


def drawn(pairs: int, share: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Levels of pairs of which this share is of one person, and which those are."""
    same = rng.random(pairs) < share
    levels = np.where(
        same[:, None],
        rng.choice(3, (pairs, len(NAMES)), p=MATCH),
        rng.choice(3, (pairs, len(NAMES)), p=CHANCE),
    )
    return levels.astype(np.int8), same


def fitted(levels: np.ndarray, all_pairs: int) -> tuple[em.FittedClasses, np.ndarray]:
    """The fit, and the probability of one person for each pair."""
    patterns, which, counts = np.unique(levels, axis=0, return_inverse=True, return_counts=True)
    found = em.fit(patterns, counts, NAMES, [USUAL] * len(NAMES), [CHANCE] * len(NAMES), all_pairs)
    return found, found.posterior(patterns)[which.ravel(), 0]


def test_shares_and_levels_that_made_the_data_are_found_again() -> None:
    levels, same = drawn(200_000, 0.03, np.random.default_rng(3))
    found, probability = fitted(levels, len(levels))
    assert found.shares[0] == pytest.approx(0.03, rel=0.1)
    for each in found.levels[0]:
        assert each == pytest.approx(MATCH, abs=0.04)
    assert probability.sum() == pytest.approx(same.sum(), rel=0.1)


def test_two_comparisons_by_hand() -> None:
    """Fellegi and Sunter (1969): the odds are the prior odds times the ratios m / u of each comparison."""
    one = (np.array([0.1, 0.9]), np.array([0.2, 0.8]))
    other = (np.array([0.99, 0.01]), np.array([0.9, 0.1]))
    known = em.FittedClasses(np.array([0.01, 0.99]), (one, other))
    odds = (0.01 / 0.99) * (0.9 / 0.01) * (0.8 / 0.1)
    both = np.array([[1, 1]], dtype=np.int8)
    assert known.log_odds(both) == pytest.approx([np.log2(odds)])
    assert known.posterior(both)[:, 0] == pytest.approx([odds / (1 + odds)])


def test_what_is_not_stated_says_nothing() -> None:
    known = em.FittedClasses(np.array([0.25, 0.75]), ((np.array([0.1, 0.9]),), (np.array([0.9, 0.1]),)))
    assert known.posterior(np.array([[-1]], dtype=np.int8))[0] == pytest.approx([0.25, 0.75])


def test_siblings_are_not_taken_for_one_person() -> None:
    rng = np.random.default_rng(5)
    levels, _ = drawn(100_000, 0.02, rng)
    kin = levels[:3000]
    kin[:, 1], kin[:, 3] = 2, 2
    kin[:, 0], kin[:, 2] = rng.choice(3, (2, len(kin)), p=CHANCE)
    _, probability = fitted(levels, len(levels))
    assert probability[:3000][kin[:, 0] == 0].mean() < 0.05


@pytest.mark.parametrize("near", [(0.65, 0.25, 0.1), (0.3, 0.5, 0.2)])
def test_siblings_of_near_ages_are_not_taken_for_one_person(near: tuple[float, ...]) -> None:
    """Households killed together: of all comparisons, only the given name tells siblings apart."""
    rng = np.random.default_rng(6)
    levels, _ = drawn(100_000, 0.02, rng)
    kin = levels[:5000]
    kin[:, 1], kin[:, 3] = 2, 2
    kin[:, 0] = rng.choice(3, len(kin), p=CHANCE)
    kin[:, 2] = rng.choice(3, len(kin), p=near)
    found, probability = fitted(levels, len(levels))
    assert probability[:5000][kin[:, 0] == 0].mean() < 0.05
    born = found.levels[em.CLASSES.index("kin")][NAMES.index("born")]
    most = np.maximum(em.KIN_NEARER * np.cumsum(CHANCE[::-1])[:2], em.TWINS)
    assert np.cumsum(born[::-1])[:2] == pytest.approx(np.minimum(np.cumsum(near[::-1])[:2], most), abs=0.05)


def test_given_names_that_are_often_wrong_are_not_taken_for_relatives() -> None:
    """A list of duplicates: a fifth of the pairs of one person differ in the given name, and agree in all else."""
    rng = np.random.default_rng(7)
    levels, same = drawn(20_000, 0.6, rng)
    levels[same, 0] = rng.choice(3, int(same.sum()), p=(0.2, 0.2, 0.6))
    levels[same, 1:] = rng.choice(3, (int(same.sum()), 3), p=(0.02, 0.03, 0.95))
    _, probability = fitted(levels, 10_000_000)
    wrong = same & (levels[:, 0] == 0)
    assert probability[wrong].mean() > 0.85


FAMILY = np.array([0.9968, 0.0027, 0.0005])
DAY = np.array([0.959, 0.0409, 0.0001])
PLACE = np.array([0.9961, 0.0032, 0.00065, 0.00005])  # different, a part agrees, the same, the same and rare


def in_villages(
    one: int, relatives: int, neighbours: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Levels of given, lineage, born, place and x_postcode, which go together; who is one person; who are relatives.

    Relatives live in all villages; neighbours meet in small ones alone, for blocks of large ones are left out.
    """
    pairs = one + relatives + neighbours + 20_000
    number = np.arange(pairs)
    same, near = number < one, (number >= one) & (number < one + relatives + neighbours)
    kin = near & (number < one + relatives)
    columns = [
        np.where(same, rng.choice(3, pairs, p=often), rng.choice(3, pairs, p=chance))
        for often, chance in (
            ((0.08, 0.1, 0.82), CHANCE),
            ((0.01, 0.1, 0.89), FAMILY),
            ((0.005, 0.085, 0.91), DAY),
        )
    ]
    columns[1][kin] = 2
    columns[2][kin & (rng.random(pairs) < em.TWINS)] = 2
    village = np.where(near & ~kin | (rng.random(pairs) < 0.3), 3, 2)
    for _ in range(2):
        moved = rng.choice(4, pairs, p=PLACE)
        columns.append(np.where(near | (same & (rng.random(pairs) < 0.9)), village, moved))
    return np.stack(columns, axis=1).astype(np.int8), same, kin


def villagers(
    levels: np.ndarray, place: str = "place", all_pairs: int = 10_000_000_000
) -> tuple[em.FittedClasses, np.ndarray]:
    """The fit to levels of the inhabitants of villages, and the probability of one person for each pair."""
    patterns, which, counts = np.unique(levels, axis=0, return_inverse=True, return_counts=True)
    usual = [*[USUAL] * 3, *[np.array([0.2, 0.2, 0.45, 0.15])] * 2]
    names = ("given", "lineage", "born", place, "x_postcode")
    found = em.fit(patterns, counts, names, usual, [CHANCE, FAMILY, DAY, PLACE, PLACE], all_pairs)
    return found, found.posterior(patterns)[which.ravel(), 0]


@pytest.mark.parametrize("place", ["place", "x_village"])
def test_relatives_are_not_taken_for_one_person_where_neighbours_were_compared_too(place: str) -> None:
    """A large list: blocking by village brings more neighbours than relatives, and they must not become `kin`."""
    levels, same, kin = in_villages(5_000, 15_000, 60_000, np.random.default_rng(8))
    found, probability = villagers(levels, place)
    apart = kin & (levels[:, 0] == 0) & (levels[:, 2] == 0)
    assert probability[apart].max() < 0.05
    assert probability.sum() == pytest.approx(same.sum(), rel=0.05)
    assert found.levels[em.CLASSES.index("kin")][1][0] < 0.1


def test_wrong_given_names_are_not_taken_for_kin_where_births_agree_to_the_day() -> None:
    """Relatives are several times as many as pairs of one person; few of them are twins."""
    levels, same, _ = in_villages(5_000, 15_000, 60_000, np.random.default_rng(9))
    found, probability = villagers(levels)
    wrong = same & (levels[:, 0] == 0) & (levels[:, 1:3] == 2).all(axis=1) & (levels[:, 3:] > 1).all(axis=1)
    assert probability[wrong].min() > 0.5
    born = found.levels[em.CLASSES.index("kin")][2]
    assert born[2] <= max(em.KIN_NEARER * DAY[2], em.TWINS) + 1e-12


def test_same_name_takes_part_only_where_days_or_further_columns_tell_it_from_one_person() -> None:
    """In lists of names alone it would be one person by another name, and take its pairs."""
    same_name = em.CLASSES.index("same_name")
    levels, same = drawn(100_000, 0.02, np.random.default_rng(7))
    patterns, which, counts = np.unique(levels[:, :2], axis=0, return_inverse=True, return_counts=True)
    for names, takes_part in (
        (("given", "lineage"), False),
        (("given", "place"), False),
        (("given", "x_unit"), True),
    ):
        found = em.fit(patterns, counts, names, [USUAL] * 2, [CHANCE] * 2, len(levels))
        assert (found.shares[same_name] > 0) == takes_part
        if names == ("given", "lineage"):
            probability = found.posterior(patterns)[which.ravel(), 0]
            assert probability[same].mean() > 0.5


def test_the_probability_never_depends_on_the_order_of_patterns() -> None:
    levels, _ = drawn(20_000, 0.05, np.random.default_rng(7))
    _, first = fitted(levels, len(levels))
    _, second = fitted(levels[::-1], len(levels))
    assert first == pytest.approx(second[::-1])


@pytest.mark.parametrize("seed", range(5))
def test_probabilities_of_all_classes_add_up_to_one(seed: int) -> None:
    levels, _ = drawn(5_000, 0.1, np.random.default_rng(seed))
    found, _ = fitted(levels, 100_000)
    assert found.posterior(levels).sum(axis=1) == pytest.approx(np.ones(len(levels)))
    assert found.shares.sum() == pytest.approx(1)
    assert all(each.min() > 0 for levels_of in found.levels for each in levels_of)
