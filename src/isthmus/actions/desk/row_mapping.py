"""Rows of a workbook as rows of tables: dates with bounds, names folded, references by key, lists in link rows."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Model

from isthmus.core.dates import bounds
from isthmus.core.names import script
from isthmus.core.workbook.rows import Judgement, Row
from isthmus.core.workbook.schema import SIDES, Column, Sheet
from isthmus.core.workbook.tokens import stated
from isthmus.store.desk.models import SHEET_MODELS, SheetModel
from isthmus.store.desk.models.columns import folded_names, id_field, link_table, references_of
from isthmus.store.desk.models.judgements import side_field, side_fields

__all__ = ["Keys", "LinkRow", "Numbers", "fill", "link_rows", "linked_numbers", "stored"]

# The primary keys of rows that others refer to, by sheet and id.
type Keys = Mapping[str, Mapping[str, int]]
# Their random numbers in hexadecimal, likewise.
type Numbers = Mapping[str, Mapping[str, str]]
type Values = Sequence[object]
# A row of the table that keeps a list column: the table, and its values by field.
type LinkRow = tuple[type[Model], dict[str, object]]


def stored(sheet: str, rows: Sequence[Row], keys: Keys) -> dict[str, Values]:
    """Return the values of rows, field by field: in one go for each column, since an import has millions of cells."""
    found: dict[str, Values] = {}
    for column in SHEET_MODELS[sheet].sheet().columns:
        found.update(_stored(column, rows, keys))
    return found


def linked_numbers(row: Row, sheet: Sheet, numbers: Numbers) -> tuple[str, ...]:
    """Return the cells of the columns that hold the numbers of linked rows, for the log."""
    cells = []
    for column in references_of(sheet):
        to = column.to
        if isinstance(row, Judgement) and column.type == "side":
            to = SIDES[row.kind]
        refs = getattr(row, column.name)
        listed = refs if isinstance(refs, tuple) else (refs,) if refs else ()
        cells.append(";".join(numbers[to][ref] for ref in listed))
    return tuple(cells)


def _stored(column: Column, rows: Sequence[Any], keys: Keys) -> Iterator[tuple[str, Values]]:
    name, cells = column.name, [getattr(row, column.name) for row in rows]
    match column.type:
        case "refs":
            return
        case "side":
            yield from _sides(name, rows, cells, keys)
        case "ref":
            known = keys.get(column.to, {})
            yield name, [known[cell] if cell else None for cell in cells]
        case "date":
            limits = [bounds(stated(cell)) for cell in cells]
            yield name, cells
            yield f"{name}_earliest", [each.earliest for each in limits]
            yield f"{name}_latest", [each.latest for each in limits]
        case "name":
            yield name, cells
            yield f"{name}_script", [script(text) if (text := stated(cell)) else "" for cell in cells]
            yield f"{name}_folded", [folded_names(row, column) for row in rows]
        case _:
            yield id_field(column) if column.type == "id" else name, cells


def _sides(name: str, rows: Sequence[Any], cells: Values, keys: Keys) -> Iterator[tuple[str, Values]]:
    """Yield the field of each kind of judgement: only the one of the row's own kind is filled."""
    for field, sheet in side_fields(name).items():
        known = keys.get(sheet, {})
        yield (
            field,
            [
                known[cell] if cell and side_field(name, row.kind) == field else None  # type: ignore[index]
                for row, cell in zip(rows, cells, strict=True)
            ],
        )


def fill(made: SheetModel, row: Row, keys: Keys) -> None:
    """Give a row of a table the values of a workbook's row."""
    for name, [value] in stored(made.sheet().name, [row], keys).items():
        setattr(made, made._meta.get_field(name).attname, value)  # type: ignore[union-attr]


def link_rows(model: type[SheetModel], rows: Mapping[int, Row], keys: Keys) -> Iterator[LinkRow]:
    """Yield what the list cells of rows, by primary key, hold: in their order, as rows of the tables that keep them."""
    for name, kept in model.links.items():
        to = keys.get(model.sheet().column(name).to, {})
        table, owner = link_table(model, kept)
        part = {"part": kept.part} if kept.part else {}
        for key, row in rows.items():
            for position, ref in enumerate(getattr(row, name)):
                yield table, {owner: key, **part, "position": position, kept.to: to[ref]}
