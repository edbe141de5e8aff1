"""The list of places, as a page and as a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from isthmus.actions.desk.leaving_ids import LeavingIds
from isthmus.core.workbook.schema import sheet
from isthmus.store.desk.models import Place, SearchKind
from isthmus.store.desk.queries.places import PlaceNumbers, numbers_of_places
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.list_filter import ListFilter, list_filter
from isthmus.web.desk.reading.listing import list_page, not_listed, rows_in_batches
from isthmus.web.desk.reading.paging import page_of
from isthmus.web.desk.reading.place import precision_of
from isthmus.web.desk.reading.sorting import ListOrder
from isthmus.web.desk.reading.table import Cell, file_answer, not_understood

__all__ = ["places", "places_file"]

HEADER = ("id", "name", "other_names", "precision", "lies_in", "latitude", "longitude", "incidents", "link")
SORTED_BY = {
    "name": ("name_folded",),
    "precision": ("precision", "name_folded"),
    "lies_in": (F("parent__name_folded").asc(nulls_last=True), "name_folded"),
}


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of the list, and how many incidents there are in it and in places within it."""

    row: Place
    precision: str
    incidents: int


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Show the places that pass the filters."""
    filters = places_filter(request)
    if filters.problems:
        return not_listed(request, "places", filters)
    sorting = ListOrder.asked(request, SORTED_BY)
    page = page_of(request, sorting.of(passing(filters)), load=Place.objects.select_related("parent"))
    return list_page(request, "places", filters, sorting, page, place_rows(page.rows))


@require_safe
def places_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """Send the same places as a file."""
    filters = places_filter(request)
    if filters.problems:
        return not_understood(filters.problems.values())
    found = ListOrder.asked(request, SORTED_BY).of(passing(filters)).select_related("parent")
    return file_answer(form, "places", HEADER, cells(found), found.count)


def places_filter(request: HttpRequest) -> ListFilter:
    """Return what was asked for."""
    column = sheet("places").column("precision")
    choices = [(code, said(column.choice(code))) for code in column.choices]
    return list_filter(request, {"precision": (_("Known as"), _("any"), choices)})


def passing(filters: ListFilter) -> QuerySet[Place]:
    """Return the places that pass, by name."""
    found = Place.objects.order_by("name_folded", "ref")
    if filters.chosen("precision"):
        found = found.filter(precision=filters.chosen("precision"))
    named = filters.named(SearchKind.PLACE)
    return found if named is None else found.filter(pk__in=named)


def place_rows(places: Sequence[Place]) -> list[PlaceRow]:
    """Return places with their precision in words and the number of incidents."""
    numbers = numbers_of_places()
    return [PlaceRow(each, precision_of(each), numbers.get(each.pk, PlaceNumbers()).all) for each in places]


def cells(found: QuerySet[Place]) -> Iterator[Sequence[Cell]]:
    """Yield the rows of the file."""
    ids = LeavingIds()
    for each in rows_in_batches(found, place_rows):
        row = each.row
        yield (
            ids.id("places", row.ref),
            row.name,
            row.other_names,
            row.precision,
            ids.id("places", row.parent.ref) if row.parent else "",
            row.latitude,
            row.longitude,
            each.incidents,
            reverse("place", args=[row.uid]),
        )
