"""How the kinds of columns are kept: the fields that a model has for a row class, and its rows as rows of the workbook.

`@keeps(rows.Mention)` gives a model a field for each column of the row but relations, which the model declares: they
have names of their own on the other side. An annotation in the model (`name: str`) tells the type checker of a field
that code reads; a test holds that it is true.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from isthmus.core.dates import bounds
from isthmus.core.names import folded, script
from isthmus.core.workbook.rows import Row
from isthmus.core.workbook.schema import Column, Sheet, sheet, sheet_of
from isthmus.core.workbook.tokens import stated
from isthmus.store.desk.models.custody import NUMBER, CommittedRow, cell_text, numbers_text

# The kinds of columns that refer to rows.
REFERENCES = ("ref", "refs", "side")

__all__ = [
    "Links",
    "SheetModel",
    "bound",
    "columns_of",
    "folded_names",
    "id_field",
    "keeps",
    "link_table",
    "references_of",
    "row_of",
    "rules_of",
    "written",
]


def columns_of(row: type[Row]) -> tuple[str, ...]:
    """Return the columns of a sheet, as the custody log commits to them: each as written, then links by number."""
    sheet = sheet_of(row)
    return (*sheet.names, *(f"{column.name}{NUMBER}" for column in references_of(sheet)))


def references_of(sheet: Sheet) -> list[Column]:
    """Return the columns of a sheet that refer to rows."""
    return [column for column in sheet.columns if column.type in REFERENCES]


def written() -> "models.TextField[str, str]":
    """Return the field of a text kept exactly as written, or empty."""
    return models.TextField(blank=True, default="")


def bound() -> "models.DateField[date | None, date | None]":
    """Return the field of a written date's first or last possible day; empty where open or unknown."""
    return models.DateField(null=True, blank=True, editable=False)


@dataclass(frozen=True, slots=True)
class Links:
    """Where a list column is kept: in the rows that `through` leads to, of one `part` if they are of several.

    `to` is their field that holds the row named; `standing` says which of them the register still has.
    """

    through: str
    to: str
    part: str = ""
    standing: Mapping[str, object] | None = None


class SheetModel(CommittedRow):
    """A table that is a sheet of the workbook."""

    row: ClassVar[type[Row]]
    # What is committed to beside the sheet's columns.
    custody_beside: ClassVar[tuple[str, ...]] = ()
    links: ClassVar[Mapping[str, Links]] = {}

    class Meta:
        abstract = True

    @classmethod
    def sheet(cls) -> Sheet:
        """Return the sheet."""
        return sheet_of(cls.row)

    @classmethod
    def custody_rows(cls) -> "models.QuerySet[Self]":
        """Return all rows with what `as_row` reads."""
        found = cls._default_manager.all()
        if refs := [column.name for column in cls.sheet().columns if column.type == "ref"]:
            found = found.select_related(*refs)
        return found.prefetch_related(*sorted({f"{each.through}__{each.to}" for each in cls.links.values()}))

    def custody_cells(self, columns: Sequence[str], row: Row | None = None) -> tuple[str, ...]:
        """Return the text of each column, of the workbook's row if it is given, else of the table's."""
        if row is not None:
            return super().custody_cells(columns, row)
        return tuple([read(self) for read in _readers(type(self), tuple(columns))])

    def linked(self, name: str) -> "Sequence[CommittedRow]":
        """Return the rows that a column refers to, in their order."""
        if name in self.links:
            return linked_rows(self, self.links[name])
        return super().linked(name)

    def derive(self) -> None:
        """Fill the fields that follow from the row's cells."""
        for column in _followed(self.sheet().name):
            for name, value in _following(self, column).items():
                setattr(self, name, value)

    def misderived(self) -> tuple[str, ...]:
        """Return the fields that hold something else than what follows from the row's cells."""
        wanted = (_following(self, column) for column in _followed(self.sheet().name))
        return tuple(name for each in wanted for name, value in each.items() if getattr(self, name) != value)


@cache
def _followed(name: str) -> tuple[Column, ...]:
    """Return the columns of a sheet that other fields follow from."""
    return tuple(column for column in sheet(name).columns if column.type in ("date", "name"))


@cache
def _readers(model: type[SheetModel], columns: tuple[str, ...]) -> tuple[Callable[[SheetModel], str], ...]:
    """Return what reads the text of each column from a row: looked up once for a table, not for each of its cells."""
    of_sheet = {column.name: column for column in model.sheet().columns}
    return tuple(_reader(name, of_sheet.get(name)) for name in columns)


def _reader(name: str, column: Column | None) -> Callable[[SheetModel], str]:
    if column is not None:
        return lambda made: cell_text(_value(made, column))
    if name.endswith(NUMBER):
        return lambda made: numbers_text(made.linked(name.removesuffix(NUMBER)))
    return lambda made: cell_text(made.committed(name))


