"""The record: incidents as a page and as CSV."""

from collections.abc import Iterator, Sequence
from itertools import batched

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from isthmus.actions.desk.counting import figures_or_job
from isthmus.core.corroborate import opening
from isthmus.core.messages import Message
from isthmus.store.desk.models import Document, Incident
from isthmus.store.desk.queries.record import RecordFilter, matching
from isthmus.store.desk.scratch.models import Job
from isthmus.web.desk.reading.filters import FilterForm, asked
from isthmus.web.desk.reading.grounds import to_ground_table
from isthmus.web.desk.reading.incidents import coarse_rows, incident_rows
from isthmus.web.desk.reading.paging import Page, page_of, page_of_keys
from isthmus.web.desk.reading.table import Cell, csv_answer
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.requests import actor_of

__all__ = ["record", "record_csv"]

BATCH = 500
HEADER = (
    "lines",
    "lines_at_most",
    "type",
    "date",
    "earliest",
    "latest",
    "place",
    "at_least",
    "named",
    "denied",
)


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """Show the incidents that pass the filters, most lines first."""
    if not Document.objects.exists():
        return render(request, "desk/empty.html")
    labels = Labels.load()
    filters = asked(request, labels)
    page, on_two = page_and_lines(request, filters.wanted)
    context = {
        "filters": filters,
        "list": page,
        "rows": (coarse_rows if filters.wanted.ground else incident_rows)(page.rows, labels),
        "opening": opening_of(request, filters, page.total, on_two),
    }
    return render(request, "desk/record.html", context)


def opening_of(
    request: HttpRequest, filters: FilterForm, incidents: int, on_two: int
) -> list[tuple[Message, str]]:
    """Return the sentences that the page opens with, each with the address of what it counts."""
    query = request.GET.copy()
    query.pop("page", None)
    query["lines"] = "2"
    sentences = list(
        zip(opening(incidents, on_two), (reverse("record"), f"?{query.urlencode()}"), strict=False)
    )
    if filters.narrowed:
        return sentences
    # Of a large register the figure is worked out beside, and stands here once it is there.
    found = figures_or_job(filters.wanted, owner=actor_of(request), page=request.get_full_path())
    least = 0 if isinstance(found, Job) else found.k[1].documented_minimum
    return [*sentences, (Message("count.at_least", n=least), reverse("count"))] if least else sentences


def page_and_lines(request: HttpRequest, wanted: RecordFilter) -> tuple[Page[Incident], int]:
    """Return the page asked for, and how many incidents stand on two lines or more; a slow filter is run once."""
    found = matching(wanted)
    if not (wanted.place or wanted.ground or wanted.has_period):
        return page_of(request, found), found.order_by().filter(lines__gte=2).count()
    keys = list(found.values_list("pk", "lines"))
    page = page_of_keys(request, [key for key, _lines in keys], Incident.objects.all())
    return page, sum(lines >= 2 for _key, lines in keys)


@require_safe
def record_csv(request: HttpRequest) -> HttpResponseBase:
    """Send the same incidents as CSV, without names and grounds; by ground only what can be joined to nobody."""
    labels = Labels.load()
    wanted = asked(request, labels).wanted
    if wanted.ground:
        return to_ground_table(wanted.ground)
    found = matching(wanted)
    return csv_answer("record", HEADER, cells(found, labels))


def cells(found: QuerySet[Incident], labels: Labels) -> Iterator[Sequence[Cell]]:
    """Yield the rows of the file."""
    for some in batched(found.iterator(BATCH), BATCH):
        for each in incident_rows(some, labels):
            row = each.row
            yield (
                row.lines,
                row.lines_at_most,
                each.type,
                "; ".join(row.written),
                row.earliest.isoformat() if row.earliest else "",
                row.latest.isoformat() if row.latest else "",
                "; ".join(row.places),
                row.at_least,
                row.named,
                row.denied,
            )
