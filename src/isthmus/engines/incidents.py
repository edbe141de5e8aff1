"""Linking acts into incidents: within a type, all pairs where they are few enough, by blocks where they are not.

Levels are read off in the database itself, and the classes of pairs fitted by `incident_classes`, so that a handful of
acts is linked as surely as many: what a library of record linkage estimates from random pairs, few acts do not have.
"""

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import numpy as np
import pyarrow as pa

from isthmus.core.link.clustering import partitions
from isthmus.core.link.incident_classes import CLASSES, fit_incidents, observed
from isthmus.core.link.incidents import COMPARED, COMPARISONS
from isthmus.core.link.labels import NumberedLabels
from isthmus.core.link.pairs import DecidedPairs, Pairs
from isthmus.core.link.results import LinkModel, LinkResult, LinkSettings
from isthmus.core.messages import Message, MessageError
from isthmus.core.names import nameless
from isthmus.core.progress import Progress
from isthmus.engines import scoring
from isthmus.engines.acts import prepare_acts
from isthmus.engines.comparison import NothingToCompare, count, score_of, training_pairs
from isthmus.engines.connection import Engine, one, opened
from isthmus.engines.incident_levels import level_of
from isthmus.engines.phases import Phases

__all__ = ["link_incidents"]

NAMES = tuple(each.name for each in COMPARISONS)
EVERY_PAIR: tuple[tuple[str, ...], ...] = (("type_k",),)
MOST_PAIRS = 1_500_000  # of one type: up to so many, all are compared
_SAMPLED = 1_500  # acts among which any two are compared, where not all are

_MONTH = "case when period_last - period_first <= 31 then (period_first + period_last) // 61 end"
BY_BLOCKS = (
    ("type_k", "unnest(victims)"),
    ("type_k", "period_k", "site_k"),
    ("type_k", "period_k", "site_parts[2]"),
    ("type_k", "period_k", "number_k"),
    ("type_k", "site_k", _MONTH),
    ("type_k", "site_k", "number_k"),
    ("type_k", "period_k"),
    ("type_k", "site_k"),
)


def link_incidents(
    table: pa.Table,
    decided: DecidedPairs | None = None,
    labels: NumberedLabels | None = None,
    model: LinkModel | None = None,
    settings: LinkSettings | None = None,
    progress: Progress | None = None,
) -> LinkResult:
    """Link acts: text columns id, type and any of `COMPARED`; raises NothingToCompare, or ValueError for the model."""
    asked, phases = settings or LinkSettings(), Phases(progress)
    _check(table, model)
    with opened() as engine:
        with phases.phase("prepare"):
            prepare_acts(engine, table)
        with phases.phase("block"):
            rules, left_out = _candidates(engine, asked.largest_block)
        with phases.phase("compare"):
            _compare(engine, "candidates", "vectors")
            patterns = scoring.counted(engine, "vectors", COMPARISONS)
        with phases.phase("fit"):
            model = LinkModel(NAMES, rules, model.fitted if model else _fitted(engine, patterns, rules))
        with phases.phase("score"):
            learned_from = training_pairs(engine, "vectors", NAMES, labels)
            score = score_of(COMPARISONS, model, learned_from, asked.seed)
            scoring.scored(engine, "vectors", "scored", patterns, *score(patterns))
        with phases.phase("cluster"):
            columns = scoring.fetched(engine, "scored", scoring.FLOOR, NAMES)
            left, right = (columns[name].astype(np.int64) for name in "lr")
            pairs = Pairs(left, right, columns["probability"].astype(np.float64))
            strict, central, lenient = partitions(
                table.num_rows, pairs, decided or DecidedPairs(), asked.thresholds()
            )
    return LinkResult(
        table.column("id").to_pylist(),
        pairs,
        columns["weight"].astype(np.float64),
        {name: columns[name].astype(np.int8) for name in NAMES},
        strict,
        central,
        lenient,
        model,
        _report(patterns, model, asked, phases, (strict, central, lenient), left_out, score.stage.message),
    )


def _check(table: pa.Table, model: LinkModel | None) -> None:
    there = set(table.column_names)
    if "type" not in there:
        raise NothingToCompare(Message("engines.no_type"))
    if not any(_says_something(table.column(field)) for field in COMPARED if field in there):
        raise NothingToCompare(Message("engines.acts_say_nothing", fields=COMPARED))
    if model and model.comparisons != NAMES:
        raise MessageError(Message("engines.another_model", model=model.comparisons, acts=NAMES))


def _says_something(column: pa.ChunkedArray) -> bool:
    return any(str(cell or "").strip() for cell in column.to_pylist())


