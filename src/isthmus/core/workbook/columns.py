"""What a column and a sheet are."""

from dataclasses import dataclass

from isthmus.core.workbook import rows

__all__ = ["Column", "Sheet"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `type` says how its cells are read, `to` the sheet or the vocabulary list that it points into."""

    name: str
    type: str
    about: str
    required: bool = False
    choices: tuple[str, ...] = ()
    to: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the class of its rows, whose fields are its columns in this order."""

    name: str
    row: type[rows.Row]
    about: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of that name. Raises `KeyError`."""
        return {column.name: column for column in self.columns}[name]
