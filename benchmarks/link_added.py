"""What 100 new mentions cost a workspace of 13,000: the next run beside a full one, each as a whole command."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from benchmarks.judged import make
from benchmarks.judged.core import Roster
from benchmarks.measure import Measure
from isthmus.core.workbook.rows import Act, Document, Mention, Source, Statement, Workbook
from isthmus.files.workbook import write_csv

__all__ = ["measures"]

PEOPLE, SEED, ADDED = 9_300, 5, 100  # people on two lists: 13,000 to 13,500 mentions
MOST = 10  # per cent of a full run
PASSPHRASE = "a passphrase for a benchmark"


def measures() -> Iterator[Measure]:
    """Import, link, import 100 mentions more, link again."""
    whole = _workbook(make("fourpart", PEOPLE, SEED))
    cut = len(whole.mentions) - ADDED
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        secret, case = work / "passphrase", work / "case"
        secret.touch(0o600)
        secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
        asked = ("--passphrase-file", str(secret))
        write_csv(_part(whole, 0, cut), work / "first")
        write_csv(_part(whole, cut, len(whole.mentions)), work / "more")
        _seconds("init", case, *asked)
        _seconds("import", work / "first", "--workspace", case, *asked)
        full = _seconds("link", "run", case, *asked)
        yield Measure(f"link run of {cut:,} mentions", full, "s")
        _seconds("import", work / "more", "--workspace", case, *asked)
        added = _seconds("link", "run", case, *asked)
        yield Measure(f"link run after {ADDED} more", added, "s")
        yield Measure("  of the time of the full run", 100 * added / full, "%", MOST)


def _seconds(*words: str | Path) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "isthmus", *map(str, words)], check=True, capture_output=True)
    return time.perf_counter() - started


def _part(whole: Workbook, first: int, last: int) -> Workbook:
    return replace(
        whole,
        statements=whole.statements[first:last],
        acts=whole.acts[first:last],
        mentions=whole.mentions[first:last],
    )


def _workbook(roster: Roster) -> Workbook:
    """Return a workbook with a document for each list, and a statement, an act and a mention for each row."""
    rows = roster.rows
    lists = sorted({row.list for row in rows})
    ids = [f"{at:06}" for at in range(len(rows))]
    return Workbook(
        sources=tuple(Source(f"s{each}", f"Group {each}", "organisation") for each in lists),
        documents=tuple(Document(f"d{each}", f"List {each}", (f"s{each}",), "yes") for each in lists),
        statements=tuple(
            Statement(f"t{at}", f"d{row.list}", (f"s{row.list}",), "asserts", "first_hand")
            for at, row in zip(ids, rows, strict=True)
        ),
        acts=tuple(Act(f"a{at}", f"t{at}", "threat") for at in ids),
        mentions=tuple(_mention(at, row.cells) for at, row in zip(ids, rows, strict=True)),
    )


def _mention(at: str, cells: Mapping[str, str]) -> Mention:
    age = cells.get("age", "")
    return Mention(
        f"m{at}",
        f"a{at}",
        "victim",
        1,
        1,
        kind="individual",
        name=cells.get("name", ""),
        sex={"M": "male", "F": "female"}.get(cells.get("sex", ""), ""),
        age=age if age.isdecimal() else "",
    )
