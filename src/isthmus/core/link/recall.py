"""Candidate recall: the share of true matches that blocking proposed at all, estimated with an interval.

Two blockers are to each other as two catches of one population (Lincoln and Petersen). A proposes the candidates; B,
a looser one that was made without regard to A, proposes pairs of its own. Of the matches M in B, the share that A found
too, |M and A and B| / |M and B|, estimates |M and A| / |M|. Where both blockers miss the same matches the estimate is
too high. How many matches B does not bring is known from A's side: the share of A's own matches that B brought. Those
that it did not bring share few pieces of a name, and are harder for A too: the odds that A misses such a match are
taken to be `HARDER` times as great, give or take a factor; on seven development tables they were 4 to 22 times so.
Where that share is not given, the estimate is of the matches that B can bring: an upper bound, and says so.

How many of B's pairs are matches is known from the model's probabilities, and better from reviewers' labels of a
sample in strata (found or not, by probability): Horvitz and Thompson's (1952) estimate in each stratum, drawn to the
model by a prior on how far its odds are off there. The interval holds the 2.5 and 97.5 percentiles over draws of the
number of matches on each side, and of the recall given that many.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from isthmus.core.link.logistic import fitted, inverse_logit, logit
from isthmus.core.messages import Message

__all__ = ["Recall", "ReviewedPairs", "Sample", "candidate_recall", "which_to_review"]

type Numbers = npt.NDArray[np.float64]
type Indices = npt.NDArray[np.int64]
type Flags = npt.NDArray[np.bool_]

# Of the probability, on each side of the question whether a pair was found.
_EDGES = np.array([1e-4, 1e-3, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99])
_STRATA = 2 * (len(_EDGES) + 1)

# How far the model's odds may be off, as standard deviations of their logarithm. When nobody looked: a factor of 3
# either way on each side (in 95 of 100 cases). When labels can tell: a shift and a stretch of each side, and strata.
_SIDE_IS_OFF = float(np.log(3) / 1.96)
_SHIFT, _STRETCH = 2.5, 0.3
_STRATUM_IS_OFF = 0.5  # of one stratum beside the others of its side: a factor of 1.6 either way
# How many times as great the odds are of missing a match that the loose blocker does not bring, and the factor either
# way (in 95 of 100 cases); and how far the odds of its being brought may be off, as a standard deviation.
HARDER, _HARDER_IS_OFF = 7.0, float(np.log(3.5) / 1.96)
_BROUGHT_IS_OFF = 0.15
_DRAWS = 4000  # the rank of the 2.5 and 97.5 percentiles is off by a quarter of a percent (standard error)
_ENOUGH = 30  # labels, for them to be used: fewer leave strata without any


@dataclass(frozen=True, eq=False)
class Sample:
    """Pairs to review, by index: int64[k], and the probability with which each was chosen: float64[k]."""

    pairs: Indices
    inclusion: Numbers


@dataclass(frozen=True, eq=False)
class ReviewedPairs:
    """What reviewers said: pairs by index, int64[k]; bool[k]; and the probability with which each was chosen."""

    pairs: Indices
    same: Flags
    inclusion: Numbers


@dataclass(frozen=True)
class Recall:
    """Candidate recall with its 95 % interval, in [0, 1]; None where the loose blocker brought no match to judge by."""

    estimate: float | None
    low: float
    high: float
    matches: float  # expected among the loose blocker's pairs
    labels: int
    message: Message
    brought: float | None = None  # of the main blocking's matches, the share that the loose one brought

    def as_json(self, tell: Callable[[Message], dict[str, Any]] = Message.as_json) -> dict[str, Any]:
        """Return it as a report gives it; `tell` says how messages are given."""
        return {**asdict(self), "message": tell(self.message)}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "Recall":
        """Return the recall that `as_json` gave."""
        return cls(**{**found, "message": Message.from_json(found["message"])})


@dataclass(frozen=True, eq=False)
class _Strata:
    """The pairs of the loose blocker by stratum: those not found first, then those found, by rising probability."""

    of_pair: npt.NDArray[np.int8]
    size: Numbers
    mean: Numbers  # probability

    @property
    def found(self) -> Flags:
        """Return which strata were found by the main blocking."""
        return np.arange(_STRATA) >= _STRATA // 2


def which_to_review(found: Flags, probability: Numbers, budget: int, rng: np.random.Generator) -> Sample:
    """Return up to `budget` pairs of the loose blocker to review, so that the interval of the recall becomes narrow.

    found: bool[m], whether the main blocking proposed the pair too; probability: float64[m]. A quarter of the budget
    is spread evenly over the strata; the rest goes where a label tells most (Neyman 1934, less what the model tells).
    """
    strata = _strata(found, probability)
    wanted = _allocation(strata, budget)
    pairs, inclusion = [], []
    for stratum in np.flatnonzero(wanted):
        members = np.flatnonzero(strata.of_pair == stratum)
        pairs.append(np.sort(rng.choice(members, wanted[stratum], replace=False)))
        inclusion.append(np.full(wanted[stratum], wanted[stratum] / len(members)))
    if not pairs:
        return Sample(np.zeros(0, dtype=np.int64), np.zeros(0))
    return Sample(np.concatenate(pairs).astype(np.int64), np.concatenate(inclusion))


def candidate_recall(
    found: Flags,
    probability: Numbers,
    rng: np.random.Generator,
    reviewed: ReviewedPairs | None = None,
    *,
    brought: float | None = None,
) -> Recall:
    """Return the estimated candidate recall of the main blocking, from the pairs of a loose one.

    found: bool[m]; probability: float64[m], calibrated as well as may be. Without at least 30 labels it rests on the
    probabilities alone, and allows for their odds being off by a factor of three on either side of the question.
    brought: of the main blocking's matches the share that the loose one brought too, in [0, 1].
    """
    if reviewed is not None and len(reviewed.pairs) >= _ENOUGH:
        strata = _strata(found, probability)
        on_either_side, means = _with_labels(strata, reviewed, rng)
        labels = len(reviewed.pairs)
    else:
        on_either_side, means = _without_labels(found, probability, rng)
        labels = 0
    matches = float(means.sum())
    if matches < 1:
        return Recall(None, 0.0, 1.0, matches, labels, Message("link.recall.unknown"), brought)
    recall = rng.beta(on_either_side[1] + 0.5, on_either_side[0] + 0.5)
    estimate = float(means[1] / matches)
    if brought is not None:
        estimate = float(_of_all(np.array([estimate]), np.array([brought]), np.array([HARDER]))[0])
        recall = _drawn_of_all(recall, brought, rng)
    low, high = (float(each) for each in np.percentile(recall, [2.5, 97.5]))
    low, high = min(low, estimate), max(high, estimate)
    message = _message(estimate, low, high, matches, labels, brought)
    return Recall(estimate, low, high, matches, labels, message, brought)


def _of_all(recall: Numbers, brought: Numbers, harder: Numbers) -> Numbers:
    """Return the recall of all matches, from that of those which the loose blocker brings.

    For each match that was found and brought there are (1 - recall) / recall that were brought and not found.
    """
    missed = (1 - recall) / np.maximum(recall, 1e-9)
    return 1 / (1 + missed * (brought + (1 - brought) * harder))


def _drawn_of_all(recall: Numbers, brought: float, rng: np.random.Generator) -> Numbers:
    share = inverse_logit(logit(np.array([brought])) + rng.normal(0, _BROUGHT_IS_OFF, len(recall)))
    return _of_all(recall, share, HARDER * np.exp(rng.normal(0, _HARDER_IS_OFF, len(recall))))


def _message(
    estimate: float, low: float, high: float, matches: float, labels: int, brought: float | None
) -> Message:
    return Message(
        "link.recall.estimated",
        estimate=estimate,
        low=low,
        high=high,
        matches=round(matches),
        rests=Message("link.recall.on_labels", labels=labels) if labels else Message("link.recall.on_model"),
        unseen=_unseen(brought),
    )


def _unseen(brought: float | None) -> Message:
    if brought is None:
        return Message("link.recall.upper_bound")
    factor = float(np.exp(1.96 * _HARDER_IS_OFF))
    return Message(
        "link.recall.harder",
        brought=brought,
        times=round(HARDER),
        least=round(HARDER / factor),
        most=round(HARDER * factor),
    )


def _strata(found: Flags, probability: Numbers) -> _Strata:
    of_pair = (np.digitize(probability, _EDGES) + np.where(found, _STRATA // 2, 0)).astype(np.int8)
    size = np.bincount(of_pair, minlength=_STRATA).astype(float)
    total = np.bincount(of_pair, weights=probability, minlength=_STRATA)
    return _Strata(of_pair, size, total / np.maximum(size, 1))


def _allocation(strata: _Strata, budget: int) -> Indices:
    """Return how many pairs of each stratum to review."""
    size: Indices = strata.size.astype(np.int64)
    even = _poured(size, budget // 4)
    chance = strata.mean * (1 - strata.mean)
    recall = float((size * strata.mean)[strata.found].sum() / max((size * strata.mean).sum(), 1))
    matters = np.where(strata.found, 1 - recall, recall) * size * np.sqrt(chance)
    # As many labels as the model is worth already; it has to be outweighed before a label tells anything.
    worth = 1 / (np.maximum(chance, 1e-12) * _STRATUM_IS_OFF**2)
    low, high = 0.0, float(matters.max(initial=0)) + 1
    for _ in range(100):
        price = (low + high) / 2
        asked = np.clip(matters / max(price, 1e-12) - worth, even, size).sum()
        low, high = (price, high) if asked > budget else (low, price)
    wanted: Indices = np.floor(np.clip(matters / max(high, 1e-12) - worth, even, size)).astype(np.int64)
    return np.asarray(wanted + _poured(size - wanted, budget - int(wanted.sum())))


def _poured(room: Indices, amount: int) -> Indices:
    """Share an amount out evenly, no more to each than there is room for."""
    given = np.zeros(len(room), dtype=np.int64)
    while amount > 0 and (open_ := np.flatnonzero(given < room)).size:
        each = max(1, amount // len(open_))
        for at in open_[:amount]:
            more = min(each, int(room[at] - given[at]), amount)
            given[at] += more
            amount -= more
    return given


def _without_labels(found: Flags, probability: Numbers, rng: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Draws of the number of matches not found and found, float64[2, draws], and their expectations."""
    draws, means = np.zeros((2, _DRAWS)), np.zeros(2)
    for side in (0, 1):
        odds, size = _histogram(logit(probability[found == bool(side)]))
        means[side] = float(size @ inverse_logit(odds))
        for draw, shift in enumerate(rng.normal(0, _SIDE_IS_OFF, _DRAWS)):
            chance = inverse_logit(odds + shift)
            spread = np.sqrt(size @ (chance * (1 - chance)))
            draws[side, draw] = float(size @ chance) + float(spread) * rng.normal()
    return np.maximum(draws, 0), means


