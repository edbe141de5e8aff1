"""Linking at size: a million rows beside plain Splink on the same pairs, and ten million rows from end to end."""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.link_data import FINAL, LabelledTables, made
from benchmarks.link_figures import of_one_run
from benchmarks.link_plain_splink import plain
from benchmarks.link_running import Ran, link_roster
from benchmarks.measure import Measure
from isthmus.core.link.clustering import partitions
from isthmus.core.link.pairs import DecidedPairs
from isthmus.core.link.results import LinkSettings
from isthmus.engines.append_records import add
from isthmus.engines.comparison import compared
from isthmus.engines.connection import Engine, opened
from isthmus.engines.linking import fetched
from isthmus.engines.phases import Phases
from isthmus.engines.reading import read_rosters

__all__ = ["measures"]

REPORTS_A_PERSON = 1.7
MILLION = int(os.environ.get("ISTHMUS_BENCH_LINK_ROWS", "1000000"))
MOST_GB, MOST_TIMES_PLAIN = 2, 1.5
ADDED, MOST_OF_FULL = 1_000, 0.05
FIELDS = ("given", "family", "born", "place", "x_postcode")


def measures() -> Iterator[Measure]:
    """Measure a million rows, what is added to them, and ten million."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        linked = made("western", int(MILLION / REPORTS_A_PERSON), FINAL, work)
        ran = link_roster(linked, work / "million")
        yield from _million(linked, ran)
        yield from _added(linked, ran, work)
    with tempfile.TemporaryDirectory() as folder:
        yield from _ten_million(Path(folder))


def _million(linked: LabelledTables, ran: Ran) -> Iterator[Measure]:
    """Plain Splink scores and clusters the very pairs that ours chose, its time of blocking not counted."""
    yield from of_one_run(linked, ran)
    beside = plain("western", linked.files[0], linked.truth, pairs=ran.pairs)
    yield Measure(f"  plain Splink on the same {beside.pairs:,} pairs: seconds", beside.total, "s")
    yield Measure("  plain Splink: peak memory", beside.peak_gb, "GB")
    yield Measure("  plain Splink: pairwise F1 at the best threshold", beside.best, "")
    times = ran.seconds / beside.total
    yield Measure(f"{MILLION:,} rows: times as long as plain Splink", times, "", MOST_TIMES_PLAIN)
    yield Measure(f"{MILLION:,} rows: peak memory", ran.peak_gb, "GB", MOST_GB)


def _added(linked: LabelledTables, ran: Ran, work: Path) -> Iterator[Measure]:
    """The last thousand rows added to all others, the model frozen; tests hold the clusters against a run at once."""
    settings = LinkSettings()
    with opened(work) as engine:
        read_rosters(engine, linked.files)
        fields = [name for name in FIELDS if name in _columns(engine)]
        rows = ", ".join(("id", "list", *fields))
        last = engine.sql(f"select {rows} from raw order by i desc limit {ADDED}").to_arrow_table()
        engine.execute(f"delete from raw where i >= (select count(*) - {ADDED} from raw)")
        start = time.perf_counter()
        base = compared(engine, fields, settings, Phases())
        pairs, _ = fetched(engine, base)
        clusters = partitions(base.records, pairs, DecidedPairs(), settings.thresholds())
        whole = time.perf_counter() - start
        start = time.perf_counter()
        add(engine, base, pairs, clusters, last, decided=DecidedPairs(), settings=settings)
        added = time.perf_counter() - start
    yield Measure(
        f"{ADDED:,} rows added to {base.records:,}, beside comparing all", added / whole, "", MOST_OF_FULL
    )
    yield Measure(f"{ADDED:,} rows added, beside the whole command", added / ran.seconds, "", MOST_OF_FULL)


def _columns(engine: Engine) -> set[str]:
    return {str(row[0]) for row in engine.execute("describe raw").fetchall()}


def _ten_million(work: Path) -> Iterator[Measure]:
    rows = 10 * MILLION
    linked = made("western", int(rows / REPORTS_A_PERSON), FINAL, work)
    ran = link_roster(linked, work / "ten-million")
    yield Measure(f"{rows:,} rows from end to end", ran.seconds, "s")
    yield Measure(f"{rows:,} rows: peak memory", ran.peak_gb, "GB")
