"""Writes a roster and its truth, a chunk of families at a time, so that size is bounded by the disk alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from benchmarks.rosters.families import Numbers, families
from benchmarks.rosters.lists import HABITS, Rates, included
from benchmarks.rosters.reports import Writer
from benchmarks.rosters.western import western

__all__ = ["VARIANTS", "Roster", "chunks", "write"]

VARIANTS = ("russian", "arabic", "latin", "western")
HOUSES = 10_000  # a chunk
APART = 10_000_000  # between the numbers of fathers of two chunks
FAMILIES = 100_000  # more than there are family names
_APART = {"russian": False, "arabic": True, "latin": False}


@dataclass(frozen=True)
class Roster:
    """What to make: a variant with about this many people on any of the lists, by a seed.

    `parts`: the names in four columns instead of one (None: as the variant usually has them).
    """

    variant: str
    people: int
    lists: int = 4
    seed: int = 1
    rates: Rates = field(default_factory=Rates)
    parts: bool | None = None

    def __post_init__(self) -> None:
        if self.variant not in VARIANTS:
            raise ValueError(f"There is no variant {self.variant!r}; there are {', '.join(VARIANTS)}.")
        if not 1 <= self.lists <= len(HABITS) or self.people < 1:
            raise ValueError(f"A roster has 1 to {len(HABITS)} lists and at least one person.")


def write(roster: Roster, path: Path, truth: Path) -> int:
    """Write the roster and its truth (id, person, father, lineage) as CSV or Parquet by their suffixes; return rows.

    Equal `father`: children of one man (of one house, in the Western one); equal `lineage`: the father's and the
    family name are truly the same.
    """
    rows = 0
    write_roster, write_truth = _writer(path), _writer(truth)
    for table, known in chunks(roster):
        write_roster(table)
        write_truth(known)
        rows += len(table)
    write_roster(None)
    write_truth(None)
    return rows


def chunks(roster: Roster) -> Iterator[tuple[pa.Table, pa.Table]]:
    """Yield tables of the roster and of its truth; the rows of a person are in one chunk, in no order."""
    people = rows = number = 0
    while people < roster.people:
        rng = np.random.default_rng([roster.seed, number, VARIANTS.index(roster.variant)])
        make = _western if roster.variant == "western" else _reported
        columns, person, father, lineage = make(roster, roster.people - people, rng)
        order = rng.permutation(len(person))
        ids = _ids(rows + np.arange(len(person)), roster.seed)
        known = {
            "id": ids,
            "person": _numbered(person[order] + people),
            "father": _numbered(np.where(father >= 0, father + number * APART, -1)[order], "f"),
            "lineage": _numbered(lineage[order], "l"),
        }
        shuffled = {key: each.take(pa.array(order)) for key, each in columns.items()}
        yield pa.table({"id": ids} | shuffled), pa.table(known)
        people += int(person.max(initial=0)) + 1
        rows += len(person)
        number += 1


type _Made = tuple[dict[str, pa.Array], Numbers, Numbers, Numbers]


def _reported(roster: Roster, wanted: int, rng: np.random.Generator) -> _Made:
    assert roster.variant != "western"
    parts = _APART[roster.variant] if roster.parts is None else roster.parts
    writer = Writer(roster.variant, parts, roster.rates)
    houses = min(HOUSES, wanted // 4 + 1)
    everyone = families(houses, writer.tradition, rng)
    row, by = included(everyone, roster.lists, roster.rates, rng)
    person = np.unique(row, return_inverse=True)[1]
    row, by, person = (each[person < wanted] for each in (row, by, person))
    people = everyone.of(row)
    columns = {"list": pa.array(np.array([habits.name for habits in HABITS], dtype=object)[by], pa.string())}
    columns |= writer.columns(people, by, rng)
    return columns, person, people.parent, people.father * FAMILIES + people.family


def _western(roster: Roster, wanted: int, rng: np.random.Generator) -> _Made:
    columns, person, house = western(min(wanted, HOUSES * 10), roster.rates, rng)
    names = np.array([habits.name for habits in HABITS[: roster.lists]], dtype=object)
    lists = {"list": pa.array(names[rng.integers(0, roster.lists, len(person))], pa.string())}
    return lists | columns, person, house, house


def _ids(numbers: Numbers, seed: int) -> pa.Array:
    """Ids without an order: an odd multiple of the number in 40 bits, which no two numbers share."""
    mixed = (numbers * (25_214_903_917 + 2 * seed)) % 2**40
    return pa.array([f"{number:010x}" for number in mixed.tolist()], pa.string())


def _numbered(numbers: Numbers, letter: str = "p") -> pa.Array:
    return pa.array(
        [f"{letter}{number}" if number >= 0 else None for number in numbers.tolist()], pa.string()
    )


def _writer(path: Path) -> Callable[[pa.Table | None], None]:
    """Return what writes the next table to this file, and closes it for None."""
    opened: list[pc.CSVWriter | pq.ParquetWriter] = []

    def write_next(table: pa.Table | None) -> None:
        if table is None:
            opened[0].close()
            return
        if not opened:
            if path.suffix == ".parquet":
                opened.append(pq.ParquetWriter(path, table.schema))
            else:
                opened.append(
                    pc.CSVWriter(path, table.schema, write_options=pc.WriteOptions(quoting_style="needed"))
                )
        opened[0].write_table(table)

    return write_next
