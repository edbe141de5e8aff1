"""The definitions of linking once more, in plain Python and by trying everything: slow, and independent."""

import math
from fractions import Fraction
from itertools import combinations

import numpy as np

from isthmus.core.link.pairs import DecidedPairs, Pairs

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


def partition(n, pairs: Pairs, decided: DecidedPairs, threshold):
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
    decided = DecidedPairs(
        same=every[rng.random(len(every)) < rng.choice([0, 0.05, 0.1])],
        different=every[rng.random(len(every)) < rng.choice([0, 0.05, 0.2])][:, ::-1].copy(),
    )
    return n, Pairs(chosen[:, 0].copy(), chosen[:, 1].copy(), values), decided


def set_partitions(units):
    if not units:
        yield []
        return
    first, *rest = units
    for found in set_partitions(rest):
        yield [[first], *found]
        for i, cluster in enumerate(found):
            yield [*found[:i], [first, *cluster], *found[i + 1 :]]


def distribution(n, pairs: Pairs, decided: DecidedPairs, *, floor, unseen, repeated):
    """Every partition of the records (as a tuple of labels) with its probability, by the words of `partition_model`."""
    units = [sorted(each) for each in closures(n, decided.same.tolist())]
    probability = {
        frozenset((int(i), int(j))): min(max(float(p), 1e-6), 1 - 1e-6)
        for i, j, p in zip(pairs.left, pairs.right, pairs.probability, strict=True)
        if p > 0
    }
    different = {frozenset(each) for each in decided.different.tolist()}

    def across(a, b):
        return [frozenset((i, j)) for i in a for j in b]

    every = n * (n - 1) / 2
    same = min(max(sum(pairs.probability.tolist()), 0.5), every / 2) if every > 1 else 0.5
    prior = same / max(every - same, 0.5)

    def log_ratio(a, b):
        odds = {k: probability[k] / (1 - probability[k]) for k in across(a, b) if k in probability}
        ratios = [odds[k] / prior if k in odds else unseen for k in across(a, b)]
        return math.fsum(map(math.log, ratios)) / len(ratios)

    def log_weight(cluster):
        twos = list(combinations(cluster, 2))
        if any(set(across(a, b)) & different for a, b in twos):
            return -math.inf
        holds = [(a, b) for a, b in twos if any(probability.get(k, 0) >= floor for k in across(a, b))]
        at = {u[0]: i for i, u in enumerate(cluster)}
        if len(closures(len(cluster), [(at[a[0]], at[b[0]]) for a, b in holds])) > 1:
            return -math.inf
        s, m = len(cluster), len(holds)
        if s == 1:
            return 0.0
        low = math.log(unseen)
        ratios = [log_ratio(a, b) if (a, b) in holds else min(log_ratio(a, b) - low, -low) for a, b in twos]
        listed = [
            ratio
            for ratio, (a, b) in zip(ratios, twos, strict=True)
            if any(k in probability for k in across(a, b))
        ]
        whole = ((s - 1) / m) ** repeated * math.fsum(listed) + (len(twos) - m) * low
        return (s - 1) * math.log(prior) + whole + repeated * m / len(twos) * math.log(math.factorial(s - 1))

    weights = {}
    for found in set_partitions(units):
        clusters = [[record for unit in cluster for record in unit] for cluster in found]
        name = tuple(labels(n, clusters).tolist())
        weights[name] = math.exp(math.fsum(map(log_weight, found)))
    total = math.fsum(weights.values())
    return {name: weight / total for name, weight in weights.items()}