def link_table(model: type[SheetModel], kept: Links) -> tuple[type[models.Model], str]:
    """Return the table that keeps a list column, and its field that holds the row that the list is of."""
    through = model._meta.get_field(kept.through)
    assert isinstance(through, models.ManyToOneRel), f"{kept.through} leads to rows of a table"
    return through.related_model, through.field.name


def id_field(column: Column) -> str:
    """Return the field of the author's own id, by which people know the row (`id` is the database's)."""
    return "ref" if column.name == "id" else column.name


def keeps[M: SheetModel](row: type[Row]) -> Callable[[type[M]], type[M]]:
    """Return a decorator that gives a model the fields of a row's columns, and the rules that the columns demand."""

    def give(model: type[M]) -> type[M]:
        model.row = row
        model.custody_columns = columns_of(row) + model.custody_beside
        for column in sheet_of(row).columns:
            for name, field in _fields(column).items():
                model.add_to_class(name, field)
        return model

    return give


def _fields(column: Column) -> "Mapping[str, models.Field[Any, Any]]":
    """Return the fields that keep a column, by name; none for a relation."""
    name = column.name
    match column.type:
        case "ref" | "refs" | "side":
            return {}
        case "id":
            return {id_field(column): models.TextField(unique=name == "id")}
        case "number":
            return {name: models.PositiveBigIntegerField(null=not column.required, blank=not column.required)}
        case "date":
            return {name: _text(column), f"{name}_earliest": bound(), f"{name}_latest": bound()}
        case "name":
            return {name: _text(column), f"{name}_script": written(), f"{name}_folded": written()}
        case _:
            return {name: _text(column)}


def _text(column: Column) -> "models.TextField[str, str]":
    return models.TextField() if column.required else written()


def rules_of(row: type[Row]) -> list[models.CheckConstraint]:
    """Return what the columns of a row demand, as constraints: required text is there, choices are among theirs."""
    return [found for column in sheet_of(row).columns for found in _rules(column)]


def _rules(column: Column) -> Iterator[models.CheckConstraint]:
    name = f"desk_{column.sheet}_{column.name}"
    if column.choices:
        known = {*column.choices} if column.required else {"", *column.choices}
        yield models.CheckConstraint(
            condition=Q(**{f"{column.name}__in": sorted(known)}), name=f"{name}_known"
        )
    elif column.type == "date":
        yield _in_order(column.name, name)
    elif column.required and column.type in ("id", "text", "name", "moment"):
        field = id_field(column)
        yield models.CheckConstraint(condition=~Q(**{field: ""}), name=f"desk_{column.sheet}_{field}_filled")


def _in_order(column: str, name: str) -> models.CheckConstraint:
    """Return the constraint that a date's first possible day is not after its last."""
    first, last = f"{column}_earliest", f"{column}_latest"
    ordered = (
        Q(**{f"{first}__isnull": True})
        | Q(**{f"{last}__isnull": True})
        | Q(**{f"{first}__lte": models.F(last)})
    )
    return models.CheckConstraint(condition=ordered, name=f"{name}_in_order")


def folded_names(row: Row | SheetModel, column: Column) -> str:
    """Return the form of a name that search compares, with the other names of the same row."""
    others = (stated(getattr(row, each)) for each in _other_names(column.sheet))
    every = " ".join(filter(None, (stated(getattr(row, column.name)), *others)))
    return folded(every) if every else ""


@cache
def _other_names(name: str) -> tuple[str, ...]:
    return tuple(each.name for each in sheet(name).columns if each.type == "names")


def _following(row: SheetModel, column: Column) -> dict[str, object]:
    """Return the fields that follow from a cell, by name: bounds of a date, script and folded form of a name."""
    name = column.name
    match column.type:
        case "date":
            limits = bounds(stated(getattr(row, name)))
            return {f"{name}_earliest": limits.earliest, f"{name}_latest": limits.latest}
        case "name":
            return {
                f"{name}_script": script(text) if (text := stated(getattr(row, name))) else "",
                f"{name}_folded": folded_names(row, column),
            }
        case _:
            return {}


def linked_rows(made: SheetModel, kept: Links) -> list[Any]:
    """Return the rows that a list column of a row names."""
    linked = getattr(made, kept.through).all()
    return [getattr(each, kept.to) for each in linked if not kept.part or each.part == kept.part]


def row_of[R: Row](row: type[R], made: SheetModel) -> R:
    """Return a row of a table as the row of its sheet."""
    return row(**{column.name: _value(made, column) for column in sheet_of(row).columns})


def _value(made: SheetModel, column: Column) -> Any:
    match column.type:
        case "id":
            return getattr(made, id_field(column))
        case "ref" | "side":
            named = getattr(made, column.name)
            return named.ref if named else ""
        case "refs":
            return tuple(each.ref for each in linked_rows(made, made.links[column.name]))
        case _:
            return getattr(made, column.name)
