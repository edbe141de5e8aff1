"""What a run keeps for the next one, out of its database: digests of its records, and which pairs rules proposed."""

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version

import numpy as np
import numpy.typing as npt

from isthmus.core.link.block_changes import Blocks, codes, sharing
from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs
from isthmus.core.link.results import LinkSettings
from isthmus.core.link.run_state import RecordDigests, RunState, TrainingPairs
from isthmus.core.names import nameless
from isthmus.engines import scoring
from isthmus.engines.comparison import ComparisonResult, count
from isthmus.engines.connection import Engine
from isthmus.engines.names_read import names_read

__all__ = ["basis", "rated_values", "record_digests", "remembered", "said"]

_RARITY = ("_b", "_f")  # ends of the columns that `bands` adds: read only where two values are the same
PACKAGES = ("isthmus", "splink", "duckdb", "numpy")


def basis(fields: Sequence[str], comparisons: Sequence[str], asked: LinkSettings) -> str:
    """Return what has to be as it was for an earlier run to be built upon, as JSON."""
    return json.dumps(
        {
            "fields": sorted(fields),
            "comparisons": list(comparisons),
            "thresholds": asked.thresholds(),
            "floor": scoring.FLOOR,
            "largest_block": asked.largest_block,
            "seed": asked.seed,
            "once": sorted(asked.once),
            "versions": {each: version(each) for each in PACKAGES} | {"nameless": nameless.VERSION},
        }
    )


def record_digests(engine: Engine, rules: int) -> RecordDigests:
    """Return what the records of the tables `raw`, `records` and `blocked` are compared by."""
    columns = _columns(engine, "records")
    plain = [name for name in columns if not name.endswith(_RARITY)]
    return RecordDigests(
        said(engine),
        _digests(engine, "records", plain),
        _rarity(engine, [name for name in columns if name.endswith(_RARITY)]),
        _blocks(engine, rules),
    )


def rated_values(engine: Engine) -> Blocks:
    """Return int32[n, s]: a number for each value of the table `records` whose rarity is told, by column."""
    rated = [name for name in _columns(engine, "records") if name.endswith(_RARITY)]
    if not rated:
        return np.zeros((count(engine, "records"), 0), dtype=np.int32)
    listed = ", ".join(f"hash({name[:-2]}_k) as {name}" for name in rated)
    rows = engine.execute(f"select {listed} from records order by i").fetchnumpy()
    return np.stack(
        [np.unique(np.asarray(rows[name]), return_inverse=True)[1].astype(np.int32) for name in rated], axis=1
    )


def said(engine: Engine) -> npt.NDArray[np.uint64]:
    """Return uint64[n]: for each record of the table `raw` a digest of all that it says."""
    return _digests(engine, "raw", _columns(engine, "raw"))


def remembered(
    engine: Engine,
    found: ComparisonResult,
    pairs: Pairs,
    columns: Mapping[str, npt.NDArray[np.generic]],
    clusters: Sequence[Numbers],
    decided: DecidedPairs,
    learned: TrainingPairs,
    asked: LinkSettings,
) -> RunState:
    """Return what the next run can build upon."""
    names, records = found.model.comparisons, record_digests(engine, len(found.model.rules))
    return RunState(
        basis(found.fields, names, asked),
        records,
        clusters,
        pairs,
        columns["weight"].astype(np.float64),
        np.stack([columns[name].astype(np.int8) for name in names], axis=1),
        sharing(records.blocks, pairs.left, pairs.right),
        decided,
        learned,
        found.candidates,
        found.left_out,
        found.missed,
        found.unlikely,
        found.proposed,
        names_read(engine),
    )


def _columns(engine: Engine, table: str) -> list[str]:
    names = [str(row[0]) for row in engine.execute(f"describe {table}").fetchall()]
    return [name for name in names if name not in ("i", "id")]


def _digests(engine: Engine, table: str, columns: Sequence[str]) -> npt.NDArray[np.uint64]:
    rows = engine.execute(f"select hash({', '.join(columns)}) as digest from {table} order by i").fetchnumpy()
    return np.asarray(rows["digest"]).astype(np.uint64)


def _rarity(engine: Engine, columns: Sequence[str]) -> npt.NDArray[np.int8]:
    listed = "".join(f", coalesce({name}, -1)::tinyint as {name}" for name in columns)
    rows = engine.execute(f"select i{listed} from records order by i").fetchnumpy()
    found = np.zeros((len(rows["i"]), len(columns)), dtype=np.int8)
    for at, name in enumerate(columns):
        found[:, at] = rows[name]
    return found


def _blocks(engine: Engine, rules: int) -> Blocks:
    listed = ", ".join(f"r{rule}" for rule in range(rules))
    if not rules:
        return np.zeros((count(engine, "blocked"), 0), dtype=np.int32)
    rows = engine.execute(f"select {listed} from blocked order by i").fetchnumpy()
    columns = (np.ma.asarray(rows[f"r{rule}"]) for rule in range(rules))
    return np.stack(
        [codes(each.filled(0).astype(np.uint64), ~np.ma.getmaskarray(each)) for each in columns], axis=1
    )
