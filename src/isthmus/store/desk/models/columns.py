"""What register models share: the author's own id, dates as written with their bounds, the rules of a sheet."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from django.db import models
from django.db.models import Q

from isthmus.core.workbook.rows import Row
from isthmus.core.workbook.schema import Column, sheet

__all__ = ["bound", "columns_of", "edtf", "in_order", "own_id", "rules_of", "written"]


def columns_of(row: type[Row]) -> tuple[str, ...]:
    """Return the columns of a sheet, as the custody log commits to them."""
    return tuple(field.name for field in fields(row))


def own_id() -> "models.TextField[str, str]":
    """Return the column of the author's own id, by which people know the row."""
    return models.TextField(unique=True)


def written() -> "models.TextField[str, str]":
    """Return the column of a text kept exactly as written, or empty."""
    return models.TextField(blank=True, default="")


edtf = written


def bound() -> "models.DateField[date | None, date | None]":
    """Return the column of a written date's first or last possible day; empty where open or unknown."""
    return models.DateField(null=True, blank=True, editable=False)


def rules_of(name: str) -> list[models.CheckConstraint]:
    """Return what the sheet's columns demand, as constraints: required text is there, choices are among theirs."""
    return [found for column in sheet(name).columns for found in _rules(name, column)]


def _rules(name: str, column: Column) -> Iterator[models.CheckConstraint]:
    if column.choices:
        known = {*column.choices} if column.required else {"", *column.choices}
        yield models.CheckConstraint(
            condition=Q(**{f"{column.name}__in": sorted(known)}), name=f"desk_{name}_{column.name}_known"
        )
    elif column.required and column.type in ("id", "text", "moment", "list"):
        field = "ref" if column.name == "id" else column.name
        yield models.CheckConstraint(condition=~Q(**{field: ""}), name=f"desk_{name}_{field}_filled")


def in_order(name: str, column: str) -> models.CheckConstraint:
    """Return the constraint that a date's first possible day is not after its last."""
    first, last = f"{column}_earliest", f"{column}_latest"
    ordered = (
        Q(**{f"{first}__isnull": True})
        | Q(**{f"{last}__isnull": True})
        | Q(**{f"{first}__lte": models.F(last)})
    )
    return models.CheckConstraint(condition=ordered, name=f"desk_{name}_{column}_in_order")
