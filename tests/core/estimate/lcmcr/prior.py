"""The model by its definition, drawn from the prior: parameters, how many people, and who is on which list."""

import numpy as np

from isthmus.core.estimate.lcmcr.gibbs import State, weigh
from isthmus.core.estimate.lcmcr.tempering import buffers_for, table_of
from isthmus.core.estimate.values import Lists

PRIOR = (0.25, 0.25)


def patterns(size):
    """Every pattern but nobody's, as `Lists` sorts them, and nobody's last."""
    on = np.array(
        [[number >> place & 1 for place in range(size)[::-1]] for number in range(1 << size)], dtype=bool
    )
    return np.vstack([on[1:], on[:1]])


def parameters(rng, size, classes, prior=PRIOR):
    """Shares of classes, broken off a stick, their chances [J, K] and alpha."""
    alpha = rng.gamma(prior[0]) / prior[1]
    broken = (
        -rng.exponential(size=classes - 1) / alpha
    )  # log(1 - v) of v ~ beta(1, alpha), exact for any alpha
    left = np.exp(np.concatenate([[0.0], np.cumsum(broken)]))
    return left * -np.expm1(np.append(broken, -np.inf)), rng.random((size, classes)), alpha


def cells(pi, caught):
    """The chance of each pattern, nobody's last."""
    on = patterns(len(caught))[:, :, None]
    return (np.where(on, caught, 1 - caught).prod(axis=1) * pi).sum(axis=1)


def how_many(rng, most):
    """A number of people in proportion to 1/N, up to `most`."""
    chances = 1 / np.arange(1.0, most + 1)
    return 1 + int(rng.choice(most, p=chances / chances.sum()))


def counted(rng, pi, caught, most):
    """How many people have each pattern, somebody being seen."""
    chances = cells(pi, caught)
    while True:
        counts = rng.multinomial(how_many(rng, most), chances / chances.sum())
        if counts[:-1].any():
            return counts


def drawn(rng, size, classes, most):
    """Parameters and counts from the prior, tables in which nobody is seen drawn again."""
    while True:
        pi, caught, alpha = parameters(rng, size, classes)
        chances = cells(pi, caught)
        counts = rng.multinomial(how_many(rng, most), chances / chances.sum())
        if counts[:-1].any():
            return pi, caught, alpha, counts


def table(counts, size, most):
    """The table of these counts of all patterns, nobody's left out of them, with no more than `most` people in all."""
    lists = Lists(tuple("abcdefgh"[:size]), patterns(size)[:-1], np.asarray(counts[:-1], dtype=np.int64))
    return table_of(lists, most - lists.n)


def state_of(temperatures, pi, caught, alpha):
    """State and room of a copy at each temperature of a table, from lists of parameters."""
    state = State(np.array(pi), np.array(caught), np.array(alpha), np.arange(len(pi)))
    buffers = buffers_for(temperatures, state.pi.shape[1], len(pi))
    for copy in range(len(pi)):
        weigh(temperatures, state, copy, buffers)
    return state, buffers
