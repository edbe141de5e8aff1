"""Candidate recall estimated from reviewed pairs of a loose blocker: how often its interval holds the true recall.

Populations with known matches. The model's odds are off in most of them, as a model's are that learned without labels.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from benchmarks.measure import Measure
from isthmus.core.link.logistic import inverse_logit
from isthmus.core.link.recall import Recall, ReviewedPairs, candidate_recall, which_to_review

RESAMPLES = 200
BUDGET = 600
MATCHES, OTHERS = 4_000, 150_000


@dataclass(frozen=True)
class World:
    """How good the main blocking is, and how far the model's odds are off."""

    said: str
    recall: float = 0.9
    stretched: float = 1.0
    shifted: float = 0.0  # of the pairs that were not found, against the others
    missed_by_both: float = (
        0.0  # of what the main blocking misses, the share that the loose one can not bring
    )


WORLDS = (
    World("odds as they are"),
    World("odds too sure by half", stretched=1.5),
    World("odds too unsure by a third", stretched=0.67),
    World("odds of missed pairs e times too high", shifted=1.0),
    World("odds of missed pairs e times too low", shifted=-1.0),
    World("true recall .97", recall=0.97),
    World("true recall .70", recall=0.7),
)
DEPENDENT = World("half of what is missed is missed by both", missed_by_both=0.5)


def measures() -> Iterable[Measure]:
    """Coverage and width in each world, and how much too high the estimate is where blockers share failures."""
    for world in WORLDS:
        estimates = [resample(world, seed) for seed in range(RESAMPLES)]
        covered = np.mean([each.low <= true <= each.high for each, true in estimates])
        width = np.mean([each.high - each.low for each, _ in estimates])
        title = f"candidate recall, {BUDGET} reviewed, {world.said}"
        yield Measure(f"{title}: held by", float(covered), "", 0.9, at_least=True)
        yield Measure(f"{title}: width", 100 * float(width), "points", 10)
    shared = [resample(DEPENDENT, seed) for seed in range(RESAMPLES // 4)]
    excess = np.mean([(each.estimate or 0) - true for each, true in shared])
    yield Measure(f"candidate recall, {DEPENDENT.said}: too high by", 100 * float(excess), "points")


def resample(world: World, seed: int) -> tuple[Recall, float]:
    """One population, its reviewed sample, the estimate; and the true recall."""
    rng = np.random.default_rng(seed)
    match = np.arange(MATCHES + OTHERS) < MATCHES
    found = rng.random(len(match)) < np.where(match, world.recall, 0.05)
    brought = ~match | (rng.random(len(match)) < np.where(found, 0.75, 0.75 * (1 - world.missed_by_both)))
    by_blocking = np.where(found, world.recall / 0.05, (1 - world.recall) / 0.95)
    odds = np.log(by_blocking * MATCHES / OTHERS) + np.where(match, 8, -8) + rng.normal(0, 4, len(match))
    model = inverse_logit(world.stretched * odds + np.where(found, 0, world.shifted))
    true = float(found[match].mean())
    found, model, known = found[brought], model[brought], match[brought]
    sample = which_to_review(found, model, BUDGET, rng)
    reviewed = ReviewedPairs(sample.pairs, known[sample.pairs], sample.inclusion)
    return candidate_recall(found, model, rng, reviewed), true
