"""The pairs that an incremental run compares, and how many of the others blocking proposes as it did."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from isthmus.core.link.block_changes import ALONE, Blocks, pairs_gained, sharing
from isthmus.core.link.pairs import Numbers
from isthmus.core.link.run_state import CarriedState, RunState, moved_together
from isthmus.engines import scoring
from isthmus.engines.comparison import count
from isthmus.engines.connection import Engine
from isthmus.engines.splink_settings import Backend

__all__ = ["ComparedPairs", "compare_changed", "insert_pairs", "met", "pairs_lost", "pairs_not_by_rule"]


@dataclass(frozen=True, slots=True)
class ComparedPairs:
    """How many pairs were compared, some of them `again`; the probabilities of those below the floor, added up."""

    number: int
    again: int
    unlikely: float


def met(engine: Engine, rules: int, more: str, old: str, into: str = "met") -> None:
    """Make a table (l, r) of the pairs that a record of `more` makes with one of `old`, or of `more`."""
    parts = []
    for rule in range(rules):
        same = f"m.r{rule} = o.r{rule}"
        ends = "least(o.i, m.i) as l, greatest(o.i, m.i) as r"
        parts.append(f"select {ends} from {more} m join {old} o on {same}")
        parts.append(f"select {ends} from {more} m join {more} o on {same} and o.i < m.i")
    nobody = "select 0::bigint as l, 0::bigint as r limit 0"
    engine.execute(f"create or replace table {into} as {' union '.join(parts) or nobody}")


def compare_changed(
    engine: Engine, on: Backend, held: CarriedState, stand: Blocks, score: scoring.Score
) -> ComparedPairs:
    """Make the table `scored` of the pairs to compare: `stand` are the blocks now.

    Those with a changed record; of two others, those that share a block only now, and those that share a value which
    is more or less rare than it was.
    """
    rules = stand.shape[1]
    marks = {"changed": held.changed, "moved": held.moved.any(axis=1)}
    engine.register("marks", pa.table({"i": np.arange(len(held.changed)), **marks}))
    for table, which in (("new", "changed"), ("old", "not changed"), ("moved", "not changed and moved")):
        engine.execute(
            f"create or replace table blocked_{table} as "
            f"select b.* from blocked b join marks using (i) where {which}"
        )
    engine.unregister("marks")
    again = _moved_pairs(engine, held, rules)
    met(engine, rules, "blocked_new", "blocked_old")
    gained = pairs_gained(held.memory.records.blocks, stand, ~held.changed)
    engine.register("more", pa.table({"l": again[0], "r": again[1]}))
    engine.register("gained", pa.table({"l": gained[0], "r": gained[1]}))
    engine.execute("create or replace table met_again as select l, r from more anti join gained using (l, r)")
    engine.execute("insert into met select l, r from gained union all select l, r from met_again")
    engine.unregister("more")
    engine.unregister("gained")
    pairs = count(engine, "met")
    if pairs:
        on.compare_these("met", "vectors")
    else:
        listed = ", ".join(f"0::tinyint as {each.name}" for each in score.comparisons)
        engine.execute(
            f"create or replace table vectors as select 0::bigint as l, 0::bigint as r, {listed} limit 0"
        )
    patterns = scoring.counted(engine, "vectors", score.comparisons)
    weight, probability = score(patterns)
    scoring.scored(engine, "vectors", "scored", patterns, weight, probability)
    return ComparedPairs(pairs, count(engine, "met_again"), scoring.unlikely(patterns, probability))


def _moved_pairs(engine: Engine, held: CarriedState, rules: int) -> tuple[Numbers, Numbers]:
    """Return the pairs of two unchanged records that share a value which is more or less rare than it was."""
    met(engine, rules, "blocked_moved", "(select * from blocked limit 0)")
    rows = engine.execute("select l, r from met").fetchnumpy()
    left, right = (np.asarray(rows[end]).astype(np.int64) for end in ("l", "r"))
    again = moved_together(held.moved, held.values, left, right)
    return left[again], right[again]


def pairs_lost(engine: Engine, memory: RunState, held: CarriedState, stand: Blocks, now: Numbers) -> int:
    """Return how many pairs that rules proposed in an earlier run they propose no more, or with a changed record."""
    rules, there = stand.shape[1], now >= 0
    stays = there.copy()
    stays[there] = ~held.changed[now[there]]
    columns = {
        f"r{rule}": pa.array(each, mask=each == ALONE) for rule, each in enumerate(memory.records.blocks.T)
    }
    engine.register("stood_now", pa.table({"i": np.arange(len(now)), "stays": stays, **columns}))
    for table, which in (("stood_new", "not stays"), ("stood_old", "stays")):
        engine.execute(f"create or replace table {table} as select * from stood_now where {which}")
    engine.unregister("stood_now")
    met(engine, rules, "stood_new", "stood_old", "met_before")
    left, _ = pairs_gained(stand, held.memory.records.blocks, ~held.changed)
    return count(engine, "met_before") + len(left)


def insert_pairs(engine: Engine, memory: RunState, names: Sequence[str]) -> None:
    """Add the pairs of a memory to the table `scored`."""
    pairs = memory.pairs
    columns: dict[str, Any] = {"l": pairs.left, "r": pairs.right, "weight": memory.weight}
    columns |= {"probability": pairs.probability}
    columns |= {name: memory.levels[:, at] for at, name in enumerate(names)}
    engine.register("back", pa.table(columns))
    engine.execute("insert into scored by name select * from back")
    engine.unregister("back")


def pairs_not_by_rule(engine: Engine, stand: Blocks) -> int:
    """Return how many pairs of the table `scored` no rule proposes: what was found inside loose clusters."""
    rows = engine.execute("select l, r from scored").fetchnumpy()
    left, right = (np.asarray(rows[end]).astype(np.int64) for end in ("l", "r"))
    return int((~sharing(stand, left, right)).sum())
