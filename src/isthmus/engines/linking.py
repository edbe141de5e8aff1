"""Linking a table of records: compare them, cluster them, and report on both."""

from collections.abc import Callable, Sequence
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import splink

from isthmus.core.link.equal_rows import EqualRowsDoubt
from isthmus.core.link.labels import NumberedLabels
from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs
from isthmus.core.link.records_per_person import clustered
from isthmus.core.link.results import LinkModel, LinkResult, LinkSettings
from isthmus.core.link.verdict import beside_people
from isthmus.core.messages import Message
from isthmus.core.names import nameless
from isthmus.core.progress import Progress
from isthmus.engines import scoring
from isthmus.engines.comparison import ComparisonResult, NothingToCompare, compared, with_sizes
from isthmus.engines.connection import Engine, opened
from isthmus.engines.equal_rows import equal_rows
from isthmus.engines.groups import link_groups
from isthmus.engines.incidents import link_incidents
from isthmus.engines.incremental import EarlierRun, LinkOutcome, again
from isthmus.engines.nameless import nameless_records
from isthmus.engines.phases import Phases
from isthmus.engines.run_state import remembered

__all__ = [
    "ComparisonResult",
    "EarlierRun",
    "LinkModel",
    "LinkSettings",
    "NothingToCompare",
    "Phases",
    "fetched",
    "link",
    "report",
]


def link(
    table: "pa.Table",
    *,
    kind: str = "person",
    decided: DecidedPairs | None = None,
    labels: NumberedLabels | None = None,
    model: LinkModel | None = None,
    before: EarlierRun | None = None,
    settings: LinkSettings | None = None,
    progress: Progress | None = None,
) -> LinkResult:
    """Link the records of a table: text columns id, list and fields; one record a row. Raises NothingToCompare.

    Of kind `group`, they are groups and units: id, name, act, role, date, place. Of kind `incident`, the rows are acts:
    id, type, date, place, low, high, victims, perpetrators. With what an earlier run with this model kept, `before`,
    persons are compared with what is new alone, if it can be built upon.
    """
    if kind == "group":
        return link_groups(table, decided=decided, labels=labels, settings=settings, progress=progress)
    if kind == "incident":
        return link_incidents(table, decided, labels, model, settings, progress)
    asked, phases, known = settings or LinkSettings(), Phases(progress), decided or DecidedPairs()
    fields = [name for name in table.column_names if name not in ("id", "list")]
    with opened() as engine:
        as_raw(engine, table, fields)
        found = _compared(engine, fields, asked, phases, before, known, model, labels)
        unnamed = nameless_records(engine, fields)
        equal = equal_rows(engine, fields)
    memory = found.memory
    strict, central, lenient = memory.clusters
    doubt = equal.doubt(strict, lenient, known)
    told = report(found.found, asked, phases, memory.clusters, memory.pairs, doubt)
    told |= {"added": found.told or None, "nameless": unnamed}
    return LinkResult(
        table.column("id").to_pylist(),
        memory.pairs,
        memory.weight,
        {name: memory.levels[:, at] for at, name in enumerate(found.found.model.comparisons)},
        strict,
        central,
        lenient,
        found.found.model,
        told,
        found.found.missed,
        memory,
        equal,
    )


def _compared(
    engine: Engine,
    fields: Sequence[str],
    asked: LinkSettings,
    phases: Phases,
    before: EarlierRun | None,
    decided: DecidedPairs,
    model: LinkModel | None,
    labels: NumberedLabels | None,
) -> LinkOutcome:
    """Compare what is new since an earlier run, where there is one that can be built upon; else everything."""
    found = None
    if before is not None and model is not None:
        found = again(engine, fields, before, asked, phases, decided=decided, model=model, labels=labels)
    if found is None:
        found = _everything(engine, fields, asked, phases, decided=decided, model=model, labels=labels)
    return found


def _everything(
    engine: Engine,
    fields: Sequence[str],
    asked: LinkSettings,
    phases: Phases,
    *,
    decided: DecidedPairs,
    model: LinkModel | None,
    labels: NumberedLabels | None,
) -> LinkOutcome:
    """Compare and cluster everything."""
    found = compared(engine, fields, asked, phases, model=model, labels=labels)
    with phases.phase("cluster"):
        pairs, columns = fetched(engine, found)
        if model is None:
            found = with_sizes(found, pairs, decided)
        clusters = clustered(found.records, pairs, decided, asked.thresholds(), found.model.sizes)
    memory = remembered(engine, found, pairs, columns, clusters, decided, found.learned_from, asked)
    return LinkOutcome(found, memory, {})


def fetched(engine: Engine, found: ComparisonResult) -> tuple[Pairs, dict[str, Any]]:
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


def report(
    found: ComparisonResult,
    asked: LinkSettings,
    phases: Phases,
    clusters: Sequence[Numbers],
    pairs: Pairs,
    equal: EqualRowsDoubt,
    tell: Callable[[Message], dict[str, Any]] = Message.as_json,
) -> dict[str, Any]:
    """Return what a run says of itself, as JSON holds it; clusters are strict, central and lenient, of these pairs.

    `tell` says how messages are given: by code and values, or with their text beside them.
    """
    names = ("strict", "central", "lenient")
    people = found.brackets.people(clusters, pairs, equal)
    verdict = beside_people(found.model.verdict, found.records, people, equal)
    return {
        "records": found.records,
        "candidate_pairs": found.candidates,
        "candidate_recall": found.missed.as_json(tell),
        "people": people,
        "brackets": found.brackets.as_json(),
        "verdict": verdict.as_json(tell),
        "thresholds": dict(zip(names, asked.thresholds(), strict=True)),
        "probabilities": tell(found.score.stage.message),
        "blocking": {
            "rules": [list(rule) for rule in found.model.rules],
            "largest_block": asked.largest_block,
            "left_out_of_blocks": found.left_out,
        },
        "comparisons": [each.name for each in found.comparisons],
        **phases.as_json(),
        "versions": _versions(),
        "engine": asked.engine,
        "seed": asked.seed,
    }


def _versions() -> dict[str, str]:
    """Return the versions of what a run rests on; `nameless`: of the forms of names that are none."""
    packages = {each.__name__: each.__version__ for each in (splink, duckdb, np)}
    return packages | {"nameless": nameless.VERSION}
