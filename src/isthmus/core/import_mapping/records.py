"""A row as its author wrote it, with the rows of other sheets that belong to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from isthmus.core.messages import Message

__all__ = ["CellReason", "Header", "Record"]


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table by name, in order.

    `read` and `own`: of a form, those that fields come from, and those that are kept beside; None: as the mapping says.
    """

    names: tuple[str, ...]
    places: Mapping[str, int]
    read: frozenset[str] | None = None
    own: frozenset[str] | None = None

    @classmethod
    def of(cls, names: Sequence[str]) -> "Header":
        """Return the header of a table whose columns have these names, each its own."""
        return cls(tuple(names), {name: place for place, name in enumerate(names) if name})


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its number in the file, its cells, and by sheet the rows that belong to it.

    `marks`: what sets it aside before any cell is read, such as merged cells. `above`: the row that it belongs to, in
    whose columns is looked where its sheet has none of that name.
    """

    number: int
    header: Header
    cells: Sequence[str]
    repeats: Mapping[str, Sequence["Record"]] = field(default_factory=dict)
    marks: tuple["CellReason", ...] = ()
    above: "Record | None" = None

    def cell(self, column: str) -> str:
        """Return what stands in that column, without blanks at its ends; nothing where there is no such column."""
        place = self.header.places.get(column, -1)
        if place < 0:
            return self.above.cell(column) if self.above is not None else ""
        return self.cells[place].strip() if place < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class CellReason:
    """Why a row is set aside: the column, what stands there, and what is wrong with it or has to be answered."""

    column: str
    value: str
    message: Message
