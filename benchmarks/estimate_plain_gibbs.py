"""Gibbs' sampler of the latent class model as it is published (Manrique-Vallier 2016, 3.2), in a plain loop.

What the walk of `isthmus estimate` is measured against: one chain, one temperature, no ridge moves.
"""

import numpy as np
from numpy.typing import NDArray

from isthmus.core.compiled import compiled
from isthmus.core.estimate.values import Lists

__all__ = ["plain"]

_NEAR_ONE = 1.0 - 1e-15

type _Floats = NDArray[np.float64]


@compiled
def _weigh(on: NDArray[np.bool_], shares: _Floats, chances: _Floats, weights: _Floats) -> None:
    """Write down the weight of each class for a person of these lists."""
    for k in range(shares.size):
        weights[k] = shares[k]
        for j in range(on.size):
            weights[k] *= chances[j, k] if on[j] else 1.0 - chances[j, k]


@compiled
def _classes(on: NDArray[np.bool_], people: int, weights: _Floats, members: _Floats, seen: _Floats) -> None:
    """Draw the classes of people of these lists."""
    total = weights.sum()
    for k in range(weights.size):
        drawn = people
        if k < weights.size - 1:
            drawn = np.random.binomial(people, min(weights[k] / total, 1.0)) if people > 0 else 0
        people -= drawn
        total = max(total - weights[k], 1e-300)
        members[k] += drawn
        for j in range(on.size):
            if on[j]:
                seen[j, k] += drawn


@compiled
def _parameters(shares: _Floats, chances: _Floats, alpha: float, members: _Floats, seen: _Floats) -> float:
    """Draw chances, shares and alpha given everybody's class; return alpha."""
    for k in range(shares.size):
        for j in range(chances.shape[0]):
            chances[j, k] = np.random.beta(1.0 + seen[j, k], 1.0 + members[k] - seen[j, k])
    after, left, logs = members.sum(), 1.0, 0.0
    for k in range(shares.size - 1):
        after -= members[k]
        stick = min(np.random.beta(1.0 + members[k], alpha + after), _NEAR_ONE)
        shares[k] = left * stick
        left *= 1.0 - stick
        logs += np.log1p(-stick)
    shares[shares.size - 1] = left
    return np.random.gamma(shares.size - 0.75, 1.0 / (0.25 - logs))


@compiled
def _walk(
    on: NDArray[np.bool_],
    counts: NDArray[np.int64],
    classes: int,
    burn: int,
    into: NDArray[np.int64],
    seed: int,
) -> None:
    """Fill `into` with the number of people after each step that follows the burn-in."""
    np.random.seed(seed)
    cells, lists = on.shape
    nobody = np.zeros(lists, dtype=np.bool_)
    chances, shares, alpha = np.random.random((lists, classes)), np.full(classes, 1.0 / classes), 0.3
    weights, members, seen = np.zeros(classes), np.zeros(classes), np.zeros((lists, classes))
    for step in range(burn + into.size):
        members[:] = 0.0
        seen[:] = 0.0
        _weigh(nobody, shares, chances, weights)
        rho = weights.sum()
        missing = int(np.random.poisson(np.random.gamma(counts.sum(), rho / (1.0 - rho))))
        _classes(nobody, missing, weights, members, seen)
        for c in range(cells):
            _weigh(on[c], shares, chances, weights)
            _classes(on[c], int(counts[c]), weights, members, seen)
        alpha = _parameters(shares, chances, alpha, members, seen)
        if step >= burn:
            into[step - burn] = counts.sum() + missing


def plain(lists: Lists, steps: int, seed: int, classes: int = 10, burn: int = 10_000) -> NDArray[np.int64]:
    """Return the number of people at each of so many steps."""
    people = np.zeros(steps, dtype=np.int64)
    _walk(lists.patterns, lists.counts, classes, burn, people, seed)
    return people
