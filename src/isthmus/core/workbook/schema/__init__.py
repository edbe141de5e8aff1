"""The sheets of a workbook and their columns, read from the classes of its rows; MODEL section 1 in one place."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cached_property
from typing import Annotated, get_args, get_origin, get_type_hints

from isthmus.core.messages import Message
from isthmus.core.workbook import rows
from isthmus.core.workbook.columns import Kind
from isthmus.core.workbook.judgement_kinds import DECISIONS, SIDES

__all__ = ["DECISIONS", "SHEETS", "SIDES", "Column", "Sheet", "sheet", "sheet_of"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: a field of the row, and the kind that the field names."""

    sheet: str
    name: str
    kind: Kind
    required: bool

    @property
    def type(self) -> str:
        """Return how its cells are read."""
        return self.kind.type

    @property
    def choices(self) -> tuple[str, ...]:
        """Return the words that its cells may hold, if only these."""
        return self.kind.choices

    @property
    def to(self) -> str:
        """Return the sheet or the vocabulary list that it points into, if any."""
        return self.kind.to

    @property
    def label(self) -> Message:
        """Return what it is called where somebody fills it in or reads it."""
        return Message(f"label.{self.sheet}.{self.name}")

    @property
    def about(self) -> Message:
        """Return what it is for."""
        return Message(f"column.{self.sheet}.{self.name}")

    @property
    def hint(self) -> Message:
        """Return what a form says beneath its field; not every column has a hint."""
        return Message(f"hint.{self.sheet}.{self.name}")

    def choice(self, choice: str) -> Message:
        """Return what a form says for one of its choices, or for none."""
        return Message(f"choice.{self.sheet}.{self.name}.{choice or 'empty'}")


@dataclass(frozen=True)
class Sheet:
    """One sheet: the class of its rows, whose fields are its columns in this order."""

    name: str
    row: type[rows.Row]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Return its columns, in order."""
        return tuple(_columns(self.name, self.row))

    @cached_property
    def written(self) -> tuple[Column, ...]:
        """Return the columns that a file has of it; an author's own stand behind them."""
        return tuple(column for column in self.columns if column.type != "own")

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the names of its columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def about(self) -> Message:
        """Return what its rows are."""
        return Message(f"sheet.{self.name}")

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the columns that identify a row."""
        return ("list", "code") if self.row is rows.Term else ("id",)

    def column(self, name: str) -> Column:
        """Return the column of that name. Raises `KeyError`."""
        return {column.name: column for column in self.columns}[name]


def _columns(sheet: str, row: type[rows.Row]) -> Iterator[Column]:
    hints = get_type_hints(row, include_extras=True)
    for field in fields(row):
        hint = hints[field.name]
        assert get_origin(hint) is Annotated, f"{sheet}.{field.name} names no kind"
        kind = next(each for each in get_args(hint) if isinstance(each, Kind))
        # Which sides a judgement has, its kind says: a rule between cells.
        yield Column(sheet, field.name, kind, required=field.default is MISSING and kind.type != "side")


def _row_class(hint: object) -> type[rows.Row]:
    """Return the class of the rows in a field of the workbook, which is a tuple of these."""
    found: type[rows.Row] = get_args(hint)[0]
    return found


# MODEL order, as the workbook has it; it is also the order of the canonical form.
SHEETS: tuple[Sheet, ...] = tuple(
    Sheet(name, _row_class(hint))
    for name, hint in get_type_hints(rows.Workbook).items()
    if get_origin(hint) is tuple
)
_BY_NAME = {known.name: known for known in SHEETS}
_BY_ROW: Mapping[type, Sheet] = {known.row: known for known in SHEETS}


def sheet(name: str) -> Sheet:
    """Return the sheet of that name. Raises `KeyError`."""
    return _BY_NAME[name]


def sheet_of[R: rows.Row](row: type[R]) -> Sheet:
    """Return the sheet whose rows are of that class."""
    return _BY_ROW[row]
