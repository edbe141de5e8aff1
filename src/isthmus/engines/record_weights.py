"""Patterns of pairs where a record counts more or less than once: drawn anew, or as one of too many of a person.

What one person is like is learned from pairs, and somebody with two hundred records has twenty thousand. Two such
people would be what "one person" means, and hundreds with two records each be measured by the names and places of
these two. Where the pairs are those of fewer than `FEW_PEOPLE` in effect, though there are others to learn from, the
records of such a person count less, as if there were `RECORDS_KEPT`; a pair counts as its two records multiplied.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from isthmus.core.link.pair_classes import FittedClasses
from isthmus.core.link.pairs import Reals
from isthmus.core.link.unmatched import SampledPatterns
from isthmus.engines import scoring
from isthmus.engines.connection import Engine

__all__ = ["WeighedPatterns", "few_people_weights", "weighed"]

FEW_PEOPLE = 30.0  # fewer tell how these are recorded, not how people are
ENOUGH = 50.0  # records that are left to learn from: fewer tell only what is usual elsewhere
RECORDS_KEPT = 5.0  # of a person with many: more pairs than most have, and far from what would decide


@dataclass(frozen=True, eq=False)
class WeighedPatterns:
    """What the compared pairs of each pattern weigh, float64[p], and what those of any two records do."""

    counts: Reals
    sample: SampledPatterns


def few_people_weights(
    engine: Engine, patterns: scoring.Patterns, fitted: FittedClasses, records: int
) -> Reals | None:
    """Return what each record counts, float64[n], by whom it is one person with; None where all count once."""
    others = _others(engine, patterns, fitted, records)
    weights = np.minimum(1.0, RECORDS_KEPT / (1 + others))
    if _people_in_effect(others) >= FEW_PEOPLE or weights.sum() < ENOUGH or weights.min(initial=1.0) == 1.0:
        return None
    return weights


def _others(engine: Engine, patterns: scoring.Patterns, fitted: FittedClasses, records: int) -> Reals:
    """Return of how many others of the table `vectors` each record is expected to be one person with: float64[n]."""
    probability = fitted.posterior(patterns.levels)[:, 0]
    scoring.scored(engine, "vectors", "alike", patterns, probability, probability)
    rows = engine.execute(
        "select i, sum(probability) as others from (select l as i, probability from alike union all "
        f"select r, probability from alike) where probability >= {scoring.FLOOR} group by i order by i"
    ).fetchnumpy()
    engine.execute("drop table alike")
    found = np.zeros(records)
    found[np.asarray(rows["i"]).astype(np.int64)] = np.asarray(rows["others"]).astype(np.float64)
    return found


def _people_in_effect(others: Reals) -> float:
    """Return of how many people with equally many pairs these could be: (sum of pairs)² / sum of pairs² (Kish 1965)."""
    return float(others.sum() ** 2 / max((others**2 * (1 + others)).sum(), 1e-300))


def weighed(engine: Engine, patterns: scoring.Patterns, weights: Sequence[Reals]) -> list[WeighedPatterns]:
    """Return the patterns of the tables `vectors` and `drawn_levels` as each of these weights of records has them."""
    columns = {f"w{at}": each for at, each in enumerate(weights)}
    engine.register("weights_now", pa.table({"i": np.arange(len(weights[0])), **columns}))
    engine.execute("create or replace table weights as select * from weights_now")
    engine.unregister("weights_now")
    listed = ", ".join(patterns.names)
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
    return [_read(patterns, seen, drawn, each) for each in columns]


def _read(
    patterns: scoring.Patterns,
    seen: dict[str, npt.NDArray[np.generic]],
    drawn: dict[str, npt.NDArray[np.generic]],
    name: str,
) -> WeighedPatterns:
    rows = zip(*(np.asarray(seen[each]).tolist() for each in patterns.names), strict=True)
    counts = dict(zip(rows, np.asarray(seen[name]).astype(np.float64).tolist(), strict=True))
    levels = np.stack([np.asarray(drawn[each]) for each in patterns.names], axis=1).astype(np.int8)
    sums = (np.asarray(drawn[f"{name}{each}"]).astype(np.float64) for each in ("", "_squared", "_compared"))
    return WeighedPatterns(
        np.array([counts.get(tuple(row), 0.0) for row in patterns.levels.tolist()]),
        SampledPatterns(levels, *sums),
    )
