"""What register models share: the author's own id, dates as written with their bounds, closed lists of values."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Q

__all__ = [
    "PROTECTION",
    "YES_NO",
    "any_of",
    "bound",
    "edtf",
    "filled",
    "in_order",
    "kept",
    "one_of",
    "own_id",
    "written",
]

PROTECTION = ("public", "confidential", "sealed")
YES_NO = ("yes", "no")


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


def kept(to: str, related: str) -> "models.ForeignKey[models.Model | None, models.Model | None]":
    """Return an optional reference to a row that can not go while it is referred to."""
    return models.ForeignKey(to, models.RESTRICT, null=True, blank=True, related_name=related)


def filled(model: str, column: str) -> models.CheckConstraint:
    """Return the constraint that a required column is not empty."""
    return models.CheckConstraint(condition=~Q(**{column: ""}), name=f"desk_{model}_{column}_filled")


def one_of(model: str, column: str, values: Iterable[str]) -> models.CheckConstraint:
    """Return the constraint that a column holds one of the values."""
    condition = Q(**{f"{column}__in": sorted(values)})
    return models.CheckConstraint(condition=condition, name=f"desk_{model}_{column}_known")


def any_of(model: str, column: str, values: Iterable[str]) -> models.CheckConstraint:
    """Return the constraint that a column is empty or holds one of the values."""
    return one_of(model, column, {"", *values})


def in_order(model: str, column: str) -> models.CheckConstraint:
    """Return the constraint that a date's first possible day is not after its last."""
    first, last = f"{column}_earliest", f"{column}_latest"
    ordered = Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True}) | Q(**{f"{first}__lte": models.F(last)})
    return models.CheckConstraint(condition=ordered, name=f"desk_{model}_{column}_in_order")
