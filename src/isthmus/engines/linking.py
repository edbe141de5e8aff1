"""Linking a table of records: prepare, block, compare, fit, score, cluster, and say how many candidates were missed."""

import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import splink

from isthmus.core.link.calibration import second_stage
from isthmus.core.link.calibration import unsupervised as unsupervised
from isthmus.core.link.clustering import partitions
from isthmus.core.link.labels import NumberedLabels
from isthmus.core.link.linked import Asked, Linked, Model
from isthmus.core.link.model import Comparison, comparisons
from isthmus.core.link.pairs import Decided, Pairs
from isthmus.engines import blocks, scoring
from isthmus.engines.columns import prepare
from isthmus.engines.opening import Engine, opened
from isthmus.engines.vectors import Backend

__all__ = ["NothingToCompare", "Phases", "compared", "link", "people"]

type Progress = Callable[[int, int], None]

FLOOR = 0.01  # pairs less probable than this take no part in clustering
_RANDOM_PAIRS = 1_000_000
STEPS = 8


class NothingToCompare(ValueError):
    """The records say nothing by which they could be told apart; says so, and what to do."""


@dataclass
class Phases:
    """Seconds and peak memory of each phase, in order; `progress` hears of each, and may raise to cancel."""

    progress: Progress | None = None
    found: list[dict[str, Any]] = field(default_factory=list)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Time what is done within."""
        if self.progress:
            self.progress(len(self.found), STEPS)
        start = time.perf_counter()
        yield
        seconds = round(time.perf_counter() - start, 2)
        self.found.append({"phase": name, "seconds": seconds, "peak_memory_mb": _peak_mb()})


def _peak_mb() -> int:
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(kilobytes // (1 << 20 if sys.platform == "darwin" else 1 << 10))


@dataclass(frozen=True, eq=False)
class Compared:
    """The table `scored` holds all candidate pairs; this is what was learned on the way."""

    records: int
    comparisons: tuple[Comparison, ...]
    model: Model
    candidates: int
    left_out: int  # times that a record was left out of a block that was too large
    said: str  # how probabilities were made


def backend(engine: Engine, found: Sequence[Comparison], columns: set[str], name: str) -> Backend:
    """Return the engine that compares."""
    if name == "spark":
        from isthmus.engines.spark import OnSpark  # noqa: PLC0415  an extra of its own

        return OnSpark(engine, found, columns)
    from isthmus.engines.duckdb import OnDuckDB  # noqa: PLC0415  Splink takes long to import

    return OnDuckDB(engine, found, columns)


def compared(
    engine: Engine,
    fields: Sequence[str],
    asked: Asked,
    phases: Phases,
    *,
    model: Model | None = None,
    labels: NumberedLabels | None = None,
) -> Compared:
    """From the table `raw` (i, id, list, fields) make the table `scored`: l, r, weight, probability, levels."""
    with phases.phase("prepare"):
        prepare(engine, fields)
        columns = {str(row[0]) for row in engine.execute("describe records").fetchall()}
        records = _count(engine, "records")
        found = _usable(engine, comparisons(fields), columns)
    with phases.phase("block"):
        rules = list(model.rules) if model else blocks.chosen_rules(
            engine, columns, pairs_per_record=asked.pairs_per_record, largest_block=asked.largest_block, seed=asked.seed
        )  # fmt: skip
        left_out = blocks.with_blocks(engine, rules, largest_block=asked.largest_block)
    on = backend(engine, found, columns, asked.engine)
    with phases.phase("compare"):
        if rules:
            on.compare(len(rules), "vectors")
        else:
            listed = ", ".join(f"0::tinyint as {each.name}" for each in found)
            engine.execute(f"create or replace table vectors as select 0::bigint as l, 0::bigint as r, {listed} limit 0")
    with phases.phase("fit"):
        patterns = scoring.counted(engine, "vectors", found)
        if model is None:
            chance = on.chance(asked.seed, _RANDOM_PAIRS)
            fit = scoring.fitted(patterns, found, chance, records)
            model = Model(tuple(each.name for each in found), tuple(rules), fit)
    with phases.phase("score"):
        weight = model.fitted.log_odds(patterns.levels)
        stage = _stage(engine, patterns, weight, labels, asked.seed)
        scoring.scored(engine, "vectors", "scored", patterns, weight, stage.probability(patterns.levels, weight))
        engine.execute("drop table vectors")
    return Compared(records, tuple(found), model, int(patterns.counts.sum()), left_out, stage.said)


def _count(engine: Engine, table: str) -> int:
    row = engine.execute(f"select count(*) from {table}").fetchone()
    return int(row[0]) if row else 0


def _usable(engine: Engine, found: Sequence[Comparison], columns: set[str]) -> list[Comparison]:
    """Return the comparisons by which at least two records can be told apart or together; raises NothingToCompare."""
    usable = [each for each in found if _says_something(engine, each.name, columns)]
    if not usable:
        raise NothingToCompare(
            "Every column is empty or says the same in all rows: nobody can be told apart. Add a column that differs."
        )
    return usable


def _says_something(engine: Engine, name: str, columns: set[str]) -> bool:
    keys = {
        "given": ["given_k"],
        "lineage": [f"{part}_k" for part in ("father", "grandfather", "family")],
    }.get(name, [f"{name}_k", f"{name}_first"])
    there = [key for key in keys if key in columns]
    counts = ", ".join(f"count(distinct {key}), count({key})" for key in there)
    row = engine.execute(f"select {counts} from records").fetchone() if there else None
    return row is not None and any(int(distinct) > 1 for distinct in row[::2])


def _stage(
    engine: Engine, patterns: scoring.Patterns, weight: Any, labels: NumberedLabels | None, seed: int  # noqa: ANN401
) -> Any:  # noqa: ANN401
    if labels is None or not len(labels):
        return unsupervised()
    names = patterns.names
    engine.register("labelled", pa.table({"l": labels.left, "r": labels.right, "same": labels.same}))
    listed = ", ".join(names)
    rows = engine.execute(f"select {listed}, same from vectors join labelled using (l, r) order by l, r").fetchnumpy()
    engine.unregister("labelled")
    place = {tuple(row): at for at, row in enumerate(patterns.levels.tolist())}
    levels = np.stack([np.asarray(rows[name]) for name in names], axis=1).tolist()
    at = np.array([place[tuple(row)] for row in levels], dtype=np.int64)
    return second_stage(patterns.levels, weight, at, np.asarray(rows["same"]).astype(bool), seed=seed)


def people(
    engine: Engine, found: Compared, decided: Decided, asked: Asked
) -> tuple[Pairs, dict[str, Any], list[Any]]:
    """Return the pairs above the floor, their other columns, and the clusters: strict, central, lenient."""
    names = tuple(each.name for each in found.comparisons)
    columns = scoring.fetched(engine, "scored", FLOOR, names)
    pairs = Pairs(
        columns.pop("l").astype(np.int64),
        columns.pop("r").astype(np.int64),
        columns.pop("probability").astype(np.float64),
    )
    return pairs, columns, partitions(found.records, pairs, decided, asked.thresholds.all())


def link(
    table: "pa.Table",
    *,
    kind: str = "person",  # noqa: ARG001
    decided: Decided | None = None,
    labels: NumberedLabels | None = None,
    model: Model | None = None,
    asked: Asked | None = None,
    progress: Progress | None = None,
) -> Linked:
    """Link the records of a table: text columns id, list and fields; one record a row. Raises NothingToCompare."""
    asked, phases = asked or Asked(), Phases(progress)
    fields = [name for name in table.column_names if name not in ("id", "list")]
    with opened() as engine:
        _as_raw(engine, table, fields)
        found = compared(engine, fields, asked, phases, model=model, labels=labels)
        with phases.phase("cluster"):
            pairs, columns, (strict, central, lenient) = people(engine, found, decided or Decided(), asked)
    weight = columns.pop("weight").astype(np.float64)
    return Linked(
        table.column("id").to_pylist(),
        pairs,
        weight,
        {name: column.astype(np.int8) for name, column in columns.items()},
        strict,
        central,
        lenient,
        found.model,
        report(found, asked, phases, strict, central, lenient),
    )


def _as_raw(engine: Engine, table: "pa.Table", fields: Sequence[str]) -> None:
    engine.register("given_table", table)
    lists = "list" if "list" in table.column_names else "''"
    texts = ", ".join(f"nullif(trim({name}), '') as {name}" for name in fields)
    engine.execute(
        f"create or replace table raw as select (row_number() over ()) - 1 as i, id, {lists} as list, {texts} from given_table"
    )
    engine.unregister("given_table")


def report(
    found: Compared,
    asked: Asked,
    phases: Phases,
    strict: Any,  # noqa: ANN401
    central: Any,  # noqa: ANN401
    lenient: Any,  # noqa: ANN401
) -> dict[str, Any]:
    """Return what a run says of itself, as JSON holds it."""
    return {
        "records": found.records,
        "candidate_pairs": found.candidates,
        "people": {
            name: len(np.unique(labels))
            for name, labels in (("strict", strict), ("central", central), ("lenient", lenient))
        },
        "thresholds": dict(zip(("strict", "central", "lenient"), asked.thresholds.all(), strict=True)),
        "probabilities": found.said,
        "blocking": {
            "rules": [list(rule) for rule in found.model.rules],
            "largest_block": asked.largest_block,
            "left_out_of_blocks": found.left_out,
        },
        "comparisons": [each.name for each in found.comparisons],
        "phases": phases.found,
        "seconds": round(sum(each["seconds"] for each in phases.found), 2),
        "peak_memory_mb": _peak_mb(),
        "versions": {"splink": splink.__version__, "duckdb": duckdb.__version__, "numpy": np.__version__},
        "engine": asked.engine,
        "seed": asked.seed,
    }