def _histogram(odds: Numbers) -> tuple[Numbers, Numbers]:
    """Mean and number of odds in narrow classes, so that millions of pairs are shifted as a few hundred."""
    which = np.round(odds * 10).astype(np.int64)
    _, at, size = np.unique(which, return_inverse=True, return_counts=True)
    return np.bincount(at, weights=odds) / np.maximum(size, 1), size.astype(float)


def _with_labels(
    strata: _Strata, reviewed: ReviewedPairs, rng: np.random.Generator
) -> tuple[Numbers, Numbers]:
    """Return the same, from labels: the share of matches in each stratum given what the samples showed."""
    draws, means = np.zeros((2, _DRAWS)), np.zeros(2)
    of_label = strata.of_pair[reviewed.pairs]
    for side in (0, 1):
        members = np.flatnonzero((strata.found == bool(side)) & (strata.size > 0))
        looked_at = (of_label == each for each in members)
        shown = [_weighted(reviewed.same[at], 1 / reviewed.inclusion[at]) for at in looked_at]
        if not shown:
            continue
        share, told, same, counted = np.array(shown).T
        shares = _believed(strata.mean[members], share, told, rng)
        unseen = np.maximum(strata.size[members] - counted, 0)
        draws[side] = same.sum() + rng.binomial(unseen.astype(np.int64)[:, np.newaxis], shares).sum(axis=0)
        means[side] = draws[side].mean()
    return draws, means


