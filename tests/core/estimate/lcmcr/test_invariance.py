"""Each step leaves the posterior as it is (Geweke 2004, "Getting it right").

Parameters and a table drawn together from the model are a draw of the posterior given the table. After a step, the
parameters must still be one: no mean of anything, of the parameters or of them with the table, may change.
"""

import numpy as np
import pytest
from arviz_stats.base import array_stats

from isthmus.core.estimate.lcmcr.gibbs import gibbs, log_likelihood, weigh
from isthmus.core.estimate.lcmcr.ridge_move import ridge_move
from isthmus.core.estimate.lcmcr.tempering import _exchange
from tests.core.estimate.lcmcr.prior import PRIOR, cells, counted, drawn, state_of, table

SIZE, CLASSES, MOST = 3, 3, 60
FAR = 4.0  # standard errors


def said(pi, caught, alpha, counts, most=MOST):
    """Numbers of all kinds about parameters and their table."""
    chances = cells(pi, caught)
    n = counts[:-1].sum()
    rho = min(chances[-1], 1 - 1e-15)
    return [
        np.log(alpha),
        float(alpha < 0.01),
        pi[0],
        pi[-1],
        (pi**2).sum(),
        caught[0, 0],
        pi @ caught[1],
        rho,
        (1 - rho) * n,
        log_likelihood(np.append(counts[:-1], 0), int(most - n), chances),
    ]


def of(state, copy):
    return state.pi[copy].copy(), state.caught[copy].copy(), float(state.alpha[copy])


def gibbs_twice(temperatures, state, buffers, rng):
    for _ in range(2):
        gibbs(temperatures, 0, state, 0, PRIOR, buffers, rng)


def shift_often(temperatures, state, buffers, rng):
    ridge_move(temperatures, 0, state, 0, buffers, rng, 8)


@pytest.mark.parametrize("step", [gibbs_twice, shift_often])
def test_a_step_from_the_posterior_leads_to_the_posterior(step):
    rng = np.random.default_rng(11)
    changes = []
    for _ in range(4_000):
        pi, caught, alpha, counts = drawn(rng, SIZE, CLASSES, MOST)
        temperatures = table(counts, SIZE, MOST)
        state, buffers = state_of(temperatures, [pi], [caught], [alpha])
        step(temperatures, state, buffers, rng)
        changes.append(np.subtract(said(*of(state, 0), counts), said(pi, caught, alpha, counts)))
    _no_mean_moves(np.array(changes))


def test_an_exchange_between_rungs_leaves_the_posterior_of_each():
    rng = np.random.default_rng(12)
    changes, exchanged = [], np.zeros((2, 2), dtype=np.int64)
    most = (60, 15)
    for _ in range(4_000):
        one, two = (drawn(rng, SIZE, CLASSES, each) for each in most)
        cold, warm = table(one[3], SIZE, most[0]), table(two[3], SIZE, most[1])
        temperatures = cold._replace(
            counts=np.vstack([cold.counts, warm.counts]), limit=np.concatenate([cold.limit, warm.limit])
        )
        state, buffers = state_of(temperatures, *([one[at], two[at]] for at in range(3)))
        _exchange(temperatures, state.holder, buffers.cells, 0, rng, exchanged)
        change = [
            np.subtract(said(*of(state, state.holder[at]), was[3], most[at]), said(*was, most[at]))
            for at, was in enumerate((one, two))
        ]
        changes.append(np.concatenate(change))
    assert 0.1 < exchanged[0, 1] / exchanged[0, 0] < 0.9
    _no_mean_moves(np.array(changes))


def _no_mean_moves(changes):
    moved = changes[:, changes.std(axis=0) > 0]
    assert moved.shape[1] > changes.shape[1] // 2
    errors = moved.std(axis=0) / len(moved) ** 0.5
    assert np.abs(moved.mean(axis=0) / errors).max() < FAR


def test_tables_and_steps_in_turn_wander_over_the_prior():
    rng = np.random.default_rng(13)
    plain = np.array([said(*drawn(rng, SIZE, CLASSES, MOST)) for _ in range(4_000)])
    pi, caught, alpha, counts = drawn(rng, SIZE, CLASSES, MOST)
    state, buffers = state_of(table(counts, SIZE, MOST), [pi], [caught], [alpha])
    run_chains = []
    for _ in range(16_000):
        counts = counted(rng, state.pi[0], state.caught[0], MOST)
        temperatures = table(counts, SIZE, MOST)
        weigh(temperatures, state, 0, buffers)
        gibbs(temperatures, 0, state, 0, PRIOR, buffers, rng)
        ridge_move(temperatures, 0, state, 0, buffers, rng, 1)
        run_chains.append(said(*of(state, 0), counts))
    wandered = np.array(run_chains)
    for one, other in zip(plain.T, wandered.T, strict=True):
        _same_quantiles(one, other)


def _same_quantiles(plain, wandered):
    for share in (0.1, 0.3, 0.5, 0.7, 0.9):
        below = (wandered <= np.quantile(plain, share)).astype(float)
        expected = (plain <= np.quantile(plain, share)).mean()
        if below.std() == 0:
            continue
        effective = float(array_stats.ess(below[None], chain_axis=0, draw_axis=1, method="mean"))
        error = (share * (1 - share) * (1 / effective + 1 / len(plain))) ** 0.5
        assert abs(below.mean() - expected) < FAR * error
