"""A spreadsheet of 100,000 rows by a mapping: to its preview, imported, imported again with 100 more, taken back.

`ISTHMUS_BENCH_ROWS` gives another number of rows.
"""

import csv
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from benchmarks.commands_run import ran
from benchmarks.measure import Measure

__all__ = ["measures"]

ROWS = int(os.environ.get("ISTHMUS_BENCH_ROWS", "100000"))
MORE = 100
SEED = 20261129
PASSPHRASE = "a passphrase for a benchmark"
MAPPING = """\
mapping: 1
name: A list
row: person
table: {key: [no]}
document: {title: A list, author: Network, held: yes, lists_once: people}
sources: {kinds: {Network: organisation}, other: outlet}
statement: {speaker: Network, basis: record, locator: {column: no, prefix: "no. "}}
acts:
  - type: killing
    outcome: death
    date: {column: date}
    place: {column: place}
    people:
      - role: victim
        name: {column: name}
        age: {column: age}
"""
HEADER = ("no", "name", "age", "date", "place", "remark")
SYLLABLES = ("ra", "mi", "do", "ka", "le", "su", "to", "vi", "ne", "ba", "shu", "gor")


def measures() -> Iterator[Measure]:
    """Measure whole commands, each with what memory it took; counts that do not add up are a failure."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        secret, table, mapping = work / "secret", work / "list.csv", work / "mapping.yaml"
        secret.touch(0o600)
        secret.write_text(PASSPHRASE)
        mapping.write_text(MAPPING)
        rows = list(_rows(ROWS + MORE))
        _write(table, rows[:ROWS])
        opened = ("--workspace", str(work / "w"), "--passphrase-file", str(secret))
        ran("init", str(work / "w"), "--passphrase-file", str(secret))
        came = ("import", str(table), "--mapping", str(mapping), *opened, "--json")
        yield from _measured("to its preview", 20, ("mapping", "check", str(mapping), str(table), "--json"))
        yield from _measured("imported", 180, came, new=ROWS)
        _write(table, rows)
        yield from _measured(f"imported again with {MORE} more", 30, came, new=MORE, same=ROWS)
        yield from _taken_back(opened)


def _taken_back(opened: Sequence[str]) -> Iterator[Measure]:
    for last in (True, False):
        listed = json.loads(ran("undo", *opened, "--json")[0])["actions"]
        event = next(
            each["event"] for each in listed if each["action"] == "bring_in_list" and each["why_not"] is None
        )
        name = "the second import taken back" if last else "the first import taken back"
        yield from _measured(name, 60, ("undo", str(event), "--yes", *opened, "--json"))


def _measured(name: str, seconds: float, words: Sequence[str], **expected: int) -> Iterator[Measure]:
    out, took, memory = ran(*words)
    found = json.loads(out)
    assert {each: found[each] for each in expected} == expected, (name, found)
    yield Measure(f"spreadsheet of {ROWS:,} rows {name}", took, "s", seconds)
    yield Measure("  peak memory", memory, "GB", 1)


def _rows(n: int) -> Iterator[tuple[object, ...]]:
    """Invented people: no two rows are alike, and many names are."""
    rng = Random(SEED)
    for number in range(1, n + 1):
        given, family = ("".join(rng.choices(SYLLABLES, k=k)).capitalize() for k in (2, 3))
        day = f"{rng.randrange(1, 29)}.{rng.randrange(1, 13)}.20{rng.randrange(10, 25)}"
        yield number, f"{given} {family}", rng.randrange(1, 90), day, f"Village {rng.randrange(500)}", ""


def _write(path: Path, rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows)
