"""Expectation maximisation over patterns of levels."""

import json
from itertools import product
from math import isqrt

import numpy as np
import pytest

from isthmus.core.link import em
from isthmus.core.link.model import BORN, GIVEN, LINEAGE, SEX, Comparison, Level
from isthmus.core.link.model import PLACE as PLACED
from isthmus.core.link.pair_classes import CLASSES, FittedClasses
from isthmus.core.link.results import LinkModel
from isthmus.core.link.unmatched import SampledPatterns

NAMES = ("given", "lineage", "born", "place")
MATCH = np.array([0.1, 0.2, 0.7])
CHANCE = np.array([0.97, 0.02, 0.01])
USUAL = (0.2, 0.2, 0.6)
DRAWN = 1_000_000


# Of one person's pairs, how many at most reach the weakest level: it stands for all weak ones of what records compare.
MOST = {each.name: ((1, each.most[-1][1]),) for each in (GIVEN, LINEAGE, BORN, PLACED)}


def compared_by(name: str, usual: tuple[float, ...]) -> Comparison:
    """A comparison of so many levels, weakest first; the strongest of them is one name."""
    most = MOST.get(name, ((1, 0.5),))
    codes = [*(f"level_{each}" for each in range(len(usual) - 1)), "one_name"]
    return Comparison(
        name, tuple(Level(code, share) for code, share in zip(codes[::-1], usual[::-1], strict=True)), most
    )


def any_two(chances: list[np.ndarray], all_pairs: int) -> SampledPatterns:
    """Pairs of any two records, whose comparisons are independent: a million draws of one weight, all compared."""
    levels = np.array(list(product(*(range(len(each)) for each in chances))), dtype=np.int8)
    share = np.prod([chance[column] for chance, column in zip(chances, levels.T, strict=True)], axis=0)
    weight = share * all_pairs
    return SampledPatterns(levels, weight, weight * all_pairs / DRAWN, weight)


def fit(
    levels: np.ndarray,
    names: tuple[str, ...],
    usual: list[tuple[float, ...]],
    chances: list[np.ndarray],
    pairs: int,
) -> tuple[FittedClasses, np.ndarray]:
    """The fit, and the probability of one person for each pair."""
    patterns, which, counts = np.unique(levels, axis=0, return_inverse=True, return_counts=True)
    found = em.fit(
        patterns,
        counts,
        [compared_by(*each) for each in zip(names, usual, strict=True)],
        any_two(chances, pairs),
        records=isqrt(2 * pairs),
        all_pairs=pairs,
    )
    return found, found.posterior(patterns)[which.ravel(), 0]


