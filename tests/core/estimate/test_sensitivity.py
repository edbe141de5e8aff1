"""How strong a dependence of all lists at once would have to be to change a figure."""

import numpy as np
import pytest

from isthmus.core.estimate.loglinear.cells import table_of
from isthmus.core.estimate.loglinear.search import search
from isthmus.core.estimate.sensitivity import sensitivity
from isthmus.core.estimate.values import Lists
from isthmus.language import english
from tests.core.estimate.made import independent
from tests.core.estimate.mth.published import lists_of

ON = (np.arange(1, 16)[:, None] >> np.arange(4) & 1).astype(bool)


def test_kosovo_is_as_the_model_with_all_terms_but_the_highest_says():
    lists = lists_of("kosovo")
    found = sensitivity(lists)
    models = search(table_of(lists))
    saturated = int(np.argmax(models.models.sum(axis=1)))
    assert models.name(saturated) == "[123,124,134,234]"
    assert found.figure == pytest.approx(lists.n + models.missing[saturated], rel=1e-6)
    missing = found.figure - lists.n
    # The values of xi in Aleshin-Guendel, Sadinle & Wakefield's (2024) own analysis of the table: 1/2, 2/3, 1, 3/2, 2.
    figures = [lists.n + missing / xi for xi in (2, 3 / 2, 1, 2 / 3, 1 / 2)]
    assert figures == pytest.approx([10_670.9, 12_761.3, 16_941.9, 23_212.8, 29_483.8], abs=0.1)
    assert lists.n + found.to_double * missing == pytest.approx(2 * found.figure)
    assert lists.n + found.to_halve * missing == pytest.approx(found.figure / 2)
    told = english(found.message)
    assert "2.4 times as many would double that" in told
    assert "made them 3.1 times fewer would halve it" in told


def test_lists_without_a_dependence_give_their_number():
    people = 100_000
    chances = np.array([0.3, 0.2, 0.4, 0.25])
    each = np.where(ON, chances, 1 - chances).prod(axis=1)
    found = sensitivity(Lists.of("ABCD", ON, (people * each).round().astype(np.int64)))
    assert found.figure == pytest.approx(people, rel=0.01)


def test_many_times_as_many_are_said_without_decimals():
    counts = np.where(ON.sum(axis=1) == 4, 2_000, 100)
    found = sensitivity(Lists.of("ABCD", ON, counts))
    assert found.to_double == pytest.approx(682)
    assert "no list 682 times as many would double that" in english(found.message)


def test_where_more_than_half_are_documented_nothing_halves_the_figure():
    counts = np.full(15, 100)
    found = sensitivity(Lists.of("ABCD", ON, counts))
    assert (found.to_double, found.to_halve) == (pytest.approx(17), None)
    assert "none could halve it" in english(found.message)


@pytest.mark.parametrize(
    "lists",
    [
        independent(1, 600, chances=(0.4, 0.4, 0.4)),
        independent(1, 9_000, chances=(0.4,) * 5),
        Lists.of("ABCD", ON[:-1], np.full(14, 9)),
    ],
    ids=["three lists", "five lists", "an empty pattern"],
)
def test_elsewhere_the_data_alone_bound_nothing(lists):
    found = sensitivity(lists)
    assert found.figure is None
    assert english(found.message).startswith("The data alone bound nothing")
