"""What a FollowTheMoney file keeps of a register, found by comparing what went in with what the file says."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from isthmus.core.workbook.canonical import cells
from isthmus.core.workbook.rows import Workbook
from isthmus.core.workbook.schema import SHEETS
from isthmus.files.ftm.entities import Entity

__all__ = ["Loss", "lost"]

# Columns that point at other rows: kept where the file has the entity pointed at as a value.
POINTERS = ("ref", "refs", "side")


@dataclass(frozen=True, slots=True)
class Loss:
    """One column: how many cells were filled, and how many of these the file holds as they were written."""

    sheet: str
    column: str
    filled: int
    kept: int


def lost(workbook: Workbook, written: Iterable[Entity], path: Path) -> tuple[Loss, ...]:
    """Return the columns of which something is missing from the file, in the order of the workbook.

    A cell is kept if an entity that stands for its row has the cell's text among its values in the file; a reference
    if it has the id of an entity that stands for the row referred to.
    """
    values = _values(path)
    kept_in: dict[tuple[str, str], set[str]] = {}
    stands: dict[tuple[str, str], set[str]] = {}
    for entity in written:
        for row in entity.rows:
            kept_in.setdefault(row, set()).update(values.get(entity.id, ()))
            stands.setdefault(row, set()).add(entity.id)
    return tuple(each for sheet in SHEETS for each in _of_sheet(workbook, sheet.name, kept_in, stands))


def _values(path: Path) -> Mapping[str, set[str]]:
    """Return every value of each entity in the file, by id."""
    found: dict[str, set[str]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            entity = json.loads(line)
            listed = (value for values in entity["properties"].values() for value in values)
            found.setdefault(entity["id"], set()).update(listed, [entity["schema"]])
    return found


type Rows = Mapping[tuple[str, str], set[str]]


def _of_sheet(workbook: Workbook, name: str, kept_in: Rows, stands: Rows) -> list[Loss]:
    sheet = next(each for each in SHEETS if each.name == name)
    filled: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for row in getattr(workbook, name):
        key = (name, getattr(row, "id", ""))
        here = kept_in.get(key, set())
        for column, cell in zip(sheet.columns, cells(row), strict=True):
            if not cell:
                continue
            filled[column.name] += 1
            if column.type in POINTERS:
                wanted = [stands.get((column.to, ref), set()) for ref in cell.split(";")]
                kept[column.name] += all(each & here for each in wanted)
            else:
                kept[column.name] += cell in here
    return [
        Loss(name, column.name, filled[column.name], kept[column.name])
        for column in sheet.columns
        if kept[column.name] < filled[column.name]
    ]
