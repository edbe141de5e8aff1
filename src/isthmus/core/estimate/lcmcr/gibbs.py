"""One person's chances under the mixture, and Gibbs' step, which leaves its posterior as it is.

The model is Manrique-Vallier's (2016): a person is of class k with probability pi_k (a Dirichlet process's sticks, cut
off at K classes), and is on list j with probability lambda_jk, lists being independent within a class. The parameters
alone, classes and unseen people summed out, have the likelihood prod_c (p_c / (1 - rho))^n_c, rho being the chance to
be on no list: with the prior 1/N the sum over N is one of the negative binomial series.
"""

from math import exp, log, log1p
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from isthmus.core.compiled import compiled
from isthmus.core.estimate.lcmcr.negative_binomial import log_chance_within

__all__ = [
    "LEAST",
    "NEAR_ONE",
    "Buffers",
    "Floats",
    "State",
    "TemperedTable",
    "gibbs",
    "log_likelihood",
    "products",
    "unseen",
    "weigh",
]

type Floats = NDArray[np.float64]
type Numbers = NDArray[np.int64]

NEAR_ONE = 1.0 - 1e-15  # a chance of 1 would make infinitely many unseen people
LEAST = 1e-300  # a chance of 0 has no logarithm
_LEAST_ALPHA = 1e-100  # alpha of 0 to the machine would break no stick
_TRIES = 100  # draws above the limit, before it is drawn from below it exactly


class TemperedTable(NamedTuple):
    """Counts at each temperature: `counts` [R, C], the last cell is nobody's list, and its count 0.

    `on` [C, J] says which lists a cell is on; `low` and `high` [C] are its first and last lists as numbers;
    `limit` [R] is the greatest number of unseen people, below 0 for none.
    """

    on: NDArray[np.bool_]
    low: Numbers
    high: Numbers
    counts: Numbers
    limit: Numbers


class State(NamedTuple):
    """R copies: shares `pi` [R, K], chances `caught` [R, J, K], `alpha` [R]; `holder` [R]: which is where."""

    pi: Floats
    caught: Floats
    alpha: Floats
    holder: Numbers


class Buffers(NamedTuple):
    """Weights of classes in cells [R, C, K] and of cells [R, C], for each copy; and room for a step's notes."""

    weights: Floats
    cells: Floats
    first: Floats
    last: Floats
    into: Numbers
    members: Numbers
    seen: Numbers
    odds: Floats
    column: Floats


@compiled
def products(caught: Floats, start: int, stop: int, into: Floats) -> None:
    """Write down the chance of every pattern of lists start..stop-1 in one class; list `start` is the lowest bit."""
    into[0] = 1.0
    size = 1
    for j in range(start, stop):
        p = caught[j]
        for i in range(size):
            into[size + i] = into[i] * p
            into[i] *= 1.0 - p
        size *= 2


@compiled
def weigh(table: TemperedTable, state: State, copy: int, buffers: Buffers) -> None:
    """Fill in the weight of each class in each cell, and the sum of each cell."""
    lists = table.on.shape[1]
    half = lists // 2
    pi, caught, weights, cells = (
        state.pi[copy],
        state.caught[copy],
        buffers.weights[copy],
        buffers.cells[copy],
    )
    cells[:] = 0.0
    for k in range(pi.size):
        products(caught[:, k], 0, half, buffers.first)
        products(caught[:, k], half, lists, buffers.last)
        for c in range(table.low.size):
            p = pi[k] * buffers.first[table.low[c]] * buffers.last[table.high[c]]
            weights[c, k] = p
            cells[c] += p


@compiled
def log_likelihood(counts: Numbers, limit: int, cells: Floats) -> float:
    """Return the log likelihood of the parameters, unseen people and classes summed out, but for a constant."""
    total, value = 0, 0.0
    nobody = counts.size - 1
    for c in range(nobody):
        if counts[c]:
            value += counts[c] * log(max(cells[c], LEAST))
            total += counts[c]
    rho = min(cells[nobody], NEAR_ONE)
    return value - total * log1p(-rho) + log_chance_within(total, limit, rho)


@compiled
def unseen(seen: int, limit: int, rho: float, rng: np.random.Generator) -> int:
    """Draw how many people went unseen beside those seen: negative binomial, no more than the limit."""
    if seen == 0 or rho <= 0.0:
        return 0
    rho = min(rho, NEAR_ONE)
    for _ in range(_TRIES):
        count = rng.poisson(rng.standard_gamma(float(seen)) * rho / (1.0 - rho))
        if limit < 0 or count <= limit:
            return int(count)
    return _below_limit(seen, limit, rho, rng)


