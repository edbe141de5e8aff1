"""Shared types: people, places, rows, rosters, and how a roster is written."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its own script, and how it sounds or stands in Latin letters."""

    native: str
    sound: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    town: Name
    district: Name


@dataclass(frozen=True, slots=True)
class Person:
    key: int
    sex: str  # "M" or "F"
    given: Name
    father: Name
    grandfather: Name
    family: Name
    husband_family: Name | None
    born: date
    died: date
    place: Place  # of death
    home: Place
    occupation: str
    event: int  # people of one event died together
    culture: str = ""

    @property
    def age(self) -> int:
        before = (self.died.month, self.died.day) < (self.born.month, self.born.day)
        return self.died.year - self.born.year - before


type Cells = dict[str, str]
type Render = Callable[[Person, random.Random], Cells]


@dataclass(slots=True)
class Row:
    list: str
    person: int  # a negative person is nobody: no truth is written
    cells: Cells


@dataclass(slots=True)
class Roster:
    columns: list[str]
    rows: list[Row]
    has_truth: bool = True
    ids: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Options:
    repeats: float | None = None  # None: what the world does of itself
    overlap: float | None = None
    without: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()  # --with
    lists: int = 1  # `clean` only
    unnamed: float = 0.0
    mixed: bool = False  # `agesbirths` only
    column: str = "age"  # `moved` only


def words(text: str) -> list[str]:
    """Return what is written with spaces between."""
    return text.split()


class Pool[T]:
    """Things drawn with Zipf weights 1 / (rank + shift) ** power."""

    def __init__(self, things: Sequence[T], power: float, shift: float = 0.0) -> None:
        self.things = list(things)
        self._cum = list(accumulate((k + 1 + shift) ** -power for k in range(len(self.things))))

    def pick(self, rng: random.Random) -> T:
        return rng.choices(self.things, cum_weights=self._cum)[0]


def finish(columns: Sequence[str], rows: list[Row], options: Options, rng: random.Random) -> Roster:
    """Order the rows (each list by its own habit), number them, drop columns."""
    ordered: list[Row] = []
    ids: list[str] = []
    for name in sorted({row.list for row in rows}):
        part = [row for row in rows if row.list == name]
        rng.shuffle(part)
        when = "died" if "died" in columns else "date"
        if when in columns and rng.random() < 0.5:  # some lists are kept by day
            part.sort(key=lambda row: row.cells.get(when, ""))
        ordered += part
        ids += [f"{name}-{k + 1:05d}" for k in range(len(part))]
    kept = [c for c in columns if c not in options.without]
    return Roster(kept, ordered, ids=ids)


def write(roster: Roster, roster_path: Path, truth_path: Path, seed: int) -> None:
    numbers = sorted({row.person for row in roster.rows if row.person >= 0})
    random.Random(f"labels{seed}").shuffle(numbers)
    label = {person: f"P{k + 1:05d}" for k, person in enumerate(numbers)}
    with roster_path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(roster.columns)
        for ident, row in zip(roster.ids, roster.rows, strict=True):
            fixed = {"id": ident, "list": row.list}
            writer.writerow([fixed.get(c) or row.cells.get(c, "") for c in roster.columns])
    with truth_path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["id", "person"])
        if roster.has_truth:
            for ident, row in zip(roster.ids, roster.rows, strict=True):
                if row.person >= 0:
                    writer.writerow([ident, label[row.person]])
