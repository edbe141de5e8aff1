"""Expectation maximisation over counted patterns: how often each level comes among pairs of one person and others.

The Fellegi-Sunter model with latent classes (Winkler 1988), fitted to all candidate pairs at once, each distinct
pattern of levels with its count. What is not stated says nothing (missing at random). Six classes of pairs, so that
relatives are not taken for one person:

- one person;
- kin: lineage, places and the rest agree as they may, but the given names are as alike as any two people's, and
  births as near as they are found to be, within what relatives' births can be; identifiers agree as often as is found,
  since households share them;
- namesakes: the rest agrees as it may, but the lineage is as alike as any two people's;
- one event or place: day and place agree as they may, but names and birth are as alike as any two people's. Without
  it neighbours, whose village and postcode go together, would make up "kin", and relatives be left to one person;
- same name: names and places agree as they may (blocking looks for them), but days and further columns are as
  alike as any two people's;
- unrelated: every comparison is as among any two people.

What is "as any two people's" is counted given the level of the given name, with matches taken out, and counted anew as
the fit goes on: see `unmatched`. A class is left out where nothing that records state tells it from one person: "same
name" in lists of names alone. Dirichlet priors keep levels that few pairs reach from running to the edge.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # scikit-learn's own

from isthmus.core.link.coverage import Coverage, learned_coverage
from isthmus.core.link.model import Comparison
from isthmus.core.link.pair_classes import (
    CLASSES,
    FittedClasses,
    is_bounded,
    is_by_chance,
    is_learned,
    log_of,
    normalised,
    starts_as_by_chance,
)
from isthmus.core.link.stated_levels import StatedLevels
from isthmus.core.link.unmatched import ComparedPatterns, SampledPatterns, UnmatchedShares, unmatched

__all__ = ["fit"]

type Levels = npt.NDArray[np.int8]
type Counts = npt.NDArray[np.int64]
type Reals = npt.NDArray[np.float64]

# Births of two people lie decades apart, those of relatives years: they are so near or nearer, each level and up,
# at most so many times as often, but for twins (of pairs of relatives in a household). Without a limit, relatives take
# the pairs of one person whose given name was written wrongly.
KIN_NEARER = 6.0
TWINS = 0.001
_NEEDED = {
    "kin": {"given"},
    "namesakes": {"lineage"},
    "one_event_or_place": {"date", "died", "place", "x_"},
    "same_name": {"given"},
}
STRENGTH = 0.02  # of the pairs of a class: how many imagined pairs stand behind the usual shares of levels
FEWEST_IMAGINED = 10.0  # in a class that nearly no pair is in, its usual shares alone tell
# Pairs of a class for each record to begin with: which class is common is for the pairs to say.
START = 0.2
# Rounds after which the share of compared pairs is learned: it moves with who is taken out.
_COVERED_ANEW = (1, 3, 6)
# Imagined pairs of any two records, of which few are in any class: in a list of half a dozen rows it is for them to say
# whether a fifth of all pairs is one person. Beside the pairs of a hundred rows they are nothing.
IMAGINED_OF_ANY_TWO = 100.0
ROUNDS, STEPS = 15, 10  # the pairs of two people are counted anew after so many steps, so many times at most
CONVERGED = 1e-4  # of a share, between two rounds: far below what changes a probability that anybody is shown


@dataclass(frozen=True, eq=False)
class _Problem:
    """What is fitted to, and the shares of levels that one person's pairs begin with."""

    comparisons: Sequence[Comparison]
    patterns: Levels
    stated: StatedLevels
    counts: Reals
    usual: Sequence[Reals]
    all_pairs: float
    start: float
    usual_share: float  # of any two records, before they are looked at


