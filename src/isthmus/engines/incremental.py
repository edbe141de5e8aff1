"""Linking again: of what an earlier run compared only what is new, with its model, its pairs and its clusters.

Columns are prepared and blocks made of all records, as a full run does: it costs little, and tells which records are
compared by something else than before, or stand in another block. Only pairs with one of the former are compared,
and those that share a block only now; only loose clusters that something changed in are completed, and only components
that something changed in are clustered. The result is a full run's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from isthmus.core.link.affected import affected, changed_decisions, partitions_incrementally, reached
from isthmus.core.link.block_changes import Blocks
from isthmus.core.link.calibration import ENOUGH_TO_SHIFT
from isthmus.core.link.labels import NumberedLabels
from isthmus.core.link.model import comparisons
from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs
from isthmus.core.link.records_per_person import RecordsPerPerson
from isthmus.core.link.results import LinkModel, LinkSettings
from isthmus.core.link.run_state import CarriedState, LoosePairs, RunState, carried, in_order
from isthmus.engines import blocks, scoring
from isthmus.engines.candidate_recall import missed, nothing_missed
from isthmus.engines.changed_pairs import (
    ComparedPairs,
    compare_changed,
    insert_pairs,
    pairs_lost,
    pairs_not_by_rule,
)
from isthmus.engines.comparison import ComparisonResult, backend, score_of
from isthmus.engines.connection import Engine
from isthmus.engines.features import prepare
from isthmus.engines.phases import Phases
from isthmus.engines.run_state import basis, rated_values, record_digests, remembered, said
from isthmus.engines.splink_settings import Backend
from isthmus.engines.within_cluster_pairs import LOOSELY, complete

__all__ = ["EarlierRun", "LinkOutcome", "again"]

OUTGROWN = 1.2  # so many times the labels that were learned from: they are learned from anew
EXACT = 1e-9


@dataclass(frozen=True, eq=False)
class EarlierRun:
    """What an earlier run kept, and the number of each of its records now, int64[n]; -1 where it went."""

    memory: RunState
    now: Numbers


@dataclass(frozen=True, eq=False)
class LinkOutcome:
    """What a run found, the clusters at each threshold among it, and what it did for that."""

    found: ComparisonResult
    memory: RunState
    told: dict[str, int]


def again(
    engine: Engine,
    fields: Sequence[str],
    before: EarlierRun,
    asked: LinkSettings,
    phases: Phases,
    *,
    decided: DecidedPairs,
    model: LinkModel,
    labels: NumberedLabels | None,
) -> LinkOutcome | None:
    """From the table `raw` find what a full run with this model would; None where nothing can be built upon."""
    score = _score(before.memory, fields, asked, model, labels)
    if score is None:
        return None
    fresh = said(engine)
    all_there = np.array_equal(before.now, np.arange(len(fresh)))
    if all_there and np.array_equal(before.memory.records.said, fresh):
        return _as_it_was(before.memory, fields, score, model, phases, decided, asked)
    held, stand, left_out = _prepared(engine, fields, before, model, asked, phases)
    columns = {str(row[0]) for row in engine.execute("describe records").fetchall()}
    on = backend(engine, score.comparisons, columns, asked.engine)
    with phases.phase("compare"):
        fresh_pairs = compare_changed(engine, on, held, stand, score)
        lasting = _lasting(engine, before, held, stand, fresh_pairs)
    with phases.phase("complete"):
        opened = _opened_again(held, scoring.fetched(engine, "scored", scoring.FLOOR))
        rest = _put_back(engine, held.memory, opened, model.comparisons)
        completed = complete(engine, on, score, len(opened))
        pairs, levels = _together(engine, rest, model.comparisons)
    with phases.phase("candidate recall"):
        insert_pairs(engine, rest, model.comparisons)
        lost = _missed(engine, on, columns, score, held, model, asked.seed)
    with phases.phase("cluster"):
        clusters, again = _clustered(held.memory, opened, pairs, decided, asked, model.sizes)
    known = len(opened), tuple(fields), frozenset(columns), score, model
    candidates = lasting + fresh_pairs.number + pairs_not_by_rule(engine, stand)
    # Of pairs below the floor only the sum is known: those that stay are taken to be like those that went.
    stay = before.memory.unlikely * lasting / max(before.memory.proposed, 1)
    below, proposed = stay + fresh_pairs.unlikely, lasting + fresh_pairs.number
    found = ComparisonResult(*known, candidates, left_out, lost, before.memory.taught, below, proposed)
    memory = remembered(engine, found, pairs, levels, clusters, decided, before.memory.taught, asked)
    told = _told(held, int((before.now < 0).sum()), fresh_pairs.number + completed, again)
    return LinkOutcome(found, memory, told)


def _lasting(
    engine: Engine, before: EarlierRun, held: CarriedState, stand: Blocks, fresh: ComparedPairs
) -> int:
    """Return how many pairs rules propose as before, and were not compared again."""
    return before.memory.proposed - pairs_lost(engine, before.memory, held, stand, before.now) - fresh.again


def _prepared(
    engine: Engine,
    fields: Sequence[str],
    before: EarlierRun,
    model: LinkModel,
    asked: LinkSettings,
    phases: Phases,
) -> tuple[CarriedState, Blocks, int]:
    """Prepare all records; return what holds of the run before, the blocks now, and the records left out of one."""
    with phases.phase("prepare"):
        prepare(engine, fields, before.memory.names)
    with phases.phase("block"):
        left_out = blocks.with_blocks(engine, model.rules, largest_block=asked.largest_block)
        current = record_digests(engine, len(model.rules))
        held = carried(before.memory, before.now, current, rated_values(engine))
    return held, current.blocks, left_out


def _as_it_was(
    memory: RunState,
    fields: Sequence[str],
    score: scoring.Score,
    model: LinkModel,
    phases: Phases,
    decided: DecidedPairs,
    asked: LinkSettings,
) -> LinkOutcome:
    """Return what follows where no record is new, changed or gone: only judgements may be."""
    records = len(memory.records.said)
    with phases.phase("cluster"):
        nothing = np.zeros(records, dtype=np.bool_)
        clusters, again = _clustered(memory, nothing, memory.pairs, decided, asked, model.sizes)
    found = ComparisonResult(
        records,
        tuple(fields),
        frozenset(),
        score,
        model,
        memory.candidates,
        memory.left_out,
        memory.missed,
        memory.taught,
        memory.unlikely,
        memory.proposed,
    )
    told = {"new": 0, "gone": 0, "otherwise": 0, "compared_pairs": 0, "clustered_again": again}
    return LinkOutcome(found, replace(memory, clusters=clusters, decided=decided), told)


def _told(held: CarriedState, gone: int, pairs: int, again: int) -> dict[str, int]:
    return {
        "new": int(held.new.sum()),
        "gone": gone,
        "otherwise": int(((held.changed | held.moved.any(axis=1)) & ~held.new).sum()),
        "compared_pairs": pairs,
        "clustered_again": again,
    }


def _score(
    memory: RunState,
    fields: Sequence[str],
    asked: LinkSettings,
    model: LinkModel,
    labels: NumberedLabels | None,
) -> scoring.Score | None:
    """Return how the earlier run scored; None where it ran in another way, or many labels came to be learned from."""
    there = 0 if labels is None else len(labels)
    if memory.basis != basis(fields, model.comparisons, asked):
        return None
    if there >= ENOUGH_TO_SHIFT and there > OUTGROWN * memory.taught.of:
        return None
    compared = tuple(each for each in comparisons([*fields, "list"]) if each.name in model.comparisons)
    score = score_of(compared, model, memory.taught, asked.seed)
    return score if _as_before(memory, score, model.comparisons) else None


def _as_before(memory: RunState, score: scoring.Score, names: Sequence[str]) -> bool:
    """Tell whether each pattern that was kept is scored as it was."""
    levels, first = np.unique(memory.levels, axis=0, return_index=True)
    weight, probability = score(scoring.Patterns(tuple(names), levels, np.ones(len(levels), dtype=np.int64)))
    return np.allclose(weight, memory.weight[first], rtol=0, atol=EXACT) and np.allclose(
        probability, memory.pairs.probability[first], rtol=0, atol=EXACT
    )


def _missed(
    engine: Engine,
    on: Backend,
    columns: set[str],
    score: scoring.Score,
    held: CarriedState,
    model: LinkModel,
    seed: int,
) -> LoosePairs:
    """Return what an independent blocker finds; only pairs that it did not find before are compared."""
    if model.rules == (blocks.EVERY_PAIR,):
        return nothing_missed()
    before = held.memory.missed
    known = Pairs(before.left, before.right, before.probability)
    return missed(engine, on, columns, score, seed=seed, rules=len(model.rules), known=known)


def _opened_again(held: CarriedState, fresh: dict[str, Any]) -> npt.NDArray[np.bool_]:
    """Return bool[n]: the records whose pairs may have changed: of loose components with a new or lost pair.

    Where nothing changed among the pairs that rules proposed, what was found inside loose clusters is as it was.
    """
    rules = held.memory.only(held.memory.by_rule).pairs
    pairs = Pairs(
        np.concatenate((rules.left, fresh["l"].astype(np.int64))),
        np.concatenate((rules.right, fresh["r"].astype(np.int64))),
        np.concatenate((rules.probability, fresh["probability"].astype(np.float64))),
    )
    marked = held.changed | held.bereft | held.moved.any(axis=1)
    marked[pairs.left[len(rules) :]] = marked[pairs.right[len(rules) :]] = True
    changed = np.flatnonzero(marked)
    found = np.zeros(len(held.changed), dtype=np.bool_)
    found[affected(len(found), pairs, DecidedPairs(), LOOSELY, changed)] = True
    return found


def _put_back(
    engine: Engine, memory: RunState, opened: npt.NDArray[np.bool_], names: Sequence[str]
) -> RunState:
    """Add what rules proposed among records that are open again to the table `scored`; return all other pairs."""
    inside = opened[memory.pairs.left] & opened[memory.pairs.right]
    insert_pairs(engine, memory.only(inside & memory.by_rule), names)
    return memory.only(~inside)


def _together(engine: Engine, memory: RunState, names: Sequence[str]) -> tuple[Pairs, dict[str, Any]]:
    """Return the pairs of the table `scored` and of a memory in the order of their records; weights and levels."""
    rows = scoring.fetched(engine, "scored", scoring.FLOOR, names)
    left = np.concatenate((memory.pairs.left, rows["l"].astype(np.int64)))
    right = np.concatenate((memory.pairs.right, rows["r"].astype(np.int64)))
    probability = np.concatenate((memory.pairs.probability, rows["probability"].astype(np.float64)))
    order = in_order(Pairs(left, right, probability))
    columns: dict[str, Any] = {"weight": np.concatenate((memory.weight, rows["weight"]))[order]}
    for at, name in enumerate(names):
        columns[name] = np.concatenate((memory.levels[:, at], rows[name]))[order]
    return Pairs(left[order], right[order], probability[order]), columns


def _clustered(
    memory: RunState,
    opened: npt.NDArray[np.bool_],
    pairs: Pairs,
    decided: DecidedPairs,
    asked: LinkSettings,
    sizes: RecordsPerPerson | None,
) -> tuple[Sequence[Numbers], int]:
    """Return the clusters at each threshold, and how many records lay in a component that was clustered again."""
    changed = np.concatenate((np.flatnonzero(opened), changed_decisions(memory.decided, decided)))
    records, thresholds = len(opened), asked.thresholds()
    clusters = partitions_incrementally(
        records, pairs, decided, thresholds, before=memory.clusters, changed=changed, sizes=sizes
    )
    return clusters, len(affected(records, pairs, decided, reached(thresholds, sizes), changed))
