"""The timeline: when incidents happened, each as uncertain as it is known, and how many lie in each period."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from isthmus.core.corroborate import UNASSERTED, unasserted
from isthmus.core.messages import Message
from isthmus.draw import Days, Period, Span, by_period, draw_periods, draw_timeline
from isthmus.store.desk.models import Incident
from isthmus.store.desk.queries.counted_rows import incidents_under
from isthmus.web.desk.reading.count import Chart, drawn
from isthmus.web.desk.reading.filters import asked, filters_not_understood
from isthmus.web.desk.reading.incidents import IncidentRow, incident_rows
from isthmus.web.desk.reading.paging import Page, page_of
from isthmus.web.desk.reading.row_filter import RowFilter
from isthmus.web.desk.reading.words import Labels

__all__ = ["DateSorts", "TimelinePage", "timeline"]


@dataclass(frozen=True, slots=True)
class DateSorts:
    """How many incidents have a date of which sort: one day, a range, an end that is open, none."""

    day: int
    range: int
    open: int
    undated: int

    @classmethod
    def of(cls, numbers: Mapping[Days, int]) -> "DateSorts":
        """Return how many have which, of how many there are from one day to another."""
        day = sum(n for (first, last), n in numbers.items() if first == last and first is not None)
        undated = numbers.get((None, None), 0)
        half_open = sum(n for (first, last), n in numbers.items() if (first is None) != (last is None))
        return cls(day, sum(numbers.values()) - day - undated - half_open, half_open, undated)


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Everything that the page shows; `rows` are those of the chart and of the table, in the same order."""

    opening: Sequence[Message]
    sorts: DateSorts
    list: Page[Incident]
    rows: Sequence[IncidentRow]
    chart: Chart | None
    periods: Sequence[Period]
    overview: Chart


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """Show when the incidents happened that pass the filters of the record."""
    labels = Labels.load()
    filters, only = asked(request, labels, by_name=True), RowFilter.asked(request)
    if filters.problems or only.problem:
        return filters_not_understood(request, filters, "timeline", only.problem)
    found = only.of(incidents_under(filters.wanted))
    page = timeline_page(request, found, labels, single=not filters.wanted.ground)
    return render(request, "desk/timeline.html", {"filters": filters, "only": only, "page": page})


def timeline_page(
    request: HttpRequest, found: QuerySet[Incident], labels: Labels, *, single: bool
) -> TimelinePage:
    """Read everything that the page shows; without `single`, as under a filter by ground, periods and nothing else."""
    reasons: Counter[str] = Counter()
    numbers: Counter[Days] = Counter()
    grouped = found.order_by().values_list("no_line", "earliest", "latest").annotate(n=Count("pk"))
    for why, first, last, n in grouped:
        reasons[why] += n
        numbers[first, last] += n
    dated = found.exclude(earliest=None, latest=None) if single else found.none()
    listed = page_of(request, in_time(dated))
    rows = incident_rows(listed.rows, labels)
    periods = by_period(numbers)
    return TimelinePage(
        opening=opening_of(reasons),
        sorts=DateSorts.of(numbers),
        list=listed,
        rows=rows,
        chart=chart_of(rows) if rows else None,
        periods=periods,
        overview=drawn(lambda **how: draw_periods(periods, **how), prefix="periods"),
    )


def opening_of(reasons: Counter[str]) -> list[Message]:
    """Return how many incidents there are, by why they have no line: those somebody asserts, and those nobody does."""
    only = {each: reasons[each] for each in UNASSERTED}
    asserted = reasons.total() - sum(only.values())
    more = unasserted(only["suspected"], only["denied"], more=bool(asserted))
    return [*([Message("corroborate.incidents", n=asserted)] if asserted or not more else []), *more]


def in_time(found: QuerySet[Incident]) -> QuerySet[Incident]:
    """Return incidents by the first day on which they may have happened; what has only a last day stands at that."""
    return found.order_by(Coalesce(F("earliest"), F("latest")).asc(nulls_last=True), "latest", "ref")


def chart_of(rows: Iterable[IncidentRow]) -> Chart:
    """Draw incidents one by one, each leading to its page."""
    spans = [span_of(each) for each in rows]
    return drawn(lambda **how: draw_timeline(spans, **how))


def span_of(each: IncidentRow) -> Span:
    """Return an incident as it is drawn."""
    row = each.row
    address = reverse("incident", args=[row.uid])
    return Span(f"{each.type}: {each.who}", row.earliest, row.latest, each.when.words, address)
