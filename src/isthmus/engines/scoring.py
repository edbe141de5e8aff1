"""From levels to probabilities: each distinct pattern of levels is counted, scored once, and joined to its pairs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from isthmus.core.link import calibration, em
from isthmus.core.link.model import Comparison
from isthmus.core.link.pair_classes import FittedClasses
from isthmus.core.link.pairs import Reals
from isthmus.core.link.strata import drawn_pairs
from isthmus.core.link.unmatched import SampledPatterns
from isthmus.engines.blocks import codes_of
from isthmus.engines.connection import Engine

__all__ = [
    "DRAWN_PAIRS",
    "FLOOR",
    "FitBasis",
    "Patterns",
    "Score",
    "counted",
    "fetched",
    "fitted",
    "sampled",
    "scored",
    "unlikely",
]

FLOOR = 0.01  # pairs less probable than this take no part in clustering
# Pairs of any two records drawn in each stratum; with a quarter, lists of many rare names lose a point of F1.
DRAWN_PAIRS = 600_000
_FITTED_TO = 150_000  # patterns, the most frequent; rarer ones are scored, and change the fit by nothing
type Levels = npt.NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Patterns:
    """Distinct patterns of levels int8[p, c], and how many pairs have each, int64[p]; always in one order."""

    names: tuple[str, ...]
    levels: Levels
    counts: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class FitBasis:
    """What classes are fitted to: what compared pairs of each pattern weigh, float64[p], and those of any two records.

    `weights` float64[n]: what each record counts, once but where people have very many (`record_weights`);
    `pairs`: what all pairs weigh.
    """

    counts: Reals
    sample: SampledPatterns
    weights: Reals
    pairs: float

    @property
    def records(self) -> int:
        """Return how many records there are, as they count."""
        return round(float(self.weights.sum()))

    @classmethod
    def of(cls, patterns: Patterns, sample: SampledPatterns, records: int) -> "FitBasis":
        """Return the basis in which every record counts once."""
        pairs = max(1, records * (records - 1) // 2)
        return cls(patterns.counts.astype(np.float64), sample, np.ones(records), float(pairs))


@dataclass(frozen=True, eq=False)
class Score:
    """A fitted model, and what labels added to it: patterns in, log2 odds and probabilities out."""

    comparisons: tuple[Comparison, ...]
    fitted: FittedClasses
    stage: calibration.SecondStage

    def __call__(self, patterns: Patterns) -> tuple[Reals, Reals]:
        """Return weight float64[p] and probability float64[p] of patterns."""
        weight = self.fitted.log_odds(patterns.levels)
        return weight, self.stage.probability(patterns.levels, weight)


def counted(engine: Engine, table: str, comparisons: Sequence[Comparison]) -> Patterns:
    """Count the patterns of a table of levels."""
    names = tuple(each.name for each in comparisons)
    listed = ", ".join(names)
    rows = engine.execute(
        f"select {listed}, count(*) as pairs from {table} group by {listed} order by pairs desc, {listed}"
    ).fetchnumpy()
    levels = np.stack([np.asarray(rows[name]) for name in names], axis=1).astype(np.int8)
    return Patterns(names, levels, np.asarray(rows["pairs"]).astype(np.int64))


def draw(engine: Engine, columns: set[str], seed: int) -> None:
    """Make the table `drawn` (l, r, weight, compared) of any two records, see `core.link.strata`.

    `compared`: whether blocking proposed the pair, too.
    """
    keys = (key if key in columns else "null" for key in ("given_k", "family_k"))
    given, family = (codes_of(engine, key) for key in keys)
    found = drawn_pairs(given, family, DRAWN_PAIRS, np.random.default_rng(seed))
    engine.register("drawn_now", pa.table({"l": found.left, "r": found.right, "weight": found.weight}))
    engine.execute(
        "create or replace table drawn as select d.*, v.l is not null as compared from "
        "(select l, r, sum(weight) as weight from drawn_now group by l, r) d "
        "left join vectors v using (l, r)"
    )
    engine.unregister("drawn_now")


def sampled(engine: Engine, table: str, comparisons: Sequence[Comparison]) -> SampledPatterns:
    """Count the patterns of a table of levels of drawn pairs, each with the `weight` it has in the table `drawn`."""
    listed = ", ".join(each.name for each in comparisons)
    rows = engine.execute(
        f"select {listed}, sum(weight) as stands_for, sum(weight * weight) as squared, "
        "coalesce(sum(weight) filter (where compared), 0) as compared "
        f"from {table} join drawn using (l, r) group by {listed} order by {listed}"
    ).fetchnumpy()
    levels = np.stack([np.asarray(rows[each.name]) for each in comparisons], axis=1).astype(np.int8)
    weights = (np.asarray(rows[each]).astype(np.float64) for each in ("stands_for", "squared", "compared"))
    return SampledPatterns(levels, *weights)


def fitted(
    patterns: Patterns,
    comparisons: Sequence[Comparison],
    basis: FitBasis,
    progress: Callable[[int, int], None] | None = None,
    *,
    start: float = em.START,
) -> FittedClasses:
    """Fit the classes of pairs to the most frequent patterns, from so many pairs of each class for each record."""
    return em.fit(
        patterns.levels[:_FITTED_TO],
        basis.counts[:_FITTED_TO],
        comparisons,
        basis.sample,
        records=basis.records,
        all_pairs=basis.pairs,
        start=start,
        progress=progress,
    )


def scored(
    engine: Engine, table: str, into: str, patterns: Patterns, weight: Reals, probability: Reals
) -> None:
    """Make a table: the pairs of `table` with weight and probability, then their levels."""
    columns = {name: pa.array(patterns.levels[:, at]) for at, name in enumerate(patterns.names)}
    engine.register("patterns", pa.table({**columns, "weight": weight, "probability": probability}))
    listed = ", ".join(patterns.names)
    engine.execute(
        f"create or replace table {into} as select l, r, weight, probability, {listed} "
        f"from {table} join patterns using ({listed})"
    )
    engine.unregister("patterns")


def unlikely(patterns: Patterns, probability: Reals) -> float:
    """Return the probabilities of the pairs below the floor, added up: so many of them are expected to be one."""
    low = probability < FLOOR
    return float(probability[low] @ patterns.counts[low])


def fetched(
    engine: Engine, table: str, least: float, names: Sequence[str] = ()
) -> dict[str, npt.NDArray[np.generic]]:
    """Return the pairs of at least this probability as arrays, ordered by record numbers."""
    columns = ", ".join(("l", "r", "weight", "probability", *names))
    rows = engine.execute(
        f"select {columns} from {table} where probability >= ? order by l, r", [least]
    ).fetchnumpy()
    return {name: np.asarray(column) for name, column in rows.items()}
