"""Victims by alleged ground, type, period and region, so coarse that no row can be joined to anybody's name.

A row stands only where at least five victims have its ground, and at least five of the same type, period and region
have none: otherwise it would tell of each of them which it is. What does not reach that is merged: months into years,
years into all times, regions into all, at last everything into one. The rows are one partition, the same whatever
somebody filters, so that no two files can be subtracted from each other.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["LEAST", "AllegedPart", "GroundCount", "ground_table"]

LEAST = 5

type _Cell = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class AllegedPart:
    """A victim's part in one incident; `period` is a month (2017-03), a year, or empty, as close as it is known."""

    victim: int
    type: str
    period: str
    region: str
    grounds: frozenset[str]


@dataclass(frozen=True, slots=True)
class GroundCount:
    """How many people and groups are victims on one ground; what is empty is merged or not stated."""

    ground: str
    type: str
    period: str
    region: str
    victims: int


def ground_table(parts: Iterable[AllegedPart]) -> tuple[GroundCount, ...]:
    """Return the rows that may be told, none where even all together would tell of single people."""
    left = list(parts)
    told: dict[_Cell, list[AllegedPart]] = {}
    for cell_of in (_by_month, _by_year, _by_region, _by_type):
        left, found = _split(left, cell_of)
        told |= found
    for cell in sorted(told, key=lambda each: (_size(told[each]), each)):
        if not left or _tellable(left):
            break
        left += told.pop(cell)
    if _tellable(left):
        told["", "", ""] = left
    return tuple(
        GroundCount(ground, *cell, victims)
        for cell, members in sorted(told.items())
        for ground, victims in sorted(_counted(members).items())
    )


def _by_month(part: AllegedPart) -> _Cell:
    return part.type, part.period, part.region


def _by_year(part: AllegedPart) -> _Cell:
    return part.type, part.period[:4], part.region


def _by_region(part: AllegedPart) -> _Cell:
    return part.type, "", part.region


def _by_type(part: AllegedPart) -> _Cell:
    return part.type, "", ""


def _split(
    parts: Sequence[AllegedPart], cell_of: Callable[[AllegedPart], _Cell]
) -> tuple[list[AllegedPart], dict[_Cell, list[AllegedPart]]]:
    """Return the parts whose cell is too small to be told, and the cells that are not."""
    cells: defaultdict[_Cell, list[AllegedPart]] = defaultdict(list)
    for part in parts:
        cells[cell_of(part)].append(part)
    told = {cell: members for cell, members in cells.items() if _tellable(members)}
    return [part for cell, members in cells.items() if cell not in told for part in members], told


def _tellable(parts: Iterable[AllegedPart]) -> bool:
    grounds = _grounds(parts)
    without = sum(not each for each in grounds.values())
    counted = _counted_of(grounds)
    return bool(counted) and without >= LEAST and min(counted.values()) >= LEAST


def _grounds(parts: Iterable[AllegedPart]) -> Mapping[int, frozenset[str]]:
    """Return on which grounds each is a victim here."""
    found: dict[int, frozenset[str]] = {}
    for part in parts:
        found[part.victim] = found.get(part.victim, frozenset()) | part.grounds
    return found


def _counted(parts: Iterable[AllegedPart]) -> Mapping[str, int]:
    return _counted_of(_grounds(parts))


def _counted_of(grounds: Mapping[int, frozenset[str]]) -> Mapping[str, int]:
    counted: defaultdict[str, int] = defaultdict(int)
    for each in grounds.values():
        for ground in each:
            counted[ground] += 1
    return counted


def _size(parts: Sequence[AllegedPart]) -> int:
    return len({part.victim for part in parts})
