"""One comparison of records with one another: prepare, block, compare, fit, score, and ask what was missed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from isthmus.core.link.brackets import Brackets
from isthmus.core.link.calibration import second_stage, unsupervised
from isthmus.core.link.labels import NumberedLabels
from isthmus.core.link.model import Comparison, comparisons
from isthmus.core.link.pairs import DecidedPairs, Pairs
from isthmus.core.link.records_per_person import learned_sizes
from isthmus.core.link.results import LinkModel, LinkSettings, LoosePairs
from isthmus.core.link.run_state import TrainingPairs
from isthmus.core.messages import Message, MessageError
from isthmus.engines import blocks, scoring
from isthmus.engines.candidate_recall import missed, none_found, nothing_missed
from isthmus.engines.connection import Engine, give_room, one
from isthmus.engines.features import prepare
from isthmus.engines.fitting import fitted_model
from isthmus.engines.phases import Phases
from isthmus.engines.splink_settings import Backend
from isthmus.engines.within_cluster_pairs import complete

__all__ = [
    "ComparisonResult",
    "NothingToCompare",
    "backend",
    "compared",
    "count",
    "score_of",
    "training_pairs",
    "with_sizes",
]


# Of what blocking proposed, at most so much is taken to be missed: a greater estimate says that the looser blocking,
# which goes by consonants, sees little of these names, more than that so much was missed.
MOST_MISSED = 0.05


class NothingToCompare(MessageError):
    """The records say nothing by which they could be told apart; says so, and what to do."""


@dataclass(frozen=True, eq=False)
class ComparisonResult:
    """The table `scored` holds all candidate pairs; this is what was learned on the way."""

    records: int
    fields: tuple[str, ...]
    columns: frozenset[str]
    score: scoring.Score
    model: LinkModel
    candidates: int
    left_out: int  # times that a record was left out of a block that was too large
    missed: LoosePairs
    learned_from: TrainingPairs
    unlikely: float = 0.0  # the probabilities of all candidates below the floor, added up
    proposed: int = 0  # candidates that rules propose, without those found inside loose clusters

    @property
    def brackets(self) -> Brackets:
        """Return how far the number of people may be off besides the threshold."""
        recall = self.missed.recall.estimate
        missed = min(1 / recall - 1, MOST_MISSED) if recall else MOST_MISSED
        unseen = 0.0 if recall else none_found(self.records)
        return Brackets(self.model.fewest, self.model.most, missed, self.model.luck, unseen)

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Return what was compared."""
        return self.score.comparisons


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
    asked: LinkSettings,
    phases: Phases,
    *,
    model: LinkModel | None = None,
    labels: NumberedLabels | None = None,
) -> ComparisonResult:
    """From the table `raw` (i, id, list, fields) make the table `scored`: l, r, weight, probability, levels."""
    with phases.phase("prepare"):
        give_room(engine, count(engine, "raw"))
        prepare(engine, fields)
        columns = {str(row[0]) for row in engine.execute("describe records").fetchall()}
        found = _usable(engine, comparisons([*fields, *_lists(engine)]), columns)
    with phases.phase("block"):
        rules = list(model.rules) if model else _rules(engine, columns, asked)
        left_out = blocks.with_blocks(engine, rules, largest_block=asked.largest_block)
    on = backend(engine, found, columns, asked.engine)
    with phases.phase("compare"):
        _compare(engine, on, found, len(rules))
        patterns = scoring.counted(engine, "vectors", found)
    records = count(engine, "records")
    with phases.phase("fit"):
        model = model or fitted_model(engine, on, columns, patterns, found, rules, records, asked.seed)
        learned_from = _labelled(engine, on, found, labels)
        score = score_of(found, model, learned_from, asked.seed)
    with phases.phase("score"):
        weight, probability = score(patterns)
        scoring.scored(engine, "vectors", "scored", patterns, weight, probability)
        engine.execute("drop table vectors")
    with phases.phase("complete"):
        completed = complete(engine, on, score, records)
    with phases.phase("candidate recall"):
        whole = tuple(rules) == (blocks.EVERY_PAIR,)
        lost = nothing_missed() if whole else missed(engine, on, columns, score, seed=asked.seed, rules=0)
    pairs = int(patterns.counts.sum()) + completed
    return ComparisonResult(
        records,
        tuple(fields),
        frozenset(columns),
        score,
        model,
        pairs,
        left_out,
        lost,
        learned_from,
        scoring.unlikely(patterns, probability),
        int(patterns.counts.sum()),
    )


