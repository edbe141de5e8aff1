"""The chances of the mixture, and draws of people who went unseen."""

import numpy as np
import pytest
from scipy.special import gammaln, logsumexp
from scipy.stats import nbinom

from isthmus.core.estimate.lcmcr.gibbs import log_likelihood, products, unseen
from isthmus.core.estimate.lcmcr.tempering import scaled
from tests.core.estimate.lcmcr.prior import cells, counted, parameters, patterns, state_of, table


@pytest.mark.parametrize("size", [2, 3, 4, 5, 7])
def test_weights_are_those_of_a_plain_product(size):
    rng = np.random.default_rng(size)
    pi, caught, alpha = parameters(rng, size, 6)
    temperatures = table(np.ones(2**size, dtype=np.int64), size, 10_000)
    _, buffers = state_of(temperatures, [pi], [caught], [alpha])
    plain = np.where(patterns(size)[:, :, None], caught, 1 - caught).prod(axis=1) * pi
    np.testing.assert_allclose(buffers.weights[0], plain, rtol=1e-12)
    np.testing.assert_allclose(buffers.cells[0], plain.sum(axis=1), rtol=1e-12)
    assert buffers.cells[0].sum() == pytest.approx(1)


def test_products_count_the_first_list_as_the_lowest_bit():
    into = np.zeros(4)
    products(np.array([0.9, 0.2, 0.3]), 1, 3, into)
    np.testing.assert_allclose(into, [0.8 * 0.7, 0.2 * 0.7, 0.8 * 0.3, 0.2 * 0.3])


def test_the_likelihood_is_the_sum_over_every_number_of_people():
    rng = np.random.default_rng(4)
    most, values = 80, []
    pi, caught, _ = parameters(rng, 3, 3)
    counts = counted(rng, pi, caught, most)[:-1]
    while len(values) < 5:
        pi, caught, _ = parameters(rng, 3, 3)
        chances = cells(pi, caught)
        n, nobody = counts.sum(), np.arange(most - counts.sum() + 1)
        people = n + nobody
        logs = -np.log(people) + gammaln(people + 1) - gammaln(nobody + 1) + nobody * np.log(chances[-1])
        summed = logsumexp(logs) + counts @ np.log(chances[:-1])
        ours = log_likelihood(np.append(counts, 0), int(most - n), chances)
        values.append(ours - summed)
    np.testing.assert_allclose(values, values[0], atol=1e-9)  # but for a constant of the table


@pytest.mark.parametrize(
    ("seen", "limit", "rho"), [(20, 10**6, 0.6), (50, 40, 0.5), (50, 30, 0.6), (5, 3, 0.9), (200, 40, 0.95)]
)
def test_the_unseen_are_negative_binomial_up_to_the_limit(seen, limit, rho):
    rng = np.random.default_rng(seen)
    drawn = np.array([unseen(seen, limit, rho, rng) for _ in range(4_000)])
    numbers = np.arange(min(limit, 1_000) + 1)
    logs = nbinom.logpmf(numbers, seen, 1 - rho)
    chances = np.exp(logs - logsumexp(logs))
    mean = chances @ numbers
    spread = (chances @ numbers**2 - mean**2) ** 0.5
    assert drawn.max() <= limit
    assert abs(drawn.mean() - mean) < 4 * spread / len(drawn) ** 0.5
    assert drawn.std() == pytest.approx(spread, rel=0.06)


def test_nobody_is_unseen_where_nobody_is_seen_or_can_be_missed():
    rng = np.random.default_rng(1)
    assert unseen(0, 10, 0.5, rng) == 0
    assert unseen(10, 10, 0.0, rng) == 0


def test_rungs_hold_shares_of_the_people_and_the_first_all_of_them():
    counts = np.append(np.random.default_rng(2).integers(0, 400, 15), 0)
    temperatures = scaled(table(counts, 4, 10_000), np.array([1.0, 0.5, 0.1]))
    np.testing.assert_array_equal(temperatures.counts[0], counts)
    assert np.abs(temperatures.counts - counts * np.array([[1.0], [0.5], [0.1]])).max() <= 1
    np.testing.assert_array_equal(temperatures.counts[:, -1], 0)


def test_people_of_rare_cells_do_not_vanish_from_a_rung_at_once():
    temperatures = scaled(
        table(np.append(np.ones(127, dtype=np.int64), 0), 7, 10_000), np.array([1.0, 0.5, 0.25])
    )
    assert temperatures.counts.sum(axis=1) == pytest.approx([127, 63.5, 31.75], abs=2)