def _candidates(engine: Engine, largest_block: int) -> tuple[tuple[tuple[str, ...], ...], int]:
    """Make the table `candidates` (l, r); return the rules, and how often an act was left out of a block too large."""
    if _pairs_of_one_type(engine) <= MOST_PAIRS:
        _pair_within_types(engine, "records", "candidates")
        return EVERY_PAIR, 0
    blocks = " union ".join(
        f"select {number} as rule, hash({', '.join(f'k{at}' for at in range(len(rule)))}) as block, i from "
        f"(select i, {', '.join(f'{key} as k{at}' for at, key in enumerate(rule))} from records) "
        f"where {' and '.join(f'k{at} is not null' for at in range(len(rule)))}"
        for number, rule in enumerate(BY_BLOCKS)
    )
    engine.execute(f"create or replace table blocks as {blocks}")
    engine.execute(
        "create or replace table sizes as select rule, block, count(*) as n from blocks group by all having n > 1"
    )
    engine.execute(
        f"create or replace table kept as select rule, block, i from blocks join sizes using (rule, block) "
        f"where n <= {largest_block}"
    )
    engine.execute(
        "create or replace table candidates as select distinct l.i as l, r.i as r "
        "from kept l join kept r on l.rule = r.rule and l.block = r.block and l.i < r.i"
    )
    return BY_BLOCKS, _number(engine, f"select coalesce(sum(n), 0) from sizes where n > {largest_block}")


def _pairs_of_one_type(engine: Engine) -> int:
    sizes = "(select count(*) as n from records where type_k is not null group by type_k)"
    return _number(engine, f"select coalesce(sum(n * (n - 1) // 2), 0) from {sizes}")


def _pair_within_types(engine: Engine, table: str, into: str) -> None:
    engine.execute(
        f"create or replace table {into} as select l.i as l, r.i as r "
        f"from {table} l join {table} r on l.type_k = r.type_k and l.i < r.i"
    )


def _number(engine: Engine, query: str) -> int:
    return int(one(engine, query)[0])


def _compare(engine: Engine, pairs: str, into: str) -> None:
    levels = ", ".join(f"{level_of(name)} as {name}" for name in NAMES)
    engine.execute(
        f"create or replace table {into} as select p.l, p.r, {levels} "
        f"from {pairs} p join records l on l.i = p.l join records r on r.i = p.r"
    )


def _fitted(engine: Engine, patterns: scoring.Patterns, rules: Sequence[Sequence[str]]) -> Any:  # noqa: ANN401
    any_two = patterns
    if rules != EVERY_PAIR:
        engine.execute(
            f"create or replace table sampled as select * from records order by hash(i) limit {_SAMPLED}"
        )
        _pair_within_types(engine, "sampled", "any_two")
        _compare(engine, "any_two", "any_two_levels")
        any_two = scoring.counted(engine, "any_two_levels", COMPARISONS)
    return fit_incidents(
        patterns.levels,
        patterns.counts,
        observed(any_two.levels, any_two.counts),
        acts=count(engine, "records"),
        all_pairs=_pairs_of_one_type(engine),
    )


def _report(
    patterns: scoring.Patterns,
    model: LinkModel,
    asked: LinkSettings,
    phases: Phases,
    clusters: Sequence[Any],
    left_out: int,
    probabilities: Message,
) -> dict[str, Any]:
    """Return what a run says of itself, as JSON holds it, with the names that a run about people uses."""
    names = ("strict", "central", "lenient")
    everything = {
        "estimate": 1.0,
        "low": 1.0,
        "high": 1.0,
        "message": Message("link.recall.all_compared").as_json(),
    }
    return {
        "records": len(clusters[0]),
        "candidate_pairs": int(patterns.counts.sum()),
        "incidents": {name: len(np.unique(found)) for name, found in zip(names, clusters, strict=True)},
        "thresholds": dict(zip(names, asked.thresholds(), strict=True)),
        "candidate_recall": everything if model.rules == EVERY_PAIR else None,
        "probabilities": probabilities.as_json(),
        "classes": dict(zip(CLASSES, model.fitted.shares.tolist(), strict=True)),
        "blocking": {
            "rules": [list(rule) for rule in model.rules],
            "largest_block": asked.largest_block,
            "left_out_of_blocks": left_out,
        },
        "comparisons": list(NAMES),
        **phases.as_json(),
        "versions": {each: version(each) for each in ("duckdb", "numpy")} | {"nameless": nameless.VERSION},
        "engine": "duckdb",
        "seed": asked.seed,
    }
