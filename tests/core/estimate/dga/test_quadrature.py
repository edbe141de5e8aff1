"""Gauss points, runs of numbers, and modes."""

from itertools import pairwise

import numpy as np
import pytest

from isthmus.core.estimate.dga import average, posterior
from isthmus.core.estimate.dga.averaging import averaged
from isthmus.core.estimate.dga.graphs import decomposable
from isthmus.core.estimate.dga.quadrature import Cells, Panel, gauss, panels
from isthmus.core.estimate.dga.summary import modes_of
from isthmus.core.estimate.values import Lists
from tests.core.estimate.dga.tables import KOSOVO, NETHERLANDS, SPINA_BIFIDA


@pytest.mark.parametrize("documented", [1, 50, 10_000_000])
def test_panels_cover_every_number_once(documented):
    found = panels(7, 123_456, documented)
    assert found[0].first == 7
    assert found[-1].last == 123_456
    assert all(one.last + 1 == other.first for one, other in pairwise(found))
    assert all(len(panel) > 0 for panel in found)


@pytest.mark.parametrize("last", [1_030, 1_100, 90_000])
def test_gauss_points_add_up_polynomials_exactly(last):
    panel = Panel(1_000, last)
    points, weights = gauss(panel)
    middle, half = (panel.first + panel.last) / 2, len(panel) / 2
    numbers = (np.arange(panel.first, panel.last + 1) - middle) / half
    for power in (0, 1, 2, 17, 46):
        exact = (numbers**power).sum() / half
        assert weights @ ((points - middle) / half) ** power / half == pytest.approx(
            exact, rel=1e-11, abs=1e-11
        )


def simulated(people, chance, size=3):
    cells = np.array(
        [[number >> place & 1 for place in range(size)] for number in range(1 << size)], dtype=bool
    )
    shares = np.where(cells, chance, 1 - chance).prod(axis=1)
    return Lists.of("ABCDE"[:size], cells, np.rint(people * shares).astype(int))


@pytest.mark.parametrize(
    ("lists", "delta", "up_to"),
    [
        (KOSOVO, 0.0625, 60_000),
        (KOSOVO, 1.0, 60_000),
        (SPINA_BIFIDA, 0.125, 60_000),
        (simulated(30_000, 0.3), 0.125, 60_000),
        (simulated(400_000, 0.7), 1.0, 60_000),
        (simulated(12, 0.3), 0.125, 60_000),
    ],
)
@pytest.mark.parametrize("with_saturated", [False, True])
def test_gauss_points_give_what_every_number_by_itself_gives(
    monkeypatch, lists, delta, up_to, with_saturated
):
    graphs = decomposable(len(lists.names))
    monkeypatch.setattr(posterior, "EXACT", up_to)
    monkeypatch.setattr(posterior, "_WORK", 1e12)
    exact = averaged(lists, graphs, delta, up_to, with_saturated=with_saturated)
    monkeypatch.setattr(posterior, "_WORK", 0)
    found = averaged(lists, graphs, delta, up_to, with_saturated=with_saturated)
    assert len(exact.cells().last) == up_to + 1 > len(found.cells().last)
    assert np.allclose(found.shares(), exact.shares(), rtol=0, atol=1e-8)
    assert found.mean() == pytest.approx(exact.mean(), rel=1e-8)
    assert found.share_apart() == pytest.approx(exact.share_apart(), rel=1e-8)
    up_to_each = np.cumsum(exact.cells().mass)[found.cells().last]
    assert np.allclose(np.cumsum(found.cells().mass), up_to_each, rtol=0, atol=1e-6)
    levels = np.array([0.001, 0.025, 0.5, 0.975, 0.999])
    assert np.abs(found.cells().quantiles(levels) - exact.cells().quantiles(levels)).max() <= 1


