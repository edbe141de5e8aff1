"""The list of background: statements that tell of no act, with the place and the time that they speak of."""

from collections.abc import Sequence

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from isthmus.core.dates import Bounds
from isthmus.store.desk.models import Act, Place, SearchKind, Statement
from isthmus.store.desk.queries.background import background_statements, in_place
from isthmus.web.desk.reading.list_filter import ListFilter, list_filter
from isthmus.web.desk.reading.listing import list_page, not_listed
from isthmus.web.desk.reading.paging import page_of
from isthmus.web.desk.reading.sorting import ListOrder
from isthmus.web.desk.reading.statements import said, with_everything
from isthmus.web.desk.reading.words import Labels

__all__ = ["background"]

SORTED_BY = {
    "where": (F("where").asc(nulls_last=True),),
    "when": (F("earliest").asc(nulls_last=True), F("latest").asc(nulls_last=True)),
    "document": ("document__ref",),
}
MOST_PLACES = 1000


@require_safe
def background(request: HttpRequest) -> HttpResponse:
    """Show the background that passes the filters."""
    places = _places()
    filters = list_filter(
        request, {"place": (_("Place, with all below"), _("anywhere"), places)}, period=True
    )
    if filters.problems:
        return not_listed(request, "background", filters)
    sorting = ListOrder.asked(request, SORTED_BY)
    found = sorting.of(passing(filters))
    page = page_of(request, found, load=with_everything(Statement.objects.all()))
    return list_page(request, "background", filters, sorting, page, said(page.rows, Labels.load()))


def _places() -> Sequence[tuple[str, str]]:
    named = Place.objects.order_by("name", "ref").values_list("uid", "name")
    return [(str(uid), name) for uid, name in named[:MOST_PLACES]]


def passing(filters: ListFilter) -> QuerySet[Statement]:
    """Return the statements that pass, document by document."""
    found = background_statements()
    if filters.chosen("place"):
        found = in_place(found, Place.objects.get(uid=filters.chosen("place")))
    if filters.period:
        dated = Act.objects.filter(_overlapping(filters.period)).exclude(date="")
        found = found.filter(pk__in=dated.values("statement"))
    named = filters.named(SearchKind.STATEMENT)
    return found if named is None else found.filter(pk__in=named)


def _overlapping(period: Bounds) -> Q:
    """Return the condition that a row may share a day with the period; an open end reaches as far as it must."""
    shares = Q()
    if period.earliest:
        shares &= Q(date_latest__isnull=True) | Q(date_latest__gte=period.earliest)
    if period.latest:
        shares &= Q(date_earliest__isnull=True) | Q(date_earliest__lte=period.latest)
    return shares
