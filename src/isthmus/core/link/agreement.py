"""How far reviewers agree beyond chance: Cohen's kappa for two, Krippendorff's alpha for any number.

Answers are numbers that stand for categories; MISSING where a reviewer gave none. Intervals come from resampling the
things that were reviewed (Zapf et al. 2016). Bounded memory: resamples are drawn as how often each kind of row occurs.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from isthmus.core.messages import Message, MessageError

__all__ = ["MISSING", "Agreement", "alpha", "kappa"]

MISSING = -1

type Answers = npt.NDArray[np.int64]
type Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Agreement:
    """A coefficient, 1 for full agreement and 0 for what chance brings, with its 95 % interval; None: not defined.

    `units`: the things that at least two reviewers answered; `observed`: the share of answers that agree there.
    """

    value: float | None
    low: float | None
    high: float | None
    units: int
    observed: float | None
    message: Message


def kappa(first: Answers, second: Answers, rng: np.random.Generator, resamples: int = 1000) -> Agreement:
    """Return Cohen's kappa of two reviewers: int64[n] each, MISSING where one gave no answer (Cohen 1960)."""
    if first.shape != second.shape or first.ndim != 1:
        raise MessageError(Message("link.agreement.two_lengths"))
    both = (first != MISSING) & (second != MISSING)
    categories, answers = np.unique(np.stack([first[both], second[both]]), return_inverse=True)
    table = answers.reshape(2, -1)
    each = np.eye(len(categories))
    rows = np.hstack([(table[0] == table[1])[:, np.newaxis], each[table[0]], each[table[1]]])

    def of(totals: Numbers) -> Numbers:
        units = totals[..., 1 : 1 + len(categories)].sum(axis=-1)
        marginals = totals[..., 1:].reshape(*totals.shape[:-1], 2, len(categories))
        expected = (marginals[..., 0, :] * marginals[..., 1, :]).sum(axis=-1)
        return (totals[..., 0] * units - expected) / (units * units - expected)

    observed = float(rows[:, 0].mean()) if len(rows) else None
    return _with_interval(Message("link.agreement.kappa"), rows, of, observed, rng, resamples)


def alpha(answers: Answers, rng: np.random.Generator, resamples: int = 1000) -> Agreement:
    """Return Krippendorff's alpha for nominal answers: int64[reviewers, n], MISSING where there is none (2011).

    Things that fewer than two reviewers answered count for nothing.
    """
    if answers.ndim != 2:
        raise MessageError(Message("link.agreement.shape"))
    counts = _counts(answers)
    counts = counts[counts.sum(axis=1) >= 2]
    given = counts.sum(axis=1)
    agreeing = (counts * (counts - 1)).sum(axis=1) / (given - 1)
    rows = np.hstack([agreeing[:, np.newaxis], counts])

    def of(totals: Numbers) -> Numbers:
        of_category = totals[..., 1:]
        total = of_category.sum(axis=-1)
        by_chance = (of_category * (of_category - 1)).sum(axis=-1)
        return 1 - (total - 1) * (total - totals[..., 0]) / (total * (total - 1) - by_chance)

    observed = float(agreeing.sum() / given.sum()) if len(rows) else None
    return _with_interval(Message("link.agreement.alpha"), rows, of, observed, rng, resamples)


def _counts(answers: Answers) -> Numbers:
    """Return how often each thing was given each category: float64[things, categories]."""
    reviewer, thing = np.nonzero(answers != MISSING)
    categories, which = np.unique(answers[reviewer, thing], return_inverse=True)
    counts = np.zeros((answers.shape[1], len(categories)))
    np.add.at(counts, (thing, which), 1)
    return counts


def _with_interval(
    coefficient: Message,
    rows: Numbers,
    of: Callable[[Numbers], Numbers],
    observed: float | None,
    rng: np.random.Generator,
    resamples: int,
) -> Agreement:
    """Work the coefficient out of the summed rows, and again for rows drawn anew."""
    if observed is None:
        nothing = Message("link.agreement.no_answers", coefficient=coefficient)
        return Agreement(None, None, None, 0, None, nothing)
    distinct, times = np.unique(rows, axis=0, return_counts=True)
    drawn = rng.multinomial(len(rows), times / len(rows), size=resamples) @ distinct
    with np.errstate(divide="ignore", invalid="ignore"):
        value, again = float(of(rows.sum(axis=0))), of(drawn)
    if not np.isfinite(value):
        all_same = Message("link.agreement.one_answer", coefficient=coefficient, units=len(rows))
        return Agreement(None, None, None, len(rows), observed, all_same)
    low, high = (float(each) for each in np.percentile(again[np.isfinite(again)], [2.5, 97.5]))
    found = Message(
        "link.agreement.found",
        coefficient=coefficient,
        value=value,
        low=low,
        high=high,
        units=len(rows),
        observed=observed,
    )
    return Agreement(value, low, high, len(rows), observed, found)
