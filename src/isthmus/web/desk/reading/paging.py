"""One page of a long list."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.http import HttpRequest

__all__ = ["SIZE", "Page", "as_number", "in_order", "page_number", "page_of", "page_of_keys", "placed"]

SIZE = 50


@dataclass(frozen=True, slots=True)
class Page[Row]:
    """Some rows, and where they stand in the whole."""

    rows: Sequence[Row]
    total: int
    number: int
    last: int

    @property
    def first_row(self) -> int:
        """Return the place of the first row, from 1."""
        return (self.number - 1) * SIZE + 1 if self.total else 0

    @property
    def last_row(self) -> int:
        """Return the place of the last row."""
        return self.first_row + len(self.rows) - 1 if self.total else 0


def page_number(request: HttpRequest) -> int:
    """Return the page asked for; the first where that is no number."""
    return as_number(request.GET.get("page", ""))


def as_number(text: str) -> int:
    """Return the number of a page as it was written; the first where that is no number."""
    return int(text) if text.isdecimal() and len(text) < 9 else 1


def page_of[Row: Model](
    request: HttpRequest,
    found: QuerySet[Row],
    *,
    load: QuerySet[Row] | None = None,
    total: int | None = None,
    showing: QuerySet[Row] | None = None,
) -> Page[Row]:
    """Return the page asked for; past the end, the last one. `load` says what is read of the rows that are shown.

    Where no page is asked for, it is the one that shows a row, if `showing` are those before it.
    """
    count = found.order_by().count() if total is None else total
    number, last = placed(request, count)
    if showing is not None and "page" not in request.GET:
        number = showing.order_by().count() // SIZE + 1
    keys = list(found.values_list("pk", flat=True)[(number - 1) * SIZE : number * SIZE])
    return Page(
        in_order(found.model._default_manager.all() if load is None else load, keys), count, number, last
    )


def page_of_keys[Row: Model](
    request: HttpRequest, keys: Sequence[int], load: QuerySet[Row], *, showing: int | None = None
) -> Page[Row]:
    """Return the page asked for, where the keys of all rows are known already; else the one that shows a row."""
    number, last = placed(request, len(keys))
    if showing in keys and "page" not in request.GET:
        number = keys.index(showing) // SIZE + 1
    return Page(in_order(load, keys[(number - 1) * SIZE : number * SIZE]), len(keys), number, last)


def placed(request: HttpRequest, count: int, size: int = SIZE) -> tuple[int, int]:
    """Return the number of the page asked for, and of the last one, of so many rows, `size` on each."""
    last = max(1, -(-count // size))
    return min(max(1, page_number(request)), last), last


def in_order[Row: Model](load: QuerySet[Row], keys: Sequence[int]) -> list[Row]:
    """Return the rows of some keys, in the order of the keys: sorting keys alone spares sorting wide rows."""
    by_key = load.in_bulk(keys)
    return [by_key[key] for key in keys if key in by_key]
