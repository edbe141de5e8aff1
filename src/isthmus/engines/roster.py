"""`link roster`: files in, files out."""

import csv
import errno
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet

from isthmus.core.link.clustering import conflicts, partitions
from isthmus.core.link.draws import drawn
from isthmus.core.link.labels import Labels, NumberedLabels
from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs, no_pairs
from isthmus.core.link.records_per_person import weighed_by_sizes
from isthmus.core.link.results import LinkSettings
from isthmus.core.messages import Message
from isthmus.core.progress import Progress
from isthmus.core.workbook.formula_guard import guarded_cells
from isthmus.engines.ages import ages_note
from isthmus.engines.comparison import compared, with_sizes
from isthmus.engines.connection import Engine, opened, path_in_sql
from isthmus.engines.equal_rows import equal_rows
from isthmus.engines.linking import fetched, report
from isthmus.engines.named_once import NamedOnce
from isthmus.engines.nameless import nameless_records
from isthmus.engines.phases import Phases
from isthmus.engines.reading import check_lists, digest_of, read_rosters
from isthmus.engines.roster_cells import ReadRoster, notes_on_names, read_cells
from isthmus.engines.working_files import working_folder
from isthmus.files.atomic_write import (
    UNFINISHED,
    FolderExists,
    holds_exactly,
    refuse_filled,
    restore_set_aside,
    whole_folder,
)
from isthmus.files.left_behind import prefix

__all__ = ["Roster", "link_roster", "order_by_content", "with_threshold"]


def order_by_content(engine: Engine, fields: Sequence[str]) -> None:
    """Number the rows of the table `raw` anew, by a digest of what they say; `row` keeps where each stood.

    Which records are drawn, which of two equal pairs is joined first, and whose id names a person follow the numbers.
    """
    said = ", ".join(f"coalesce({field}, '')" for field in sorted(fields))
    digest = f"md5(concat_ws(chr(31), id, list, {said}))"
    engine.execute(
        f"create or replace table raw as select row_number() over (order by {digest}, id) - 1 as i, "
        "raw.i as row, raw.* exclude (i) from raw order by 1"
    )


SPARK = "spark"
IN_MEMORY = 8_000_000  # bytes of lists that are linked in memory alone: about 100,000 records
MOST_DRAWS = 20
DRAWN_ROWS = 5_000_000  # of draws.parquet at most: larger rosters get fewer draws, but three
WRITTEN_ROWS = 100_000
_ALWAYS = frozenset({"pairs.parquet", "report.json"})
RESULTS = (
    _ALWAYS | {"people.csv", "people.parquet", "draws.parquet"},
    _ALWAYS,
)  # of a run with a figure, and of one without


@dataclass(frozen=True)
class Roster:
    """The files to link, where the results go, and what was asked for."""

    paths: Sequence[Path]
    out: Path
    mapping: Sequence[str] = ()
    labels: Labels | None = None
    encoding: str = ""  # of text that does not say its own
    date_order: str = ""  # day_first or month_first, where dates like 05/03/2017 are
    replaces: bool = False  # earlier results in the same folder