def test_ten_million_people_on_four_lists_are_estimated_as_they_were_built():
    lists = simulated(12_000_000, 0.35, size=4)
    found = average(lists, looser=())
    low, high = found.intervals[95]
    assert lists.n > 9_000_000
    assert low < 12_000_000 < high
    assert high - low < 12_000


def test_a_grid_grows_until_no_mass_is_left_beyond_it():
    """Rare lists: with n documented there are some 16 n missing, beyond the first grid of 10 n."""
    found = average(simulated(400_000, 0.02), looser=())
    first, second = found.detail["grids"]
    assert second["up_to"] == 4 * first["up_to"]
    assert first["last_tenth"] > 0.5
    assert first["beyond"] > 0.5
    assert second["last_tenth"] < 1e-4
    assert found.edge == max(second["last_tenth"], second["beyond"])
    assert found.median == second["median"] == pytest.approx(400_000, rel=0.1)


def test_a_mode_beyond_a_grid_is_seen_from_it():
    """Next to no mass in the last tenth of the first grid, and a third of it further out."""
    found = average(NETHERLANDS, looser=())
    first = found.detail["grids"][0]
    assert first["last_tenth"] < 2e-4
    assert first["beyond"] > 0.3
    assert len(found.modes) == 2
    assert sum(mode.mass for mode in found.modes) == pytest.approx(1)


def of_density(density):
    return Cells(np.arange(len(density)), density / density.sum())


def bell(middle, wide, numbers):
    return np.exp(-(((numbers - middle) / wide) ** 2) / 2) / wide


def test_two_bells_are_two_modes_with_the_mass_of_each():
    numbers = np.arange(10_000)
    found = modes_of(of_density(0.7 * bell(3_000, 300, numbers) + 0.3 * bell(6_000, 500, numbers)), 1_000)
    assert [round(mode.mass, 2) for mode in found] == [0.7, 0.3]
    assert [mode.at for mode in found] == pytest.approx([4_000, 7_000], abs=30)
    assert found[0].high + 1 == found[1].low
    assert found[0].high == pytest.approx(5_400, abs=300)


def test_two_bells_that_touch_and_a_mode_of_next_to_nothing_are_one_mode():
    numbers = np.arange(10_000)
    assert len(modes_of(of_density(bell(3_000, 500, numbers) + bell(3_900, 500, numbers)), 0)) == 1
    assert (
        len(modes_of(of_density(0.98 * bell(3_000, 300, numbers) + 0.02 * bell(6_000, 300, numbers)), 0)) == 1
    )


def test_a_posterior_at_one_number_is_one_mode_there():
    found = modes_of(of_density(np.array([0.0, 0.0, 1.0, 0.0])), 10)
    assert [(mode.at, mode.low, mode.high, mode.mass) for mode in found] == [(12, 12, 12, 1)]


def test_quantiles_and_mass_beyond_agree_where_runs_are_long():
    cells = Cells(np.array([0, 9, 99]), np.array([0.1, 0.4, 0.5]))
    assert cells.quantiles(np.array([0.05, 0.1, 0.3, 0.5, 0.75, 1.0])).tolist() == [0, 0, 5, 9, 54, 99]
    assert cells.beyond(0) == pytest.approx(0.9)
    assert cells.beyond(54) == pytest.approx(0.25)
    assert cells.beyond(99) == 0


def test_a_tail_is_the_mass_beyond_if_it_falls_by_the_same_power():
    numbers = np.arange(1, 20_001, dtype=np.float64)
    assert of_density(numbers**-2).tail() == pytest.approx(1 / 20_000 / 1.6449, rel=0.01)
    assert of_density(numbers**-0.5).tail() == 1


def test_next_to_nothing_at_the_end_is_no_tail_however_rounding_slopes_it():
    last = np.array([10, 100, 1_000, 10_000], dtype=np.int64)
    mass = np.array([0.5, 0.5, 1e-40, 1e-38])
    assert Cells(last, mass).tail() == 0.0
