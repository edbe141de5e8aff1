"""Random partitions of the records, drawn from the probabilities of pairs under people's judgements.

For estimates that carry the uncertainty of linking with them (Sadinle 2018, linkage averaging): estimate from each
draw, and pool. What is drawn from is written down in `partition_model`.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from isthmus.core.link import chain, partition_model
from isthmus.core.link.components import component_of, in_units, inside_components
from isthmus.core.link.mutable_partition import started
from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs
from isthmus.core.link.partition_model import HOLDS, EvidenceOdds, PartitionEvidence, evidence
from isthmus.core.messages import Message, MessageError

__all__ = ["Odds", "draw", "drawn"]


class Odds(NamedTuple):
    """What is assumed where probabilities are silent, and how long a chain runs.

    `floor`, `unseen` and `repeated` are those of `partition_model`. The defaults were chosen on simulated lists of
    49 to 5,000 people in one to four records, where the middle of the draws lies within 4 % of the truth. Components
    of at most `exact` units (6 are the most) are drawn exactly; larger ones advance by `sweeps` between draws, after
    `settling`.
    """

    floor: float = 0.05
    unseen: float = 0.5
    repeated: float = 0.75
    sweeps: int = 2
    settling: int = 10
    exact: int = partition_model.MOST_UNITS


ODDS = Odds()


def draw(
    n: int,
    pairs: Pairs,
    decided: DecidedPairs,
    *,
    draws: int,
    rng: np.random.Generator,
    start: Numbers | None = None,
    odds: Odds = ODDS,
) -> Numbers:
    """Return int64[draws, n]: in each row the smallest record of each record's cluster. See `drawn`."""
    found = np.empty((draws, n), np.int64)
    rows = drawn(n, pairs, decided, rng=rng, start=start, odds=odds)
    for i in range(draws):
        found[i] = next(rows)
    return found


def drawn(
    n: int,
    pairs: Pairs,
    decided: DecidedPairs,
    *,
    rng: np.random.Generator,
    start: Numbers | None = None,
    odds: Odds = ODDS,
) -> Iterator[Numbers]:
    """Yield partitions int64[n] without end: for each record the smallest record of its cluster.

    Small components are drawn exactly and independently; larger ones by a Markov chain that begins in the partition
    `start` (one by `clustering.partition`) or with everybody alone. The same generator, pairs and decisions, in any
    order, give the same draws. ValueError where `start` has another length, or a pair is not among n records.
    """
    _check(n, pairs, decided, start, odds)
    same = component_of(n, (decided.same[:, 0], decided.same[:, 1]))
    floor = in_units(odds.floor)
    records, inside = inside_components(same, pairs, decided, floor)
    between = evidence(inside, floor, EvidenceOdds(prior_odds(n, pairs), odds.unseen, odds.repeated))
    alone = records if start is None else start[records]
    for first in _first_units(between, alone, rng, odds):
        cluster = np.arange(n)
        cluster[records] = records[first]
        yield cluster[same]


def prior_odds(n: int, pairs: Pairs) -> float:
    """Return the odds that any two of n records are one person, by the probabilities of all pairs."""
    every = n * (n - 1) / 2
    same = float(np.clip(pairs.probability.sum(), 0.5, every / 2)) if every > 1 else 0.5
    return same / max(every - same, 0.5)


def _check(n: int, pairs: Pairs, decided: DecidedPairs, start: Numbers | None, odds: Odds) -> None:
    pairs.check_within(n)
    decided.check_within(n)
    if start is not None and start.shape != (n,):
        raise MessageError(Message("link.draws.start", shape=str(start.shape), records=n))
    if not (0 < odds.floor < 1 and 0 < odds.unseen <= 1 and 0 <= odds.repeated <= 1):
        raise MessageError(Message("link.draws.odds", odds=str(odds)))
    if not (odds.sweeps > 0 and odds.settling >= 0 and 0 <= odds.exact <= partition_model.MOST_UNITS):
        raise MessageError(Message("link.draws.sweeps", odds=str(odds), most=partition_model.MOST_UNITS))


def _first_units(
    between: PartitionEvidence, label: Numbers, rng: np.random.Generator, odds: Odds
) -> Iterator[Numbers]:
    units = np.diff(between.start)
    small = np.flatnonzero(units <= odds.exact)
    large = np.flatnonzero(units > odds.exact)
    every = partition_model.patterns()
    summed = partition_model.cumulative(between, small, every)
    begun = _sound(between, label)
    state = started(between, begun)
    visits = np.lexsort(
        (begun, np.repeat(np.arange(len(units)), units))
    )  # neighbours in turn: near in memory
    chain.advance(between, state, large, visits, odds.settling, rng)
    while True:
        first = np.arange(len(label))
        partition_model.choose(between, small, every, summed, rng.random(len(small)), first)
        chain.advance(between, state, large, visits, odds.sweeps, rng)
        chain.first_units(between, state, large, first)
        yield first


def _sound(between: PartitionEvidence, label: Numbers) -> Numbers:
    """Return the first unit of each unit's cluster, in the pieces of label[] that are connected and hold no bar."""
    near = np.repeat(np.arange(len(label)), np.diff(between.at))
    inside = label[near] == label[between.to]
    holds = inside & (between.kind == HOLDS)
    first = component_of(len(label), (near[holds], between.to[holds]))
    barred = inside & (between.kind > HOLDS) & (first[near] == first[between.to])
    broken = np.isin(first, first[near[barred]])
    return np.where(broken, np.arange(len(label)), first)
