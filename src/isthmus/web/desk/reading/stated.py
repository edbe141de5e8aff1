"""What rows state in columns of which no page speaks by name: a new column shows without a page being touched."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from isthmus.core.workbook.schema import Column
from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk.models import SheetModel
from isthmus.web.desk.language import said

__all__ = ["StatedCell", "open_or_token", "sealed_cells", "stated_cells", "unspoken"]

# The columns that pages show in words, links and figures of their own, or on purpose not at all.
_SPOKEN_OF_MENTIONS = """
    id act role low high kind speaker protection name other_names sex age born home occupation
"""
SPOKEN: Mapping[str, frozenset[str]] = {"mentions": frozenset(_SPOKEN_OF_MENTIONS.split())}


@dataclass(frozen=True, slots=True)
class StatedCell:
    """A column's label and what a row states in it."""

    column: Column
    text: str

    @property
    def code(self) -> str:
        """Return what the column is called in code."""
        return f"{self.column.sheet}.{self.column.name}"

    @property
    def label(self) -> str:
        """Return what it is called on a page."""
        return said(self.column.label)


def unspoken(row: SheetModel) -> list[StatedCell]:
    """Return the cells of a row that no page speaks of by name, empty ones too; of a sealed row tokens alone."""
    spoken = SPOKEN[row.sheet().name]
    columns = [column for column in row.sheet().columns if column.name not in spoken]
    return [StatedCell(each, open_or_token(row, _text(row, each))) for each in columns]


def sealed_cells(row: SheetModel, names: Collection[str]) -> list[StatedCell]:
    """Return which of these cells of a row are sealed, by their tokens."""
    columns = [column for column in row.sheet().columns if column.name in names]
    return [StatedCell(each, text) for each in columns if is_token(text := _text(row, each))]


def open_or_token(row: SheetModel, text: str) -> str:
    """Return the text of a cell; of a sealed row its token, which a keeper opens, and nothing of what is in clear."""
    is_sealed = getattr(row, "protection", "") == "sealed"
    return "" if is_sealed and not is_token(text) else text


def stated_cells(row: SheetModel) -> list[StatedCell]:
    """Return those of them in which something stands."""
    return [each for each in unspoken(row) if each.text]


def _text(row: SheetModel, column: Column) -> str:
    value = getattr(row, column.name)
    if column.type == "ref":
        return value.name if value else ""
    return "" if value is None else str(value)
