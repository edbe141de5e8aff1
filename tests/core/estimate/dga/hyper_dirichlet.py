"""Populations drawn from the prior that averaging assumes: a graph, chances of each cell, and people on lists."""

import numpy as np

from isthmus.core.estimate.values import Lists


def patterns(size):
    return np.array(
        [[number >> place & 1 for place in range(size)] for number in range(1 << size)], dtype=bool
    )


def chances(cliques, size, delta, rng):
    """Chances of the 2^J cells, clique after clique: Dirichlet, given what earlier cliques say of the lists shared."""
    left, seen, whole = list(cliques), 0, np.ones(1 << size)
    while left:
        clique = max(left, key=lambda each: (each & seen).bit_count())
        left.remove(clique)
        cells = np.arange(1 << size) & clique
        names = np.unique(cells)
        drawn = dict(
            zip(names, rng.dirichlet(np.full(len(names), delta * (1 << size) / len(names))), strict=True)
        )
        shared = {name: sum(drawn[other] for other in names if other & seen == name & seen) for name in names}
        whole *= [drawn[cell] / shared[cell] for cell in cells] if seen else [drawn[cell] for cell in cells]
        seen |= clique
    return whole


def population(people, cliques, size, delta, rng):
    """So many people on lists."""
    cells = chances(cliques, size, delta, rng)
    return Lists.of("ABCDEF"[:size], patterns(size), rng.multinomial(people, cells / cells.sum()))
