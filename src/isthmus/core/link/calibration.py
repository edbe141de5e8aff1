"""The second stage: match weights that were found without labels, corrected by what reviewers said.

Up to 29 labels, expectation maximisation stands as it is. From 30 its weight is shifted and stretched. From 200 on a
logistic model or boosted trees, whichever foretells labels that it was not shown better, and then isotonic
calibration on labels that the model was not shown.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # scikit-learn's own

from isthmus.core.link.logistic import fitted, inverse_logit, logit, one_column_a_level
from isthmus.core.messages import Message

__all__ = ["SecondStage", "second_stage", "unsupervised"]

type Numbers = npt.NDArray[np.float64]
type Levels = npt.NDArray[np.int8]

# A shift and a stretch are two parameters, which few labels tell. A coefficient for each level, or trees, are dozens:
# they take many labels, of which some must be kept unseen to choose between models and to calibrate.
ENOUGH_TO_SHIFT = 30
ENOUGH_TO_LEARN = 200
_FEWEST_OF_EACH = 5  # to shift; to learn, four times as many
_FEWEST_OF_EACH_TO_LEARN = 4 * _FEWEST_OF_EACH
_CLOSE = "close_logistic"  # a logistic model that stays close to expectation maximisation
_FOLDS = 5  # each model is shown four fifths of the labels, so that two hundred still are a hundred and sixty
_AT_ONCE = 1 << 18  # pairs scored in one go: tens of megabytes of features, and few calls
_MOST_WEIGHT = 10.0  # of a label, as a multiple of the mean: else one label could outweigh all others
_BITS = np.log(2)  # weights are logarithms to base 2, odds to base e


class _Scorer(Protocol):
    """Gives the logarithm of the odds of pairs."""

    def __call__(self, levels: Levels, weight: Numbers) -> Numbers: ...


class _Learner(Protocol):
    """Learns from labels how to score."""

    def __call__(self, sample: "_Sample") -> _Scorer: ...


@dataclass(frozen=True, eq=False)
class _Sample:
    """The labelled pairs."""

    levels: Levels
    weight: Numbers
    is_match: Numbers
    weights: Numbers  # of the labels, their mean 1

    def at(self, which: npt.NDArray[np.bool_]) -> "_Sample":
        """Return some of them."""
        return _Sample(self.levels[which], self.weight[which], self.is_match[which], self.weights[which])


@dataclass(frozen=True, eq=False)
class _Curve:
    """From the logarithm of the odds that a model gives to the calibrated one: through knots, shifted beyond them."""

    knots: Numbers
    values: Numbers

    def __call__(self, odds: Numbers) -> Numbers:
        inside = np.interp(odds, self.knots, self.values)
        beyond = odds - np.clip(odds, self.knots[0], self.knots[-1])
        return np.asarray(inside + beyond)


@dataclass(frozen=True, eq=False)
class SecondStage:
    """A calibrated probability for each pair. `method`: em, shifted, logistic or boosted; `message` tells it."""

    method: str
    message: Message
    labels: int
    _score: _Scorer
    _curve: _Curve | None = None

    def probability(self, levels: Levels, weight: Numbers) -> Numbers:
        """Return float64[m] in [0, 1] for levels int8[m, c] (-1 missing) and match weights float64[m] in bits."""
        found = np.empty(len(weight))
        for start in range(0, len(weight), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            odds = self._score(levels[part], weight[part])
            found[part] = inverse_logit(odds if self._curve is None else self._curve(odds))
        return found


def unsupervised(message: Message | None = None) -> SecondStage:
    """Return the model that takes the match weight as it is: probability 2^w / (1 + 2^w)."""
    return SecondStage("em", message or Message("link.stage.no_labels"), 0, _as_it_is)


def second_stage(
    levels: Levels,
    weight: Numbers,
    labelled: npt.NDArray[np.int64],
    labels: npt.NDArray[np.bool_],
    *,
    sampling_weights: Numbers | None = None,
    seed: int = 0,
) -> SecondStage:
    """Return the model of all that expectation maximisation and the labels say.

    levels: int8[m, c], -1 missing; weight: float64[m], the logarithm to base 2 of the odds of a match, prior included;
    labelled: int64[k], the pairs that have labels; labels: bool[k]; sampling_weights: float64[k], 1 / the probability
    with which a pair was chosen for review, cut at ten times their mean. The probability never falls with the weight
    where the levels are the same. The same input and seed give the same model.
    """
    sample = _Sample(
        levels[labelled], weight[labelled], labels.astype(float), _bounded(sampling_weights, len(labels))
    )
    same = int(labels.sum())
    rarer = min(same, len(labels) - same)
    counts: dict[str, int] = {"labels": len(labels), "same": same, "different": len(labels) - same}
    if len(labels) < ENOUGH_TO_SHIFT or rarer < _FEWEST_OF_EACH:
        return unsupervised(
            Message("link.stage.too_few", **counts, enough=ENOUGH_TO_SHIFT, of_each=_FEWEST_OF_EACH)
        )
    if len(labels) < ENOUGH_TO_LEARN or rarer < _FEWEST_OF_EACH_TO_LEARN:
        shifted = Message(
            "link.stage.shifted", **counts, enough=ENOUGH_TO_LEARN, of_each=_FEWEST_OF_EACH_TO_LEARN
        )
        return SecondStage("shifted", shifted, len(labels), _shift(sample))
    with threadpool_limits(1):  # hundreds of labels: threads would wait for each other longer than they work
        return _learned(sample, _folds(sample, seed), counts, seed)


def _learned(sample: _Sample, folds: npt.NDArray[np.int64], counts: dict[str, int], seed: int) -> SecondStage:
    learners = _learners(sample, seed)
    unseen = {name: _of_unseen(learner, sample, folds) for name, learner in learners.items()}
    losses = {name: _loss(odds, sample) for name, odds in unseen.items()}
    best = min(losses, key=lambda name: losses[name])
    learned = Message(
        "link.stage.learned",
        **counts,
        best=Message(f"link.learner.{best}"),
        losses=[
            Message("link.stage.loss", learner=Message(f"link.learner.{name}"), loss=loss)
            for name, loss in losses.items()
        ],
    )
    method = "logistic" if best == _CLOSE else best
    curve = None if best == "em" else _curve(unseen[best], sample)
    return SecondStage(method, learned, len(sample.is_match), learners[best](sample), curve)


def _learners(sample: _Sample, seed: int) -> dict[str, _Learner]:
    widths = tuple(int(width) for width in sample.levels.max(axis=0, initial=-1) + 1)
    return {
        # What was fitted without labels, as it is: labels of the pairs that somebody chose to look at may tell less.
        "em": lambda _part: _as_it_is,
        "shifted": _shift,
        # How far a level's coefficient lies from none, as a standard deviation of the logarithm of the odds: 0.3 is a
        # factor of 1.3, 1.0 one of 2.7. Which of the two the labels bear out is decided by labels not shown.
        _CLOSE: lambda part: _logistic(part, widths, 0.3),
        "logistic": lambda part: _logistic(part, widths, 1.0),
        "boosted": lambda part: _boosted(part, seed),
    }


def _as_it_is(levels: Levels, weight: Numbers) -> Numbers:  # noqa: ARG001  (a scorer is given both)
    return np.asarray(weight * _BITS)


def _shift(sample: _Sample) -> _Scorer:
    """Platt's two parameters (1999), drawn strongly toward no change."""
    # Standard deviations of the change in slope and of the shift. Thirty labels tell little: a slope off by 0.6, or a
    # shift of the odds by a factor of four, is two of them away, and believed only where labels insist.
    return _logistic(sample, (), 1.0, slope=0.3, shift=0.7)