def _weighted(same: Flags, weights: Numbers) -> tuple[float, float, float, float]:
    """Return the share of matches (Horvitz and Thompson), how many equal labels it is worth (Kish 1965); counts."""
    if not len(same):
        return 0.0, 0.0, 0.0, 0.0
    share, told = weights @ same / weights.sum(), weights.sum() ** 2 / (weights @ weights)
    return float(share), float(told), float(same.sum()), float(len(same))


def _believed(mean: Numbers, share: Numbers, told: Numbers, rng: np.random.Generator) -> Numbers:
    """Draws of the share of matches in the strata of one side, float64[strata, draws].

    The odds of a stratum are the model's, shifted and stretched as is likeliest for the whole side, and off by
    something of its own: a hierarchical logistic regression, its posterior taken as normal around the peak (Laplace).
    """
    offset = logit(mean)
    strata = np.eye(len(mean))
    features = np.column_stack([np.ones(len(mean)), offset, strata])
    spread = np.array([_SHIFT, _STRETCH, *[_STRATUM_IS_OFF] * len(mean)])
    peak = fitted(features, offset, share, told, spread)
    chance = inverse_logit(offset + features @ peak)
    bend = (features * (told * chance * (1 - chance))[:, np.newaxis]).T @ features + np.diag(1 / spread**2)
    drawn = rng.multivariate_normal(peak, np.linalg.inv(bend), size=_DRAWS, method="cholesky")
    return inverse_logit(offset[:, np.newaxis] + features @ drawn.T)
