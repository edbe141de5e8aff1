"""From levels to probabilities: each distinct pattern of levels is counted, scored once, and joined to its pairs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from isthmus.core.link import calibration, em
from isthmus.core.link.model import Comparison
from isthmus.core.link.pairs import Reals
from isthmus.engines.connection import Engine

__all__ = ["FLOOR", "RANDOM_PAIRS", "Patterns", "Score", "counted", "fetched", "fitted", "scored"]

FLOOR = 0.01  # pairs less probable than this take no part in clustering
RANDOM_PAIRS = 1_000_000  # that the shares of levels by chance are taken from
IMAGINED = 300
_FITTED_TO = 150_000  # patterns, the most frequent; rarer ones are scored, and change the fit by nothing
type Levels = npt.NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Patterns:
    """Distinct patterns of levels int8[p, c], and how many pairs have each, int64[p]; always in one order."""

    names: tuple[str, ...]
    levels: Levels
    counts: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Score:
    """A fitted model, and what labels added to it: patterns in, log2 odds and probabilities out."""

    comparisons: tuple[Comparison, ...]
    fitted: em.FittedClasses
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


def fitted(
    patterns: Patterns,
    comparisons: Sequence[Comparison],
    chance: Sequence[Reals],
    records: int,
    progress: Callable[[int, int], None] | None = None,
) -> em.FittedClasses:
    """Fit the classes of pairs to the most frequent patterns."""
    usual = [np.array([level.usual for level in reversed(each.expanded())]) for each in comparisons]
    return em.fit(
        patterns.levels[:_FITTED_TO],
        patterns.counts[:_FITTED_TO],
        patterns.names,
        [each / each.sum() for each in usual],
        [_steadied(each, min(RANDOM_PAIRS, records * (records - 1) // 2)) for each in chance],
        max(1, records * (records - 1) // 2),
        progress=progress,
    )


def _steadied(chance: Reals, pairs: int) -> Reals:
    """Return the shares of levels among random pairs, with some imagined pairs of two unlike people behind them.

    In a list of a few dozen records the random pairs are few, and some of them are the very pairs that are looked for.
    """
    unlike = np.full(len(chance), 0.1 / (len(chance) - 1))
    unlike[0] = 0.9
    if len(chance) == 2:
        unlike[:] = 0.5
    return np.asarray((chance * pairs + unlike * IMAGINED) / (pairs + IMAGINED))


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


def fetched(
    engine: Engine, table: str, least: float, names: Sequence[str] = ()
) -> dict[str, npt.NDArray[np.generic]]:
    """Return the pairs of at least this probability as arrays, ordered by record numbers."""
    columns = ", ".join(("l", "r", "weight", "probability", *names))
    rows = engine.execute(
        f"select {columns} from {table} where probability >= ? order by l, r", [least]
    ).fetchnumpy()
    return {name: np.asarray(column) for name, column in rows.items()}