def _logistic(
    sample: _Sample, widths: tuple[int, ...], spread: float, slope: float = 0.5, shift: float = 2.0
) -> _Scorer:
    """Return a coefficient for each level on top of the weight: all drawn toward what the weight alone says."""

    def features(levels: Levels, weight: Numbers) -> Numbers:
        return np.column_stack([weight * _BITS, np.ones(len(weight)), one_column_a_level(levels, widths)])

    columns, offset = features(sample.levels, sample.weight), sample.weight * _BITS
    spreads = np.array([slope, shift, *[spread] * sum(widths)])
    found = fitted(columns, offset, sample.is_match, sample.weights, spreads)
    if found[0] <= -1:  # the likeliest slope that does not fall is none: the likelihood has one hill
        offset, spreads = offset * 0, spreads.copy()
        spreads[0] = 1e-6
        found = fitted(columns, offset, sample.is_match, sample.weights, spreads)
        found[0] = -1

    def score(levels: Levels, weight: Numbers) -> Numbers:
        return np.asarray(weight * _BITS + features(levels, weight) @ found)

    return score


def _boosted(sample: _Sample, seed: int) -> _Scorer:
    """Boosted trees over the weight, never falling with it, and the levels."""
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415  takes two seconds

    def features(levels: Levels, weight: Numbers) -> Numbers:
        return np.column_stack([weight, np.where(levels < 0, np.nan, levels)])

    # Small trees and slow learning, for hundreds of labels, not thousands: no leaf rests on fewer than fifteen of them,
    # and none is spent on telling when to stop.
    trees = HistGradientBoostingClassifier(
        learning_rate=0.06,
        max_iter=100,
        max_leaf_nodes=8,
        min_samples_leaf=15,
        l2_regularization=1.0,
        early_stopping=False,
        monotonic_cst=[1] + [0] * sample.levels.shape[1],
        random_state=seed,
    )
    trees.fit(features(sample.levels, sample.weight), sample.is_match, sample_weight=sample.weights)
    return lambda levels, weight: np.asarray(trees.decision_function(features(levels, weight)))