def link_roster(
    roster: Roster,
    settings: LinkSettings,
    *,
    mapped: Callable[[ReadRoster], None] | None = None,
    tell: Callable[[Message], dict[str, Any]] = Message.as_json,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Link the files; write pairs, people, draws (Parquet), people.csv and report.json; return the report.

    `mapped` is called with what the columns were read as; `tell` says how the report gives messages. Raises
    TableError, MappingError, UnknownList, NothingToCompare, FolderExists where the folder holds anything but results
    that are to be replaced, and OSError where the results cannot be written.
    """
    _refuse_filled(roster)
    _refuse_unwritable(roster.out)
    phases = Phases(progress)
    with _disk_errors(), _worked_in(roster, settings) as engine:
        with phases.phase("read"):
            found = read_rosters(engine, roster.paths, roster.mapping, roster.encoding)
            check_lists(engine, settings.once)
            read = read_cells(engine, found, roster.date_order, datetime.now(UTC).date())
            if mapped:
                mapped(read)
            order_by_content(engine, read.fields)
            labels = _numbered(engine, roster.labels)
        return _linked(engine, roster, settings, read, labels, phases, tell)


def _refuse_filled(roster: Roster) -> None:
    """Raise `FolderExists` where results would overwrite anything but earlier ones that may be replaced."""
    restore_set_aside(roster.out)
    if not roster.replaces and holds_exactly(roster.out, RESULTS):
        raise FolderExists(Message("results.earlier", path=str(roster.out)))
    for path in roster.paths:
        if roster.out.resolve() in path.resolve().parents:
            raise FolderExists(Message("results.read_from", path=str(roster.out), file=path.name))
    refuse_filled(roster.out, _replaced(roster))


def _replaced(roster: Roster) -> tuple[frozenset[str], ...]:
    return RESULTS if roster.replaces else ()


def _refuse_unwritable(out: Path) -> None:
    """Raise OSError where nothing can be written, before hours of work and not after."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=prefix(UNFINISHED), dir=out.parent):
        pass


@contextmanager
def _worked_in(roster: Roster, settings: LinkSettings) -> Iterator[Engine]:
    """Yield a database in memory for short lists; for long ones, and for Spark, which passes files on, in a folder."""
    short = sum(path.stat().st_size for path in roster.paths) <= IN_MEMORY and settings.engine != SPARK
    with nullcontext() if short else working_folder() as folder, opened(folder) as engine:
        yield engine


@contextmanager
def _disk_errors() -> Iterator[None]:
    """Raise OSError where the database could not write."""
    try:
        yield
    except duckdb.IOException as broken:
        raise OSError(errno.EIO, str(broken).partition("\n")[0]) from None


def _linked(
    engine: Engine,
    roster: Roster,
    settings: LinkSettings,
    read: ReadRoster,
    labels: NumberedLabels | None,
    phases: Phases,
    tell: Callable[[Message], dict[str, Any]],
) -> dict[str, Any]:
    done = compared(engine, read.fields, settings, phases, labels=labels)
    decided = _decided(labels)
    with phases.phase("cluster"):
        pairs, _ = fetched(engine, done)
        once = NamedOnce.of(engine, settings.once)
        decided = once.barred(pairs, decided)
        done = with_sizes(done, pairs, decided)
        weighed = weighed_by_sizes(done.records, pairs, decided, done.model.sizes)
        clusters = once.apart(
            partitions(done.records, weighed, decided, settings.thresholds()), weighed, decided, settings
        )
    equal = equal_rows(engine, read.fields).doubt(
        clusters[0], clusters[2], decided, once.are_two if once.names else None
    )
    told = report(done, settings, phases, clusters, pairs, equal, tell)
    with whole_folder(roster.out, _replaced(roster)) as out:
        with phases.phase("write"):
            _write_pairs(engine, out, [each.name for each in done.comparisons])
            draws = 0
            if not told["verdict"]["refusal"]:
                _write_people(engine, out, clusters[1])
                draws = _write_draws(engine, out, pairs, decided, clusters[1], settings.seed)
        told |= {
            **phases.as_json(),
            "ages": tell(ages) if (ages := ages_note(engine)) else None,
            **({"people": None} if told["verdict"]["refusal"] else {}),
            "nameless": nameless_records(engine, read.fields),
            "draws": draws,
            "labels": _labels_told(labels, done.records, _decided(labels)),
            "once": once.told(pairs, settings.central),
            "fields": dict(read.mapped.columns),
            "unused_columns": list(read.mapped.unused),
            "dates": read.dates.as_json(),
            "unread": {name: cells.as_json(tell) for name, cells in read.unread.items()},
            "read_as": [tell(each) for each in read.notes],
            "names": [tell(each) for each in notes_on_names(engine, read)],
            "input_digests": digest_of(roster.paths),
        }
        text = json.dumps(told, ensure_ascii=False, indent=1)
        (out / "report.json").write_text(text + "\n", encoding="utf-8")
    return told


def _numbered(engine: Engine, labels: Labels | None) -> NumberedLabels | None:
    if labels is None:
        return None
    rows = engine.execute("select id, i from raw").fetchall()
    return labels.numbered({str(name): int(number) for name, number in rows})


def _decided(labels: NumberedLabels | None) -> DecidedPairs:
    """Return reviewers' labels as decisions: a later run obeys what people said."""
    if labels is None:
        return DecidedPairs()
    both = np.stack([labels.left, labels.right], axis=1) if len(labels) else no_pairs()
    return DecidedPairs(both[labels.same], both[~labels.same])


def _labels_told(labels: NumberedLabels | None, records: int, decided: DecidedPairs) -> dict[str, int] | None:
    if labels is None:
        return None
    return {
        "same": int(labels.same.sum()),
        "different": int((~labels.same).sum()),
        "of_unknown_ids": labels.unknown,
        "conflicts": len(conflicts(records, decided)),
    }


def _write_pairs(engine: Engine, out: Path, names: Sequence[str]) -> None:
    levels = ", ".join(f'scored.{name} as "{name}"' for name in names)
    engine.execute(
        f"copy (select a.id as left, b.id as right, weight, probability, {levels} from scored "
        "join raw a on a.i = scored.l join raw b on b.i = scored.r order by scored.l, scored.r) "
        f"to {path_in_sql(out / 'pairs.parquet')} (format parquet)"
    )


def _write_people(engine: Engine, out: Path, labels: Numbers) -> None:
    engine.register("clusters", pa.table({"i": np.arange(len(labels)), "first": labels}))
    engine.execute(
        "copy (select raw.id as id, one.id as person from clusters join raw using (i) "
        "join raw one on one.i = clusters.first "
        f"order by raw.row) to {path_in_sql(out / 'people.parquet')} (format parquet)"
    )
    _write_csv(engine, out)
    engine.unregister("clusters")


def _write_csv(engine: Engine, out: Path) -> None:
    """Write the same for whoever has a spreadsheet and nothing else: it runs no id as a formula, and sees UTF-8."""
    cursor = engine.execute(
        "select raw.id, one.id from clusters join raw using (i) join raw one on one.i = clusters.first "
        "order by raw.row"
    )
    with (out / "people.csv").open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(("id", "person"))
        while rows := cursor.fetchmany(WRITTEN_ROWS):
            table.writerows(guarded_cells(row) for row in rows)


def _write_draws(
    engine: Engine, out: Path, pairs: Pairs, decided: DecidedPairs, start: Numbers, seed: int
) -> int:
    n = len(start)
    count = max(3, min(MOST_DRAWS, DRAWN_ROWS // max(n, 1)))
    ids = engine.sql("select id from raw order by i").to_arrow_table()["id"].combine_chunks()
    schema = pa.schema([("draw", pa.int32()), ("id", pa.string()), ("person", pa.string())])
    rows = drawn(n, pairs, decided, rng=np.random.default_rng(seed), start=start)
    with pyarrow.parquet.ParquetWriter(out / "draws.parquet", schema, compression="zstd") as file:
        for number in range(count):
            persons = ids.take(pa.array(next(rows)))
            columns = [pa.array(np.full(n, number, np.int32)), ids, persons]
            file.write_table(pa.table(columns, schema=schema), row_group_size=WRITTEN_ROWS)
    return count


def with_threshold(settings: LinkSettings, threshold: float | None, engine: str) -> LinkSettings:
    """Return the settings with the central threshold and the engine that were asked for."""
    chosen = settings if threshold is None else settings.around(threshold)
    return replace(chosen, engine=engine)
