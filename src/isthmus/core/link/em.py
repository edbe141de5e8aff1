"""Expectation maximisation over counted patterns: how often each level comes among pairs of one person and others.

The Fellegi-Sunter model with latent classes and comparisons independent within a class (Winkler 1988), fitted to all
candidate pairs at once, each distinct pattern of levels with its count. What is not stated says nothing (missing at
random). Six classes of pairs, so that relatives are not taken for one person:

- one person;
- kin: lineage, places and the rest agree as they may, but the given names are as alike as any two people's, and
  births as near as they are found to be, within what relatives' births can be;
- namesakes: the rest agrees as it may, but the lineage is as alike as any two people's;
- one event or place: day and place agree as they may, but names and birth are as alike as any two people's. Without
  it neighbours, whose village and postcode go together, would make up "kin", and relatives be left to one person;
- same name: names and places agree as they may (blocking looks for them), but days and further columns are as
  alike as any two people's;
- unrelated: every comparison is as among random pairs, and stays so.

A class is left out where nothing that records state tells it from one person: "same name" in lists of names alone.
Dirichlet priors keep levels that few pairs reach from running to the edge.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["CLASSES", "FittedClasses", "fit"]

type Levels = npt.NDArray[np.int8]
type Counts = npt.NDArray[np.int64]
type Reals = npt.NDArray[np.float64]

CLASSES = ("one_person", "kin", "namesakes", "one_event_or_place", "same_name", "unrelated")
_AS_BY_CHANCE = {
    "kin": ("given", "born"),
    "namesakes": ("lineage", "born"),
    "one_event_or_place": ("given", "lineage", "born"),
    "same_name": ("born", "died", "date"),
}
_LEARNED = {"kin": ("born",)}  # starts as by chance: siblings are nearer in age than any two people
# Births of two people lie decades apart, those of relatives years: they are so near or nearer, each level and up,
# at most so many times as often, but for twins (of pairs of relatives in a household). Without a limit, relatives take
# the pairs of one person whose given name was written wrongly.
KIN_NEARER = 20.0
TWINS = 0.003
_NEEDED = {
    "kin": {"given"},
    "namesakes": {"lineage"},
    "one_event_or_place": {"date", "died", "place", "x_"},
    "same_name": {"given"},
}


def _by_chance(kind: str, name: str) -> bool:
    """Return whether a comparison is as among any two people in this class of pairs; further columns tell namesakes."""
    return name in _AS_BY_CHANCE.get(kind, ()) or (kind == "same_name" and name.startswith("x_"))


STRENGTH = 0.05  # of the pairs of one person: how many imagined pairs stand behind the usual shares of levels
KIN_STRENGTH = (
    0.02  # of the other classes, which have fewer pairs: weaker, so that what is seen of them counts
)
# The share of one person's pairs in which these are quite different, at most: without a limit, the class of one person
# can drift until it holds the households, where given name and birth differ and all else agrees.
MOST_DIFFERENT = {"given": 0.15, "born": 0.25}
ITERATIONS = 300  # at most: where records hardly tell classes apart, steps become tiny and go on for long
CONVERGED = 1e-6  # of a share: far below what changes a probability that anybody is shown


@dataclass(frozen=True, eq=False)
class FittedClasses:
    """`shares`: of all pairs of records, float64[classes]; `levels`: for each class and comparison float64[levels]."""

    shares: Reals
    levels: tuple[tuple[Reals, ...], ...]

    def class_logs(self, patterns: Levels) -> Reals:
        """Return the natural logarithm of share times likelihood, float64[p, classes]; -1 is not stated."""
        logs = np.tile(np.log(np.maximum(self.shares, 1e-300)), (len(patterns), 1))
        for number, levels in enumerate(self.levels):
            for column, chance in zip(patterns.T, levels, strict=True):
                logs[:, number] += np.where(column >= 0, np.log(chance)[np.maximum(column, 0)], 0.0)
        return logs

    def posterior(self, patterns: Levels) -> Reals:
        """Return the probability of each class, float64[p, classes]."""
        logs = self.class_logs(patterns)
        odds = np.exp(logs - logs.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))

    def log_odds(self, patterns: Levels) -> Reals:
        """Return log2 odds of one person against all other classes."""
        logs = self.class_logs(patterns)
        return np.asarray((logs[:, 0] - np.logaddexp.reduce(logs[:, 1:], axis=1)) / np.log(2))


def fit(
    patterns: Levels,
    counts: Counts,
    names: Sequence[str],
    usual: Sequence[Reals],
    chance: Sequence[Reals],
    all_pairs: int,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> FittedClasses:
    """Fit to patterns int8[p, c] seen counts[p] times, from the `usual` shares of levels and those of `chance` pairs.

    `names` are those of the comparisons; `all_pairs` is how many pairs of records there are, compared or not.
    """
    weight = counts.astype(np.float64)
    fitted = _start(names, usual, chance, weight.sum() / all_pairs)
    priors = fitted.levels
    for step in range(ITERATIONS):
        if progress:
            progress(step, ITERATIONS)
        again = _again(patterns, weight, names, fitted, priors, all_pairs)
        moved = max(abs(a - b).max() for a, b in zip(again.levels[0], fitted.levels[0], strict=True))
        fitted = again
        if moved < CONVERGED:
            break
    return fitted


def _start(
    names: Sequence[str], usual: Sequence[Reals], chance: Sequence[Reals], candidates: float
) -> FittedClasses:
    # An even start: which class is common is for the pairs to say.
    shares, levels = [0.2 * candidates], [tuple(usual)]
    for each in CLASSES[1:-1]:
        stated = {"x_" if name.startswith("x_") else name for name in names}
        told = _NEEDED[each] & stated and any(_by_chance(each, name) for name in names)
        shares.append(0.2 * candidates if told else 0.0)
        levels.append(
            tuple(chance[i] if _by_chance(each, name) else usual[i] for i, name in enumerate(names))
        )
    return FittedClasses(np.array([*shares, 1 - sum(shares)]), (*levels, tuple(chance)))


def _again(
    patterns: Levels,
    weight: Reals,
    names: Sequence[str],
    fitted: FittedClasses,
    priors: Sequence[Sequence[Reals]],
    all_pairs: int,
) -> FittedClasses:
    share = fitted.posterior(patterns) * weight[:, None]
    levels = []
    for number, each in enumerate(CLASSES[:-1]):
        strength = KIN_STRENGTH if number else STRENGTH
        levels.append(
            tuple(
                prior
                if name in _AS_BY_CHANCE.get(each, ()) and name not in _LEARNED.get(each, ())
                else _shares(column, share[:, number], prior, strength)
                for name, column, prior in zip(names, patterns.T, priors[number], strict=True)
            )
        )
    levels[0] = tuple(
        _capped(level, MOST_DIFFERENT.get(name, 1.0)) for name, level in zip(names, levels[0], strict=True)
    )
    for number, each in enumerate(CLASSES[:-1]):
        levels[number] = tuple(
            _no_nearer(level, chance) if name in _LEARNED.get(each, ()) else level
            for name, level, chance in zip(names, levels[number], fitted.levels[-1], strict=True)
        )
    # Half a pair for each class (Jeffreys): no share becomes 0, from which none returns.
    shares = (share[:, :-1].sum(axis=0) + 0.5) / all_pairs
    shares[fitted.shares[:-1] == 0] = 0
    return FittedClasses(np.array([*shares, 1 - shares.sum()]), (*levels, fitted.levels[-1]))


def _capped(level: Reals, most: float) -> Reals:
    """Return the shares with that of the weakest level, `different`, at most so great."""
    if level[0] <= most:
        return level
    capped = level * (1 - most) / (1 - level[0])
    capped[0] = most
    return np.asarray(capped)


def _no_nearer(level: Reals, chance: Reals) -> Reals:
    """Return the shares with those from each level up, taken together, limited by how often they come by chance."""
    most = np.maximum(KIN_NEARER * np.cumsum(chance[::-1]), TWINS)
    from_top = np.minimum(np.cumsum(level[::-1]), most)
    from_top[-1] = 1.0
    return np.asarray(np.maximum(np.diff(from_top, prepend=0.0)[::-1], 1e-9))


def _shares(column: Levels, weight: Reals, prior: Reals, strength: float) -> Reals:
    stated = column >= 0
    seen = np.bincount(column[stated], weights=weight[stated], minlength=len(prior))
    # Two imagined pairs at least: in a class that nearly no pair is in, its prior alone tells the shares.
    imagined = prior * (strength * seen.sum() + 2.0) + 1e-9
    return np.asarray((seen + imagined) / (seen + imagined).sum())
