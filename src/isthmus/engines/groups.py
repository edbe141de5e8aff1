"""Linking groups and units: those whose names are alike, by when and where and in which part they are mentioned."""

from collections.abc import Sequence
from importlib.metadata import version
from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa

from isthmus.core.link.clustering import partitions
from isthmus.core.link.group_classes import group_classes, group_key, name_levels
from isthmus.core.link.groups import GROUPS
from isthmus.core.link.labels import NumberedLabels
from isthmus.core.link.model import BANDS
from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs
from isthmus.core.link.results import LinkModel, LinkResult, LinkSettings
from isthmus.core.messages import Message
from isthmus.core.names import nameless
from isthmus.core.progress import Progress
from isthmus.engines import scoring
from isthmus.engines.acts import prepare_acts
from isthmus.engines.comparison import NothingToCompare, count, score_of, training_pairs
from isthmus.engines.connection import Engine, opened
from isthmus.engines.incident_levels import level_of
from isthmus.engines.phases import Phases

__all__ = ["link_groups"]

NAMES = tuple(each.name for each in GROUPS)
EVERY_NAME = 1_500  # different names: of up to so many, each is compared with every other (a second in all)
# Mentions of one name: of more, only those of one place are compared, since "the police" is everywhere.
MOST_OF_A_NAME = 200


def link_groups(
    table: pa.Table,
    *,
    decided: DecidedPairs | None = None,
    labels: NumberedLabels | None = None,
    settings: LinkSettings | None = None,
    progress: Progress | None = None,
) -> LinkResult:
    """Link groups and units: text columns id, name, act, role, and any of date, place; raises NothingToCompare."""
    asked, phases = settings or LinkSettings(), Phases(progress)
    keys = [group_key(each or "") for each in table.column("name").to_pylist()]
    if not any(keys):
        raise NothingToCompare(Message("engines.groups_without_names"))
    with opened() as engine:
        with phases.phase("prepare"):
            _prepare(engine, table, keys)
        with phases.phase("compare"):
            _compare(engine)
            patterns = scoring.counted(engine, "vectors", GROUPS)
        model = LinkModel(NAMES, (("name",),), _fitted(patterns, table.num_rows))
        with phases.phase("score"):
            score = score_of(GROUPS, model, training_pairs(engine, "vectors", NAMES, labels), asked.seed)
            scoring.scored(engine, "vectors", "scored", patterns, *score(patterns))
        with phases.phase("cluster"):
            columns = scoring.fetched(engine, "scored", scoring.FLOOR, NAMES)
            left, right = (columns[name].astype(np.int64) for name in "lr")
            pairs = Pairs(left, right, columns["probability"].astype(np.float64))
            strict, central, lenient = partitions(
                table.num_rows, pairs, decided or DecidedPairs(), asked.thresholds()
            )
        candidates = count(engine, "vectors")
    return LinkResult(
        table.column("id").to_pylist(),
        pairs,
        columns["weight"].astype(np.float64),
        {name: columns[name].astype(np.int8) for name in NAMES},
        strict,
        central,
        lenient,
        model,
        _report(asked, phases, (strict, central, lenient), candidates),
    )


def _fitted(patterns: scoring.Patterns, groups: int) -> Any:  # noqa: ANN401  as the model holds it
    every = groups * (groups - 1) // 2
    return group_classes(patterns.levels, patterns.counts, groups=groups, pairs=every)


def _prepare(engine: Engine, table: pa.Table, keys: Sequence[str]) -> None:
    """Make the tables `records` (what acts have, and name, act, role) and `alike` (a, b, level) of names."""
    acts = table.select([name for name in ("id", "date", "place") if name in table.column_names])
    prepare_acts(engine, acts.append_column("type", pa.array(["group"] * table.num_rows)))
    names = sorted(set(keys) - {""})
    number = {each: at for at, each in enumerate(names)}
    engine.register(
        "named",
        pa.table(
            {
                "i": np.arange(table.num_rows),
                "name_k": pa.array([number.get(each) for each in keys], pa.int64()),
                "act": table.column("act"),
                "role": table.column("role"),
            }
        ),
    )
    engine.execute(
        "create or replace table groups as select * from records join named using (i); "
        "create or replace table sizes as select name_k, count(*) as n from groups group by name_k"
    )
    engine.unregister("named")
    pairs = _name_pairs(names)
    levels = name_levels(names, pairs)
    kept = levels > 0
    engine.register("found", pa.table({"a": pairs[kept, 0], "b": pairs[kept, 1], "level": levels[kept]}))
    engine.execute("create or replace table alike as select * from found")
    engine.unregister("found")


def _name_pairs(names: Sequence[str]) -> Numbers:
    """Return the pairs of names to be compared, int64[m, 2]: all of them, or those that share a word."""
    if len(names) <= EVERY_NAME:
        found = set(combinations(range(len(names)), 2))
    else:
        by_word: dict[str, list[int]] = {}
        for at, name in enumerate(names):
            for word in set(name.split()):
                by_word.setdefault(word, []).append(at)
        few = (each for each in by_word.values() if len(each) <= MOST_OF_A_NAME)
        found = {pair for each in few for pair in combinations(each, 2)}
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 2)


def _compare(engine: Engine) -> None:
    """Make the table `vectors` of the mentions, of two acts, whose names are the same or alike."""
    top, bands = GROUPS[0].number("same"), BANDS - 1
    # A name's band of rarity, by how many mentions have it: the rarest quarter of mentions first.
    engine.execute(
        "create or replace table rarity as select name_k, n, least(floor(4 * (sum(n) over (order by n range between "
        f"unbounded preceding and current row) - n / 2) / sum(n) over ()), {bands}) as band from sizes "
        "where name_k is not null"
    )
    levels = f"{level_of('period')} as period, {level_of('site')} as site"
    role = "cast(case when l.role = r.role then 1 else 0 end as tinyint) as role"
    engine.execute(
        "create or replace table vectors as "
        f"select l.i as l, r.i as r, cast({top} - y.band as tinyint) as group_name, {levels}, {role} "
        "from groups l join groups r on l.name_k = r.name_k and l.i < r.i and l.act <> r.act "
        f"join rarity y on y.name_k = l.name_k where y.n <= {MOST_OF_A_NAME} or l.site_k = r.site_k "
        "union all "
        f"select l.i as l, r.i as r, p.level as group_name, {levels}, {role} from alike p "
        "join groups x on x.name_k = p.a join groups y on y.name_k = p.b and x.act <> y.act "
        "join groups l on l.i = least(x.i, y.i) join groups r on r.i = greatest(x.i, y.i) "
        "join rarity s on s.name_k = p.a join rarity t on t.name_k = p.b "
        f"where s.n * t.n <= {MOST_OF_A_NAME**2} or l.site_k = r.site_k"
    )


def _report(
    asked: LinkSettings, phases: Phases, clusters: Sequence[Numbers], candidates: int
) -> dict[str, Any]:
    """Return what a run says of itself, as JSON holds it, with the names that a run about people uses."""
    names = ("strict", "central", "lenient")
    return {
        "records": len(clusters[0]),
        "candidate_pairs": candidates,
        "groups": {name: len(np.unique(found)) for name, found in zip(names, clusters, strict=True)},
        "thresholds": dict(zip(names, asked.thresholds(), strict=True)),
        "candidate_recall": None,
        "comparisons": list(NAMES),
        **phases.as_json(),
        "versions": {each: version(each) for each in ("duckdb", "numpy")} | {"nameless": nameless.VERSION},
        "engine": "duckdb",
        "seed": asked.seed,
    }
