"""How much of a figure is the luck of the records and of the start: the fit again, on others, from elsewhere.

Records are resampled by weights (a bootstrap of records with Poisson(1) weights, Hanley & MacGibbon 2006), a pair with
the product of its records' weights: pairs of one record rise and fall together, as they would in another roster.
What is known of blocking stays as it was learned: the same pairs are compared, whichever records count. Learned anew
from a sample of which most weighs nothing, it moved the matches of a million records by a factor of 2.7.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from isthmus.core.link import em
from isthmus.core.link.coverage import Coverage
from isthmus.core.link.model import Comparison
from isthmus.core.link.pair_classes import FittedClasses
from isthmus.core.link.pairs import Reals
from isthmus.core.link.unmatched import SampledPatterns
from isthmus.engines import scoring
from isthmus.engines.connection import Engine
from isthmus.engines.record_weights import weighed

__all__ = ["Refits", "refits"]

RESAMPLES = (
    2  # fits on resampled records: their spread is small beside that of thresholds, and each is a whole fit
)
STARTS = (1 / 50, 1.0, 50.0)  # times the pairs that each class begins with: far enough apart for another hill
# Natural logarithms of likelihood. A fit so much likelier is taken instead: it lies on another hill, which a start with
# few pairs does not climb where most of what is alike are matches. One so much less likely does not put the other in
# doubt; pairs of one record are not independent, so that a few dozen may be luck.
CLEARLY_BETTER, AS_LIKELY = 1.0, 60.0
_FITTED_TO = (
    10_000  # patterns, the most frequent: a refit asks how far the figure moves, not for the last decimal
)


@dataclass(frozen=True, eq=False)
class Refits:
    """Matches among the compared pairs by the fit itself, by each resample and by each start that is as likely.

    `better`: the start from which a likelier fit was found; it is to be fitted from there, and asked again with the
    fits from all `starts`.
    """

    matches: float
    resampled: tuple[float, ...]
    by_starts: tuple[float, ...]
    better: float | None = None
    starts: Mapping[float, FittedClasses] = field(default_factory=dict)

    @property
    def fewest(self) -> float:
        """Return the least of all as a share of what the fit itself finds."""
        return min(self.matches, *self.resampled, *self.by_starts) / max(self.matches, 1e-300)

    @property
    def most(self) -> float:
        """Return the most of all as a share of what the fit itself finds."""
        return max(self.matches, *self.resampled, *self.by_starts) / max(self.matches, 1e-300)


def refits(
    engine: Engine,
    patterns: scoring.Patterns,
    comparisons: Sequence[Comparison],
    basis: scoring.FitBasis,
    fitted: FittedClasses,
    *,
    seed: int,
    start: float = 1.0,
    known: Mapping[float, FittedClasses] | None = None,
) -> Refits:
    """Fit again to what the tables `vectors` and `drawn_levels` hold, and to what was fitted to from other starts.

    `known`: fits to the same from some of the starts.
    """
    few = patterns.levels[:_FITTED_TO]
    counts = basis.counts[:_FITTED_TO]

    again = partial(_fitted_to, few, comparisons, basis, at=start)

    def matches(found: FittedClasses) -> float:
        return float(found.posterior(few)[:, 0] @ counts)

    # Rarer patterns are left out, so that what is found again is compared with what is found there, and scaled.
    starts = dict(known or {})
    if start not in starts:
        starts[start] = again(counts, basis.sample) if len(few) < len(patterns.levels) else fitted
    here = starts[start]
    there = float(fitted.posterior(patterns.levels)[:, 0] @ patterns.counts)
    scale = there / max(matches(here), 1e-300)
    starts |= {at: again(counts, basis.sample, at=at) for at in STARTS if at not in starts}
    likelihood = {at: _log_likelihood(found, few, counts) for at, found in starts.items()}
    best = max(likelihood, key=lambda at: likelihood[at])
    if start == 1.0 and likelihood[best] - likelihood[start] > CLEARLY_BETTER:
        return Refits(there, (), (), best, starts)
    resampled = tuple(
        scale * matches(again(drawn.counts[: len(few)], drawn.sample, coverage=here.coverage))
        for drawn in weighed(engine, patterns, _resampled(basis, seed))
    )
    as_likely = [found for at, found in starts.items() if likelihood[best] - likelihood[at] < AS_LIKELY]
    return Refits(there, resampled, tuple(scale * matches(found) for found in as_likely))


def _fitted_to(
    patterns: scoring.Levels,
    comparisons: Sequence[Comparison],
    basis: scoring.FitBasis,
    counts: Reals,
    drawn: SampledPatterns,
    *,
    at: float,
    coverage: Coverage | None = None,
) -> FittedClasses:
    """Fit to patterns from a start, with so many pairs of each, and to these of any two records."""
    return em.fit(
        patterns, counts, comparisons, drawn,
        records=basis.records, all_pairs=basis.pairs, start=at * em.START, coverage=coverage,
    )  # fmt: skip


def _resampled(basis: scoring.FitBasis, seed: int) -> list[Reals]:
    """Return what records count in each resample."""
    rng = np.random.default_rng([seed, 1])
    return [rng.poisson(1.0, len(basis.weights)) * basis.weights for _ in range(RESAMPLES)]


def _log_likelihood(found: FittedClasses, patterns: scoring.Levels, counts: Reals) -> float:
    return float(np.logaddexp.reduce(found.class_logs(patterns), axis=1) @ counts)