def drawn(pairs: int, share: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Levels of pairs of which this share is of one person, and which those are."""
    same = rng.random(pairs) < share
    levels = np.where(
        same[:, None],
        rng.choice(3, (pairs, len(NAMES)), p=MATCH),
        rng.choice(3, (pairs, len(NAMES)), p=CHANCE),
    )
    return levels.astype(np.int8), same


def fitted(levels: np.ndarray, all_pairs: int) -> tuple[FittedClasses, np.ndarray]:
    """The fit, and the probability of one person for each pair."""
    return fit(levels, NAMES, [USUAL] * len(NAMES), [CHANCE] * len(NAMES), all_pairs)


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
    known = FittedClasses(np.array([0.01, 0.99]), (one, other))
    odds = (0.01 / 0.99) * (0.9 / 0.01) * (0.8 / 0.1)
    both = np.array([[1, 1]], dtype=np.int8)
    assert known.log_odds(both) == pytest.approx([np.log2(odds)])
    assert known.posterior(both)[:, 0] == pytest.approx([odds / (1 + odds)])


def test_chances_given_the_level_of_the_given_name_by_hand() -> None:
    """A row for each level of the given name, the first where none is stated."""
    one = (np.array([0.1, 0.9]), np.array([0.02, 0.98]))
    given, sex = np.tile([0.99, 0.01], (3, 1)), np.array([[0.5, 0.5], [0.6, 0.4], [0.01, 0.99]])
    known = FittedClasses(np.array([0.01, 0.99]), (one, (given, sex)), given=0)
    patterns = np.array([[1, 1], [0, 1], [-1, 1], [1, -1]], dtype=np.int8)
    odds = (0.01 / 0.99) * np.array(
        [0.9 * 0.98 / (0.01 * 0.99), 0.1 * 0.98 / (0.99 * 0.4), 0.98 / 0.5, 0.9 / 0.01]
    )
    assert known.log_odds(patterns) == pytest.approx(np.log2(odds))
    assert known.posterior(patterns)[:, 0] == pytest.approx(odds / (1 + odds))


def test_a_fit_is_kept_as_json_with_all_its_rows() -> None:
    levels, _ = drawn(5_000, 0.1, np.random.default_rng(1))
    found, probability = fitted(levels, 100_000)
    kept = LinkModel(NAMES, (("given_k",),), found).as_json()
    again = LinkModel.from_json(json.loads(json.dumps(kept)))
    assert again.fitted.posterior(levels)[:, 0] == pytest.approx(probability)
    assert again.as_json() == kept


def test_what_is_not_stated_says_nothing() -> None:
    known = FittedClasses(np.array([0.25, 0.75]), ((np.array([0.1, 0.9]),), (np.array([0.9, 0.1]),)))
    assert known.posterior(np.array([[-1]], dtype=np.int8))[0] == pytest.approx([0.25, 0.75])


def test_siblings_are_not_taken_for_one_person() -> None:
    rng = np.random.default_rng(5)
    levels, _ = drawn(100_000, 0.02, rng)
    kin = levels[:3000]
    kin[:, 1], kin[:, 3] = 2, 2
    kin[:, 0], kin[:, 2] = rng.choice(3, (2, len(kin)), p=CHANCE)
    _, probability = fitted(levels, len(levels))
    assert probability[:3000][kin[:, 0] == 0].mean() < 0.05


@pytest.mark.parametrize(
    ("near", "most_doubt"),
    [((0.82, 0.12, 0.06), 0.05), ((0.65, 0.25, 0.1), 0.05), ((0.3, 0.5, 0.2), 0.1)],
    ids=["within KIN_NEARER", "beyond it", "far beyond it"],
)
def test_siblings_of_near_ages_are_not_taken_for_one_person(
    near: tuple[float, ...], most_doubt: float
) -> None:
    """Households killed together: of all comparisons, only the given name tells siblings apart.

    Those born nearer than KIN_NEARER allows are doubted more: with a wider bound, the class takes the pairs of one
    person whose given name was written wrongly.
    """
    rng = np.random.default_rng(6)
    levels, _ = drawn(100_000, 0.02, rng)
    kin = levels[:5000]
    kin[:, 1], kin[:, 3] = 2, 2
    kin[:, 0] = rng.choice(3, len(kin), p=CHANCE)
    kin[:, 2] = rng.choice(3, len(kin), p=near)
    found, probability = fitted(levels, len(levels))
    assert probability[:5000][kin[:, 0] == 0].mean() < most_doubt
    born = found.levels[CLASSES.index("kin")][NAMES.index("born")]
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
) -> tuple[FittedClasses, np.ndarray]:
    """The fit to levels of the inhabitants of villages, and the probability of one person for each pair."""
    names = ("given", "lineage", "born", place, "x_postcode")
    usual: list[tuple[float, ...]] = [*[USUAL] * 3, *[(0.2, 0.2, 0.45, 0.15)] * 2]
    return fit(levels, names, usual, [CHANCE, FAMILY, DAY, PLACE, PLACE], all_pairs)


@pytest.mark.parametrize("place", ["place", "x_village"])
def test_relatives_are_not_taken_for_one_person_where_neighbours_were_compared_too(place: str) -> None:
    """A large list: blocking by village brings more neighbours than relatives, and they must not become `kin`."""
    levels, same, kin = in_villages(5_000, 15_000, 60_000, np.random.default_rng(8))
    found, probability = villagers(levels, place)
    apart = kin & (levels[:, 0] == 0) & (levels[:, 2] == 0)
    assert probability[apart].max() < 0.05
    assert probability.sum() == pytest.approx(same.sum(), rel=0.05)
    assert found.levels[CLASSES.index("kin")][1][0] < 0.1


def test_wrong_given_names_are_not_taken_for_kin_where_births_agree_to_the_day() -> None:
    """Relatives are several times as many as pairs of one person; few of them are twins."""
    levels, same, _ = in_villages(5_000, 15_000, 60_000, np.random.default_rng(9))
    found, probability = villagers(levels)
    wrong = same & (levels[:, 0] == 0) & (levels[:, 1:3] == 2).all(axis=1) & (levels[:, 3:] > 1).all(axis=1)
    assert probability[wrong].min() > 0.5
    born = found.levels[CLASSES.index("kin")][2]
    assert born[2] <= max(em.KIN_NEARER * DAY[2], em.TWINS) + 1e-12


def test_same_name_takes_part_only_where_days_or_further_columns_tell_it_from_one_person() -> None:
    """In lists of names alone it would be one person by another name, and take its pairs."""
    same_name = CLASSES.index("same_name")
    levels, same = drawn(100_000, 0.02, np.random.default_rng(7))
    for names, takes_part in (
        (("given", "lineage"), False),
        (("given", "place"), False),
        (("given", "x_unit"), True),
    ):
        found, probability = fit(levels[:, :2], names, [USUAL] * 2, [CHANCE] * 2, len(levels))
        assert (found.shares[same_name] > 0) == takes_part
        if names == ("given", "lineage"):
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


@pytest.mark.parametrize("start", [1 / 50, 1, 50])
def test_the_fit_does_not_depend_on_how_many_pairs_it_begins_with(start: float) -> None:
    levels, same = drawn(50_000, 0.03, np.random.default_rng(11))
    patterns, counts = np.unique(levels, axis=0, return_counts=True)
    comparisons = [compared_by(name, USUAL) for name in NAMES]
    sample = any_two([CHANCE] * len(NAMES), len(levels))
    found = em.fit(patterns, counts, comparisons, sample, records=317, start=start * em.START)
    assert found.posterior(patterns)[:, 0] @ counts == pytest.approx(same.sum(), rel=0.1)


@pytest.mark.parametrize("conditioned", [True, False])
def test_sex_that_goes_with_the_given_name_makes_nobody_one_person(conditioned: bool) -> None:
    """Two people of one given name are of one sex: more of them agree than independence says."""
    rng = np.random.default_rng(12)
    names = ("given", "lineage", "sex")
    comparisons = [compared_by(name, USUAL) for name in names[:2]] + [SEX]
    levels = rng.choice(3, (200_000, 3), p=CHANCE).astype(np.int8)
    levels[:, 2] = rng.random(len(levels)) < np.where(levels[:, 0] == 2, 1.0, 0.5)
    patterns, counts = np.unique(levels, axis=0, return_counts=True)
    sample = SampledPatterns(patterns, *[counts.astype(np.float64)] * 3)
    found = em.fit(patterns, counts, comparisons, sample, records=633, conditioned=conditioned)
    assert found.posterior(patterns)[:, 0] @ counts < 0.001 * len(levels)
    row = found.levels[-1][2][1 + 2]
    assert row == pytest.approx([0, 1], abs=0.01)


def test_lists_without_repeats_hold_no_pair_of_one_person() -> None:
    levels = np.random.default_rng(13).choice(3, (100_000, len(NAMES)), p=CHANCE).astype(np.int8)
    _, probability = fitted(levels, len(levels))
    assert probability.sum() < 5


def test_weak_levels_of_one_person_are_bounded() -> None:
    """A third of the pairs differ in the given name: more than clerks miswrite."""
    rng = np.random.default_rng(14)
    levels, same = drawn(100_000, 0.05, rng)
    levels[same, 0] = rng.choice(3, int(same.sum()), p=(0.35, 0.1, 0.55))
    found, _ = fitted(levels, len(levels))
    for comparison, share in zip(NAMES, found.levels[0], strict=True):
        weakest, most = MOST[comparison][0]
        assert share[:weakest].sum() <= most + 1e-9
    assert found.levels[0][0][0] == pytest.approx(MOST["given"][0][1])


@pytest.mark.parametrize("kind", CLASSES[1:])
def test_whether_two_stand_in_one_list_is_as_by_chance_in_all_classes_but_one_person(kind: str) -> None:
    rng = np.random.default_rng(15)
    levels, same = drawn(50_000, 0.05, rng)
    within = np.where(same, rng.random(len(same)) < 0.05, rng.random(len(same)) < 0.4)
    levels = np.column_stack([levels, np.where(within, 0, 1)]).astype(np.int8)
    names = (*NAMES, "list")
    found, _ = fit(
        levels, names, [*[USUAL] * 4, (0.5, 0.5)], [*[CHANCE] * 4, np.array([0.4, 0.6])], len(levels)
    )
    assert found.levels[0][4] == pytest.approx([0.05, 0.95], abs=0.02)
    by_chance = found.levels[CLASSES.index(kind)][4]
    assert by_chance[1:] == pytest.approx(np.tile([0.4, 0.6], (3, 1)), abs=0.02)


def test_a_step_of_the_fit_is_told_to_whoever_waits() -> None:
    levels, _ = drawn(5_000, 0.05, np.random.default_rng(16))
    patterns, counts = np.unique(levels, axis=0, return_counts=True)
    told: list[tuple[int, int]] = []
    em.fit(
        patterns,
        counts,
        [compared_by(name, USUAL) for name in NAMES],
        any_two([CHANCE] * len(NAMES), 5_000),
        records=101,
        progress=lambda done, of: told.append((done, of)),
    )
    assert told == [(step, em.ROUNDS) for step in range(len(told))]
    assert 1 < len(told) <= em.ROUNDS
