"""The count: how many, on how many independent lines, and what these figures do not say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi
from django.views.decorators.http import require_safe

from isthmus.actions.desk.counting import figures_or_job
from isthmus.core.count import Figures, cautions, headline
from isthmus.core.messages import Message
from isthmus.draw import Span, by_period, draw_periods, draw_timeline
from isthmus.store.desk.models import Incident
from isthmus.store.desk.queries.counts import StoredFigures
from isthmus.store.desk.queries.record import RecordFilter, matching
from isthmus.store.desk.scratch.models import Job
from isthmus.web.desk.access import asking_again
from isthmus.web.desk.language import renderer
from isthmus.web.desk.reading.filters import FilterForm, asked
from isthmus.web.desk.reading.incidents import incident_rows
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.requests import actor_of

__all__ = ["Chart", "CountPage", "count", "count_page"]

MOST_SINGLE = 40


@dataclass(frozen=True, slots=True)
class Chart:
    """The same chart for wide pages and for narrow ones."""

    across: SafeString
    down: SafeString


@dataclass(frozen=True, slots=True)
class CountPage:
    """Everything that the page shows; each sentence with the address of what it counts, if it counts anything."""

    figures: Sequence[tuple[int, Figures]]
    headline: Sequence[tuple[Message, str]]
    cautions: Sequence[tuple[Message, str]]
    log_size: int
    chart: Chart

    @property
    def first(self) -> Figures:
        """Return the figures on one line or more."""
        return self.figures[0][1]


@require_safe
def count(request: HttpRequest) -> HttpResponse:
    """Show the count under the filters asked for, or how far it is where it takes long."""
    labels = Labels.load()
    filters = asked(request, labels)
    found = figures_or_job(filters.wanted, owner=actor_of(request), page=request.get_full_path())
    if isinstance(found, Job):
        return counting(request, filters, found)
    page = count_page(request, filters.wanted, found, labels)
    return render(request, "desk/count.html", {"filters": filters, "page": page})


def counting(request: HttpRequest, filters: FilterForm, job: Job) -> HttpResponse:
    """Show how far the count is; without script the page asks again every two seconds while it goes on."""
    response = render(request, "desk/counting.html", {"filters": filters, "job": job})
    if job.unfinished:
        # Most counts end within a second of being asked for.
        seconds = 1 if job.state == Job.State.WAITING else 2
        response.headers["Refresh"] = asking_again(request, seconds)
    return response


def count_page(request: HttpRequest, wanted: RecordFilter, found: StoredFigures, labels: Labels) -> CountPage:
    """Return everything that the page of the count shows."""
    judge = reverse("judge")
    judging = {"count.unexamined": judge, "count.judgements_by_people": judge}
    return CountPage(
        figures=sorted(found.k.items()),
        headline=list(zip(headline(found.k), addresses(request), strict=True)),
        cautions=[(each, judging.get(each.code, "")) for each in cautions(found.k, period=wanted.has_period)],
        log_size=found.log_size,
        chart=chart(wanted, labels, undated=found.k[1].undated),
    )


def addresses(request: HttpRequest) -> list[str]:
    """Return where the people and incidents are that the headline counts, under the same filters."""
    query = request.GET.copy()
    query["lines"] = "1"
    people, incidents = (f"{reverse(name)}?{query.urlencode()}" for name in ("people", "record"))
    query["lines"] = "2"
    return [people, incidents, f"{reverse('people')}?{query.urlencode()}"]


def chart(wanted: RecordFilter, labels: Labels, *, undated: int) -> Chart:
    """When it happened: each incident where they are few, periods where they are many or chosen by ground."""
    incidents = matching(wanted).filter(lines__gte=1).order_by()
    days = list(incidents.values_list("pk", "earliest", "latest"))
    if len(days) <= MOST_SINGLE and not wanted.ground:
        spans = single(list(Incident.objects.filter(pk__in=[key for key, *_ in days])), labels)
        return drawn(lambda **how: draw_timeline(spans, **how))
    periods = by_period([Span("", first, last) for _key, first, last in days])
    return drawn(lambda **how: draw_periods(periods, undated=undated, **how))


def drawn(draw: Callable[..., str]) -> Chart:
    """Draw both. The drawing escapes every label itself: it is built as a tree, never as text."""
    rtl = get_language_bidi()
    how = {"rtl": rtl, "say": renderer()}
    across, down = draw(prefix="time", **how), draw(prefix="time-down", narrow=True, **how)
    return Chart(mark_safe(across), mark_safe(down))  # noqa: S308


def single(incidents: Sequence[Incident], labels: Labels) -> list[Span]:
    """Return each incident with its bounds, earliest first."""
    rows = incident_rows(incidents, labels)
    spans = [
        Span(f"{each.type}: {each.who}", each.row.earliest, each.row.latest, each.when.words) for each in rows
    ]
    return sorted(spans, key=lambda span: (span.earliest or span.latest or date.max, span.label))
