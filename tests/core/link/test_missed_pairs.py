"""How many pairs of one person a run expects to have missed."""

import numpy as np
import pytest

from isthmus.core.link.missed_pairs import UNLIKE, expected_missed
from isthmus.core.link.pairs import Pairs


def nobody_apart(_one: int, _other: int) -> bool:
    return False


def expected(
    *pairs: tuple[int, int, float],
    clusters: list[int],
    apart=nobody_apart,
    unlikely: float = 0,
    unproposed: float = 0,
) -> float:
    left, right, probability = zip(*pairs, strict=True)
    found = Pairs(np.array(left, np.int64), np.array(right, np.int64), np.array(probability))
    labels = np.array(clusters, np.int64)
    return expected_missed(found, labels, lenient=0.1, unlikely=unlikely, unproposed=unproposed, apart=apart)


def test_pairs_below_the_threshold_count_by_their_probabilities() -> None:
    pairs = ((0, 1, 0.05), (0, 2, 0.1), (1, 2, 0.03))
    assert expected(*pairs, clusters=[0, 1, 2], unlikely=0.5) == pytest.approx(0.58)


def test_pairs_within_a_person_or_told_apart_are_not_missed() -> None:
    pairs = ((0, 1, 0.05), (1, 2, 0.04))
    assert expected(*pairs, clusters=[0, 0, 2]) == pytest.approx(0.04 + UNLIKE)
    assert expected(*pairs, clusters=[0, 1, 2], apart=lambda one, _other: one == 0) == pytest.approx(0.04)


def test_two_people_are_missed_once() -> None:
    """Thirty pairs between two clusters are one join that is missed, however many they are."""
    pairs = tuple((left, right, 0.09) for left in range(5) for right in range(5, 11))
    found = expected(*pairs, clusters=[0] * 5 + [5] * 6)
    assert found == pytest.approx(1 + 9 * UNLIKE)


def test_what_blocking_missed_is_a_share_of_the_joins() -> None:
    assert expected((0, 1, 0.9), clusters=[0, 0, 2, 3], unproposed=0.5) == pytest.approx(0.5 + UNLIKE)
