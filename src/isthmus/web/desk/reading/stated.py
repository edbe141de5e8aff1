"""What rows state in columns of which no page speaks by name: a new column shows without a page being touched."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from isthmus.core.workbook.own_columns import own_columns
from isthmus.core.workbook.schema import Column
from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk.models import Mention, SheetModel
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.words import described

__all__ = [
    "OwnCell",
    "StatedCell",
    "as_said",
    "open_or_token",
    "own_of",
    "sealed_cells",
    "stated_cells",
    "unspoken",
]

# The columns that pages show in words, links and figures of their own, or on purpose not at all.
_SPOKEN_OF_MENTIONS = """
    id act role low high kind speaker protection name other_names sex age born home occupation
"""
# What stands in a page's own words beside the others, or folded away.
_ELSEWHERE = ("as_said", "own")
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


@dataclass(frozen=True, slots=True)
class OwnCell:
    """One of an author's own columns and what a row states in it; of a closed row, its token under no name."""

    name: str
    text: str


def own_of(row: SheetModel) -> list[OwnCell]:
    """Return the own columns of a row, by name; of a closed row one token."""
    held = open_or_token(row, str(getattr(row, "own", "")))
    if not held:
        return []
    if is_token(held):
        return [OwnCell("", held)]
    return [OwnCell(name, text) for name, text in own_columns(held).items()]


def as_said(mention: Mention) -> str:
    """Return a number in the source's own words; of a sealed mention its token, or nothing."""
    return open_or_token(mention, mention.as_said)


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
    return [each for each in unspoken(row) if each.text and each.column.name not in _ELSEWHERE]


def _text(row: SheetModel, column: Column) -> str:
    value = getattr(row, column.name)
    if column.type == "own" and not is_token(value):
        return "; ".join(f"{name}: {text}" for name, text in own_columns(value).items())
    if isinstance(value, Mention):
        return described(value) if hasattr(value, "of_person") else ""  # else its statement is withdrawn
    if column.type == "ref":
        return value.name if value else ""
    return "" if value is None else str(value)
