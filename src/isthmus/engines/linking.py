"""Linking a table of records: compare them, cluster them, and report on both."""

from collections.abc import Sequence
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import splink

from isthmus.core.link.clustering import partitions
from isthmus.core.link.labels import NumberedLabels
from isthmus.core.link.linked import Linked, Model, Settings
from isthmus.core.link.pairs import Decided, Numbers, Pairs
from isthmus.engines import scoring
from isthmus.engines.comparison import Compared, NothingToCompare, compared
from isthmus.engines.incidents import link_incidents
from isthmus.engines.opening import Engine, opened
from isthmus.engines.phases import Phases, Progress, peak_mb

__all__ = [
    "Compared",
    "Model",
    "NothingToCompare",
    "Phases",
    "Progress",
    "Settings",
    "fetched",
    "link",
    "report",
]


def link(
    table: "pa.Table",
    *,
    kind: str = "person",
    decided: Decided | None = None,
    labels: NumberedLabels | None = None,
    model: Model | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Linked:
    """Link the records of a table: text columns id, list and fields; one record a row. Raises NothingToCompare.

    Of kind `incident`, the rows are acts: id, type, date, place, low, high, victims, perpetrators.
    """
    if kind == "incident":
        return link_incidents(
            table, decided=decided, labels=labels, model=model, settings=settings, progress=progress
        )
    asked, phases = settings or Settings(), Phases(progress)
    fields = [name for name in table.column_names if name not in ("id", "list")]
    with opened() as engine:
        as_raw(engine, table, fields)
        found = compared(engine, fields, asked, phases, model=model, labels=labels)
        with phases.phase("cluster"):
            pairs, columns = fetched(engine, found)
            strict, central, lenient = partitions(
                found.records, pairs, decided or Decided(), asked.thresholds()
            )
    weight = columns.pop("weight").astype(np.float64)
    levels = {name: column.astype(np.int8) for name, column in columns.items()}
    told = report(found, asked, phases, (strict, central, lenient))
    ids = table.column("id").to_pylist()
    return Linked(ids, pairs, weight, levels, strict, central, lenient, found.model, told, found.missed)


def fetched(engine: Engine, found: Compared) -> tuple[Pairs, dict[str, Any]]:
    """Return the pairs above the floor, and their weights and levels."""
    columns = scoring.fetched(engine, "scored", scoring.FLOOR, [each.name for each in found.comparisons])
    pairs = Pairs(
        columns.pop("l").astype(np.int64),
        columns.pop("r").astype(np.int64),
        columns.pop("probability").astype(np.float64),
    )
    return pairs, columns


def as_raw(engine: Engine, table: "pa.Table", fields: Sequence[str], *, first: int = 0) -> None:
    """Make the table `raw` from records in memory, numbered from `first`."""
    engine.register("given_table", table)
    lists = "list" if "list" in table.column_names else "''"
    texts = ", ".join(f"nullif(trim({name}), '') as {name}" for name in fields)
    engine.execute(
        f"create or replace table raw as select (row_number() over ()) + {first - 1} as i, id, {lists} as list, "
        f"{texts} from given_table"
    )
    engine.unregister("given_table")


def report(found: Compared, asked: Settings, phases: Phases, clusters: Sequence[Numbers]) -> dict[str, Any]:
    """Return what a run says of itself, as JSON holds it; clusters are strict, central and lenient."""
    names = ("strict", "central", "lenient")
    return {
        "records": found.records,
        "candidate_pairs": found.candidates,
        "candidate_recall": found.missed.as_json(),
        "people": {name: len(np.unique(labels)) for name, labels in zip(names, clusters, strict=True)},
        "thresholds": dict(zip(names, asked.thresholds(), strict=True)),
        "probabilities": found.score.stage.said,
        "blocking": {
            "rules": [list(rule) for rule in found.model.rules],
            "largest_block": asked.largest_block,
            "left_out_of_blocks": found.left_out,
        },
        "comparisons": [each.name for each in found.comparisons],
        "phases": phases.found,
        "seconds": round(sum(each["seconds"] for each in phases.found), 2),
        "peak_memory_mb": peak_mb(),
        "versions": {"splink": splink.__version__, "duckdb": duckdb.__version__, "numpy": np.__version__},
        "engine": asked.engine,
        "seed": asked.seed,
    }