def _folds(sample: _Sample, seed: int) -> npt.NDArray[np.int64]:
    """Return the fold of each label: labels of each kind are dealt out in turn."""
    fold = np.empty(len(sample.is_match), dtype=np.int64)
    rng = np.random.default_rng(seed)
    for kind in (0, 1):
        of_kind = rng.permutation(np.flatnonzero(sample.is_match == kind))
        fold[of_kind] = np.arange(len(of_kind)) % _FOLDS
    return fold


def _of_unseen(learner: _Learner, sample: _Sample, folds: npt.NDArray[np.int64]) -> Numbers:
    """Return the score of each label by a model that was not shown it."""
    odds = np.empty(len(folds))
    for fold in range(_FOLDS):
        held_out = folds == fold
        score = learner(sample.at(~held_out))
        odds[held_out] = score(sample.levels[held_out], sample.weight[held_out])
    return odds


def _loss(odds: Numbers, sample: _Sample) -> float:
    # One label that is wrong must not decide between models: its loss is bounded.
    chance = np.clip(inverse_logit(np.where(sample.is_match == 1, odds, -odds)), 1e-6, 1)
    return float(np.average(-np.log(chance), weights=sample.weights))


def _curve(odds: Numbers, sample: _Sample, believed: float = 50.0) -> _Curve:
    """Isotonic regression; each of its steps is drawn toward the model as if by `believed` labels more.

    So that no probability becomes 0 or 1 because a few labels agree, and pairs that no label is like keep their order.
    """
    from sklearn.isotonic import IsotonicRegression  # noqa: PLC0415  takes two seconds

    order = np.argsort(odds, kind="stable")
    odds, is_match, weights = odds[order], sample.is_match[order], sample.weights[order]
    isotonic = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip")
    steps = isotonic.fit_transform(odds, is_match, sample_weight=weights)
    _, step = np.unique(steps, return_inverse=True)
    size = np.bincount(step, weights=weights) ** 2 / np.bincount(step, weights=weights**2)
    told = size[step]
    drawn = (told * steps + believed * inverse_logit(odds)) / (told + believed)
    smooth = isotonic.fit_transform(odds, drawn, sample_weight=weights)
    knots, first = np.unique(odds, return_index=True)
    return _Curve(knots, logit(smooth[first]))


def _bounded(sampling_weights: Numbers | None, labels: int) -> Numbers:
    if sampling_weights is None or not labels:
        return np.ones(labels)
    bounded = np.minimum(sampling_weights, _MOST_WEIGHT * sampling_weights.mean())
    return np.asarray(bounded / bounded.mean())
