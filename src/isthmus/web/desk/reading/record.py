"""The record: incidents as a page and as a file."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import batched

from django.db.models import Count, F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from isthmus.actions.desk.counting import figures_or_job
from isthmus.actions.desk.leaving_ids import LeavingIds
from isthmus.core.corroborate import UNASSERTED, opening
from isthmus.core.messages import Message
from isthmus.store.desk.models import Document, Incident
from isthmus.store.desk.queries.counted_rows import incidents_under
from isthmus.store.desk.queries.record import RecordFilter
from isthmus.store.desk.scratch.models import Job
from isthmus.web.desk.reading.filters import FilterForm, asked, filters_not_understood
from isthmus.web.desk.reading.grounds import to_ground_table
from isthmus.web.desk.reading.incidents import coarse_rows, incident_rows
from isthmus.web.desk.reading.paging import Page, page_of, page_of_keys
from isthmus.web.desk.reading.row_filter import RowFilter
from isthmus.web.desk.reading.sorting import ListOrder
from isthmus.web.desk.reading.table import Cell, file_answer, not_understood
from isthmus.web.desk.reading.views import saved_views
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.requests import actor_of

__all__ = ["record", "record_file"]

BATCH = 500
ON_TWO = "on two"
# What the list shows that a sentence of the opening leads to.
OPENED = {
    "corroborate.incidents": {"said": "asserted"},
    "corroborate.on_two": {"lines": "2"},
    "corroborate.none_on_two": {"lines": "2"},
    **{
        f"corroborate.{how}_{only}": {"said": only, "lines": ""}
        for only in UNASSERTED
        for how in ("more", "incidents")
    },
}
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
    "id",
    "link",
)
SORTED_BY = {
    "lines": ("lines", "lines_at_most"),
    "what": ("type",),
    "who": ("at_least",),
    "when": (F("earliest").asc(nulls_last=True), "latest"),
    "contested": ("denied",),
}


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """Show the incidents that pass the filters, most lines first."""
    if not Document.objects.exists():
        return render(request, "desk/empty.html")
    labels = Labels.load()
    filters = asked(request, labels, by_name=True)
    only = RowFilter.asked(request)
    if filters.problems or only.problem:
        return filters_not_understood(request, filters, "record", only.problem)
    # No order of days finer than a month where the list is filtered by ground.
    sorting = None if filters.wanted.ground else ListOrder.asked(request, SORTED_BY)
    page, numbers = page_and_numbers(request, filters.wanted, only, sorting)
    context = {
        "filters": filters,
        "only": only,
        "sorting": sorting,
        "views": saved_views(request, "record"),
        "page_name": "record",
        "list": page,
        "rows": (coarse_rows if filters.wanted.ground else incident_rows)(page.rows, labels),
        "opening": opening_of(request, filters, numbers),
    }
    return render(request, "desk/record.html", context)


def opening_of(request: HttpRequest, filters: FilterForm, numbers: Counter[str]) -> list[tuple[Message, str]]:
    """Return the sentences that the page opens with, each with the address of what it counts."""
    only = {each: numbers[each] for each in UNASSERTED}
    sentences = opening(numbers.total() - sum(only.values()), numbers[ON_TWO], **only)
    wanted = filters.wanted
    kept = {"said": wanted.said, "lines": str(max(2, wanted.lines))}  # what is asked for already stays so
    found = []
    for each in sentences:
        changes = OPENED[each.code]
        kept_too = {name: kept[name] for name, value in changes.items() if value and kept[name]}
        found.append((each, address(request, **(changes | kept_too))))
    if filters.narrowed or RowFilter.asked(request).narrows:
        return found
    # Of a large register the figure is worked out beside, and stands here once it is there.
    counts = figures_or_job(wanted, owner=actor_of(request), page=request.get_full_path())
    least = 0 if isinstance(counts, Job) else counts.k[1].documented_minimum
    if least:
        found.append((Message("count.at_least", n=least), f"{reverse('people')}?lines=1&who=victims"))
    return found


def address(request: HttpRequest, **changes: str) -> str:
    """Return the address of the same list with other filters."""
    query = request.GET.copy()
    for name in ("page", *changes):
        query.pop(name, None)
    query.update(changes)
    return f"{reverse('record')}?{query.urlencode()}"


def page_and_numbers(
    request: HttpRequest, wanted: RecordFilter, only: RowFilter, sorting: ListOrder | None = None
) -> tuple[Page[Incident], Counter[str]]:
    """Return the page asked for, and how many incidents there are by why they have no line, or how many lines.

    A slow filter is run once.
    """
    found = only.of(incidents_under(wanted))
    found = sorting.of(found) if sorting else found
    if not (wanted.place or wanted.ground or wanted.has_period):
        on_two = found.order_by().filter(lines__gte=2).count()
        by_line = dict(found.order_by().values_list("no_line").annotate(n=Count("pk")))
        return page_of(request, found), numbered(by_line, on_two)
    keys = list(found.values_list("pk", "lines", "no_line"))
    page = page_of_keys(request, [key for key, *_ in keys], Incident.objects.all())
    on_two = sum(lines >= 2 for _key, lines, _ in keys)
    return page, numbered(Counter(no_line for *_, no_line in keys), on_two)


def numbered(by_line: Mapping[str, int], on_two: int) -> Counter[str]:
    """Return incidents by why they have no line; those with lines by whether they have two or more."""
    return Counter({**by_line, "": by_line.get("", 0) - on_two, ON_TWO: on_two})


@require_safe
def record_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """Send the same incidents as a file, without names and grounds; by ground only what can be joined to nobody."""
    labels = Labels.load()
    filters, only = asked(request, labels, by_name=True), RowFilter.asked(request)
    if filters.problems or only.problem:
        return not_understood(filter(None, (*filters.problems.values(), only.problem)))
    if filters.wanted.ground:
        return to_ground_table(filters.wanted.ground, form)
    found = ListOrder.asked(request, SORTED_BY).of(only.of(incidents_under(filters.wanted)))
    return file_answer(form, "record", HEADER, cells(found, labels), found.count)


def cells(found: QuerySet[Incident], labels: Labels) -> Iterator[Sequence[Cell]]:
    """Yield the rows of the file."""
    ids = LeavingIds()
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
                ids.id("acts", row.ref),
                reverse("incident", args=[row.uid]),
            )
