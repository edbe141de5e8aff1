"""By which column a list is sorted, as its address says, and what its headings lead to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Model, OrderBy, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from isthmus.web.desk.authentication import safe_path

__all__ = ["PARAMETER", "ListOrder", "SortHeading", "sort_list"]

PARAMETER = "sort"
_DOWN = "-"

# The fields that a column is sorted by, from its lowest to its highest. An expression that says no direction stands
# fast whichever way, as what has no name stands last.
type Columns = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class SortHeading:
    """The heading of one column: what a click asks for, and how the list is sorted by it now."""

    asks: str
    direction: str = ""


@dataclass(frozen=True, slots=True)
class ListOrder:
    """The column that a list is sorted by; what is not asked for, or is no column, leaves its own order."""

    columns: Columns
    column: str = ""
    is_descending: bool = False

    @classmethod
    def asked(cls, request: HttpRequest, columns: Columns) -> "ListOrder":
        """Read it from the address: `sort=title`, `sort=-title`."""
        given = request.GET.get(PARAMETER, "")
        column = given.removeprefix(_DOWN)
        return cls(columns, column, given.startswith(_DOWN)) if column in columns else cls(columns)

    def of[Row: Model](self, found: QuerySet[Row]) -> QuerySet[Row]:
        """Return the rows in that order; equal ones in the order of their ids."""
        if not self.column:
            return found
        fields = self.columns[self.column]
        ordered = [_reversed(field) for field in fields] if self.is_descending else list(fields)
        return found.order_by(*ordered, "ref")

    @property
    def headings(self) -> Mapping[str, SortHeading]:
        """Return the heading of each column that the list can be sorted by."""
        return {each: self._heading(each) for each in self.columns}

    def _heading(self, column: str) -> SortHeading:
        if column != self.column:
            return SortHeading(column)
        if self.is_descending:
            return SortHeading(column, "descending")
        return SortHeading(f"{_DOWN}{column}", "ascending")


@require_POST
def sort_list(request: HttpRequest) -> HttpResponse:
    """Lead back to the list that asked, under the same filters, sorted by another column, from its first page."""
    parts = urlsplit(safe_path(request, request.POST.get("next", "/")))
    query = QueryDict(parts.query, mutable=True)
    query.pop("page", None)
    query[PARAMETER] = request.POST.get(PARAMETER, "")
    return redirect(f"{parts.path}?{query.urlencode()}")


def _reversed(field: Any) -> Any:
    if isinstance(field, str):
        return f"{_DOWN}{field}"
    if not isinstance(field, OrderBy):
        return field
    turned = field.copy()
    turned.reverse_ordering()
    turned.nulls_first, turned.nulls_last = field.nulls_first, field.nulls_last
    return turned