def count(engine: Engine, table: str) -> int:
    """Return how many rows a table has."""
    return int(one(engine, f"select count(*) from {table}")[0])


def _lists(engine: Engine) -> list[str]:
    """Return that lists are compared, where there are two or more."""
    return ["list"] if one(engine, "select count(distinct list) from raw where list <> ''")[0] > 1 else []


def _usable(engine: Engine, found: Sequence[Comparison], columns: set[str]) -> list[Comparison]:
    """Return the comparisons by which at least two records can be told apart or together; raises NothingToCompare."""
    usable = [each for each in found if _says_something(engine, each.name, columns)]
    if all(each.name == "list" for each in usable):
        raise NothingToCompare(Message("engines.nothing_differs"))
    return usable


def _says_something(engine: Engine, name: str, columns: set[str]) -> bool:
    if name == "list":
        return True
    keys = {
        "given": ["given_k"],
        "lineage": [f"{part}_k" for part in ("father", "grandfather", "family")],
        "identifiers": ["identifiers_stated"],
    }.get(name, [f"{name}_k", f"{name}_first"])
    there = [f"count(distinct {key})" for key in keys if key in columns]
    return bool(there) and any(
        int(distinct) > 1 for distinct in one(engine, f"select {', '.join(there)} from records")
    )


def _rules(engine: Engine, columns: set[str], asked: LinkSettings) -> list[blocks.Rule]:
    records = count(engine, "records")
    if records * (records - 1) // 2 <= blocks.EVERY_PAIR_OF:
        return [blocks.EVERY_PAIR]
    return blocks.chosen_rules(
        engine,
        columns,
        pairs_per_record=asked.budget(records),
        largest_block=asked.largest_block,
        seed=asked.seed,
    )


def _compare(engine: Engine, on: Backend, found: Sequence[Comparison], rules: int) -> None:
    """Make the table `vectors`, empty where no rule was found."""
    if rules:
        on.compare(rules, "vectors")
        return
    listed = ", ".join(f"0::tinyint as {each.name}" for each in found)
    engine.execute(
        f"create or replace table vectors as select 0::bigint as l, 0::bigint as r, {listed} limit 0"
    )


def with_sizes(found: ComparisonResult, pairs: Pairs, decided: DecidedPairs) -> ComparisonResult:
    """Return the same with how many records people have, learned from its pairs, in its model."""
    prior = float(found.model.fitted.shares[0])
    return replace(
        found, model=replace(found.model, sizes=learned_sizes(found.records, pairs, decided, prior))
    )


def score_of(
    found: Sequence[Comparison], model: LinkModel, learned_from: TrainingPairs, seed: int
) -> scoring.Score:
    """Return how patterns are scored: by the model, and by what labelled pairs teach."""
    stage = unsupervised()
    if len(learned_from.same):
        weight = model.fitted.log_odds(learned_from.levels)
        every = np.arange(len(weight))
        stage = second_stage(learned_from.levels, weight, every, learned_from.same, seed=seed)
    return scoring.Score(tuple(found), model.fitted, stage)


def training_pairs(
    engine: Engine, table: str, names: Sequence[str], labels: NumberedLabels | None
) -> TrainingPairs:
    """Return the labelled pairs of a table of levels, in the order of their records."""
    if labels is None or not len(labels):
        return TrainingPairs(np.zeros((0, len(names)), dtype=np.int8), np.zeros(0, dtype=np.bool_), 0)
    engine.register("labelled", pa.table({"l": labels.left, "r": labels.right, "same": labels.same}))
    listed = ", ".join(names)
    rows = engine.execute(
        f"select {listed}, same from {table} join labelled using (l, r) order by l, r"
    ).fetchnumpy()
    engine.unregister("labelled")
    levels = np.stack([np.asarray(rows[name]) for name in names], axis=1).astype(np.int8)
    return TrainingPairs(levels, np.asarray(rows["same"]).astype(np.bool_), len(labels))


def _labelled(
    engine: Engine, on: Backend, found: Sequence[Comparison], labels: NumberedLabels | None
) -> TrainingPairs:
    """Return the labelled pairs, compared whether blocking proposes them or not: every label teaches."""
    if labels is not None and len(labels):
        engine.register("asked_about", pa.table({"l": labels.left, "r": labels.right}))
        on.compare_these("asked_about", "labelled_levels")
        engine.unregister("asked_about")
    return training_pairs(engine, "labelled_levels", [each.name for each in found], labels)
