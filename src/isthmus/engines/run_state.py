"""What a run keeps for the next one, out of its database: digests of its records, and which pairs rules proposed."""

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs
from isthmus.core.link.results import LinkSettings
from isthmus.core.link.run_state import RunState, TrainingPairs
from isthmus.core.names import nameless
from isthmus.engines import scoring
from isthmus.engines.comparison import ComparisonResult
from isthmus.engines.connection import Engine

__all__ = ["basis", "by_rule", "compared_as", "remembered", "said"]

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


def compared_as(engine: Engine) -> npt.NDArray[np.uint64]:
    """Return uint64[n]: for each record of the table `blocked` a digest of all that it is compared by."""
    return _digests(engine, "blocked")


def said(engine: Engine) -> npt.NDArray[np.uint64]:
    """Return uint64[n]: for each record of the table `raw` a digest of all that it says."""
    return _digests(engine, "raw")


def by_rule(engine: Engine, pairs: Pairs, rules: int) -> npt.NDArray[np.bool_]:
    """Return bool[m]: whether a blocking rule proposes each pair."""
    if not rules:
        return np.zeros(len(pairs), dtype=np.bool_)
    engine.register("some_pairs", pa.table({"at": np.arange(len(pairs)), "l": pairs.left, "r": pairs.right}))
    rows = engine.execute(
        f"select {_proposed(rules)} as proposed from some_pairs p "
        "join blocked a on a.i = p.l join blocked b on b.i = p.r order by p.at"
    ).fetchnumpy()
    engine.unregister("some_pairs")
    return np.asarray(rows["proposed"]).astype(np.bool_)


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
    names = found.model.comparisons
    return RunState(
        basis(found.fields, names, asked),
        said(engine),
        compared_as(engine),
        clusters,
        pairs,
        columns["weight"].astype(np.float64),
        np.stack([columns[name].astype(np.int8) for name in names], axis=1),
        by_rule(engine, pairs, len(found.model.rules)),
        decided,
        learned,
        found.candidates,
        found.left_out,
        found.missed,
        found.unlikely,
    )


def _digests(engine: Engine, table: str) -> npt.NDArray[np.uint64]:
    names = [str(row[0]) for row in engine.execute(f"describe {table}").fetchall()]
    listed = ", ".join(name for name in names if name not in ("i", "id"))
    rows = engine.execute(f"select hash({listed}) as digest from {table} order by i").fetchnumpy()
    return np.asarray(rows["digest"]).astype(np.uint64)


def _proposed(rules: int) -> str:
    # One rule of which a key is missing says nothing; another may propose the pair all the same.
    return " or ".join(f"coalesce(a.r{rule} = b.r{rule}, false)" for rule in range(rules))
