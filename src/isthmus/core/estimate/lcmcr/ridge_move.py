"""A step that moves one class along the ridge of the posterior, classes and unseen people summed out."""

from math import exp, log, log1p

import numpy as np

from isthmus.core.compiled import compiled
from isthmus.core.estimate.lcmcr.gibbs import (
    LEAST,
    NEAR_ONE,
    Buffers,
    Floats,
    State,
    TemperedTable,
    log_likelihood,
    products,
)
from isthmus.core.estimate.lcmcr.negative_binomial import log_chance_within

__all__ = ["ridge_move"]


@compiled
def _change(pi: Floats, alpha: float, k: int, share: float, scale: float) -> float:
    """Return the change of the log density of shares broken off a stick, class k becoming `share`, others x `scale`.

    The density of shares, not of sticks, is in proportion to r_K^(alpha - 1) / (r_2 ... r_(K-1)), r_h being what is
    left before class h: of those after k only the scale is needed, which also holds where they are 0 to the machine.
    """
    last = pi.size - 1
    others = 0.0
    for h in range(k + 1, pi.size):
        others += pi[h]
    value = 0.0
    for h in range(last, 0, -1):
        change = log(scale)
        if h <= k:
            others += pi[h] if h < k else 0.0
            change = log((share + scale * others) / (pi[k] + others))
        value += change * (alpha - 1.0 if h == last else -1.0)
    return value


@compiled
def _choose(pi: Floats, rng: np.random.Generator) -> int:
    """Draw a class by its share."""
    u = rng.random()
    for k in range(pi.size - 1):
        u -= pi[k]
        if u < 0.0:
            return k
    return pi.size - 1


@compiled
def _propose(
    caught: Floats, k: int, buffers: Buffers, rng: np.random.Generator
) -> tuple[float, float, float]:
    """Propose other chances for class k, written to `space.odds`.

    Their log odds move together, each for itself, or both, by steps of any size from .01 to 1. Returns the chance to
    be on no list before and after, and the log of the Jacobian; a Jacobian of -inf says that the step leads nowhere.
    """
    size = 0.01 * 100.0 ** rng.random()
    kind = rng.random()
    together = size * rng.standard_normal() if kind < 0.6 else 0.0
    before, after, jacobian = 1.0, 1.0, 0.0
    for j in range(caught.shape[0]):
        step = together + (size * rng.standard_normal() if kind > 0.4 else 0.0)
        old = caught[j, k]
        if not LEAST < old < NEAR_ONE:
            return 1.0, 1.0, -np.inf
        odds = old / (1.0 - old) * exp(step)
        new = odds / (1.0 + odds)
        if not LEAST < new < NEAR_ONE:
            return 1.0, 1.0, -np.inf
        buffers.odds[j] = new
        before *= 1.0 - old
        after *= 1.0 - new
        jacobian += log(new * (1.0 - new)) - log(old * (1.0 - old))
    return before, after, jacobian


@compiled
def _shifted(
    table: TemperedTable,
    temperature: int,
    k: int,
    scale: float,
    share: float,
    weights: Floats,
    cells: Floats,
    buffers: Buffers,
) -> float:
    """Return the log likelihood with class k at its proposed place, the others' shares times `scale`."""
    counts = table.counts[temperature]
    lists = buffers.odds.size
    products(buffers.odds, 0, lists // 2, buffers.first)
    products(buffers.odds, lists // 2, lists, buffers.last)
    nobody = counts.size - 1
    total, value = 0, 0.0
    for c in range(counts.size):
        p = share * buffers.first[table.low[c]] * buffers.last[table.high[c]]
        buffers.column[c] = p
        cell = max((cells[c] - weights[c, k]) * scale + p, LEAST)
        if c < nobody and counts[c]:
            value += counts[c] * log(cell)
            total += counts[c]
        elif c == nobody:
            rho = min(cell, NEAR_ONE)
            value += log_chance_within(total, table.limit[temperature], rho) - total * log1p(-rho)
    return value


@compiled
def ridge_move(
    table: TemperedTable,
    temperature: int,
    state: State,
    copy: int,
    buffers: Buffers,
    rng: np.random.Generator,
    times: int,
) -> None:
    """Make a class harder to catch and more numerous, or the other way, so that as many of it are seen.

    Metropolis and Hastings, unseen people and classes summed out: it goes along the ridge on which Gibbs, which
    holds the unseen where they are, creeps. In the coordinates log odds of the class's share, the others' shares of the
    rest, log odds of its chances, the step has Jacobian 1 but for the last, which `_propose` gives.
    `space` must hold the copy's weights, and is kept so.
    """
    pi, caught, weights, cells = (
        state.pi[copy],
        state.caught[copy],
        buffers.weights[copy],
        buffers.cells[copy],
    )
    now = log_likelihood(table.counts[temperature], table.limit[temperature], cells)
    for _ in range(times):
        k = _choose(pi, rng)
        before, after, jacobian = _propose(caught, k, buffers, rng)
        if jacobian == -np.inf or not 1e-12 < pi[k] < 1.0 - 1e-12:
            continue
        odds = pi[k] / (1.0 - pi[k]) * (1.0 - before) / (1.0 - after)
        share = odds / (1.0 + odds)
        if not 1e-12 < share < 1.0 - 1e-12:
            continue
        scale = (1.0 - share) / (1.0 - pi[k])
        then = _shifted(table, temperature, k, scale, share, weights, cells, buffers)
        # (1 - pi)^(K-2) and pi (1 - pi) make shares into the coordinates; the class was drawn by its share.
        change = jacobian + _change(pi, state.alpha[copy], k, share, scale)
        change += (pi.size - 1) * log(scale) + 2.0 * log(share / pi[k])
        if log(1.0 - rng.random()) < then - now + change:
            _take(k, share, scale, pi, caught, weights, cells, buffers)
            now = then


@compiled
def _take(
    k: int,
    share: float,
    scale: float,
    pi: Floats,
    caught: Floats,
    weights: Floats,
    cells: Floats,
    buffers: Buffers,
) -> None:
    """Go where the proposal leads."""
    for c in range(cells.size):
        total = 0.0
        for h in range(pi.size):
            weights[c, h] = buffers.column[c] if h == k else weights[c, h] * scale
            total += weights[c, h]
        cells[c] = total
    for h in range(pi.size):
        pi[h] = share if h == k else pi[h] * scale
    for j in range(caught.shape[0]):
        caught[j, k] = buffers.odds[j]
