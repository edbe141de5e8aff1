"""The definitions of linking once more, in plain Python and by trying everything: slow, and independent."""

from fractions import Fraction
from itertools import combinations

import numpy as np

from isthmus.core.link.pairs import Decided, Pairs

PARTS = 2**30


def closures(n, edges):
    clusters = [{each} for each in range(n)]
    for left, right in edges:
        a = next(each for each in clusters if left in each)
        b = next(each for each in clusters if right in each)
        if a is not b:
            clusters.remove(b)
            a |= b
    return clusters


def linkage(a, b, probability):
    total = sum(probability.get((min(i, j), max(i, j)), 0) for i in a for j in b)
    return Fraction(total, len(a) * len(b))


def partition(n, pairs: Pairs, decided: Decided, threshold):
    probability = {
        (int(i), int(j)): round(float(p) * PARTS)
        for i, j, p in zip(pairs.left, pairs.right, pairs.probability, strict=True)
    }
    different = [tuple(map(int, each)) for each in decided.different]
    clusters = closures(n, decided.same.tolist())

    def barred(a, b):
        return any((i in a and j in b) or (i in b and j in a) for i, j in different)

    while True:
        clusters.sort(key=min)
        linked = [
            (-linkage(a, b, probability), min(a), min(b), a, b)
            for a, b in combinations(clusters, 2)
            if not barred(a, b)
        ]
        linked = [each for each in linked if -each[0] >= max(1, round(threshold * PARTS) - 1)]
        if not linked:
            return labels(n, clusters)
        _, _, _, a, b = min(linked, key=lambda each: each[:3])
        clusters.remove(b)
        a |= b


def labels(n, clusters):
    label = np.zeros(n, dtype=np.int64)
    for each in clusters:
        label[list(each)] = min(each)
    return label


def random_case(seed, most=9):
    """Return n, pairs and decisions, small, with many ties, bars, and contradictions now and then."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, most + 1))
    every = np.array(list(combinations(range(n), 2)), dtype=np.int64).reshape(-1, 2)
    chosen = every[rng.random(len(every)) < rng.uniform(0.1, 1)]
    rng.shuffle(chosen)
    values = rng.choice([0.0, 0.1, 0.25, 0.3, 0.5, 0.6, 0.7, 0.9, 1.0], len(chosen))
    if seed % 2:
        values = rng.random(len(chosen))
    decided = Decided(
        same=every[rng.random(len(every)) < rng.choice([0, 0.05, 0.1])],
        different=every[rng.random(len(every)) < rng.choice([0, 0.05, 0.2])][:, ::-1].copy(),
    )
    return n, Pairs(chosen[:, 0].copy(), chosen[:, 1].copy(), values), decided
