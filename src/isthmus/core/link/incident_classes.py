"""Expectation maximisation for pairs of acts of one type: one incident, or one of three ways of being two.

The model is that of `em` (Fellegi and Sunter's, with latent classes), with classes of its own, and with priors that
carry it where there are few acts, down to one pair:

- one incident;
- same place and time, another incident: day and place agree, victims and numbers are as alike as any two acts';
- same people, another time: people and place agree, the days are as alike as any two acts';
- unrelated.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from isthmus.core.link.incidents import COMPARISONS, by_chance
from isthmus.core.link.pair_classes import FittedClasses
from isthmus.core.link.pairs import Numbers, Reals

__all__ = ["CLASSES", "fit_incidents", "observed"]

type Levels = npt.NDArray[np.int8]

CLASSES = ("one_incident", "same_place_and_time", "same_people", "unrelated")
_AS_BY_CHANCE = (set[str](), {"number", "victims"}, {"period"})
BEHIND = 20.0  # imagined pairs behind the usual shares of levels, and
BEHIND_SHARE = (
    1.0  # as many more as pairs were seen: without labels, what one incident is drifts, and this holds it
)
BEHIND_CHANCE = 30.0  # imagined pairs behind the shares of levels between unrelated acts
BEHIND_CLASSES = 200.0  # imagined pairs behind the shares of classes, and
BEHIND_CLASSES_SHARE = 0.2  # as many more, as a share of all pairs of one type
# The greatest share of one incident before any data is seen: among few acts, the other bound would allow every pair.
LIKELIEST = 0.25
ITERATIONS = 300
CONVERGED = 1e-6


def observed(patterns: Levels, counts: "Numbers | Reals") -> tuple[Reals, ...]:
    """Return the shares of levels, weakest first, in patterns int8[p, c] of any pairs, seen counts[p] times."""
    priors = [np.array(by_chance(each)[::-1]) for each in COMPARISONS]
    weight = counts.astype(np.float64)
    return tuple(
        _shares(column, weight, prior, BEHIND_CHANCE)
        for column, prior in zip(patterns.T, priors, strict=True)
    )


def fit_incidents(
    patterns: Levels, counts: Numbers, chance: Sequence[Reals], *, acts: int, all_pairs: int
) -> FittedClasses:
    """Fit to patterns int8[p, c] of compared pairs, seen counts[p] times; columns are those of `COMPARISONS`.

    `chance`: the shares of levels between any two acts of one type; `all_pairs`: how many pairs of one type there are.
    Where all of them were compared, what is unrelated is fitted as well: among few acts, any two may be one incident.
    """
    weight = counts.astype(np.float64)
    priors = [np.array([level.usual for level in reversed(each.expanded())]) for each in COMPARISONS]
    share = min(LIKELIEST, 0.5 * acts / max(1, all_pairs))
    expected = np.array([share, share / 2, share / 2])
    fitted = _of(expected, [priors] * 3, tuple(chance))
    free = int(counts.sum()) >= all_pairs
    for _step in range(ITERATIONS):
        again = _again(patterns, weight, fitted, priors, expected, max(1, all_pairs), free=free)
        moved = max(abs(a - b).max() for a, b in zip(again.levels[0], fitted.levels[0], strict=True))
        fitted = again
        if moved < CONVERGED:
            break
    return fitted


def _of(shares: Reals, levels: Sequence[Sequence[Reals]], unrelated: tuple[Reals, ...]) -> FittedClasses:
    """Return the classes, each comparison that tells nothing within one being as between unrelated acts."""
    classes = tuple(
        tuple(unrelated[at] if each.name in fixed else found[at] for at, each in enumerate(COMPARISONS))
        for fixed, found in zip(_AS_BY_CHANCE, levels, strict=True)
    )
    return FittedClasses(np.array([*shares, 1 - shares.sum()]), (*classes, unrelated))


def _again(
    patterns: Levels,
    weight: Reals,
    fitted: FittedClasses,
    priors: Sequence[Reals],
    expected: Reals,
    all_pairs: int,
    *,
    free: bool,
) -> FittedClasses:
    share = fitted.posterior(patterns) * weight[:, None]
    levels = [
        [
            _shares(column, share[:, number], prior, BEHIND, BEHIND_SHARE)
            for column, prior in zip(patterns.T, priors, strict=True)
        ]
        for number in range(len(CLASSES) - 1)
    ]
    unrelated = observed(patterns, share[:, -1]) if free else fitted.levels[-1]
    behind = BEHIND_CLASSES + BEHIND_CLASSES_SHARE * all_pairs
    shares = (share[:, :-1].sum(axis=0) + behind * expected) / (all_pairs + behind)
    return _of(shares, levels, unrelated)


def _shares(column: Levels, weight: Reals, prior: Reals, behind: float, of_seen: float = 0.0) -> Reals:
    stated = column >= 0
    seen = np.bincount(column[stated], weights=weight[stated], minlength=len(prior))
    found = seen + prior * (behind + of_seen * seen.sum())
    return np.asarray(found / found.sum())
