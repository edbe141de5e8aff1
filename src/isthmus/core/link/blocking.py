"""Which blocking rules to use: as many likely matches as a budget of pairs allows.

A rule is a set of keys; records that agree on all of them form a block, and all pairs within a block are compared.
Blocks above a size are left out, so that a value that half of the records share can not fill the budget.
Rules are chosen greedily: a sample of records meets its partners under every rule, expectation maximisation over
which keys of each subject agree says how likely each pair is, and the rule with the most new probability for its
new pairs (and an even share of the budget) comes first (Bilenko, Kamath & Mooney 2006, red-blue set cover, greedy).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from isthmus.core.link import em
from isthmus.core.link.block_join import block_of, join_blocks
from isthmus.core.link.model import Comparison, Level
from isthmus.core.link.unmatched import SampledPatterns

__all__ = ["BlockingRule", "blocks", "choose"]

type Codes = npt.NDArray[np.int64]
type Flags = npt.NDArray[np.bool_]
type Reals = npt.NDArray[np.float64]

LEAST_GAIN = 0.00002  # of the likely matches: a rule that adds less is not worth a pass over the records
BITS_A_LEVEL = 3  # agreement on a value is told apart by how rare the value is, in steps of these bits
LEVELS = (
    6  # no key agrees; the rarest key that agrees is borne by 1/8 of the records or more, 1/64, ... , fewer
)
# How rare the rarest value is that both share, before any data is seen: any step as often as any other, seldom none.
_AGREEMENTS = (*(Level(f"bits_{step}", 0.9 / (LEVELS - 1)) for step in range(LEVELS - 1)), Level("none", 0.1))
AT_RANDOM = 300_000  # pairs drawn to see how often keys agree by chance
LINEAGE = ("father", "grandfather", "family")


@dataclass(frozen=True)
class BlockingRule:
    """A rule by the positions of its keys; `gain`: its share of the likely matches that no earlier rule found."""

    keys: tuple[int, ...]
    pairs_per_record: float
    gain: float


def choose(
    codes: Codes,
    fields: Sequence[str],
    *,
    pairs_per_record: float,
    largest_block: int,
    rng: np.random.Generator,
    sampled: int = 1_000,
    most: int = 40,
) -> list[BlockingRule]:
    """Return rules, the most useful first. `codes` int64[n, k]: the value of each key, -1: none; `fields`: of keys."""
    rules = [
        rule
        for size in (1, 2, 3)
        for rule in combinations(range(codes.shape[1]), size)
        if len({fields[key] for key in rule}) == size
    ]
    probes = np.sort(rng.choice(len(codes), min(sampled, len(codes)), replace=False))
    left, right, by = _met(codes, rules, probes, largest_block)
    if not len(left):
        return []
    pair, found = np.unique(left * np.int64(len(codes)) + right, return_inverse=True)
    likely = _likely(codes, fields, pair // len(codes), pair % len(codes), len(probes), rng)
    return _greedy(rules, found, by, likely, pairs_per_record * len(probes), most, len(probes))


def blocks(codes: Codes, rule: Sequence[int]) -> Codes:
    """Return int64[n]: the block of each record under a rule, -1 where a key is missing."""
    return block_of(codes, np.array(rule, dtype=np.int64))


def _met(
    codes: Codes, rules: Sequence[tuple[int, ...]], probes: Codes, largest: int
) -> tuple[Codes, Codes, Codes]:
    """Return the pairs (probe, partner, rule) of every rule whose block of the probe is not too large."""
    lefts, rights, bys = [], [], []
    for number, rule in enumerate(rules):
        left, right = join_blocks(blocks(codes, rule), probes, largest)
        lefts.append(left)
        rights.append(right)
        bys.append(np.full(len(left), number, dtype=np.int64))
    return np.concatenate(lefts), np.concatenate(rights), np.concatenate(bys)


def _likely(
    codes: Codes, fields: Sequence[str], left: Codes, right: Codes, probes: int, rng: np.random.Generator
) -> Reals:
    """Return how likely each pair is one person, by the keys that agree."""
    n = len(codes)
    rarity = [np.log2(n / np.maximum(np.bincount(column[column >= 0]), 1)) for column in codes.T]
    subjects = ["lineage" if field in LINEAGE else field for field in fields]
    names = list(dict.fromkeys(subjects))
    one, other = rng.integers(0, n, (2, AT_RANDOM))
    by_chance = _levels(codes, subjects, rarity, one[one != other], other[one != other])
    patterns, which, counts = np.unique(
        _levels(codes, subjects, rarity, left, right), axis=0, return_inverse=True, return_counts=True
    )
    compared = [Comparison(name, _AGREEMENTS, ((1, 0.15),)) for name in names]
    sample = SampledPatterns.of(by_chance, np.full(len(by_chance), probes * n / max(len(by_chance), 1)))
    fitted = em.fit(
        patterns, counts, compared, sample, records=probes, all_pairs=probes * n, conditioned=False
    )
    return np.asarray(fitted.posterior(patterns)[which.ravel(), 0])


def _levels(
    codes: Codes, subjects: Sequence[str], rarity: Sequence[Reals], left: Codes, right: Codes
) -> npt.NDArray[np.int8]:
    """Return for each pair and subject the rarity of the rarest key that agrees, 0 where none does, -1 not stated."""
    found = []
    for subject in dict.fromkeys(subjects):
        best = np.full(len(left), -1, dtype=np.int8)
        for key in (i for i, each in enumerate(subjects) if each == subject):
            one, other = codes[left, key], codes[right, key]
            level = np.zeros(len(left), dtype=np.int8)
            if len(rarity[key]):
                steps = np.minimum(rarity[key] // BITS_A_LEVEL, LEVELS - 2).astype(np.int8) + 1
                level = np.where(one == other, steps[np.maximum(one, 0)], 0).astype(np.int8)
            level[(one < 0) | (other < 0)] = -1
            best = np.maximum(best, level)
        found.append(best)
    return np.stack(found, axis=1)


def _greedy(
    rules: Sequence[tuple[int, ...]],
    found: Codes,
    by: Codes,
    likely: Reals,
    budget: float,
    most: int,
    probes: int,
) -> list[BlockingRule]:
    """Return the rules by gain over their new pairs and one rule's even share of the budget, while the budget lasts."""
    order = np.argsort(by, kind="stable")
    pairs_of = np.split(found[order], np.searchsorted(by[order], np.arange(1, len(rules))))
    holders = np.argsort(found, kind="stable")
    first = np.searchsorted(found[holders], np.arange(len(likely) + 1))
    gains = np.bincount(by, weights=likely[found], minlength=len(rules))
    costs = np.bincount(by, minlength=len(rules)).astype(np.float64)
    covered = np.zeros(len(likely), dtype=bool)
    total, share, chosen = likely.sum(), budget / most, list[BlockingRule]()
    while len(chosen) < most:
        value = np.where(costs <= budget, gains, 0) / (costs + share)
        best = int(np.argmax(value))
        if value[best] <= 0 or gains[best] < LEAST_GAIN * total:
            break
        budget -= costs[best]
        chosen.append(BlockingRule(rules[best], float(costs[best] / probes), float(gains[best] / total)))
        new = pairs_of[best][~covered[pairs_of[best]]]
        covered[new] = True
        touched, size = _held(holders, first, new)
        gains -= np.bincount(by[touched], weights=np.repeat(likely[new], size), minlength=len(rules))
        costs -= np.bincount(by[touched], minlength=len(rules))
    return chosen


def _held(holders: Codes, first: Codes, pairs: Codes) -> tuple[Codes, Codes]:
    """Return where these pairs stand among the pairs of rules, and how often each does."""
    size = first[pairs + 1] - first[pairs]
    within = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    return holders[np.repeat(first[pairs], size) + within], size
