"""Which blocking rules to use: as many likely matches as a budget of pairs allows.

A rule is a set of keys; records that agree on all of them form a block, and all pairs within a block are compared. Blocks
above a size are left out, so that a value that half of the records share can not fill the budget. Rules are chosen
greedily: a sample of records meets its partners under every rule, each pair gets a rough probability, and the rule with
the most new probability for its pairs comes first (Bilenko, Kamath & Mooney 2006, red-blue set cover, greedy).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

__all__ = ["Chosen", "choose"]

type Codes = npt.NDArray[np.int64]
type Flags = npt.NDArray[np.bool_]
type Reals = npt.NDArray[np.float64]

AGAINST = 2.5  # bits that a stated disagreement costs in the rough probability
LEAST_GAIN = 0.0001


@dataclass(frozen=True)
class Chosen:
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
    sampled: int = 2_000,
    most: int = 60,
) -> list[Chosen]:
    """Return rules, the most useful first. `codes` int64[n, k]: the value of each key, -1 for none; `fields` of the keys."""
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
    likely = _rough(codes, fields, pair // len(codes), pair % len(codes))
    return _greedy(rules, found, by, likely, pairs_per_record * len(probes), most, len(probes))


def blocks(codes: Codes, rule: Sequence[int]) -> Codes:
    """Return int64[n]: the block of each record under a rule, -1 where a key is missing."""
    block = np.zeros(len(codes), dtype=np.int64)
    stated = np.ones(len(codes), dtype=bool)
    for key in rule:
        column = codes[:, key]
        stated &= column >= 0
        block = block * (int(column.max(initial=0)) + 1) + np.maximum(column, 0)
    block[~stated] = -1
    return block


def _met(
    codes: Codes, rules: Sequence[tuple[int, ...]], probes: Codes, largest: int
) -> tuple[Codes, Codes, Codes]:
    """Return the pairs (probe, partner, rule) of every rule whose block of the probe is not too large."""
    lefts, rights, bys = [], [], []
    for number, rule in enumerate(rules):
        block = blocks(codes, rule)
        order = np.argsort(block, kind="stable")
        ordered = block[order]
        start = np.searchsorted(ordered, block[probes], "left")
        size = np.searchsorted(ordered, block[probes], "right") - start
        use = (block[probes] >= 0) & (size > 1) & (size <= largest)
        start, size, at = start[use], size[use], probes[use]
        within = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
        partner = order[np.repeat(start, size) + within]
        probe = np.repeat(at, size)
        other = partner != probe
        lefts.append(probe[other])
        rights.append(partner[other])
        bys.append(np.full(int(other.sum()), number, dtype=np.int64))
    return np.concatenate(lefts), np.concatenate(rights), np.concatenate(bys)


def _rough(codes: Codes, fields: Sequence[str], left: Codes, right: Codes) -> Reals:
    """Return a rough probability: for each field the bits of its rarest agreeing key, or a cost where all disagree."""
    n = len(codes)
    bits = np.full(len(left), -np.log2(n))
    for field in dict.fromkeys(fields):
        best = np.zeros(len(left))
        stated = np.zeros(len(left), dtype=bool)
        for key in (i for i, each in enumerate(fields) if each == field):
            column = codes[:, key]
            rarity = np.log2(n / np.maximum(np.bincount(np.maximum(column, 0)), 1))
            both = (column[left] >= 0) & (column[right] >= 0)
            agree = both & (column[left] == column[right])
            best = np.maximum(best, np.where(agree, 0.8 * rarity[np.maximum(column[left], 0)], 0))
            stated |= both
        bits += np.where(stated & (best == 0), -AGAINST, best)
    return np.asarray(1 / (1 + np.exp2(-np.clip(bits, -50, 50))))


def _greedy(
    rules: Sequence[tuple[int, ...]], found: Codes, by: Codes, likely: Reals, budget: float, most: int, probes: int
) -> list[Chosen]:
    order = np.argsort(by, kind="stable")
    pairs_of = np.split(found[order], np.searchsorted(by[order], np.arange(1, len(rules))))
    left, covered, spent = likely.copy(), np.zeros(len(likely), dtype=bool), 0.0
    total, chosen, tried = likely.sum(), [], set[int]()
    while len(chosen) < most and len(tried) < len(rules):
        gains = np.bincount(by, weights=left[found], minlength=len(rules))
        new = np.bincount(by, weights=~covered[found], minlength=len(rules))
        gains[list(tried)] = 0
        value = gains / np.sqrt(new + 10)
        best = int(np.argmax(value))
        if gains[best] < LEAST_GAIN * total:
            break
        tried.add(best)
        if spent + new[best] > budget:
            continue
        spent += float(new[best])
        covered[pairs_of[best]], left[pairs_of[best]] = True, 0.0
        chosen.append(Chosen(rules[best], float(new[best]) / probes, float(gains[best] / total)))
    return chosen