def fit(  # noqa: PLR0913  what is fitted to, and how; nothing of it belongs together
    patterns: Levels,
    counts: Counts | Reals,
    comparisons: Sequence[Comparison],
    sample: SampledPatterns,
    *,
    records: int,
    all_pairs: float = 0,
    start: float = START,
    coverage: Coverage | None = None,
    conditioned: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> FittedClasses:
    """Fit to patterns int8[p, c] of compared pairs, seen counts[p] times, and to those of any two records.

    `start`: how many pairs of each class there are for each record to begin with. `coverage`: as an earlier fit learned
    it from the same pairs, to be kept; else it is learned.
    `all_pairs`: how many pairs of records there are, compared or not; n (n - 1) / 2 where it is not given.
    `conditioned`: what is expected of two people is counted anew, given the level of the given name; else once.
    """
    pairs = float(all_pairs or max(1, records * (records - 1) // 2))
    usual = [_usual(each, at, sample) for at, each in enumerate(comparisons)]
    begin, usual_share = min(start * records / pairs, START), min(START / max(records, 1), START)
    stated = StatedLevels.of(patterns, [len(each) for each in usual])
    given = _Problem(
        comparisons, patterns, stated, counts.astype(np.float64), usual, pairs, begin, usual_share
    )
    chance = unmatched(comparisons, sample, np.zeros(len(sample.weight)), None, usual, pairs)
    fitted = replace(_start(given, chance), coverage=coverage)
    # Steps are small products of matrices: threads would wait for each other longer than they work.
    with threadpool_limits(1, user_api="blas"):
        for step in range(ROUNDS):
            if progress:
                progress(step, ROUNDS)
            before, fitted = fitted, _steps(given, fitted, chance)
            if step > _COVERED_ANEW[-1] * conditioned and _moved(before, fitted) < CONVERGED:
                break
            if not conditioned:
                continue
            matched = fitted.of_any_two(sample.levels)[:, 0]
            if coverage is None and step in _COVERED_ANEW:
                fitted = _covered(fitted, sample, matched)
            of_compared = fitted.posterior(patterns)[:, 0] * given.counts
            compared = ComparedPatterns(patterns, given.counts, of_compared)
            chance = unmatched(comparisons, sample, matched, compared, fitted.levels[0], pairs)
    return fitted


def _covered(fitted: FittedClasses, sample: SampledPatterns, matched: Reals) -> FittedClasses:
    """Return the same with the share of compared pairs learned from pairs of two people."""
    if sample.compared is None:
        return fitted
    left = 1 - matched
    learned = learned_coverage(sample.levels, sample.weight * left, sample.compared * left)
    return replace(fitted, coverage=learned)


def _usual(comparison: Comparison, at: int, sample: SampledPatterns) -> Reals:
    """Return the usual shares of levels; whether two records stand in one list is as any two records' at first."""
    if comparison.name != "list":
        return np.array(comparison.usual())
    column = sample.levels[:, at]
    seen = np.bincount(column[column >= 0], weights=sample.weight[column >= 0], minlength=2) + 1e-9
    return np.asarray(seen / seen.sum())


def _moved(before: FittedClasses, after: FittedClasses) -> float:
    of_levels = max(float(abs(a - b).max()) for a, b in zip(before.levels[0], after.levels[0], strict=True))
    of_share = abs(after.shares[0] - before.shares[0]) / max(after.shares[0], 1e-300)
    return max(of_levels, float(of_share))


def _start(given: _Problem, chance: UnmatchedShares) -> FittedClasses:
    names = [each.name for each in given.comparisons]
    shares, levels = [given.start], [tuple(given.usual)]
    stated = {"x_" if name.startswith("x_") else name for name in names}
    for each in CLASSES[1:-1]:
        told = _NEEDED[each] & stated and any(is_by_chance(each, name) for name in names if name != "list")
        shares.append(given.start if told else 0.0)
        levels.append(
            tuple(
                _of_chance(each, name, chance, k) if is_by_chance(each, name) else given.usual[k]
                for k, name in enumerate(names)
            )
        )
    unrelated = tuple(chance.given_g)
    at = names.index("given") if "given" in names else -1
    return FittedClasses(np.array([*shares, 1 - sum(shares)]), (*levels, unrelated), at)


def _of_chance(kind: str, name: str, chance: UnmatchedShares, k: int) -> Reals:
    return chance.plain[k] if starts_as_by_chance(kind, name) else chance.given_g[k]


def _logs_by_chance(given: _Problem, fitted: FittedClasses, chance: UnmatchedShares) -> Reals:
    """Return what comparisons that are as by chance add to the logarithms of each class, float64[p, classes].

    It stays the same until chance is counted anew.
    """
    logs = np.zeros((len(given.patterns), len(CLASSES)))
    row = given.patterns[:, fitted.given].astype(np.int64) + 1 if fitted.given >= 0 else None
    for k, comparison in enumerate(given.comparisons):
        said = log_of(given.patterns[:, k], chance.given_g[k], row)
        for number, kind in enumerate(CLASSES):
            if not is_learned(kind, comparison.name):
                logs[:, number] += said
    if fitted.coverage is not None:
        logs[:, -1] += np.log(fitted.coverage.of(given.patterns))
    return logs


def _steps(given: _Problem, fitted: FittedClasses, chance: UnmatchedShares) -> FittedClasses:
    by_chance = _logs_by_chance(given, fitted, chance)
    for _step in range(STEPS):
        fitted = _again(given, fitted, chance, by_chance)
    return fitted


def _again(
    given: _Problem, fitted: FittedClasses, chance: UnmatchedShares, by_chance: Reals
) -> FittedClasses:
    names = [each.name for each in given.comparisons]
    known = [
        [level if is_learned(kind, name) else None for name, level in zip(names, of_class, strict=True)]
        for kind, of_class in zip(CLASSES, fitted.levels, strict=True)
    ]
    shares_now = np.log(np.maximum(fitted.shares, 1e-300))
    share = normalised(by_chance + given.stated.logs(known) + shares_now) * given.counts[:, None]
    sums = given.stated.sums(share)
    levels: list[tuple[Reals, ...]] = []
    for number, kind in enumerate(CLASSES[:-1]):
        found = []
        for k, name in enumerate(names):
            if not is_learned(kind, name):
                found.append(chance.given_g[k])
                continue
            prior = chance.plain[k] if starts_as_by_chance(kind, name) else given.usual[k]
            seen = _shares(sums[k][:, number], prior)
            found.append(_no_nearer(seen, chance.plain[k]) if is_bounded(kind, name) else seen)
        levels.append(tuple(found))
    levels[0] = tuple(
        _capped(level, each.most) for each, level in zip(given.comparisons, levels[0], strict=True)
    )
    # Half a pair for each class (Jeffreys): no share becomes 0, from which none returns.
    seen = share[:, :-1].sum(axis=0) + 0.5 + IMAGINED_OF_ANY_TWO * given.usual_share
    shares = seen / (given.all_pairs + IMAGINED_OF_ANY_TWO)
    shares[fitted.shares[:-1] == 0] = 0
    return FittedClasses(
        np.array([*shares, 1 - shares.sum()]),
        (*levels, tuple(chance.given_g)),
        fitted.given,
        fitted.coverage,
    )


def _capped(level: Reals, most: Sequence[tuple[int, float]]) -> Reals:
    """Return the shares with so many of the weakest together at most so great; the others grow in proportion."""
    for weakest, share in most:
        together = level[:weakest].sum()
        if together > share:
            level = np.concatenate(
                [level[:weakest] * share / together, level[weakest:] * (1 - share) / (1 - together)]
            )
    return level


def _no_nearer(level: Reals, chance: Reals) -> Reals:
    """Return the shares with those from each level up, taken together, limited by how often they come by chance."""
    most = np.maximum(KIN_NEARER * np.cumsum(chance[::-1]), TWINS)
    from_top = np.minimum(np.cumsum(level[::-1]), most)
    from_top[-1] = 1.0
    return np.asarray(np.maximum(np.diff(from_top, prepend=0.0)[::-1], 1e-9))


def _shares(seen: Reals, prior: Reals) -> Reals:
    imagined = prior * (STRENGTH * seen.sum() + FEWEST_IMAGINED) + 1e-9
    return np.asarray((seen + imagined) / (seen + imagined).sum())
