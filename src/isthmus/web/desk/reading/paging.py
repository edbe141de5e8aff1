"""One page of a long list."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.http import HttpRequest

__all__ = ["Page", "page_number", "page_of"]

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
        """The place of the first row, from 1."""
        return (self.number - 1) * SIZE + 1 if self.total else 0

    @property
    def last_row(self) -> int:
        """The place of the last row."""
        return self.first_row + len(self.rows) - 1 if self.total else 0


def page_number(request: HttpRequest) -> int:
    """The page asked for; the first where that is no number."""
    text = request.GET.get("page", "")
    return int(text) if text.isdecimal() and len(text) < 9 else 1


def page_of[Row: Model](request: HttpRequest, found: QuerySet[Row], *, total: int | None = None) -> Page[Row]:
    """The page asked for; past the end, the last one."""
    count = found.count() if total is None else total
    last = max(1, -(-count // SIZE))
    number = min(max(1, page_number(request)), last)
    return Page(list(found[(number - 1) * SIZE : number * SIZE]), count, number, last)
