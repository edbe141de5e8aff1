"""What a sheet holds besides the words of its cells: merged and hidden ones, colours, notes, links, formulas."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

__all__ = ["CellPlace", "CellRange", "MergedCells", "SheetFeatures", "SheetFrame", "SheetRows"]

type CellPlace = tuple[int, int]
"""A row and a column, each counted from 1."""


@dataclass(frozen=True, slots=True, order=True)
class CellRange:
    """Cells that are one, counted from 1 and with both ends."""

    top: int
    left: int
    bottom: int
    right: int


_NOTHING: Mapping[CellPlace, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SheetFrame:
    """What a sheet says beside its rows. `hidden_columns`: first and last; `links`: addresses behind words.

    `links_in_rows`: whether there are formulas that are links, which are met with the rows.
    """

    hidden_columns: Sequence[tuple[int, int]] = ()
    merged: Sequence[CellRange] = ()
    filtered: bool = False
    notes: Mapping[CellPlace, str] = _NOTHING
    links: Mapping[CellPlace, str] = _NOTHING
    links_in_rows: bool = False


@dataclass(slots=True)
class SheetFeatures:
    """What was met among the rows so far; `frame` reads what stands beside them, when asked for.

    `coloured`, `struck` (out) and `formulas`: by column, the rows of such cells. `links`: by row, columns and addresses
    of formulas that are links.
    `macros`, `external`: whether the file holds programs, and refers to other files. `other_sheets`: those that are not
    read. `unseen`: the kind of file in which some of this is not seen.
    """

    frame: Callable[[], SheetFrame] = SheetFrame
    hidden_rows: list[int] = field(default_factory=list)
    coloured: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    struck: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    formulas: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    links: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    last_row: int = 0
    macros: bool = False
    external: bool = False
    other_sheets: tuple[str, ...] = ()
    unseen: str = ""


class SheetRows:
    """The rows of a sheet, read as they are asked for, with its features."""

    def __init__(self, rows: Iterator[list[str]], features: SheetFeatures) -> None:
        self._rows, self.features = rows, features

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        return next(self._rows)


class MergedCells:
    """Merged cells by row, asked for from the first row on; a range of a million rows is never taken apart."""

    def __init__(self, ranges: Sequence[CellRange]) -> None:
        self._waiting = sorted(ranges, reverse=True)
        self._open: list[CellRange] = []

    def over(self, row: int) -> list[CellRange]:
        """Return the ranges that hold cells of a row."""
        while self._waiting and self._waiting[-1].top <= row:
            self._open.append(self._waiting.pop())
        self._open = [each for each in self._open if each.bottom >= row]
        return self._open
