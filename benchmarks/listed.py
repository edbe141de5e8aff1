"""Lists as monitors publish them, at their size: each command as a whole process, with what memory it took."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.commands_run import ran
from benchmarks.measure import Measure
from isthmus.core.workbook.rows import Workbook
from isthmus.files.workbook import write_csv
from tests.core.list_kinds import ListedKind, incidents, nameless, one_statement, people, two_lists

__all__ = ["measures"]

SEED = 20261129
PASSPHRASE = "a passphrase for a benchmark"


def measures() -> Iterator[Measure]:
    """Count each kind of list, and import the longest; a minimum that is not what it should be is a failure."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        rng = Random(SEED)
        yield from _kind(work, "one statement with 700 mentions", one_statement(700, rng), 5)
        longest = people(55_202, rng)
        yield from _kind(work, "one list of 55,202 people, one row each", longest, 5)
        yield from _imported(work, longest.brought_in)
        yield from _kind(work, "6,249 incidents with numbers and a total", incidents(6_249, rng), 5)
        lists = two_lists(28_000, 13_500, 9_000, 350, rng, unknown=lambda _: False)
        yield from _states(work, "lists of 28,000 and 13,500", lists)
        yield from _states(work, "lists of 2,000 and 1,000 with N.N.", nameless(2_000, rng))


def _kind(work: Path, name: str, kind: ListedKind, seconds: float) -> Iterator[Measure]:
    yield from _count(work, name, kind.brought_in, kind.minimums[0], seconds)


def _states(work: Path, name: str, kind: ListedKind) -> Iterator[Measure]:
    states = ("brought in", "after the link run", "after the review")
    for state, book, minimum in zip(states, kind.states, kind.minimums, strict=True):
        yield from _count(work, f"{name}, {state}", book, minimum, 10)


def _count(work: Path, name: str, book: Workbook, minimum: int, seconds: float) -> Iterator[Measure]:
    folder = work / name.replace(" ", "-").replace(",", "")
    write_csv(book, folder)
    out, took, memory = ran("count", str(folder), "--json")
    figures = json.loads(out)["k"]["1"]
    assert figures["documented_minimum"] == minimum, (name, figures["documented_minimum"], minimum)
    assert figures["exact"], name
    yield Measure(f"count of {name}: at least {minimum:,}, exact", took, "s", seconds)
    yield Measure("  peak memory", memory, "GB", 1)


def _imported(work: Path, book: Workbook) -> Iterator[Measure]:
    folder, secret, workspace = work / "to-import", work / "secret", work / "workspace"
    write_csv(book, folder)
    secret.touch(0o600)
    secret.write_text(PASSPHRASE)
    ran("init", str(workspace), "--passphrase-file", str(secret))
    _, took, memory = ran(
        "import", str(folder), "--workspace", str(workspace), "--passphrase-file", str(secret)
    )
    yield Measure(f"import of a list of {len(book.mentions):,} rows", took, "s", 60)
    yield Measure("  peak memory", memory, "GB")
