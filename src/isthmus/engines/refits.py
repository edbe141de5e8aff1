"""How much of a figure is the luck of the records and of the start: the fit again, on others, from elsewhere.

Records are resampled by weights (a bootstrap of records with Poisson(1) weights, Hanley & MacGibbon 2006), a pair with
the product of its records' weights: pairs of one record rise and fall together, as they would in another roster.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from isthmus.core.link import em
from isthmus.core.link.model import Comparison
from isthmus.core.link.pairs import Reals
from isthmus.core.link.unmatched import SampledPatterns
from isthmus.engines import scoring
from isthmus.engines.connection import Engine

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

    `better`: the start from which a likelier fit was found; it is to be fitted from there, and asked again.
    """

    matches: float
    resampled: tuple[float, ...]
    by_starts: tuple[float, ...]
    better: float | None = None

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
    sample: SampledPatterns,
    fitted: em.FittedClasses,
    *,
    records: int,
    seed: int,
    start: float = 1.0,
) -> Refits:
    """Fit again to what the tables `vectors` and `drawn_levels` hold, and to `patterns` from other starts."""
    few = patterns.levels[:_FITTED_TO]
    counts = patterns.counts[:_FITTED_TO].astype(np.float64)

    def again(weight: Reals, drawn: SampledPatterns, at: float = start) -> em.FittedClasses:
        return em.fit(few, weight, comparisons, drawn, records=records, start=at * em.START)

    def matches(found: em.FittedClasses) -> float:
        return float(found.posterior(few)[:, 0] @ counts)

    # Rarer patterns are left out, so that what is found again is compared with what is found there, and scaled.
    here = again(counts, sample) if len(few) < len(patterns.levels) else fitted
    there = float(fitted.posterior(patterns.levels)[:, 0] @ patterns.counts)
    scale = there / max(matches(here), 1e-300)
    starts = {start: here} | {at: again(counts, sample, at) for at in STARTS if at != start}
    likelihood = {at: _log_likelihood(found, few, counts) for at, found in starts.items()}
    best = max(likelihood, key=lambda at: likelihood[at])
    if start == 1.0 and likelihood[best] - likelihood[start] > CLEARLY_BETTER:
        return Refits(there, (), (), best)
    resampled = tuple(
        scale * matches(again(weights.of(few), weights.sample))
        for weights in _resampled(engine, patterns.names, records, seed)
    )
    as_likely = tuple(
        scale * matches(found)
        for at, found in starts.items()
        if likelihood[best] - likelihood[at] < AS_LIKELY
    )
    return Refits(there, resampled, as_likely)


def _log_likelihood(found: em.FittedClasses, patterns: scoring.Levels, counts: Reals) -> float:
    return float(np.logaddexp.reduce(found.class_logs(patterns), axis=1) @ counts)


@dataclass(frozen=True, eq=False)
class _Resample:
    """What patterns weigh in one resample."""

    weight: dict[tuple[int, ...], float]
    sample: SampledPatterns

    def of(self, levels: scoring.Levels) -> Reals:
        """Return the weight of each pattern."""
        return np.array([self.weight.get(tuple(row), 0.0) for row in levels.tolist()])


def _resampled(engine: Engine, names: Sequence[str], records: int, seed: int) -> list[_Resample]:
    rng = np.random.default_rng([seed, 1])
    columns = {f"w{at}": rng.poisson(1.0, records).astype(np.float64) for at in range(RESAMPLES)}
    engine.register("weights_now", pa.table({"i": np.arange(records), **columns}))
    engine.execute("create or replace table weights as select * from weights_now")
    engine.unregister("weights_now")
    listed = ", ".join(names)
    sums = ", ".join(f"sum(a.{each} * b.{each}) as {each}" for each in columns)
    joined = "join weights a on a.i = l join weights b on b.i = r"
    seen = engine.execute(f"select {listed}, {sums} from vectors {joined} group by {listed}").fetchnumpy()
    weighed = ", ".join(
        f"sum(weight * a.{each} * b.{each}) as {each}, sum((weight * a.{each} * b.{each}) ** 2) as {each}_squared, "
        f"coalesce(sum(weight * a.{each} * b.{each}) filter (where compared), 0) as {each}_compared"
        for each in columns
    )
    drawn = engine.execute(
        f"select {listed}, {weighed} from drawn_levels join drawn using (l, r) {joined} "
        f"group by {listed} order by {listed}"
    ).fetchnumpy()
    engine.execute("drop table weights")
    patterns = list(zip(*(np.asarray(seen[name]).tolist() for name in names), strict=True))
    levels = np.stack([np.asarray(drawn[name]) for name in names], axis=1).astype(np.int8)
    return [
        _Resample(
            dict(zip(patterns, np.asarray(seen[each]).astype(np.float64).tolist(), strict=True)),
            SampledPatterns(
                levels,
                np.asarray(drawn[each]).astype(np.float64),
                np.asarray(drawn[f"{each}_squared"]).astype(np.float64),
                np.asarray(drawn[f"{each}_compared"]).astype(np.float64),
            ),
        )
        for each in columns
    ]