@compiled
def _below_limit(seen: int, limit: int, rho: float, rng: np.random.Generator) -> int:
    """Draw from the same where nearly all of it lies above the limit, by its probabilities from there downwards."""
    total, term, count = 1.0, 1.0, limit
    while count > 0 and term > 1e-17 * total:
        term *= count / ((seen + count - 1.0) * rho)
        total += term
        count -= 1
    left = rng.random() * total
    term, least, count = 1.0, count, limit
    while count > least and left >= term:
        left -= term
        term *= count / ((seen + count - 1.0) * rho)
        count -= 1
    return count


@compiled
def _spread(people: int, weights: Floats, total: float, rng: np.random.Generator, into: Numbers) -> None:
    """Draw how many of the people of a cell are of each class."""
    for k in range(weights.size):
        if people == 0:
            into[k] = 0
        elif k == weights.size - 1 or weights[k] >= total:
            into[k], people = people, 0
        else:
            into[k] = rng.binomial(people, weights[k] / total)
            people -= into[k]
            total -= weights[k]


@compiled
def _beta(a: float, b: float, rng: np.random.Generator) -> float:
    x, y = rng.standard_gamma(a), rng.standard_gamma(b)
    return min(x / (x + y), NEAR_ONE) if x + y > 0.0 else 0.5


@compiled
def _log_gamma(shape: float, rng: np.random.Generator) -> float:
    """Draw the logarithm of a gamma variate; a small shape's is found though the variate itself is 0 to the machine.

    A gamma variate of one more, times a uniform to the power 1 / shape (Marsaglia & Tsang 2000, section 6).
    """
    if shape >= 1.0:
        return log(max(rng.standard_gamma(shape), LEAST))
    return log(max(rng.standard_gamma(shape + 1.0), LEAST)) + log(1.0 - rng.random()) / shape


@compiled
def _break(pi: Floats, members: Numbers, alpha: float, rng: np.random.Generator) -> float:
    """Draw the shares of the classes, broken off a stick; return the log of what is left for the last class.

    That log, of order -1 / alpha, must not be cut off: alpha is drawn from it.
    """
    after = members.sum()
    left = 0.0
    for k in range(pi.size - 1):
        after -= members[k]
        broken = _log_gamma(1.0 + members[k], rng)
        rest = _log_gamma(alpha + after, rng)
        whole = max(broken, rest) + log1p(exp(-abs(broken - rest)))
        pi[k] = exp(left + broken - whole)
        left += rest - whole
    pi[pi.size - 1] = exp(left)
    return left


@compiled
def _allocate(
    table: TemperedTable,
    temperature: int,
    weights: Floats,
    cells: Floats,
    buffers: Buffers,
    rng: np.random.Generator,
) -> None:
    """Draw the unseen people and everybody's class; add up members and what each list has of each class."""
    counts = table.counts[temperature]
    nobody = counts.size - 1
    missing = unseen(counts.sum(), table.limit[temperature], cells[nobody], rng)
    buffers.members[:] = 0
    buffers.seen[:] = 0
    for c in range(counts.size):
        people = missing if c == nobody else counts[c]
        if people == 0:
            continue
        _spread(people, weights[c], cells[c], rng, buffers.into)
        for k in range(buffers.into.size):
            if buffers.into[k]:
                buffers.members[k] += buffers.into[k]
                for j in range(table.on.shape[1]):
                    if table.on[c, j]:
                        buffers.seen[j, k] += buffers.into[k]


@compiled
def gibbs(
    table: TemperedTable,
    temperature: int,
    state: State,
    copy: int,
    prior: tuple[float, float],
    buffers: Buffers,
    rng: np.random.Generator,
) -> None:
    """Draw classes and unseen people given the parameters, then the parameters given these (Manrique-Vallier 2016).

    `space` must hold the copy's weights, and holds them when it returns.
    """
    _allocate(table, temperature, buffers.weights[copy], buffers.cells[copy], buffers, rng)
    pi, caught, members = state.pi[copy], state.caught[copy], buffers.members
    classes = pi.size
    for k in range(classes):
        for j in range(caught.shape[0]):
            if members[k]:
                caught[j, k] = _beta(1.0 + buffers.seen[j, k], 1.0 + members[k] - buffers.seen[j, k], rng)
            else:
                caught[j, k] = rng.random()
    left = _break(pi, members, state.alpha[copy], rng)
    state.alpha[copy] = max(rng.standard_gamma(prior[0] + classes - 1.0) / (prior[1] - left), _LEAST_ALPHA)
    weigh(table, state, copy, buffers)
